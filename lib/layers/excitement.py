"""Which pictures of a set excite a unit, and where in them it looks."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Example:
    """A unit's strongest answer to one picture.

    Attributes:
        picture: Its place in the set.
        value: The largest value over the map.
        row: Where in the map, from 0.
        column: Likewise.
    """

    picture: int
    value: float
    row: int
    column: int


@dataclass(frozen=True)
class Excited:
    """One unit over the set.

    Attributes:
        unit: Its number, from 0.
        most: The pictures that excite it most, the strongest first.
        least: Those that excite it least, the weakest last.
        own: Its strongest answer to the picture looked at; ``picture`` is −1.
        rank: How many pictures of the set excite it more than that.
        silent: Pictures of the set on which it is zero everywhere.
    """

    unit: int
    most: tuple[Example, ...]
    least: tuple[Example, ...]
    own: Example
    rank: int
    silent: int


@dataclass(frozen=True)
class Excitement:
    """Some units of a layer over the set.

    Attributes:
        count: Pictures of the set.
        source: As in :class:`lib.layers.statistics.SetStatistics`.
        units: As asked.
        names: Of the pictures shown, ``class/file``, by their place in the set.
        pictures: Of the pictures shown, uint8 (S, S, 3) with S at most 128, by their place in
            the set; −1 is the picture looked at.
    """

    count: int
    source: str
    units: tuple[Excited, ...]
    names: dict[int, str]
    pictures: dict[int, NDArray[np.uint8]] = field(compare=False, repr=False)


def rank_pictures(
    unit: int,
    peaks: NDArray[np.floating],
    places: NDArray[np.integer],
    *,
    own: Example,
    count: int,
    columns: int,
) -> Excited:
    """Sort a set by what excites a unit.

    Args:
        unit: Its number, from 0.
        peaks: (N,) its largest value in each picture.
        places: (N,) where that is, rows first.
        own: Its strongest answer to the picture looked at.
        count: Pictures at either end, at most; no picture is at both.
        columns: Of a map.

    Example:
        >>> own = Example(-1, 2.5, 0, 0)
        >>> peaks = np.array([1.0, 3.0, 2.0, 0.0])
        >>> found = rank_pictures(0, peaks, np.arange(4), own=own, count=1, columns=2)
        >>> [each.picture for each in (*found.most, *found.least)], found.rank, found.silent
        ([1, 3], 1, 1)
    """
    order = np.argsort(-peaks, kind="stable")
    most = order[: min(count, -(-len(order) // 2))]
    least = order[len(most) :][-count:]

    def example(picture: int) -> Example:
        row, column = divmod(int(places[picture]), columns)
        return Example(int(picture), float(peaks[picture]), row, column)

    return Excited(
        unit,
        tuple(example(each) for each in most),
        tuple(example(each) for each in least),
        own,
        int(np.count_nonzero(peaks > own.value)),
        int(np.count_nonzero(peaks == 0)),
    )
