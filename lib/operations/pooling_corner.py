"""Two strokes that meet in a corner, and two that do not: what pooling leaves of the difference.

Each kind of stroke has a detector: a bright line three cells long with dark to both sides, then
a bias and ReLU, as a filter of a network might learn it::

    −1  2  −1
    −1  2  −1    upright; turned by 90° for lying strokes
    −1  2  −1
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.kernels import SECOND_DIFFERENCE, THREE_ONES
from lib.cnn.pooling import pool

SIDE = 12
MOST_GAP = 3
WINDOWS = (1, 2, 4, 6)
_ROW, _COLUMN = 6, 7  # where the corner lies
UPRIGHT_DETECTOR = np.outer(THREE_ONES, -SECOND_DIFFERENCE)
BIAS = -4.0  # the end of a stroke answers 4: it alone is no stroke yet


@dataclass(frozen=True)
class Strokes:
    """A picture of two strokes on its way through two detectors and a pooling.

    Attributes:
        picture: ``(12, 12)`` of 0 and 1.
        upright: ``(12, 12)``, where the detector of upright strokes answers, at least 0.
        lying: ``(12, 12)``, the same for lying ones.
        pooled_upright: ``(H', W')``, its maxima.
        pooled_lying: ``(H', W')``.
        touch: Whether the strokes touch, even if only at the corners of cells.
    """

    picture: FloatArray = field(compare=False)
    upright: FloatArray = field(compare=False)
    lying: FloatArray = field(compare=False)
    pooled_upright: FloatArray = field(compare=False)
    pooled_lying: FloatArray = field(compare=False)
    touch: bool

    def differing(self, other: Strokes) -> int:
        """Pooled cells that differ between two pictures."""
        pairs = (
            (self.pooled_upright, other.pooled_upright),
            (self.pooled_lying, other.pooled_lying),
        )
        return sum(int(np.count_nonzero(mine != theirs)) for mine, theirs in pairs)


def draw_strokes(gap: int, window: int) -> Strokes:
    """An upright stroke that ends where a lying one begins, or beside it.

    Args:
        gap: Cells that the upright stroke is moved to the left, away from the other.
        window: Cells a side of the pooling.

    Example:
        >>> corner, apart = draw_strokes(0, 4), draw_strokes(3, 4)
        >>> corner.touch, apart.touch, corner.differing(apart)
        (True, False, 0)
    """
    upright_cells = [(row, _COLUMN - gap) for row in range(_ROW + 1)]
    lying_cells = [(_ROW, column) for column in range(_COLUMN, SIDE)]
    picture = np.zeros((SIDE, SIDE))
    for cell in upright_cells + lying_cells:
        picture[cell] = 1
    upright, lying = detect(picture, UPRIGHT_DETECTOR), detect(picture, UPRIGHT_DETECTOR.T)
    return Strokes(
        picture=picture,
        upright=upright,
        lying=lying,
        pooled_upright=pool(upright, window=window),
        pooled_lying=pool(lying, window=window),
        touch=any(
            max(abs(row - other_row), abs(column - other_column)) <= 1
            for row, column in upright_cells
            for other_row, other_column in lying_cells
        ),
    )


def detect(picture: FloatArray, detector: FloatArray) -> FloatArray:
    """Where a detector answers: convolution with ``same`` padding, bias, ReLU; (H, W)."""
    answer = cross_correlate(picture, detector, bias=BIAS, padding="same")
    relu: FloatArray = ACTIVATIONS["relu"].function(answer)
    return relu
