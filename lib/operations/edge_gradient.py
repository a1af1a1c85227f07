"""Two kernels together: how strong an edge is, and which way it faces.

One kernel answers to brightness that grows to the right, the other to brightness that grows
downwards.  Together they are the gradient, an arrow at every pixel: its length is the strength of
the edge, its direction is where the picture gets brighter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.gradients import gradient_direction, gradient_magnitude
from lib.cnn.kernels import PRESETS

PAIRS = MappingProxyType(
    {
        "sobel": ("sobel_x", "sobel_y"),
        "prewitt": ("prewitt_x", "prewitt_y"),
        "scharr": ("scharr_x", "scharr_y"),
        "difference": ("difference_x", "difference_y"),
        "roberts": ("roberts_right", "roberts_left"),
    }
)


@dataclass(frozen=True)
class Gradient:
    """The gradient at every pixel; all arrays ``(H, W)`` float64.

    Attributes:
        right: Change to the right, in the units of the picture times the kernel's own factor.
        down: Change downwards.
        magnitude: ``√(right² + down²)``.
        direction: Where it gets brighter, degrees clockwise from the right.
    """

    right: FloatArray = field(repr=False)
    down: FloatArray = field(repr=False)
    magnitude: FloatArray = field(repr=False)
    direction: FloatArray = field(repr=False)


@dataclass(frozen=True)
class Arrow:
    """The strongest edge of a square of the picture."""

    row: int
    column: int
    right: float
    down: float
    magnitude: float
    direction: float


def picture_gradient(picture: ArrayLike, pair: str) -> Gradient:
    """The gradient of a picture by a pair of kernels, as large as the picture.

    The border repeats the outermost pixels, so that the frame of the picture is no edge.  The
    pair of Roberts looks along the diagonals: ``a = gx + gy`` and ``b = gy − gx``, so that
    ``gx = (a − b) / 2`` and ``gy = (a + b) / 2``.

    Args:
        picture: ``(H, W)``, any range.
        pair: One of :data:`PAIRS`.

    Example:
        >>> step = np.repeat([[0.0, 0.0, 9.0, 9.0]], 4, axis=0)
        >>> found = picture_gradient(step, "difference")
        >>> found.right[0].tolist(), found.direction[0].tolist()
        ([0.0, 9.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0])
    """
    first, second = (
        cross_correlate(
            np.asarray(picture, np.float64), PRESETS[name].make(), padding="same", border="edge"
        )
        for name in PAIRS[pair]
    )
    if pair == "roberts":
        first, second = (first - second) / 2, (first + second) / 2
    return Gradient(
        first, second, gradient_magnitude(first, second), gradient_direction(first, second)
    )


def strongest_arrows(
    gradient: Gradient, *, block: int = 20, threshold: float = 0.2
) -> tuple[Arrow, ...]:
    """The strongest edge of each square, where it is strong enough.

    Args:
        gradient: Of :func:`picture_gradient`.
        block: Side of a square in pixels.
        threshold: Share of the picture's largest magnitude below which a square has no arrow, 0
            to 1; a flat square never has one.

    Example:
        >>> step = np.repeat([[0.0, 0.0, 9.0, 9.0]], 4, axis=0)
        >>> strongest_arrows(picture_gradient(step, "difference"), block=4)[0].column
        1
    """
    magnitude = gradient.magnitude
    least = threshold * magnitude.max()
    arrows = []
    for top in range(0, magnitude.shape[0], block):
        for left in range(0, magnitude.shape[1], block):
            square = magnitude[top : top + block, left : left + block]
            down, right = np.unravel_index(int(square.argmax()), square.shape)
            row, column = top + int(down), left + int(right)
            strength = float(magnitude[row, column])
            if strength > 0 and strength >= least:
                arrows.append(
                    Arrow(
                        row,
                        column,
                        float(gradient.right[row, column]),
                        float(gradient.down[row, column]),
                        strength,
                        float(gradient.direction[row, column]),
                    )
                )
    return tuple(arrows)


def step_direction(pair: str, turn: int) -> float:
    """Where the gradient points on a black half beside a white half, turned by quarter turns.

    Args:
        pair: One of :data:`PAIRS`.
        turn: 0: black on the left; 1: black on top; 2: black on the right; 3: black below.

    Example:
        >>> step_direction("sobel", 1)  # brighter downwards
        90.0
    """
    step = np.repeat([[0.0] * 4 + [1.0] * 4], 8, axis=0)
    gradient = picture_gradient(np.rot90(step, -turn), pair)
    row, column = np.unravel_index(int(gradient.magnitude.argmax()), step.shape)
    return float(gradient.direction[row, column])
