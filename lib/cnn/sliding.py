"""How a convolution is computed fast: few copies, one matrix product, little new memory.

Slide the window in two steps.  First put the ``kw`` views that the kernel's columns have of the
map on top of each other.  One matrix product with all the weights then gives, for every row of
the map, the answer of each row of the kernel.  Last, sum ``kh`` of those answers, each taken
``dilation`` rows further down.  That makes ``kw`` copies of the map, not ``kh · kw``, and leaves
the multiplying to the matrix product.

It is done in bands of rows, border and all, in memory that is kept from call to call: for a
picture of 280×320 the system takes longer to hand out new memory than the arithmetic takes, and
a large photograph would need a hundred times its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.cnn.borders import add_border
from lib.cnn.windows import AxisRule

_BAND_BYTES = 2**22  # of views and answers together
# From more multiplications on, OpenBLAS divides a product among threads.  For small kernels that
# gains little, and it takes ten times as long while other work, a training, holds the cores.
_ONE_THREAD = 2**18
_WORTH_A_CALL = 1024  # columns

_Rules = tuple[AxisRule, AxisRule]


# Threads take memory from here and give it back; a deque needs no lock for that.
_SPARE: deque[NDArray[np.uint8]] = deque(maxlen=2)


def slide(x: FloatArray, weights: FloatArray, rules: _Rules, *, border: str) -> FloatArray:
    """Cross-correlate checked arrays; :func:`~lib.cnn.convolution.cross_correlate` is for use.

    Args:
        x: ``(H, W, C)``.
        weights: ``(kh, kw, C, F)``, of the dtype of ``x``.
        rules: For this map and kernel.
        border: One of :data:`~lib.cnn.borders.BORDERS`.

    Returns:
        ``(H', W', F)``, of the dtype of ``x``.

    Example:
        >>> from lib.cnn.windows import window_rules
        >>> x = np.arange(6.0).reshape(2, 3, 1)
        >>> slide(x, np.ones((2, 2, 1, 1)), window_rules(x.shape, 2), border="zero")[..., 0]
        array([[ 8., 12.]])
    """
    rows, columns = rules
    filters, width = weights.shape[3], columns.output_size
    matrix = weights.transpose(0, 3, 1, 2).reshape(rows.window * filters, -1)  # (kh·F, kw·C)
    y = np.empty((filters, rows.output_size, width), x.dtype)
    row_bytes = sum(matrix.shape) * width * x.itemsize
    # Bands overlap by the reach: much lower ones would compute most rows twice.
    band = max(_BAND_BYTES // (row_bytes * rows.stride), 4 * rows.reach)
    height = min((band - 1) * rows.stride + rows.reach, rows.padded_size)
    with _workspace((sum(matrix.shape), height * width), x.dtype) as lines:
        answers, views = lines[: len(matrix)], lines[len(matrix) :]
        for top in range(0, rows.output_size, band):
            bottom = min(top + band, rows.output_size)
            seen = slice(top * rows.stride, (bottom - 1) * rows.stride + rows.reach)
            padded = add_border(x, rules, border=border, band=seen)
            cells = len(padded) * width
            _put_views(padded, columns, views[:, :cells])
            _multiply(matrix, views[:, :cells], answers[:, :cells])
            _sum_rows(answers[:, :cells], rows, y[:, top:bottom])
    return np.ascontiguousarray(np.moveaxis(y, 0, -1))


def _put_views(padded: FloatArray, columns: AxisRule, views: FloatArray) -> None:
    """What each column of the kernel sees of (h, Wp, C), as lines (kw·C, h·W')."""
    planes = np.moveaxis(padded, 2, 0)  # (C, h, Wp)
    shape = (columns.window, len(planes), len(padded), columns.output_size)
    for j, view in enumerate(views.reshape(shape)):
        view[...] = planes[:, :, _seen(columns, j, columns.output_size)]


def _multiply(matrix: FloatArray, views: FloatArray, answers: FloatArray) -> None:
    """``answers = matrix @ views``, for small kernels in parts that stay in one thread."""
    step = max(_ONE_THREAD // matrix.size, _WORTH_A_CALL)
    for start in range(0, views.shape[1], step):
        part = slice(start, start + step)
        np.matmul(matrix, views[:, part], out=answers[:, part])


def _sum_rows(answers: FloatArray, rows: AxisRule, y: FloatArray) -> None:
    """The answers (kh·F, h·W') of the kernel's rows, each moved to its place, to (F, h', W')."""
    filters, height, width = y.shape
    first, *others = answers.reshape(rows.window, filters, -1, width)
    y[...] = first[:, _seen(rows, 0, height)]
    for i, answer in enumerate(others, start=1):
        y += answer[:, _seen(rows, i, height)]


def _seen(rule: AxisRule, cell: int, count: int) -> slice:
    """What the window's ``cell``-th cell sees of the padded axis, ``count`` windows long."""
    first = cell * rule.dilation
    return slice(first, first + (count - 1) * rule.stride + 1, rule.stride)


@contextmanager
def _workspace(shape: tuple[int, int], dtype: np.dtype[Any]) -> Iterator[FloatArray]:
    """An array with anything in it, from memory that was used before where that is enough."""
    size = shape[0] * shape[1] * dtype.itemsize
    try:
        memory = _SPARE.pop()
    except IndexError:
        memory = np.empty(_BAND_BYTES, np.uint8)
    if memory.nbytes < size:
        yield np.empty(shape, dtype)
    else:
        yield memory[:size].view(dtype).reshape(shape)
    _SPARE.append(memory)
