"""The views of the page about labels."""
