"""The views of the page about shapes, one module each, and the network that they share."""
