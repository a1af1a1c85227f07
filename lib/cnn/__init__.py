"""The mathematics of convolutional networks in NumPy, each idea small enough to read in class."""
