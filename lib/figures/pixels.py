"""Arrays as pixels with transparency, so that zero is the paper of a light page and a dark one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.figures.theme import SIGNED

_MINUS, _PLUS = SIGNED[1], SIGNED[-2]


def signed_pixels(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Orange below zero, blue above, the more opaque the further away.

    Args:
        values: ``(H, W)``, any range; the largest absolute value is opaque.

    Returns:
        uint8 ``(H, W, 4)``.

    Example:
        >>> signed_pixels(np.array([[-2.0, 0.0, 1.0]]))[0, :, 3].tolist()
        [255, 0, 128]
    """
    peak = float(np.abs(values).max()) or 1.0
    pixels = np.where((values < 0)[..., None], _channels(_MINUS), _channels(_PLUS))
    opacity = np.rint(np.abs(values) / peak * 255)
    return np.dstack([pixels, opacity]).astype(np.uint8)


def _channels(colour: str) -> NDArray[np.uint8]:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.uint8)
