"""Test pictures that show what resizing does: a circle, writing, and lines one pixel wide."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

PATTERNS = ("circle", "text", "grid")
WIDTH, HEIGHT = 400, 240
_PAPER, _INK, _BLUE, _ORANGE = "#f7f7f4", "#20242c", "#2563eb", "#c66a14"
_FINE = 4  # drawn this much larger and reduced, so that round edges are smooth
_PITCH = 4  # pixels from one fine line to the next


@lru_cache(maxsize=len(PATTERNS))
def draw_pattern(name: str) -> NDArray[np.uint8]:
    """One pattern, the same for everybody.

    Args:
        name: One of :data:`PATTERNS`.

    Returns:
        uint8 (240, 400, 3).

    Example:
        >>> draw_pattern("circle").shape
        (240, 400, 3)
    """
    pixels = {"circle": _circle, "text": _text, "grid": _grid}[name]()
    pixels.flags.writeable = False
    return pixels


def _circle() -> NDArray[np.uint8]:
    size = (WIDTH * _FINE, HEIGHT * _FINE)
    picture = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(picture)
    middle, radius = (size[0] // 2, size[1] // 2), int(0.42 * size[1])
    around = [
        middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius,
    ]  # fmt: skip
    draw.ellipse(around, fill=_BLUE, outline=_INK, width=3 * _FINE)
    half = radius // 3
    draw.rectangle(
        [middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half], fill=_PAPER
    )
    for x in (0.09, 0.91):  # what a crop to the middle loses
        centre, small = int(x * size[0]), int(0.1 * size[1])
        draw.ellipse(
            [centre - small, middle[1] - small, centre + small, middle[1] + small], fill=_ORANGE
        )
    return np.array(picture.reduce(_FINE))


def _text() -> NDArray[np.uint8]:
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    y = 10
    for size in (48, 32, 22, 16, 11):
        font = ImageFont.load_default(size)
        draw.text((14, y), f"{size} px: Rr Ee 0 8 6", font=font, fill=_INK)
        y += int(1.45 * size) + 4
    return np.array(picture)


def _grid() -> NDArray[np.uint8]:
    pixels = np.full((HEIGHT, WIDTH, 3), 247, np.uint8)
    half = WIDTH // 2
    pixels[:, :half:_PITCH] = 32  # upright lines at the left, lying ones at the right
    pixels[::_PITCH, half:] = 32
    for step in range(HEIGHT // 3):  # and one that leans
        pixels[2 * HEIGHT // 3 + step // 2, half - 60 + step : half - 57 + step] = (198, 106, 20)
    return pixels
