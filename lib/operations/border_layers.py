"""What happens to the border of a photograph on its way through several convolutions.

The photograph is the middle of a larger one.  So what lies beyond its border is known, and with
it the right answer: blur the larger photograph and cut the middle out.  A network has only the
middle, and must make up what lies beyond.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray, IntArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.kernels import box
from lib.images.framing import fill_frame, luminance

HEIGHT, WIDTH = 120, 160
SIZES = (3, 5, 7)
MOST_LAYERS = 12
BORDERS = ("zero", "reflect", "edge")
# As much as the deepest stack of the widest kernel can bring in from outside.
MARGIN = MOST_LAYERS * (SIZES[-1] // 2)
FARTHEST = 40  # cells from the border that the curve shows


@dataclass(frozen=True)
class Photograph:
    """A grey photograph and what lies around it.

    Attributes:
        digest: Names the content; two with the same are the same.
        large: float32 (HEIGHT + 2 · MARGIN, WIDTH + 2 · MARGIN), 0 to 255.
    """

    digest: str
    large: FloatArray = field(compare=False, repr=False)


@dataclass(frozen=True)
class BorderResult:
    """A photograph after all layers, with one kind of border.

    Attributes:
        border: One of :data:`BORDERS`.
        picture: float32 (HEIGHT, WIDTH), 0 to 255.
        deviation: Mean absolute difference from the right answer, in grey levels, for the
            pixels 0, 1, 2, … :data:`FARTHEST` cells from the border.
        change: The same with its sign: below 0 is darker.
    """

    border: str
    picture: FloatArray = field(compare=False, repr=False)
    deviation: tuple[float, ...]
    change: tuple[float, ...]


@lru_cache(maxsize=8)
def wall_brightness(size: int, layers: int) -> tuple[float, float]:
    """A white wall through the same layers, padded with zeros: what is left of its brightness.

    Args:
        size: Cells a side of the blurring kernel, odd.
        layers: How many.

    Returns:
        Shares of 1 at the middle of a side and at a corner, where both directions count.

    Example:
        >>> [round(share, 3) for share in wall_brightness(3, 1)]
        [0.667, 0.444]
    """
    row: FloatArray = np.ones((1, 2 * MARGIN + 1))
    kernel = np.full((1, size), 1 / size)
    for _ in range(layers):
        row = cross_correlate(row, kernel, padding="same")
    return float(row[0, 0]), float(row[0, 0] ** 2)


@lru_cache(maxsize=8)
def _rings() -> tuple[IntArray, IntArray]:
    """For every pixel its distance from the border, and how many pixels have each distance."""
    down = np.minimum(np.arange(HEIGHT), np.arange(HEIGHT)[::-1])
    right = np.minimum(np.arange(WIDTH), np.arange(WIDTH)[::-1])
    distance = np.minimum(down[:, None], right[None, :])  # (HEIGHT, WIDTH)
    return distance, np.bincount(distance.ravel())


def frame_photograph(pixels: NDArray[np.uint8], digest: str) -> Photograph:
    """The middle of a picture, in grey, with its surroundings.

    Args:
        pixels: uint8 (H, W, 3).
        digest: Names the content.
    """
    framed = fill_frame(pixels, HEIGHT + 2 * MARGIN, WIDTH + 2 * MARGIN)
    return Photograph(digest, luminance(framed).astype(np.float32))


def middle(large: FloatArray) -> FloatArray:
    """The (HEIGHT, WIDTH) in the middle of what is left of the large photograph."""
    top, left = (large.shape[0] - HEIGHT) // 2, (large.shape[1] - WIDTH) // 2
    return large[top : top + HEIGHT, left : left + WIDTH]


def right_answer(photograph: Photograph, *, size: int, layers: int) -> FloatArray:
    """The photograph blurred with what really lies beyond its border, (HEIGHT, WIDTH)."""
    return middle(_blurred(photograph, None, size, layers))


def with_border(photograph: Photograph, border: str, *, size: int, layers: int) -> BorderResult:
    """Blur the photograph as a network would, which must make up what lies beyond.

    Args:
        photograph: Made by :func:`frame_photograph`.
        border: One of :data:`BORDERS`.
        size: Cells a side of the blurring kernel, one of :data:`SIZES`.
        layers: 0 to :data:`MOST_LAYERS`.

    Returns:
        The picture, and how far it is off by distance from the border.
    """
    picture = _blurred(photograph, border, size, layers)
    off = picture - right_answer(photograph, size=size, layers=layers)
    distance, counts = _rings()

    def by_distance(values: FloatArray) -> tuple[float, ...]:
        sums = np.bincount(distance.ravel(), weights=values.ravel())
        return tuple((sums / counts)[: FARTHEST + 1].tolist())

    return BorderResult(border, picture, by_distance(np.abs(off)), by_distance(off))


# Each layer is kept: a slider that adds a layer costs one convolution a border.
@lru_cache(maxsize=256)
def _blurred(photograph: Photograph, border: str | None, size: int, layers: int) -> FloatArray:
    if layers == 0:
        return photograph.large if border is None else middle(photograph.large)
    before = _blurred(photograph, border, size, layers - 1)
    kernel = box(size=size)
    if border is None:
        return cross_correlate(before, kernel)
    return cross_correlate(before, kernel, padding="same", border=border)


def wall_options(size: int, layers: int) -> tuple[int, list[int]]:
    """The brightness left at the side of a white wall in per cent, and others to choose from.

    The others are what one may think of first: nothing is lost; every layer takes the same
    share as the first did; the corner.

    Example:
        >>> wall_options(3, 3)
        (48, [23, 30, 48, 100])
    """
    side, corner = wall_brightness(size, layers)
    first = wall_brightness(size, 1)[0]
    right = round(100 * side)
    return right, sorted({right, 100, round(100 * first**layers), round(100 * corner)})
