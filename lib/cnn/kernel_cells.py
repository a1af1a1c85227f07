"""The cells of a kernel that somebody edits: checked, resized, normalised."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_floats, check_number, is_count, shape_text
from lib.errors import KernelError, ShapeError

SIDE_LIMIT = 7
# Far beyond any useful weight, and far enough from overflow even in float32.
WEIGHT_LIMIT = 1_000_000.0


def check_kernel(cells: Sequence[Sequence[object]] | ArrayLike) -> FloatArray:
    """Cells that somebody has typed, as a kernel.

    Args:
        cells: Rows of numbers, or of text that reads as a number; at most
            :data:`SIDE_LIMIT` × :data:`SIDE_LIMIT`.

    Returns:
        ``(kh, kw)`` float64, every weight between −1,000,000 and 1,000,000.

    Raises:
        KernelError: ``kernel.empty``, ``kernel.ragged`` (rows of different lengths),
            ``kernel.too_large``, ``kernel.not_a_number``, ``kernel.infinite``,
            ``kernel.weight_too_large``; the last three say in which row and column, counted
            from 1.

    Example:
        >>> check_kernel([["-1", 0, 1.5]])
        array([[-1. ,  0. ,  1.5]])
        >>> try:
        ...     check_kernel([[1, "x"]])
        ... except KernelError as error:
        ...     print(error)
        kernel.not_a_number(row=1, column=2, got='x')
    """
    rows = [list(row) for row in cells]  # type: ignore[union-attr, arg-type]
    if not rows or not any(rows):
        raise KernelError("kernel.empty")
    lengths = sorted({len(row) for row in rows})
    if len(lengths) > 1:
        raise KernelError("kernel.ragged", lengths=lengths)
    if max(len(rows), lengths[0]) > SIDE_LIMIT:
        raise KernelError(
            "kernel.too_large", rows=len(rows), columns=lengths[0], allowed=SIDE_LIMIT
        )
    return np.array(
        [
            [_weight(cell, row, column) for column, cell in enumerate(line, start=1)]
            for row, line in enumerate(rows, start=1)
        ]
    )


def resize_kernel(kernel: ArrayLike, rows: int, columns: int) -> FloatArray:
    """A kernel of another size around the same centre: cut at the edges, or filled with zeros.

    The centre of n cells is cell ``⌊(n − 1) / 2⌋``, the one that ``same`` padding lays on the
    output's place, so that a picture does not move when its kernel grows.

    Args:
        kernel: ``(kh, kw)``, any range.
        rows: Of the new kernel, 1 to :data:`SIDE_LIMIT`.
        columns: Of the new kernel, likewise.

    Raises:
        NumberError: ``number.out_of_range`` for a side.
        ShapeError: ``shape.kernel`` for another number of dimensions, ``shape.window`` for a
            side that is no whole number.

    Example:
        >>> resize_kernel([[-1, 1]], 1, 4)
        array([[ 0., -1.,  1.,  0.]])
    """
    old = _plain(kernel)
    new = np.zeros((check_side(rows), check_side(columns)), old.dtype)
    down, right = ((n - 1) // 2 - (k - 1) // 2 for n, k in zip(new.shape, old.shape, strict=True))
    inner = old[max(-down, 0) :, max(-right, 0) :]
    target = new[max(down, 0) :, max(right, 0) :]
    height, width = (min(a, b) for a, b in zip(inner.shape, target.shape, strict=True))
    target[:height, :width] = inner[:height, :width]
    return new


def normalise(kernel: ArrayLike, *, to: str = "absolute") -> FloatArray:
    """A kernel scaled so that its output has a known size.

    Args:
        kernel: ``(kh, kw)``, any range.
        to: ``"absolute"``: ``Σ |w| = 1``, so that no output is larger than the largest input;
            for any kernel.  ``"sum"``: ``Σ w = 1``, so that a flat area keeps its brightness;
            for kernels that blur or sharpen.

    Raises:
        KernelError: ``kernel.zero_sum`` when that sum is 0, which no factor changes.
        ShapeError: ``shape.kernel`` for another number of dimensions.

    Example:
        >>> normalise([[-1, 0, 1]])
        array([[-0.5,  0. ,  0.5]])
        >>> normalise([[1, 2, 1]], to="sum")
        array([[0.25, 0.5 , 0.25]])
    """
    weights = _plain(kernel)
    if to not in ("absolute", "sum"):
        raise ValueError(f"to={to!r} is neither 'absolute' nor 'sum'")
    largest = np.abs(weights).max()
    total = float(np.abs(weights).sum() if to == "absolute" else weights.sum())
    # Weights such as 0.1, 0.2, −0.3 cancel only up to rounding.
    if abs(total) <= largest * weights.size * np.finfo(weights.dtype).eps:
        raise KernelError("kernel.zero_sum")
    return weights / total


def check_side(side: int) -> int:
    """A side of a kernel when it is 1 to :data:`SIDE_LIMIT`.

    Raises:
        ShapeError: ``shape.window``: no whole number of at least 1.
        NumberError: ``number.out_of_range``: more than :data:`SIDE_LIMIT`.

    Example:
        >>> check_side(3)
        3
    """
    if not is_count(side):
        raise ShapeError("shape.window", got=side)
    return int(check_number("kernel_size", side, 1, SIDE_LIMIT))


def _plain(kernel: ArrayLike) -> FloatArray:
    weights = as_floats(kernel)
    if weights.ndim != 2 or weights.size == 0:
        raise ShapeError("shape.kernel", got=shape_text(weights.shape))
    return weights


def _weight(cell: object, row: int, column: int) -> float:
    try:
        value = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if math.isnan(value):
        raise KernelError("kernel.not_a_number", row=row, column=column, got=str(cell))
    if math.isinf(value):
        raise KernelError("kernel.infinite", row=row, column=column)
    if abs(value) > WEIGHT_LIMIT:
        raise KernelError(
            "kernel.weight_too_large", row=row, column=column, got=value, allowed=WEIGHT_LIMIT
        )
    return value
