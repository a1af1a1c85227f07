"""A picture shifted, squashed and turned, and what becomes of a network's numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lib.cnn.receptive_field import ReceptiveField

CURVE_STEPS = 41
LIMITS = {"width": (50, 150), "turn": (-180, 180)}  # per cent, degrees
STILL_VALUES = {"right": 0, "down": 0, "width": 100, "turn": 0}
FIRST_VALUES = STILL_VALUES | {"right": 8}  # so that there is something to see
KINDS = tuple(STILL_VALUES)


class Grid(NamedTuple):
    """Where the cells of a map lie on the picture along one axis, in pixels.

    Attributes:
        first: The middle of what cell 0 sees.
        step: From the middle of a cell to that of the next.
    """

    first: float
    step: float


PIXEL_GRID = Grid(0.0, 1.0)


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

    def transform(
        self, side: int, rows: Grid = PIXEL_GRID, columns: Grid = PIXEL_GRID
    ) -> tuple[float, ...]:
        r"""The eight numbers of ``keras.ops.image.affine_transform``: where a cell comes from.

        Args:
            side: Of the picture, in pixels.
            rows: Where the cells of what is moved lie on it; the pixels themselves if left out.
            columns: The same along the columns.

        Returns:
            ``(a, b, c, d, e, f, 0, 0)``: the cell at ``(x, y)`` comes from
            ``(a x + b y + c, d x + e y + f)``.

        Example:
            >>> Movement(right=8).transform(96, Grid(0.5, 2), Grid(0.5, 2))[:6]  # four cells
            (1.0, 0.0, -4.0, -0.0, 1.0, 0.0)
        """
        angle, wide = math.radians(self.turn), self.width / 100
        # Back: turned the other way, then as wide as before.
        a, b = math.cos(angle) / wide, math.sin(angle) / wide
        d, e = -math.sin(angle), math.cos(angle)
        middle = (side - 1) / 2
        # The pixel under cell 0 relative to where the middle has gone, and to where it was.
        x, y = columns.first - middle - self.right, rows.first - middle - self.down
        c = (a * x + b * y + middle - columns.first) / columns.step
        f = (d * x + e * y + middle - rows.first) / rows.step
        stretch = rows.step / columns.step
        return a, b * stretch, c, d / stretch, e, f, 0.0, 0.0

    def comes_from_within(self, side: int) -> NDArray[np.bool_]:
        """Which pixels get their value from within the picture: (side, side).

        Example:
            >>> Movement(right=2).comes_from_within(4)[0].tolist()
            [False, False, True, True]
        """
        a, b, c, d, e, f, *_ = self.transform(side)
        y, x = np.indices((side, side))
        across, down = a * x + b * y + c, d * x + e * y + f
        slack = 1e-6  # of a turn by a right angle, whose cosine is not quite 0
        last = side - 1 + slack
        within = (np.minimum(across, down) >= -slack) & (np.maximum(across, down) <= last)
        return np.asarray(within)


@dataclass(frozen=True)
class Change:
    """How far a layer's values for two pictures are apart.

    Attributes:
        name: Of the layer.
        apart: ``‖after − before‖ / ‖before‖``.
        along: The same with the maps of before moved as the picture was; None of a vector, and
            where no cell is compared.
        cells: How many cells of a map are compared: those that see only pixels of both pictures,
            nothing of padding or of what came in over the border; 0 where all values are.
    """

    name: str
    apart: float
    along: float | None
    cells: int = 0


@dataclass(frozen=True)
class Moved:
    """A picture before and after a movement, and what the network makes of both.

    Attributes:
        before: uint8 (S, S, 3).
        after: uint8 (S, S, 3).
        probabilities: float32 (2, K), before and after.
        units: Numbers of the maps shown, from 0, the most active first.
        maps: float16 (2, N, h, w): those maps, before and after, as shares of ``peak``.
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


def grids_of(fields: tuple[ReceptiveField, ReceptiveField]) -> tuple[Grid, Grid]:
    """Where the cells of a layer lie on the picture, along rows and along columns.

    Args:
        fields: Of the layer, from :func:`lib.layers.field.fields_of`.
    """
    rows, columns = (Grid(each.start + (each.size - 1) / 2, each.jump) for each in fields)
    return rows, columns


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
