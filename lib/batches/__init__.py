"""Pictures on their way into batches: two components that answer in the browser alone."""
