"""The drawings of the page about the loss, one function a view: a result in, two forms out."""

WIDTH = 846.0  # of the wide form
