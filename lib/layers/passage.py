"""What a picture becomes on its way through a network, small enough to be sent and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

STEPS = 127  # of each sign, between zero and a map's largest absolute value
BINS = 48
VECTOR = 512  # places of a vector that are shown one by one


@dataclass(frozen=True)
class Spread:
    """How the values of a layer are spread.

    Attributes:
        minimum: Least value.
        maximum: Largest.
        mean: Of all.
        zeros: Share that is exactly zero, 0 to 1.
        counts: int64 (BINS,): how many values that are not zero lie in each of as many equal
            bins from minimum to maximum; zeros would hide all others behind ReLU.  None where
            nobody asked for it: it takes as long as all else together.
        size: How many values there are.
    """

    minimum: float
    maximum: float
    mean: float
    zeros: float
    counts: NDArray[np.int64] | None = field(compare=False, repr=False)
    size: int


@dataclass(frozen=True)
class MapChoice:
    """Which maps of a layer, and how large.

    Attributes:
        order: ``"active"``: those with the largest mean absolute value first; or ``"number"``.
        first: How many to pass over.
        count: How many, at most.
        side: Cells that a side may have.
    """

    order: str
    first: int
    count: int
    side: int


# What every view that shows the picture asks for: asked once, whichever is opened first.
FIRST_LOOK = MapChoice("active", 0, 6, 64)


@dataclass(frozen=True)
class LayerMaps:
    """Some of a layer's maps for one picture, each coded between its own extremes.

    A code ``q`` stands for ``q / 127 · peak`` of its map: off by at most half a step,
    ``peak / 254``.  A map larger than asked for is shrunk to the means of blocks first.

    Attributes:
        name: Of the layer.
        spread: Of all values of the layer, unshrunk.
        units: Numbers of the maps, from 0, in the order in which they are to be shown.
        codes: int8 (N, h, w), −127 to 127.
        peaks: float32 (N,): the largest absolute value of each map, as it is shown.
        lows: float32 (N,): least value of each map, unshrunk.
        highs: float32 (N,): largest, unshrunk.
        means: float32 (N,).
        peak: The largest absolute value of the layer, unshrunk.
        block: Cells a side that became one; 1 where nothing was shrunk.
    """

    name: str
    spread: Spread
    units: tuple[int, ...]
    codes: NDArray[np.int8] = field(compare=False, repr=False)
    peaks: NDArray[np.float32] = field(compare=False, repr=False)
    lows: NDArray[np.float32] = field(compare=False, repr=False)
    highs: NDArray[np.float32] = field(compare=False, repr=False)
    means: NDArray[np.float32] = field(compare=False, repr=False)
    peak: float
    block: int

    def shares(self, peak: float | None = None) -> NDArray[np.float32]:
        """The maps as shares of a largest value, −1 to 1: float32 (N, h, w).

        Args:
            peak: One for all maps; each map's own if left out.
        """
        factors = np.ones_like(self.peaks) if peak is None else self.peaks / (peak or 1.0)
        shares = self.codes * (factors / STEPS)[:, None, None]
        single: NDArray[np.float32] = np.asarray(shares, np.float32)
        return single


@dataclass(frozen=True)
class Overview:
    """Every layer of a network for one picture.

    Attributes:
        seen: uint8 (S, S, 3), the picture as the network got it.
        layers: One entry a layer, with a few of its maps.
        outputs: float32 (K,), the last layer's.
    """

    seen: NDArray[np.uint8] = field(compare=False, repr=False)
    layers: tuple[LayerMaps, ...]
    outputs: NDArray[np.float32] = field(compare=False, repr=False)


def spread_of(values: NDArray[np.floating], *, counted: bool = True) -> Spread:
    """Look through all values of a layer.

    Args:
        values: Of any shape.
        counted: Whether to count them in bins, too.

    Example:
        >>> spread_of(np.array([0.0, 1.0, 0.0, 3.0])).zeros
        0.5
    """
    low, high = float(values.min()), float(values.max())
    counts = count_others(values[values != 0], low, high) if counted else None
    share = (values.size - int(np.count_nonzero(values))) / values.size
    return Spread(low, high, float(values.mean(dtype=np.float64)), share, counts, values.size)


def count_others(values: NDArray[np.floating], low: float, high: float) -> NDArray[np.int64]:
    """Values counted in :data:`BINS` equal bins from ``low`` to ``high``, int64 (BINS,)."""
    counts, _ = np.histogram(values, BINS, range=(low, high if high > low else low + 1.0))
    return counts.astype(np.int64)


def shrink(maps: NDArray[np.float32], side: int) -> tuple[NDArray[np.float32], int]:
    """Maps (N, H, W) with no side longer than ``side``: means of blocks, and a block's side.

    Example:
        >>> shrink(np.arange(16, dtype=np.float32).reshape(1, 4, 4), 2)[0].tolist()
        [[[2.5, 4.5], [10.5, 12.5]]]
    """
    height, width = maps.shape[1:]
    block = -(-max(height, width) // side)
    if block <= 1:
        return maps, 1
    rows, columns = np.arange(0, height, block), np.arange(0, width, block)
    sums = np.add.reduceat(np.add.reduceat(maps, rows, axis=1), columns, axis=2)
    tall, wide = np.diff(np.append(rows, height)), np.diff(np.append(columns, width))
    means: NDArray[np.float32] = (sums / (tall[:, None] * wide)).astype(np.float32)
    return means, block


def code_maps(
    name: str, maps: NDArray[np.float32], units: tuple[int, ...], spread: Spread, side: int
) -> LayerMaps:
    """Code the chosen maps of a layer.

    Args:
        name: Of the layer.
        maps: float32 (H, W, C), or (N,) which counts as one map.
        units: Which of the C maps, in order.
        spread: Of all values.
        side: Cells that a side may have.
    """
    if maps.ndim == 1:
        chosen = maps[None, None, :]
    else:
        chosen = np.ascontiguousarray(np.moveaxis(maps[:, :, list(units)], 2, 0))
    small, block = shrink(chosen, side if maps.ndim == 3 else VECTOR)
    peaks = np.abs(small).max(axis=(1, 2))
    scaled = small / np.where(peaks > 0, peaks, 1)[:, None, None] * STEPS
    return LayerMaps(
        name=name,
        spread=spread,
        units=units,
        codes=np.rint(scaled).astype(np.int8),
        peaks=peaks.astype(np.float32),
        lows=chosen.min(axis=(1, 2)),
        highs=chosen.max(axis=(1, 2)),
        means=chosen.mean(axis=(1, 2)),
        peak=max(abs(spread.minimum), abs(spread.maximum)),
        block=block,
    )
