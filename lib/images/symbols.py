"""Signs whose meaning depends on how they stand: digits, letters, arrows, drawn by our code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIDE = 64
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "digit": tuple("0123456789"),
        "letter": tuple("bdpq"),
        "arrow": ("left", "right", "up", "down"),
    }
)
SYMBOLS = ("6", "9", "0", "b", "d", "left", "up")  # those that are offered
_PAPER, _INK = 255, 20
_QUARTERS = {"right": 0, "up": 1, "left": 2, "down": 3}


def family_of(symbol: str) -> str:
    """The family that a sign belongs to.

    Raises:
        KeyError: No family has it.

    Example:
        >>> family_of("6"), family_of("left")
        ('digit', 'arrow')
    """
    for name, members in FAMILIES.items():
        if symbol in members:
            return name
    raise KeyError(symbol)


@lru_cache(maxsize=32)
def draw_symbol(symbol: str) -> NDArray[np.uint8]:
    """A sign in the middle of white paper.

    Args:
        symbol: A member of one of :data:`FAMILIES`.

    Returns:
        uint8 (64, 64, 3), read-only.

    Example:
        >>> draw_symbol("6").shape
        (64, 64, 3)
    """
    grey = _arrow(symbol) if symbol in _QUARTERS else _written(symbol)
    pixels = np.repeat(grey[:, :, None], 3, axis=2)
    pixels.flags.writeable = False
    return pixels


def _written(text: str) -> NDArray[np.uint8]:
    picture = Image.new("L", (SIDE, SIDE), _PAPER)
    font = ImageFont.load_default(0.9 * SIDE)
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    place = ((SIDE - left - right) / 2, (SIDE - top - bottom) / 2)
    draw.text(place, text, font=font, fill=_INK)
    return np.array(picture)


def _arrow(direction: str) -> NDArray[np.uint8]:
    fine = 4  # drawn larger and reduced, so that edges are smooth
    picture = Image.new("L", (SIDE * fine, SIDE * fine), _PAPER)
    shape = [(0.14, 0.42), (0.52, 0.42), (0.52, 0.24), (0.86, 0.5), (0.52, 0.76), (0.52, 0.58),
             (0.14, 0.58)]  # fmt: skip
    corners = [(x * SIDE * fine, y * SIDE * fine) for x, y in shape]
    ImageDraw.Draw(picture).polygon(corners, fill=_INK)
    return np.ascontiguousarray(np.rot90(np.array(picture.reduce(fine)), _QUARTERS[direction]))
