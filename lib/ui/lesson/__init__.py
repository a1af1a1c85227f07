"""The guided way through all pages: its stops, the bar that leads from one to the next."""
