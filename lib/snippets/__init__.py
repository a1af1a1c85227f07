"""Keras code that gives the numbers of a page, one module a page, with what it prints."""
