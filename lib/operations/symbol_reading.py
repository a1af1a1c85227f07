"""Which sign a picture looks like most: the measure by which an augmentation breaks a label."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.images.symbols import FAMILIES, draw_symbol, family_of

# Degrees by which a reader lets a sign lean and still takes it for the upright one.
_LEANS = range(-40, 41, 10)


def read_symbols(pictures: NDArray[np.uint8], symbol: str) -> tuple[str, ...]:
    """What each picture is read as, among the signs of the family of ``symbol``.

    Every sign of the family, upright or leaning by up to 40°, is laid over the picture.  The one
    with the largest correlation (the cosine between both, as differences from the mean) is read.

    Args:
        pictures: uint8 (N, 64, 64, 3).
        symbol: A sign; its family is what can be read.

    Returns:
        N signs.

    Example:
        >>> read_symbols(draw_symbol("6")[None, ::-1, ::-1], "6")
        ('9',)
    """
    names, templates = _templates(family_of(symbol))  # (K, 9, D)
    grey = 255.0 - pictures[..., 0].reshape(len(pictures), -1)  # ink is what counts; (N, D)
    grey = _normal(grey)
    match = np.einsum("nd,ktd->nkt", grey, templates).max(axis=2)  # (N, K)
    return tuple(names[int(best)] for best in match.argmax(axis=1))


def kept_share(readings: tuple[str, ...], symbol: str) -> float:
    """Share of the readings that still say ``symbol``."""
    return sum(read == symbol for read in readings) / len(readings)


def most_common_error(readings: tuple[str, ...], symbol: str) -> str | None:
    """What it is read as most often when not as itself; None when it always is."""
    wrong = [read for read in readings if read != symbol]
    return max(sorted(set(wrong)), key=wrong.count) if wrong else None


@lru_cache(maxsize=len(FAMILIES))
def _templates(family: str) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    names = FAMILIES[family]
    drawn = np.stack([[_leaning(name, degrees) for degrees in _LEANS] for name in names])
    return names, _normal(255.0 - drawn.reshape(*drawn.shape[:2], -1))  # (K, 9, S·S)


def _leaning(symbol: str, degrees: int) -> NDArray[np.uint8]:
    upright = Image.fromarray(draw_symbol(symbol)[..., 0])
    return np.asarray(upright.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=255))


def _normal(ink: NDArray[np.floating]) -> NDArray[np.float64]:
    centred = ink - ink.mean(axis=-1, keepdims=True)
    length = np.linalg.norm(centred, axis=-1, keepdims=True)
    normal: NDArray[np.float64] = centred / np.maximum(length, 1e-9)
    return normal
