"""Plotly figure builders: arrays and labels in, a ``Figure`` out; nothing else is touched."""
