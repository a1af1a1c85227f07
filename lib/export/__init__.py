"""Figures and tables to take away: as SVG, PNG or CSV, made in the browser when asked for."""
