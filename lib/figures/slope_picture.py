"""A signed map as a picture that is clear where it is zero, whatever colour lies behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.figures.theme import SIGNED

_PLUS, _MINUS = (
    np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
    for colour in (SIGNED[-2], SIGNED[1])
)


def signed_picture(values: np.ndarray, *, peak: float) -> NDArray[np.uint8]:
    """Colour a map by sign, and let the page show through by how near to zero a value is.

    Args:
        values: (H, W), any range.
        peak: The absolute value that gets the full colour.

    Returns:
        uint8 (H, W, 4): blue above zero, orange below, and how opaque.

    Example:
        >>> signed_picture(np.array([[0.0, -1.0]]), peak=1.0)[..., 3].tolist()
        [[0, 255]]
    """
    picture = np.empty((*values.shape, 4), np.uint8)  # (H, W, 4)
    picture[..., :3] = np.where(values[..., None] < 0, _MINUS, _PLUS)
    picture[..., 3] = np.rint(np.clip(np.abs(values) / peak, 0, 1) * 255)
    return picture
