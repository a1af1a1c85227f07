"""Backpropagation through a pooling on few cells: who won, and who hears of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.pooling import pool, pool_gradient, winners
from lib.operations.pooling import PoolingControls, window_cells


@dataclass(frozen=True)
class Flow:
    """A pooling forwards and backwards, each output sending back a gradient of 1.

    Attributes:
        values: ``(H, W)``, the input.
        output: ``(H', W')``.
        gradient: ``(H, W)``, what arrives at each input cell.
        shares: ``(H', W', H, W)``, what arrives there from each output: ∂y/∂x.
        winners: Row and column of the cell that each output is, ``(H', W', 2)``; None where a
            reduction has no winner.
        windows: For each output the input cells of its window, as (row, column).
    """

    values: FloatArray = field(compare=False)
    output: FloatArray = field(compare=False)
    gradient: FloatArray = field(compare=False)
    shares: FloatArray = field(compare=False)
    winners: np.ndarray | None = field(compare=False)
    windows: dict[tuple[int, int], list[tuple[int, int]]]

    @property
    def reached(self) -> int:
        """Input cells at which any gradient arrives."""
        return int(np.count_nonzero(self.gradient))


def flow_through(values: FloatArray, controls: PoolingControls) -> Flow:
    """Pool, and send a 1 back from every output.

    Args:
        values: ``(H, W)``, few cells.
        controls: How to pool.

    Raises:
        ShapeError: As :func:`lib.cnn.pooling.pool`.

    Example:
        >>> flow = flow_through(np.arange(1.0, 10.0).reshape(3, 3), PoolingControls())
        >>> flow.gradient.tolist()
        [[0.0, 0.0, 0.0], [0.0, 1.0, 1.0], [0.0, 1.0, 1.0]]
    """
    x = np.asarray(values, np.float64)
    options = controls.options()
    output = pool(x, **options)
    shares = np.zeros((*output.shape, *x.shape))
    for place in np.ndindex(*output.shape):
        one = np.zeros_like(output)
        one[place] = 1
        shares[place] = pool_gradient(x, one, **options)
    windows = {
        (row, column): window_cells(x.shape, controls, (row, column))
        for row, column in np.ndindex(*output.shape)
    }
    return Flow(
        values=x,
        output=output,
        gradient=pool_gradient(x, np.ones_like(output), **options),
        shares=shares,
        winners=winners(x, **options) if controls.reduction in ("max", "min") else None,
        windows=windows,
    )
