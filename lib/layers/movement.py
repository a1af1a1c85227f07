"""A picture shifted, squashed and turned, and what becomes of a network's numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

CURVE_STEPS = 41
LIMITS = {"width": (50, 150), "turn": (-180, 180)}  # per cent, degrees
STILL_VALUES = {"right": 0, "down": 0, "width": 100, "turn": 0}
FIRST_VALUES = STILL_VALUES | {"right": 8}  # so that there is something to see
KINDS = tuple(STILL_VALUES)


@dataclass(frozen=True)
class Movement:
    """First squashed, then turned about the middle, then shifted.

    Attributes:
        right: Pixels of the network's square; negative to the left.
        down: Pixels; negative up.
        width: Of what it was, in per cent; the height stays.
        turn: Degrees, clockwise.
        fill: What appears from beyond the border: ``"reflect"``, the picture mirrored, as in
            training; ``"nearest"``, its border stretched; ``"constant"``, grey.
    """

    right: int = 0
    down: int = 0
    width: int = 100
    turn: int = 0
    fill: str = "reflect"

    @property
    def still(self) -> bool:
        """Whether the picture stays as it is."""
        return all(getattr(self, kind) == value for kind, value in STILL_VALUES.items())

    def with_value(self, kind: str, value: int) -> Movement:
        """The same with one of the four set."""
        changed: dict[str, Any] = {kind: value}
        return replace(self, **changed)

    def along(self, kind: str, side: int) -> tuple[Movement, ...]:
        """The same with one of the four over its whole range, whole numbers, evenly."""
        low, high = limits_of(kind, side)
        values = np.unique(np.rint(np.linspace(low, high, CURVE_STEPS)).astype(int))
        return tuple(self.with_value(kind, int(value)) for value in values)

    def transform(self, side: int, of: int) -> tuple[float, ...]:
        r"""The eight numbers of ``keras.ops.image.affine_transform``: where a cell comes from.

        Args:
            side: Of the picture, in pixels: what shifts are counted in.
            of: Cells a side of what is moved; of the picture itself ``side``.

        Returns:
            ``(a, b, c, d, e, f, 0, 0)``: the cell at ``(x, y)`` comes from
            ``(a x + b y + c, d x + e y + f)``.

        Example:
            >>> Movement(right=8).transform(96, 48)[:6]  # four cells of half the size
            (1.0, 0.0, -4.0, -0.0, 1.0, 0.0)
        """
        angle, wide = math.radians(self.turn), self.width / 100
        # Back: turned the other way, then as wide as before.
        a, b = math.cos(angle) / wide, math.sin(angle) / wide
        d, e = -math.sin(angle), math.cos(angle)
        middle, cell = (of - 1) / 2, of / side
        x, y = middle + self.right * cell, middle + self.down * cell
        return a, b, middle - a * x - b * y, d, e, middle - d * x - e * y, 0.0, 0.0

    def comes_from_within(self, side: int, of: int) -> NDArray[np.bool_]:
        """Which cells get their value from within the picture: (of, of).

        Args:
            side: Of the picture, in pixels.
            of: Cells a side of what is moved.

        Example:
            >>> Movement(right=2).comes_from_within(4, 4)[0].tolist()
            [False, False, True, True]
        """
        a, b, c, d, e, f, *_ = self.transform(side, of)
        y, x = np.indices((of, of))
        across, down = a * x + b * y + c, d * x + e * y + f
        slack = 1e-6  # of a turn by a right angle, whose cosine is not quite 0
        within = (np.minimum(across, down) >= -slack) & (np.maximum(across, down) <= of - 1 + slack)
        return np.asarray(within)


@dataclass(frozen=True)
class Change:
    """How far a layer's values for two pictures are apart.

    Attributes:
        name: Of the layer.
        apart: ``‖after − before‖ / ‖before‖``.
        along: The same with the maps of before moved as the picture was; None of a vector.
    """

    name: str
    apart: float
    along: float | None


@dataclass(frozen=True)
class Moved:
    """A picture before and after a movement, and what the network makes of both.

    Attributes:
        before: uint8 (S, S, 3).
        after: uint8 (S, S, 3).
        probabilities: float32 (2, K), before and after.
        units: Numbers of the maps shown, from 0, the most active first.
        maps: float16 (2, N, h, w): those maps, before and after.
        peak: The largest absolute value of both.
    """

    before: NDArray[np.uint8] = field(compare=False, repr=False)
    after: NDArray[np.uint8] = field(compare=False, repr=False)
    probabilities: NDArray[np.float32] = field(compare=False, repr=False)
    units: tuple[int, ...]
    maps: NDArray[np.float16] = field(compare=False, repr=False)
    peak: float


@dataclass(frozen=True)
class Course:
    """Probabilities over the whole range of one movement.

    Attributes:
        values: int64 (N,), of the movement.
        probabilities: float32 (N, K).
    """

    values: NDArray[np.int64] = field(compare=False, repr=False)
    probabilities: NDArray[np.float32] = field(compare=False, repr=False)

    def turns(self) -> int:
        """How often the most probable class is another one than a step before.

        Example:
            >>> Course(np.arange(3), np.array([[.6, .4], [.4, .6], [.7, .3]])).turns()
            2
        """
        best = self.probabilities.argmax(axis=1)
        return int(np.count_nonzero(best[1:] != best[:-1]))


def limits_of(kind: str, side: int) -> tuple[int, int]:
    """The least and the largest value of a movement; shifts go as far as half the picture."""
    return LIMITS.get(kind, (-(side // 2), side // 2))


def apart(before: NDArray[np.floating], after: NDArray[np.floating]) -> float:
    """``‖after − before‖ / ‖before‖``; 0 where both are nothing.

    Example:
        >>> apart(np.array([3.0, 4.0]), np.array([3.0, 4.5]))
        0.1
    """
    size = float(np.linalg.norm(before))
    distance = float(np.linalg.norm(after - before))
    return distance / size if size else float(distance > 0)
