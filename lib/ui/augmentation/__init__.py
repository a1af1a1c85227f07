"""The views of the page about augmentation."""
