"""Drawings of lines and cells that can be touched: SVG in, hover and keyboard in the browser."""
