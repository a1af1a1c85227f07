"""The views of the page about edges, one module each; only the chosen one is computed."""
