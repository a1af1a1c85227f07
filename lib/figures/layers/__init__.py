"""Drawings of what happens inside a network."""
