"""The two seeds of TensorFlow, and the four ways to give them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WAYS = ("none", "operation", "global", "both")


def seeds_of(way: str, operation_seed: int, global_seed: int) -> tuple[int | None, int | None]:
    """What ``shuffle`` and what ``tf.random.set_seed`` are given; None for not called.

    Example:
        >>> seeds_of("global", 5, 7)
        (None, 7)
    """
    return (
        operation_seed if way in ("operation", "both") else None,
        global_seed if way in ("global", "both") else None,
    )


@dataclass(frozen=True)
class Repeats:
    """Whether the other runs of a program gave the order of the first.

    Attributes:
        again: The second run, of the same program.
        after_more: The third, with another random operation before the shuffle.
        next_epoch: Whether the second epoch of the first run has the order of its first.
    """

    again: bool
    after_more: bool
    next_epoch: bool


def repeats(runs: NDArray[np.uint16]) -> Repeats:
    """Compare three runs of two epochs each: (3, 2, N).

    Example:
        >>> repeats(np.array([[[0, 1], [1, 0]]] * 3))
        Repeats(again=True, after_more=True, next_epoch=False)
    """
    first, second, third = runs
    return Repeats(
        bool(np.array_equal(first, second)),
        bool(np.array_equal(first, third)),
        bool(np.array_equal(first[0], first[1])),
    )
