"""Handing on what is on the screen: a link with every control, a large size for a projector."""
