"""Parts of a training run on its page."""
