"""Worksheets: tasks whose numbers are drawn from a seed, and whose answers the library computes."""
