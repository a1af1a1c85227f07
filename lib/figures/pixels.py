"""Arrays as picture files: signed maps, clear where they are zero, and pictures as they are."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.figures.theme import SIGNED

_MINUS, _PLUS = SIGNED[1], SIGNED[-2]
_STEPS = 127  # of each sign; with zero they fill the palette of an indexed picture


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


_PALETTE = bytes(_channels(_MINUS) * _STEPS + _channels(_PLUS) * (_STEPS + 1))
_OPACITY = bytes(round(255 * abs(step) / _STEPS) for step in range(-_STEPS, _STEPS + 1))


def signed_png(values: NDArray[np.floating], *, peak: float | None = None) -> bytes:
    """Orange below zero, blue above, the more opaque the further away.

    With a palette: pictures behind a slider are encoded at every step, and four channels take
    ten times as long.

    Args:
        values: ``(H, W)``, any range.
        peak: The absolute value that is opaque, and all beyond it; the largest if left out.
            Pictures that are to be compared share one.

    Returns:
        A PNG file.

    Example:
        >>> file = io.BytesIO(signed_png(np.array([[-2.0, 0.0, 1.0]])))
        >>> np.asarray(Image.open(file).convert("RGBA"))[0, :, 3].tolist()
        [255, 0, 129]
    """
    if peak is None:
        peak = float(np.abs(values).max())
    peak = peak or 1.0
    steps = np.rint(np.clip(values / peak, -1, 1) * _STEPS)
    picture = Image.fromarray((steps + _STEPS).astype(np.uint8), "L")
    picture.putpalette(_PALETTE)
    file = io.BytesIO()
    picture.save(file, "PNG", transparency=_OPACITY, compress_level=1)
    return file.getvalue()


def picture_png(pixels: NDArray[np.uint8]) -> bytes:
    """A picture as it is, packed quickly rather than tightly.

    Args:
        pixels: uint8 (H, W, 3) or (H, W).

    Returns:
        A PNG file.

    Example:
        >>> Image.open(io.BytesIO(picture_png(np.zeros((2, 3, 3), np.uint8)))).size
        (3, 2)
    """
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", compress_level=1)
    return file.getvalue()


def picture_webp(pixels: NDArray[np.uint8]) -> bytes:
    """A picture as it is, smaller than a PNG and packed in less time.

    Args:
        pixels: uint8 (H, W, 3) or (H, W).

    Returns:
        A lossless WebP file.

    Example:
        >>> Image.open(io.BytesIO(picture_webp(np.zeros((2, 3, 3), np.uint8)))).size
        (3, 2)
    """
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "WEBP", lossless=True, method=0, quality=0)
    return file.getvalue()
