"""The arithmetic of one output cell of a convolution, term by term."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import BoolArray, FloatArray, as_map
from lib.cnn.borders import border_sources, gather
from lib.cnn.convolution import WindowOptions, as_kernel, kernel_rules
from lib.cnn.windows import input_range
from lib.errors import ShapeError


@dataclass(frozen=True)
class Terms:
    """What one output cell is the sum of.

    Attributes:
        values: ``(kh, kw, C)``, what the window sees; where it reaches outside, the border's
            value.  ``(kh, kw)`` for a single map, here and below.
        weights: ``(kh, kw, C)``, of the one filter.
        products: ``values · weights``.
        outside: ``(kh, kw)``, True where the window reaches beyond the map.
        rows: The kh rows of the map that the window lies on, negative or past the end outside.
        columns: The kw columns, likewise.
        bias: What is added to the sum.
        total: ``Σ products + bias``, the output cell.
    """

    values: FloatArray = field(compare=False)
    weights: FloatArray = field(compare=False)
    products: FloatArray = field(compare=False)
    outside: BoolArray = field(compare=False)
    rows: range
    columns: range
    bias: float
    total: float


def terms(
    x: ArrayLike,
    kernel: ArrayLike,
    position: tuple[int, int],
    *,
    filter_index: int = 0,
    bias: float = 0.0,
    **options: Unpack[WindowOptions],
) -> Terms:
    """Derive one output cell of :func:`~lib.cnn.convolution.cross_correlate`.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        kernel: ``(kh, kw, C, F)``, or ``(kh, kw)`` for a single map.
        position: Row and column of the output cell.
        filter_index: Which of the F filters.
        bias: That filter's bias.
        **options: ``stride``, ``dilation``, ``padding``, ``border``, as there.

    Raises:
        ShapeError: ``shape.index`` where there is no such cell or filter; else as there.

    Example:
        >>> cell = terms(np.array([[1.0, 2.0, 4.0]]), [[-1, 1]], (0, 1))
        >>> cell.values, cell.products, cell.total
        (array([[2., 4.]]), array([[-2.,  4.]]), 2.0)
        >>> terms(np.array([[1.0, 2.0, 4.0]]), [[-1, 1]], (0, 2), padding="same").outside
        array([[False,  True]])
    """
    x = as_map(x)
    weights = as_kernel(kernel, x)  # (kh, kw, C, F)
    if not 0 <= filter_index < weights.shape[3]:
        raise ShapeError("shape.index", got=filter_index, last=weights.shape[3] - 1)
    (row_rule, column_rule), border = kernel_rules(x.shape, weights, **options)
    rows = input_range(row_rule, position[0])
    columns = input_range(column_rule, position[1])
    values = gather(
        x,
        border_sources(np.array(rows), x.shape[0], border=border),
        border_sources(np.array(columns), x.shape[1], border=border),
    )
    one_filter = weights[..., filter_index].reshape(values.shape)
    products = values * one_filter
    return Terms(
        values=values,
        weights=one_filter,
        products=products,
        outside=_beyond(rows, x.shape[0])[:, None] | _beyond(columns, x.shape[1])[None, :],
        rows=rows,
        columns=columns,
        bias=float(bias),
        total=float(products.sum(dtype=np.float64) + bias),
    )


def _beyond(places: range, size: int) -> BoolArray:
    return np.array([not 0 <= place < size for place in places])
