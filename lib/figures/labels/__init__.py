"""Drawings of the page about labels."""
