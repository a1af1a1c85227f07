"""The views of the clinic."""
