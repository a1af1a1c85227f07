"""The strength and direction of an edge, from how the brightness changes in two directions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_floats, shape_text
from lib.errors import ShapeError


def gradient_magnitude(right: ArrayLike, down: ArrayLike) -> FloatArray:
    """How fast the brightness changes in whichever direction it changes most: ``√(gx² + gy²)``.

    Args:
        right: Change to the right, ``gx``, any shape and range; such as the output of Sobel x.
        down: Change downwards, ``gy``, of the same shape.

    Returns:
        At least 0, in the units of the arguments; float32 if both are, else float64.

    Raises:
        ShapeError: ``shape.expected``: the shapes differ.

    Example:
        >>> gradient_magnitude([3.0], [-4.0])
        array([5.])
    """
    gx, gy = _pair(right, down)
    magnitude: FloatArray = np.hypot(gx, gy)
    return magnitude


def gradient_direction(right: ArrayLike, down: ArrayLike) -> FloatArray:
    """Where the brightness grows fastest, in degrees clockwise on the screen from the right.

    ``atan2(gy, gx)``: 0 is to the right, 90 down, 180 to the left, −90 up.  The edge itself
    runs across it.

    Args:
        right: Change to the right, ``gx``, any shape and range.
        down: Change downwards, ``gy``, of the same shape.

    Returns:
        −180 to 180; 0 where nothing changes; float32 if both are, else float64.

    Raises:
        ShapeError: ``shape.expected``: the shapes differ.

    Example:
        >>> gradient_direction([1.0, 0.0, -1.0], [0.0, 1.0, -1.0])
        array([   0.,   90., -135.])
    """
    gx, gy = _pair(right, down)
    # A zero may carry a sign, and atan2 would make 180° of it.
    direction: FloatArray = np.rad2deg(np.arctan2(gy + 0.0, gx + 0.0))
    return direction


def _pair(right: ArrayLike, down: ArrayLike) -> tuple[FloatArray, FloatArray]:
    gx, gy = as_floats(right), as_floats(down)
    if gx.shape != gy.shape:
        raise ShapeError("shape.expected", got=shape_text(gy.shape), expected=shape_text(gx.shape))
    return gx, gy
