"""Where the windows of a convolution or a pooling lie: window, stride, dilation and padding.

The rule is the same for rows and columns, so it is written once, for one axis::

    input cells      ·  ·  0  1  2  3  4  ·         window 3, stride 2, padding (2, 1)
    output cell 0   [·  ·  0]
    output cell 1         [0  1  2]
    output cell 2               [2  3  4]           the last · is never reached

A window of ``window`` cells, every ``dilation``-th cell of the input, reaches over
``dilation · (window − 1) + 1`` cells.  Output cell ``o`` starts at input cell
``o · stride − before``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lib.cnn.arrays import is_count, shape_text
from lib.errors import ShapeError

PADDINGS = ("valid", "same", "symmetric")
AxisPadding: TypeAlias = str | tuple[int, int]
Padding: TypeAlias = AxisPadding | tuple[AxisPadding, AxisPadding]
Pair: TypeAlias = int | tuple[int, int]


@dataclass(frozen=True)
class AxisRule:
    """How the windows lie along one axis; all numbers count cells.

    Attributes:
        input_size: Cells of the input.
        window: Cells that a window looks at.
        stride: Cells from one window to the next.
        dilation: Cells from one looked-at cell to the next; 1 leaves none out.
        before: Border cells put before the input (left, or on top).
        after: Border cells put after it (right, or at the bottom).
        output_size: Windows that fit, ``⌊(before + input + after − reach) / stride⌋ + 1``.
    """

    input_size: int
    window: int
    stride: int
    dilation: int
    before: int
    after: int
    output_size: int

    @property
    def reach(self) -> int:
        """Cells from the first to the last that a window looks at, both counted."""
        return self.dilation * (self.window - 1) + 1

    @property
    def padded_size(self) -> int:
        """Cells of the input with its border."""
        return self.before + self.input_size + self.after

    @property
    def unused(self) -> int:
        """Input cells at the far end that lie beyond the last window."""
        end = (self.output_size - 1) * self.stride + self.reach - self.before
        return self.input_size - min(max(end, 0), self.input_size)


def axis_rule(
    input_size: int,
    window: int,
    *,
    stride: int = 1,
    dilation: int = 1,
    padding: AxisPadding = "valid",
) -> AxisRule:
    """Work out how the windows lie along one axis.

    Args:
        input_size: Cells of the input, at least 1.
        window: Cells that a window looks at, at least 1.
        stride: Cells from one window to the next, at least 1.
        dilation: Cells from one looked-at cell to the next, at least 1.
        padding: How many border cells there are on each side.

            - ``"valid"``: none; a window must lie inside the input.
            - ``"same"``: as many as give ``output = ⌈input / stride⌉``:
              ``total = max((output − 1) · stride + reach − input, 0)``, half of it before
              and, when it is odd, the odd cell **after**.  TensorFlow's rule [1]_.
            - ``"symmetric"``: ``⌊(reach − 1) / 2⌋`` on both sides whatever the stride, as
              usual where paddings are given as one number.  With a stride of 2 its windows
              lie one cell further left than those of ``"same"`` wherever the latter has an
              odd total.
            - ``(before, after)``: that many cells.

    Raises:
        ShapeError: ``shape.size``, ``shape.window``, ``shape.stride``, ``shape.dilation`` (not
            a whole number of at least 1), ``shape.padding`` (none of the above),
            ``shape.window_larger`` (not one window fits).

    References:
        .. [1] https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2

    Example:
        >>> rule = axis_rule(180, 3, stride=2, padding="same")
        >>> rule.output_size, rule.before, rule.after
        (90, 0, 1)
        >>> axis_rule(9, 2, stride=2).unused
        1
    """
    if not is_count(input_size):
        raise ShapeError("shape.size", got=input_size)
    if not is_count(window):
        raise ShapeError("shape.window", got=window)
    if not is_count(stride):
        raise ShapeError("shape.stride", got=stride)
    if not is_count(dilation):
        raise ShapeError("shape.dilation", got=dilation)
    reach = dilation * (window - 1) + 1
    before, after = _border_cells(padding, input_size, reach, stride)
    padded = before + input_size + after
    if reach > padded:
        raise ShapeError("shape.window_larger", reach=reach, available=padded)
    output_size = (padded - reach) // stride + 1
    return AxisRule(input_size, window, stride, dilation, before, after, output_size)


def window_rules(
    shape: tuple[int, ...],
    window: Pair,
    *,
    stride: Pair = 1,
    dilation: Pair = 1,
    padding: Padding = "valid",
) -> tuple[AxisRule, AxisRule]:
    """The rules for rows and columns of a map.

    Args:
        shape: ``(H, W)`` or ``(H, W, C)``; channels play no part.
        window: Rows and columns of the window; one number stands for both.
        stride: Down and to the right; one number stands for both.
        dilation: Down and to the right; one number stands for both.
        padding: As in :func:`axis_rule`, for both axes; or one for each, such as
            ``((1, 1), "valid")``.  Two plain numbers are ``(before, after)`` of both axes.

    Raises:
        ShapeError: As :func:`axis_rule`; ``shape.map`` for another number of dimensions.

    Example:
        >>> rows, columns = window_rules((280, 320), (1, 2))
        >>> rows.output_size, columns.output_size
        (280, 319)
    """
    if len(shape) not in (2, 3):
        raise ShapeError("shape.map", got=shape_text(shape))
    windows, strides, dilations = _both(window), _both(stride), _both(dilation)
    each = _padding_of_each_axis(padding)
    rows, columns = (
        axis_rule(
            shape[axis],
            windows[axis],
            stride=strides[axis],
            dilation=dilations[axis],
            padding=each[axis],
        )
        for axis in (0, 1)
    )
    return rows, columns


def input_range(rule: AxisRule, output_index: int) -> range:
    """The input cells that an output cell looks at; those below 0 or past the end are border.

    Raises:
        ShapeError: ``shape.index``: there is no such output cell.

    Example:
        >>> list(input_range(axis_rule(5, 3, padding="same"), 0))
        [-1, 0, 1]
    """
    _check_index(output_index, rule.output_size)
    start = output_index * rule.stride - rule.before
    return range(start, start + rule.reach, rule.dilation)


def outputs_using(rule: AxisRule, input_index: int) -> tuple[int, ...]:
    """The output cells that look at an input cell, in order; none for a cell passed over.

    Raises:
        ShapeError: ``shape.index``: there is no such input cell.

    Example:
        >>> outputs_using(axis_rule(5, 3), 2), outputs_using(axis_rule(5, 2, stride=2), 4)
        ((0, 1, 2), ())
    """
    _check_index(input_index, rule.input_size)
    # Output o looks at the cell when its distance from o's first cell is a multiple of the
    # dilation and below the reach.
    place = input_index + rule.before
    first = max(0, -((rule.reach - 1 - place) // rule.stride))
    last = min(rule.output_size - 1, place // rule.stride)
    return tuple(
        o for o in range(first, last + 1) if (place - o * rule.stride) % rule.dilation == 0
    )


def _border_cells(
    padding: AxisPadding, input_size: int, reach: int, stride: int
) -> tuple[int, int]:
    if padding == "valid":
        return 0, 0
    if padding == "same":
        output_size = -(-input_size // stride)
        total = max((output_size - 1) * stride + reach - input_size, 0)
        return total // 2, total - total // 2
    if padding == "symmetric":
        return (reach - 1) // 2, (reach - 1) // 2
    if _are_cell_counts(padding):
        return int(padding[0]), int(padding[1])
    raise ShapeError("shape.padding", got=str(padding), allowed=list(PADDINGS))


def _are_cell_counts(padding: object) -> bool:
    # Zero is a count of border cells, though none of the sizes above may be zero.
    return (
        isinstance(padding, tuple | list)
        and len(padding) == 2
        and all(is_count(cells) or (cells == 0 and cells is not False) for cells in padding)
    )


def _padding_of_each_axis(padding: Padding) -> tuple[AxisPadding, AxisPadding]:
    if isinstance(padding, str) or _are_cell_counts(padding):
        return padding, padding  # type: ignore[return-value]
    if isinstance(padding, tuple | list) and len(padding) == 2:
        return padding[0], padding[1]  # type: ignore[return-value]
    raise ShapeError("shape.padding", got=str(padding), allowed=list(PADDINGS))


def _both(option: Pair) -> tuple[int, int]:
    if isinstance(option, tuple | list):
        if len(option) != 2:
            raise ShapeError("shape.pair", got=str(option))
        return option[0], option[1]
    return option, option


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ShapeError("shape.index", got=index, last=size - 1)
