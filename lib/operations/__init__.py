"""What the pages about a single operation compute: NumPy only, nothing of the page."""
