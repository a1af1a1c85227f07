"""Search over pages, terms and the lesson: the index, the field, the results."""
