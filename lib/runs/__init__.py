"""A training run on disk: its recipe, history, checkpoints, model and script."""
