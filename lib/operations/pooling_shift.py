"""How much of a map survives a small move of the input, before and after pooling."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from lib.cnn.arrays import BoolArray, FloatArray
from lib.cnn.invariance import shift, unchanged_share
from lib.cnn.pooling import pool
from lib.operations.pooling import REDUCTIONS, Map, PoolingControls

MOST_SHIFT = 8
TOLERANCES = (0.0, 0.01, 0.05, 0.1)
WORST_WINDOWS = (2, 3, 4)


@dataclass(frozen=True)
class ShiftCurve:
    """The share of cells that stay as they were, for moves of 0, 1, 2, … cells to the right.

    Attributes:
        name: A reduction, or ``"before"`` for the map itself.
        shares: From 0 to 1, one a move.
    """

    name: str
    shares: tuple[float, ...]


@lru_cache(maxsize=256)
def shift_curve(map_: Map, controls: PoolingControls | None, tolerance: float) -> ShiftCurve:
    """Move a map step by step and count.

    Args:
        map_: What to move; colours are averaged.
        controls: The pooling; None for the map itself.
        tolerance: How much a cell may change and still count as the same, as a share of the
            range (greatest less least) of the map that is compared.
    """
    x = map_.grey

    def reduced(values: FloatArray) -> FloatArray:
        return values if controls is None else pool(values, **controls.options())

    still = reduced(x)
    allowed = tolerance * float(np.ptp(still))
    shares = tuple(
        unchanged_share(still, reduced(shift(x, 0, cells)), tolerance=allowed)
        for cells in range(MOST_SHIFT + 1)
    )
    return ShiftCurve("before" if controls is None else controls.reduction, shares)


def shift_curves(map_: Map, controls: PoolingControls, tolerance: float) -> list[ShiftCurve]:
    """The map itself and every reduction, with the window of the controls."""
    each = [
        replace(controls, reduction=reduction, sigma=controls.sigma if reduction == "gaussian"
                else None)
        for reduction in REDUCTIONS
    ]  # fmt: skip
    return [shift_curve(map_, pooling, tolerance) for pooling in (None, *each)]


@dataclass(frozen=True)
class ShiftTrial:
    """A pattern and its pooled map before and after a move.

    Attributes:
        still: ``(H, W)``.
        moved: ``(H, W)``.
        pooled_still: ``(H', W')``.
        pooled_moved: ``(H', W')``.
    """

    still: FloatArray = field(compare=False)
    moved: FloatArray = field(compare=False)
    pooled_still: FloatArray = field(compare=False)
    pooled_moved: FloatArray = field(compare=False)

    @property
    def changed(self) -> BoolArray:
        """Where the pooled map changed, ``(H', W')``."""
        changed: BoolArray = self.pooled_still != self.pooled_moved
        return changed

    @property
    def changed_input(self) -> int:
        """How many input cells changed."""
        return int(np.count_nonzero(self.still != self.moved))


def worst_pattern(window: int, *, dark: bool = False) -> FloatArray:
    """Bright upright lines, one in every second window, on its last column.

    One step to the right carries every line over into the window that was empty.

    Args:
        window: Cells a side; the windows do not overlap.
        dark: Dark lines on bright ground instead, for the minimum.

    Returns:
        ``(2 · window, 4 · window)`` of 0 and 1.

    Example:
        >>> worst_pattern(2)[0].tolist()
        [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    """
    pattern = np.zeros((2 * window, 4 * window))
    pattern[:, window - 1 :: 2 * window] = 1
    return 1 - pattern if dark else pattern


def try_shift(reduction: str, window: int, cells: int) -> ShiftTrial:
    """Move the worst pattern and pool it with windows side by side.

    Args:
        reduction: One of :data:`lib.operations.pooling.REDUCTIONS`.
        window: Cells a side.
        cells: To the right; negative: to the left.

    Example:
        >>> int(try_shift("max", 2, 1).changed.sum()), int(try_shift("max", 2, -1).changed.sum())
        (8, 0)
    """
    still = worst_pattern(window, dark=reduction == "min")
    moved = shift(still, 0, cells, border="edge")
    options = PoolingControls(reduction, window).options()
    return ShiftTrial(still, moved, pool(still, **options), pool(moved, **options))


def changed_by(reduction: str, window: int, cells: int) -> int:
    """How many pooled cells of the worst pattern a move changes.

    Example:
        >>> changed_by("max", 2, 1)
        8
    """
    return int(np.count_nonzero(try_shift(reduction, window, cells).changed))
