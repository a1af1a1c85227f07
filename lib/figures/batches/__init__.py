"""Figures of the page about batches."""
