"""Several pictures in one row, each whole and undistorted in a square of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def contact_strip(
    pictures: Sequence[NDArray[np.uint8] | None], *, side: int, gap: int = 6
) -> NDArray[np.uint8]:
    """Lay pictures side by side, scaled to fit; what is not covered is transparent.

    Args:
        pictures: uint8 (H, W, 3) each; None leaves its square empty.
        side: Pixels of a square.
        gap: Transparent pixels between two squares.

    Returns:
        uint8 (side, N·side + (N − 1)·gap, 4), red green blue alpha.
    """
    count = len(pictures)
    strip = np.zeros((side, count * side + (count - 1) * gap, 4), np.uint8)
    for number, pixels in enumerate(pictures):
        if pixels is None:
            continue
        height, width = pixels.shape[:2]
        scale = side / max(height, width)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX
                           if scale < 0.5 else Image.Resampling.BILINEAR))  # fmt: skip
        top = (side - size[1]) // 2
        left = number * (side + gap) + (side - size[0]) // 2
        strip[top : top + size[1], left : left + size[0], :3] = small
        strip[top : top + size[1], left : left + size[0], 3] = 255
    return strip
