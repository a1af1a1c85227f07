"""The client of the compute engine; needs no TensorFlow."""
