"""The views of the page about batches, one module each; only the chosen one is computed."""
