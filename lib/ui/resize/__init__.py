"""The views of the page about resizing."""
