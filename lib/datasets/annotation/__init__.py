"""Label sets: pictures that visitors bring along and sort into classes, kept on disk."""
