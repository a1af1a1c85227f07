"""How little a pooled map changes when its input moves a little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_floats, as_map, check_number, shape_text
from lib.cnn.borders import border_sources, gather
from lib.cnn.pooling import PoolingOptions, pool
from lib.errors import ShapeError


@dataclass(frozen=True)
class InvarianceCurve:
    """The share of cells that stay as they were, for each distance that the input moves.

    Attributes:
        shifts: 0 to the largest, in cells.
        before: Share of the input's cells that keep their value, 0 to 1, one a shift.
        after: The same for the pooled map.
    """

    shifts: tuple[int, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]


def unchanged_share(before: ArrayLike, after: ArrayLike, *, tolerance: float = 0.0) -> float:
    """The share of cells whose values differ by at most ``tolerance``, from 0 to 1.

    Args:
        before: Any shape and range.
        after: The same shape.
        tolerance: In units of the values, at least 0.

    Raises:
        ShapeError: ``shape.expected``: the shapes differ.

    Example:
        >>> unchanged_share([1, 2, 3, 4], [1, 2, 4, 4])
        0.75
    """
    first, second = as_floats(before), as_floats(after)
    if first.shape != second.shape:
        raise ShapeError(
            "shape.expected", got=shape_text(second.shape), expected=shape_text(first.shape)
        )
    return float(np.mean(np.abs(first - second) <= tolerance))


def shift(x: ArrayLike, rows: int, columns: int, *, border: str = "edge") -> FloatArray:
    """A map moved down by ``rows`` and to the right by ``columns``; negative: up, to the left.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        rows: In cells.
        columns: In cells.
        border: What comes in at the edge, one of :data:`~lib.cnn.borders.BORDERS`.

    Raises:
        ShapeError: ``shape.map``, ``shape.border``.

    Example:
        >>> shift([[1, 2, 3]], 0, 1, border="zero")
        array([[0., 1., 2.]])
    """
    x = as_map(x)
    height, width = x.shape[:2]
    return gather(
        x,
        border_sources(np.arange(height) - rows, height, border=border),
        border_sources(np.arange(width) - columns, width, border=border),
    )


def invariance_curve(
    x: ArrayLike,
    max_shift: int,
    *,
    direction: tuple[int, int] = (0, 1),
    border: str = "edge",
    tolerance: float = 0.0,
    **options: Unpack[PoolingOptions],
) -> InvarianceCurve:
    """Move a map step by step and count what stays the same before and after pooling.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        max_shift: The largest distance, 0 to 1,000 steps.
        direction: One step: rows down and columns to the right.
        border: What comes in at the edge.
        tolerance: How much a cell may differ and still count as unchanged, in units of ``x``.
        **options: Of the pooling, as in :func:`~lib.cnn.pooling.pool`.

    Raises:
        ShapeError: As :func:`~lib.cnn.pooling.pool` and :func:`shift`.
        NumberError: ``number.out_of_range`` for ``max_shift``.

    References:
        I. Goodfellow, Y. Bengio, A. Courville: Deep Learning, figure 9.8: every input changes,
        only half of the outputs do.

    Example:
        >>> curve = invariance_curve([[0.1, 1, 0.2, 0.1, 0]], 1, window=(1, 3), stride=1)
        >>> curve.before[1], round(curve.after[1], 2)
        (0.2, 0.67)
    """
    x = as_map(x)
    check_number("shift", max_shift, 0, 1000)
    pooled = pool(x, **options)
    before, after = [], []
    for distance in range(max_shift + 1):
        moved = shift(x, direction[0] * distance, direction[1] * distance, border=border)
        before.append(unchanged_share(x, moved, tolerance=tolerance))
        after.append(unchanged_share(pooled, pool(moved, **options), tolerance=tolerance))
    return InvarianceCurve(tuple(range(max_shift + 1)), tuple(before), tuple(after))
