"""Labels moved apart where they would cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def spread(places: Sequence[float], *, gap: float, last: float = inf) -> list[float]:
    """Places at least ``gap`` apart, in their order, around where they were.

    Neighbours that are too close become a block that is centred on what its members wanted;
    none lies beyond ``last``.

    Example:
        >>> spread([10.0, 11.0, 50.0], gap=12)
        [4.5, 16.5, 50.0]
        >>> spread([48.0, 50.0], gap=12, last=50)
        [38.0, 50.0]
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _start(blocks[-1], places, gap) < (
            _start(blocks[-2], places, gap) + gap * len(blocks[-2])
        ):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    moved = [0.0] * len(places)
    for block in blocks:
        start = _start(block, places, gap)
        for position, index in enumerate(block):
            moved[index] = start + gap * position
    for index in reversed(order):
        moved[index] = float(min(moved[index], last))
        last = moved[index] - gap
    return moved


def _start(block: Sequence[int], places: Sequence[float], gap: float) -> float:
    middle = sum(places[index] for index in block) / len(block)
    return middle - gap * (len(block) - 1) / 2
