"""The layers of a trained network as facts and arithmetic, without the library that trained it."""
