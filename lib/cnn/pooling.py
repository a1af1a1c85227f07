"""Pooling: one number stands for a neighbourhood.

The window of a pooling slides as that of a convolution does, over every channel by itself; what
it sees becomes, with ``x₁ … xₙ`` the cells of the window that lie in the map::

    max, min            the greatest, the least of them
    average             Σ xᵢ / n
    l2                  √ Σ xᵢ²         the L² norm; grows with the window
    root_mean_square    √ (Σ xᵢ² / n)   the same, independent of the window's size
    gaussian            Σ gᵢ·xᵢ / Σ gᵢ  with gᵢ = exp(−dᵢ² / 2σ²), dᵢ the distance of the cell
                                        from the window's centre

Cells of the border never count, as in Keras: an average at the edge is one of fewer cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, IntArray, as_floats, as_map, check_number, shape_text
from lib.cnn.borders import add_border
from lib.cnn.windows import AxisRule, Padding, Pair, window_rules
from lib.errors import ShapeError

REDUCTIONS = ("max", "average", "min", "l2", "root_mean_square", "gaussian")
SIGMA_LIMITS = (0.1, 100.0)

_Rules = tuple[AxisRule, AxisRule]
# One cell of the window: its place in it, and where it lies in the padded map for every output.
_Cell = tuple[int, int, tuple[slice, slice]]


class PoolingOptions(TypedDict, total=False):
    """How a pooling looks at its map: what every function of this module takes by keyword.

    ``reduction`` (``"max"``) is one of :data:`REDUCTIONS`; ``window`` (2) and ``stride`` (as the
    window) are one number or a pair; ``padding`` (``"valid"``) is as in
    :func:`~lib.cnn.windows.axis_rule`; ``sigma`` is the σ of ``gaussian`` in cells, from 0.1 to
    100, a quarter of the window's longer side where it is left out.
    """

    reduction: str
    window: Pair
    stride: Pair | None
    padding: Padding
    sigma: float | None


def pool(x: ArrayLike, **options: Unpack[PoolingOptions]) -> FloatArray:
    """What Keras' ``MaxPooling2D`` and ``AveragePooling2D`` compute, and four more.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        **options: ``reduction``, ``window``, ``stride``, ``padding``, ``sigma``.

    Returns:
        ``(H', W')`` or ``(H', W', C)``; float32 when ``x`` is, else float64.

    Raises:
        ShapeError: ``shape.map``, ``shape.reduction``, ``shape.pooling_padding`` (a window
            could lie wholly outside the map), and those of
            :func:`~lib.cnn.windows.window_rules`.
        NumberError: ``number.out_of_range`` for σ.

    References:
        I. Goodfellow, Y. Bengio, A. Courville: Deep Learning, section 9.3.

    Example:
        >>> pool([[1, 2, 3], [4, 5, 6], [7, 8, 9]], padding="same")
        array([[5., 6.],
               [8., 9.]])
    """
    x = as_map(x)
    reduction, rules, sigma = _read(x.shape, **options)
    if reduction in ("max", "min"):
        best, _ = _best(x, reduction, rules)
        return best
    padded = add_border(x, rules)
    weights = _cell_weights(reduction, rules, sigma)
    squared = reduction in ("l2", "root_mean_square")
    total = np.zeros(_output_shape(x.shape, rules), x.dtype)
    for i, j, seen in _cells(rules):
        cells = padded[seen]
        total += weights[i, j] * (cells * cells if squared else cells)
    if reduction != "l2":
        total /= _weight_sums(weights, rules, x)
    return np.sqrt(total) if squared else total


def winners(x: ArrayLike, **options: Unpack[PoolingOptions]) -> IntArray:
    """Which cell of the map each output of a maximum or minimum is.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        **options: As in :func:`pool`; ``reduction`` is ``"max"`` or ``"min"``.

    Returns:
        Row and column, ``(H', W', 2)`` or ``(H', W', C, 2)``.  Of equal cells the first wins,
        from left to right and then from top to bottom, as in TensorFlow.

    Raises:
        ShapeError: As :func:`pool`; ``shape.reduction`` for one without a winner.

    Example:
        >>> winners([[1, 2, 3], [4, 5, 6], [7, 8, 9]], padding="same").tolist()
        [[[1, 1], [1, 2]], [[2, 1], [2, 2]]]
    """
    x = as_map(x)
    reduction, rules, _ = _read(x.shape, **options)
    if reduction not in ("max", "min"):
        raise ShapeError("shape.reduction", got=reduction, allowed=["max", "min"])
    _, cell = _best(x, reduction, rules)
    channel_axes = (1,) * (x.ndim - 2)
    rows, columns = (np.arange(rule.output_size) * rule.stride - rule.before for rule in rules)
    row = rows.reshape(-1, 1, *channel_axes) + cell // rules[1].window
    column = columns.reshape(1, -1, *channel_axes) + cell % rules[1].window
    return np.stack([row, column], axis=-1)


def pool_gradient(
    x: ArrayLike, upstream: ArrayLike, **options: Unpack[PoolingOptions]
) -> FloatArray:
    """How a change of each input cell changes the loss, given the same for each output cell.

    Backpropagation through :func:`pool`: ``∂L/∂xᵢ = Σ over windows  ∂L/∂y · ∂y/∂xᵢ``, where
    ``∂y/∂xᵢ`` is 1 for the winner of a maximum or minimum and 0 for the rest; ``1/n`` for an
    average; ``gᵢ / Σg``; ``xᵢ / y`` for l2 and ``xᵢ / (n·y)`` for the root mean square, both
    taken as 0 where ``y = 0``.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        upstream: ``∂L/∂y``, of the output's shape.
        **options: As in :func:`pool`.

    Returns:
        ``∂L/∂x``, of the shape of ``x``; float32 when ``x`` is, else float64.

    Raises:
        ShapeError: As :func:`pool`; ``shape.expected`` for another shape of ``upstream``.

    Example:
        >>> pool_gradient([[1, 2], [3, 4]], [[1]])
        array([[0., 0.],
               [0., 1.]])
    """
    x = as_map(x)
    reduction, rules, sigma = _read(x.shape, **options)
    shape = _output_shape(x.shape, rules)
    flow = as_floats(upstream).astype(x.dtype, copy=False)
    if flow.shape != shape:
        raise ShapeError("shape.expected", got=shape_text(flow.shape), expected=shape_text(shape))
    rows, columns = rules
    gradient = np.zeros((rows.padded_size, columns.padded_size, *x.shape[2:]), x.dtype)
    if reduction in ("max", "min"):
        _, winner = _best(x, reduction, rules)
        for i, j, seen in _cells(rules):
            gradient[seen] += flow * (winner == i * columns.window + j)
    else:
        padded = add_border(x, rules)
        weights = _cell_weights(reduction, rules, sigma)
        squared = reduction in ("l2", "root_mean_square")
        share = flow if reduction == "l2" else flow / _weight_sums(weights, rules, x)
        if squared:
            y = pool(x, **options)
            share = np.divide(share, y, out=np.zeros_like(y), where=y != 0)
        for i, j, seen in _cells(rules):
            gradient[seen] += weights[i, j] * share * (padded[seen] if squared else 1)
    return gradient[rows.before :, columns.before :][: x.shape[0], : x.shape[1]]


def _read(
    shape: tuple[int, ...],
    *,
    reduction: str = "max",
    window: Pair = 2,
    stride: Pair | None = None,
    padding: Padding = "valid",
    sigma: float | None = None,
) -> tuple[str, _Rules, float | None]:
    """The options, checked and with their defaults."""
    if reduction not in REDUCTIONS:
        raise ShapeError("shape.reduction", got=reduction, allowed=list(REDUCTIONS))
    step = window if stride is None else stride
    rules = window_rules(shape, window, stride=step, padding=padding)
    for rule in rules:
        border = max(rule.before, rule.after)
        if border >= rule.window:
            raise ShapeError("shape.pooling_padding", got=border, window=rule.window)
    return reduction, rules, sigma


def _cells(rules: _Rules) -> Iterator[_Cell]:
    """The cells of the window, row by row, each with the slices it sees of the padded map."""
    rows, columns = rules
    for i in range(rows.window):
        for j in range(columns.window):
            yield i, j, (_slid(rows, i), _slid(columns, j))


def _slid(rule: AxisRule, cell: int) -> slice:
    return slice(cell, cell + (rule.output_size - 1) * rule.stride + 1, rule.stride)


def _output_shape(shape: tuple[int, ...], rules: _Rules) -> tuple[int, ...]:
    return (rules[0].output_size, rules[1].output_size, *shape[2:])


def _inside(x: FloatArray, rules: _Rules) -> FloatArray:
    """The padded map with 1 where the map is and 0 on the border, with a channel axis of 1."""
    ones = np.ones(x.shape[:2], x.dtype)
    return add_border(ones, rules).reshape(
        rules[0].padded_size, rules[1].padded_size, *(1,) * (x.ndim - 2)
    )


def _weight_sums(weights: FloatArray, rules: _Rules, x: FloatArray) -> FloatArray:
    """For every output the weights of its real cells, summed: n where each weighs 1."""
    inside = _inside(x, rules)
    sums = np.zeros(_output_shape(inside.shape, rules), x.dtype)
    for i, j, seen in _cells(rules):
        sums += weights[i, j] * inside[seen]
    return sums


def _cell_weights(reduction: str, rules: _Rules, sigma: float | None) -> FloatArray:
    """(kh, kw): what each cell of the window weighs before normalising."""
    sides = rules[0].window, rules[1].window
    if reduction != "gaussian":
        return np.ones(sides)
    sigma = max(sides) / 4 if sigma is None else check_number("sigma", sigma, *SIGMA_LIMITS)
    down, right = (np.arange(side) - (side - 1) / 2 for side in sides)
    squares = down[:, None] ** 2 + right[None, :] ** 2
    # The nearest cells weigh 1, so that a narrow bell over an even window does not vanish.
    weights: FloatArray = np.exp((squares.min() - squares) / (2 * sigma**2))
    return weights


def _best(x: FloatArray, reduction: str, rules: _Rules) -> tuple[FloatArray, IntArray]:
    """The greatest or least cell of every window, and which cell of the window it is."""
    padded, inside = add_border(x, rules), _inside(x, rules) > 0
    shape = _output_shape(x.shape, rules)
    best = np.empty(shape, x.dtype)
    winner = np.full(shape, -1)
    for i, j, seen in _cells(rules):
        cells = padded[seen]
        better = cells > best if reduction == "max" else cells < best
        better = inside[seen] & (better | (winner < 0))
        np.copyto(best, cells, where=better)
        winner[better] = i * rules[1].window + j
    return best, winner
