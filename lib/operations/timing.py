"""The same filter computed in three ways and timed, over pictures of growing size.

Dense: the whole matrix times the picture.  Local: a kernel of its own for every output cell.
Shared: one kernel for all, a convolution.  All three give the same output, which is checked, and
each runs on one core, so that times can be held against counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.cnn.kernels import gaussian
from lib.cnn.matrices import as_matrix
from lib.operations.repeats import repeat

WAYS = ("dense", "local", "shared")
SIDES = (8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
DENSE_LIMIT = 64  # its matrix already takes 67 MB
KERNEL = 3
SECONDS_EACH = 0.1
_MAKING_SECONDS = 1.4  # building the dense matrices, measured once and rounded up

_Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Timing:
    """One way at one size.

    Attributes:
        way: One of :data:`WAYS`.
        side: Of the square picture, in pixels.
        multiplications: Counted.
        seconds: Of the fastest repetition: whatever else the machine does only adds to it.
        repetitions: How many there were.
    """

    way: str
    side: int
    multiplications: int
    seconds: float
    repetitions: int


@dataclass(frozen=True)
class Timings:
    """Everything measured.

    Attributes:
        rows: Way by way, each from small to large.
        largest_difference: Between any two ways' outputs, at any size.
    """

    rows: tuple[Timing, ...]
    largest_difference: float

    def of(self, way: str) -> tuple[Timing, ...]:
        """The rows of one way."""
        return tuple(row for row in self.rows if row.way == way)

    def growth(self, way: str) -> tuple[Timing, Timing]:
        """The two largest sizes of a way of which one is double the other."""
        rows = {row.side: row for row in self.of(way)}
        last = max(side for side in rows if side // 2 in rows)
        return rows[last // 2], rows[last]


def multiplications(way: str, side: int) -> int:
    """What a way multiplies: ``m · n`` or ``k · n``, with m = n = side².

    Example:
        >>> multiplications("dense", 64), multiplications("shared", 64)
        (16777216, 36864)
    """
    outputs = side * side
    return outputs * (outputs if way == "dense" else KERNEL * KERNEL)


def sides_of(way: str) -> tuple[int, ...]:
    """The sizes at which a way is measured."""
    return tuple(side for side in SIDES if way != "dense" or side <= DENSE_LIMIT)


def expected_seconds() -> float:
    """How long :func:`measure` takes."""
    return SECONDS_EACH * sum(len(sides_of(way)) for way in WAYS) + _MAKING_SECONDS


def measure(seconds_each: float = SECONDS_EACH, sides: tuple[int, ...] = SIDES) -> Timings:
    """Time every way at every size.

    Args:
        seconds_each: How long each is repeated.
        sides: Of the square pictures; the dense way stops at :data:`DENSE_LIMIT`.

    Example:
        >>> found = measure(0.0, (8, 16))
        >>> [(row.way, row.side) for row in found.rows]
        [('dense', 8), ('dense', 16), ('local', 8), ('local', 16), ('shared', 8), ('shared', 16)]
    """
    kernel = gaussian(size=KERNEL).astype(np.float32)
    rows: list[Timing] = []
    difference = 0.0
    for side in sides:
        picture = np.random.default_rng(side).random((side, side), dtype=np.float32)
        outputs = []
        for way in WAYS:
            if way == "dense" and side > DENSE_LIMIT:
                continue
            work = _WORK[way](picture, kernel)
            outputs.append(work().ravel())  # once before the clock runs, to fill the caches
            taken = repeat(work, seconds_each, fewest=5)
            count = multiplications(way, side)
            rows.append(Timing(way, side, count, min(taken), len(taken)))
        difference = max(difference, float(np.ptp(np.stack(outputs), axis=0).max()))
    rows.sort(key=lambda row: (WAYS.index(row.way), row.side))
    return Timings(tuple(rows), difference)


def _dense(picture: _Picture, kernel: _Picture) -> Callable[[], _Picture]:
    matrix = as_matrix(kernel, picture.shape, padding="same").astype(np.float32)  # (n, m)
    column = picture.ravel()
    # Not ``matrix @ column``: that spreads over all cores, which the two others do not.
    return lambda: np.einsum("nm,m->n", matrix, column)


def _local(picture: _Picture, kernel: _Picture) -> Callable[[], _Picture]:
    # The weights happen to be equal, so that the outputs can be compared; each is stored and
    # read by itself, as a layer that had learned them apart would.
    height, width = picture.shape
    return _shifted_sums(picture, np.tile(kernel[:, :, None, None], (1, 1, height, width)))


def _shared(picture: _Picture, kernel: _Picture) -> Callable[[], _Picture]:
    return _shifted_sums(picture, kernel[:, :, None, None])


def _shifted_sums(picture: _Picture, weights: _Picture) -> Callable[[], _Picture]:
    """The picture, shifted to each cell of the window, times that cell's weights, summed.

    Local and shared in one way, so that they differ in nothing but the weights: (k, k, H, W),
    or (k, k, 1, 1) for all places.
    """
    height, width = picture.shape
    padded = np.pad(picture, KERNEL // 2)

    def work() -> _Picture:
        output = np.zeros_like(picture)
        for row, column in np.ndindex(KERNEL, KERNEL):
            output += weights[row, column] * padded[row : row + height, column : column + width]
        return output

    return work


_WORK = {"dense": _dense, "local": _local, "shared": _shared}
