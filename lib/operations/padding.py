"""Where windows lie on a small grid, and where two rules of padding part company."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from lib.cnn.arrays import BoolArray, FloatArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.windows import AxisPadding, AxisRule, axis_rule, outputs_using
from lib.datasets.pictures import specimen
from lib.errors import ShapeError
from lib.images.framing import fill_frame, luminance

CHOICES = ("same", "valid", "symmetric", "explicit")
LARGEST_SIDE = 12
LARGEST_WINDOW = 7
LARGEST_STRIDE = 4
LARGEST_DILATION = 3


@dataclass(frozen=True)
class AxisControls:
    """What a visitor sets along one axis; all numbers count cells.

    Attributes:
        size: Cells of the input.
        window: Cells that a window looks at.
        stride: From one window to the next.
        dilation: From one looked-at cell to the next.
    """

    size: int
    window: int
    stride: int
    dilation: int

    def rule(self, padding: AxisPadding) -> AxisRule:
        """How the windows lie.

        Raises:
            ShapeError: As :func:`lib.cnn.windows.axis_rule`.
        """
        return axis_rule(
            self.size, self.window, stride=self.stride, dilation=self.dilation, padding=padding
        )


@dataclass(frozen=True)
class Comparison:
    """TensorFlow's ``same`` beside equal padding on both sides, along one axis.

    Attributes:
        same: TensorFlow's rule.
        symmetric: ``⌊(reach − 1) / 2⌋`` cells on either side.
    """

    same: AxisRule
    symmetric: AxisRule

    @property
    def moved(self) -> int:
        """Cells that the windows of ``same`` start further to the far end."""
        return self.symmetric.before - self.same.before

    @property
    def differs(self) -> bool:
        """Whether any window looks at other cells, or there is another number of them."""
        return self.moved != 0 or self.same.output_size != self.symmetric.output_size


def unseen(rule: AxisRule) -> tuple[int, ...]:
    """The input cells that no window looks at: beyond the last window, or stepped over.

    Example:
        >>> unseen(axis_rule(9, 2, stride=3)), unseen(axis_rule(6, 3, stride=2))
        ((2, 5, 8), (5,))
    """
    return tuple(cell for cell in range(rule.input_size) if not outputs_using(rule, cell))


def unseen_cells(rows: AxisRule, columns: AxisRule) -> int:
    """The cells of a map that no window looks at."""
    seen = [rule.input_size - len(unseen(rule)) for rule in (rows, columns)]
    return rows.input_size * columns.input_size - seen[0] * seen[1]


def added_cells(rows: AxisRule, columns: AxisRule) -> int:
    """The border cells around a map.

    Example:
        >>> added_cells(axis_rule(6, 3, stride=2, padding="same"), axis_rule(7, 3, padding="same"))
        21
    """
    return rows.padded_size * columns.padded_size - rows.input_size * columns.input_size


@dataclass(frozen=True)
class BorderWindows:
    """How many windows along one axis use a cell that padding added.

    Attributes:
        left: Those that begin before the first real cell.
        right: Those that end after the last.
        both: Those that do both.
    """

    left: int
    right: int
    both: int

    @property
    def any(self) -> int:
        """Those that use at least one added cell."""
        return self.left + self.right - self.both


def border_windows(rule: AxisRule) -> BorderWindows:
    """Count the windows that use the border; the first and last cell of a window are always used.

    Example:
        >>> border_windows(axis_rule(6, 3, padding="same"))
        BorderWindows(left=1, right=1, both=0)
        >>> border_windows(axis_rule(6, 3)).any
        0
    """
    starts = [window * rule.stride - rule.before for window in range(rule.output_size)]
    left = {start for start in starts if start < 0}
    right = {start for start in starts if start + rule.reach > rule.input_size}
    return BorderWindows(len(left), len(right), len(left & right))


def compare(axis: AxisControls) -> Comparison:
    """Lay the windows by both rules.

    Raises:
        ShapeError: ``shape.window_larger``: not one window fits under equal padding.

    Example:
        >>> compare(AxisControls(size=6, window=3, stride=2, dilation=1)).moved
        1
        >>> compare(AxisControls(size=7, window=3, stride=2, dilation=1)).differs
        False
    """
    return Comparison(same=axis.rule("same"), symmetric=axis.rule("symmetric"))


@lru_cache(maxsize=64)
def difference_map(window: int, dilation: int) -> tuple[tuple[bool | None, ...], ...]:
    """For every stride (row) and input size (column) whether the two rules differ.

    Args:
        window: Cells that a window looks at.
        dilation: From one looked-at cell to the next.

    Returns:
        :data:`LARGEST_STRIDE` rows of :data:`LARGEST_SIDE` answers; None where no window fits
        under equal padding.

    Example:
        >>> difference_map(3, 1)[1][:4]  # stride 2, input of 1 to 4 cells
        (False, True, False, True)
    """

    def differs(size: int, stride: int) -> bool | None:
        try:
            return compare(AxisControls(size, window, stride, dilation)).differs
        except ShapeError:
            return None

    return tuple(
        tuple(differs(size, stride) for size in range(1, LARGEST_SIDE + 1))
        for stride in range(1, LARGEST_STRIDE + 1)
    )


@lru_cache(maxsize=LARGEST_SIDE**2)
def digit_grid(rows: int, columns: int) -> FloatArray:
    """The brightness of a drawn daisy in few cells, from 1 to 9: a 0 can only be padding.

    Args:
        rows: Cells down.
        columns: Cells to the right.

    Returns:
        float32 ``(rows, columns)``, whole numbers from 1 to 9, read-only.

    Example:
        >>> grid = digit_grid(6, 7)
        >>> grid.shape, float(grid.min()), float(grid.max())
        ((6, 7), 1.0, 9.0)
    """
    grey = luminance(fill_frame(specimen("daisy"), rows, columns)).astype(np.float32)
    low, high = float(grey.min()), float(grey.max())
    share = (grey - low) / (high - low) if high > low else np.full_like(grey, 0.5)
    grid = np.rint(1 + 8 * share).astype(np.float32)
    grid.flags.writeable = False
    return grid


def ones_kernel(rows: int, columns: int) -> FloatArray:
    """A kernel that adds up its window, float64 ``(rows, columns)``."""
    return np.ones((rows, columns))


def window_sums(grid: FloatArray, rows: AxisRule, columns: AxisRule, *, border: str) -> FloatArray:
    """What a kernel of ones gives on a grid.

    Args:
        grid: ``(H, W)``.
        rows: Windows along the rows.
        columns: Windows along the columns.
        border: As in :mod:`lib.cnn.borders`.

    Returns:
        ``(H', W')`` of the dtype of the grid.
    """
    return cross_correlate(
        grid,
        ones_kernel(rows.window, columns.window),
        stride=(rows.stride, columns.stride),
        dilation=(rows.dilation, columns.dilation),
        padding=((rows.before, rows.after), (columns.before, columns.after)),
        border=border,
    )


def changed_cells(first: FloatArray, second: FloatArray) -> BoolArray | None:
    """Where two outputs differ, of their shape; None if the shapes differ."""
    return None if first.shape != second.shape else first != second


def other_stride(axis: AxisControls) -> AxisControls:
    """The same axis with one cell more from window to window, to ask about; one less at most.

    Example:
        >>> [other_stride(AxisControls(7, 3, stride, 1)).stride for stride in (1, 4)]
        [2, 3]
    """
    step = 1 if axis.stride < LARGEST_STRIDE else -1
    return replace(axis, stride=axis.stride + step)


def output_options(rule: AxisRule) -> list[int]:
    """Sizes of an output to choose from: the right one, its neighbours, and the input's.

    Example:
        >>> output_options(axis_rule(7, 3, stride=2, padding="same"))
        [3, 4, 5, 7]
    """
    right = rule.output_size
    return sorted({right - 1, right, right + 1, rule.input_size} - {0})
