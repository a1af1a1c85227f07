"""The same convolution as a matrix: dense with all its zeros, and sparse without them.

Written as ``y = M x`` with map and output as columns of numbers, a convolution is a matrix with
one row an output cell.  Of its entries all but k = kh · kw · C a row are zero, and the k are the
same in every row, only moved: *sparse interactions* and *shared parameters* in one picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lib.cnn.arrays import FloatArray, IntArray, as_map, shape_text
from lib.cnn.borders import OUTSIDE, border_sources
from lib.cnn.convolution import WindowOptions, as_kernel, kernel_rules
from lib.cnn.windows import AxisRule
from lib.errors import ShapeError

MATRIX_LIMIT = 2**24  # entries: 128 MB of float64


@dataclass(frozen=True)
class SparseConvolution:
    """A convolution as the k non-zero entries of each row of its matrix.

    Attributes:
        indices: ``(N, k)`` int32: the input cells that each output cell sees, counted through
            the flattened map.  0 for a cell outside a zero border, whose value is 0.
        values: ``(N, k)`` float64: the weight of each.
        input_shape: ``(H, W)`` or ``(H, W, C)``.
        output_shape: ``(H', W')`` or ``(H', W', F)``; N is their product.
    """

    indices: NDArray[np.int32] = field(compare=False, repr=False)
    values: FloatArray = field(compare=False, repr=False)
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]

    @property
    def bytes(self) -> int:
        """Memory of indices and values, in bytes."""
        return self.indices.nbytes + self.values.nbytes

    def apply(self, x: ArrayLike) -> FloatArray:
        """The convolution of a map: k products an output cell, and their sum.

        Args:
            x: Of ``input_shape``, any range.

        Returns:
            Of ``output_shape``, float64.

        Raises:
            ShapeError: ``shape.expected``: another shape.
        """
        cells = np.asarray(x, np.float64)
        if cells.shape != self.input_shape:
            raise ShapeError(
                "shape.expected",
                got=shape_text(cells.shape),
                expected=shape_text(self.input_shape),
            )
        total: FloatArray = np.einsum("nk,nk->n", cells.reshape(-1)[self.indices], self.values)
        return total.reshape(self.output_shape)

    def dense(self) -> FloatArray:
        """The whole matrix ``(N, M)``, M the cells of the input, float64.

        Raises:
            ShapeError: ``shape.matrix_too_large``: more than :data:`MATRIX_LIMIT` entries.
        """
        shape = len(self.indices), prod(self.input_shape)
        _check_entries(shape[0] * shape[1])
        matrix = np.zeros(shape)
        # A border may show the same cell twice: entries are added, not put.
        np.add.at(matrix, (np.arange(shape[0])[:, None], self.indices), self.values)
        return matrix


def as_sparse(
    kernel: ArrayLike, input_shape: tuple[int, ...], **options: Unpack[WindowOptions]
) -> SparseConvolution:
    """A convolution as a sparse matrix.

    Args:
        kernel: ``(kh, kw, C, F)``, or ``(kh, kw)`` for a single map.
        input_shape: ``(H, W)`` or ``(H, W, C)``.
        **options: ``stride``, ``dilation``, ``padding``, ``border``, as in
            :func:`~lib.cnn.convolution.cross_correlate`.

    Raises:
        ShapeError: As there, and ``shape.matrix_too_large``.

    Example:
        >>> sparse = as_sparse([[-1, 1]], (280, 320))
        >>> sparse.values.shape, sparse.bytes  # 280 · 319 rows, 12 bytes an entry
        ((89320, 2), 2143680)
    """
    # Any map of the shape does to check the kernel; a broadcast zero takes no memory.
    x = as_map(np.broadcast_to(np.float64(0), input_shape))
    weights = as_kernel(kernel, x)
    rules, border = kernel_rules(input_shape, weights, **options)
    channels, filters = weights.shape[2:]
    outputs = (rules[0].output_size, rules[1].output_size)
    _check_entries(prod(outputs) * weights.size)
    rows, columns = _seen(rules[0], border), _seen(rules[1], border)  # (H', kh), (W', kw)
    grid = (*outputs, weights.shape[0], weights.shape[1], channels)
    row = rows[:, None, :, None, None]
    column = columns[None, :, None, :, None]
    cell = (row * input_shape[1] + column) * channels + np.arange(channels)  # (H', W', kh, kw, C)
    inside = np.broadcast_to((row != OUTSIDE) & (column != OUTSIDE), grid)
    indices = np.where(inside, cell, 0).astype(np.int32).reshape(prod(outputs), 1, -1)
    seen = inside.reshape(prod(outputs), 1, -1)
    per_filter = weights.reshape(-1, filters).T[None]  # (1, F, k)
    values = np.where(seen, per_filter, 0.0)  # (H'·W', F, k)
    entries = weights.size // filters
    return SparseConvolution(
        indices=np.broadcast_to(indices, values.shape).reshape(-1, entries),
        values=values.reshape(-1, entries),
        input_shape=tuple(input_shape),
        output_shape=outputs if np.ndim(kernel) == 2 else (*outputs, filters),
    )


def as_matrix(
    kernel: ArrayLike, input_shape: tuple[int, ...], **options: Unpack[WindowOptions]
) -> FloatArray:
    """A convolution as a dense matrix ``M``: ``y.ravel() = M @ x.ravel()``.

    Args:
        kernel: As in :func:`as_sparse`.
        input_shape: ``(H, W)`` or ``(H, W, C)``.
        **options: As in :func:`as_sparse`.

    Returns:
        ``(N, M)`` float64: output cells by input cells.

    Raises:
        ShapeError: As :func:`as_sparse`; ``shape.matrix_too_large`` for more than
            :data:`MATRIX_LIMIT` entries (a picture of 280×320 would need 8 billion).

    Example:
        >>> as_matrix([[-1, 1]], (1, 4)).astype(int)
        array([[-1,  1,  0,  0],
               [ 0, -1,  1,  0],
               [ 0,  0, -1,  1]])
    """
    return as_sparse(kernel, input_shape, **options).dense()


def _seen(rule: AxisRule, border: str) -> IntArray:
    """(outputs, window): the input cell that each window cell is a copy of."""
    starts = np.arange(rule.output_size) * rule.stride - rule.before
    places = starts[:, None] + np.arange(rule.window) * rule.dilation
    return border_sources(places, rule.input_size, border=border)


def _check_entries(entries: int) -> None:
    if entries > MATRIX_LIMIT:
        raise ShapeError("shape.matrix_too_large", entries=entries, allowed=MATRIX_LIMIT)
