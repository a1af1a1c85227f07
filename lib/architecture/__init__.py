"""Networks as lists of layers: written, read, counted; nothing here computes a picture."""
