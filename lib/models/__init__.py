"""Everything that needs TensorFlow.  Runs in workers; the web process never imports it."""
