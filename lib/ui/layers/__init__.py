"""The views of the page *layers*: the model as pictures."""
