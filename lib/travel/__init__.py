"""The browser component that moves through the moments of a training."""
