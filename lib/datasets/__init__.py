"""Where training data comes from: drawn, downloaded, or a folder of classes."""
