"""Arrays as pixels with transparency, so that zero is the paper of a light page and a dark one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.figures.theme import SIGNED

_MINUS, _PLUS = SIGNED[1], SIGNED[-2]


def signed_pixels(values: NDArray[np.floating], *, peak: float | None = None) -> NDArray[np.uint8]:
    """Orange below zero, blue above, the more opaque the further away.

    Args:
        values: ``(H, W)``, any range.
        peak: The absolute value that is opaque, and all beyond it; the largest if left out.
            Pictures that are to be compared share one.

    Returns:
        uint8 ``(H, W, 4)``.

    Example:
        >>> signed_pixels(np.array([[-2.0, 0.0, 1.0]]))[0, :, 3].tolist()
        [255, 0, 128]
    """
    peak = peak or float(np.abs(values).max()) or 1.0
    pixels = np.where((values < 0)[..., None], _channels(_MINUS), _channels(_PLUS))
    opacity = np.rint(np.minimum(np.abs(values) / peak, 1) * 255)
    return np.dstack([pixels, opacity]).astype(np.uint8)


def _channels(colour: str) -> NDArray[np.uint8]:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.uint8)
