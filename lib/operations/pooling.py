"""What the page about pooling looks at: the notes' nine numbers, photographs, feature maps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.pooling import PoolingOptions, pool
from lib.cnn.windows import input_range, window_rules
from lib.stages.activations import load_network, load_recording

REDUCTIONS = ("max", "average", "l2", "gaussian", "min")
STRIDES = ("window", 1, 2, 3, 4)
PADDINGS = ("same", "valid")
STAGES = ("conv2d", "conv2d_1", "conv2d_2")
# Filters that answer to something in every recorded picture.
DEFAULT_FILTERS = {"conv2d": 7, "conv2d_1": 8, "conv2d_2": 6}
LARGEST_WINDOW = 5
PATCH = 6  # cells a side of what is small enough to read number by number


@dataclass(frozen=True)
class PoolingControls:
    """What a visitor sets.

    Attributes:
        reduction: One of :data:`REDUCTIONS`.
        window: Cells a side.
        stride: Cells from one window to the next, or ``"window"``: as many as the window has.
        padding: One of :data:`PADDINGS`.
        sigma: Width of the bell of ``"gaussian"`` in cells; None for the others.
    """

    reduction: str = "max"
    window: int = 2
    stride: int | str = "window"
    padding: str = "same"
    sigma: float | None = None

    @property
    def step(self) -> int:
        """Cells from one window to the next."""
        return self.window if isinstance(self.stride, str) else self.stride

    def options(self) -> PoolingOptions:
        """The same for the functions of :mod:`lib.cnn.pooling`."""
        return {
            "reduction": self.reduction,
            "window": self.window,
            "stride": self.step,
            "padding": self.padding,
            "sigma": self.sigma,
        }


@dataclass(frozen=True)
class Map:
    """Something to pool.

    Attributes:
        digest: Names the content; two with the same are the same.
        values: ``(H, W)`` or ``(H, W, 3)``, uint8 (a picture) or float32.
    """

    digest: str
    values: np.ndarray = field(compare=False, repr=False)

    @property
    def grey(self) -> FloatArray:
        """float64 (H, W); colours are averaged."""
        values = self.values.astype(np.float64)
        return values if values.ndim == 2 else values.mean(axis=2)


def notes_map() -> Map:
    """The 3×3 example of the notes.

    Example:
        >>> pool(notes_map().values, padding="same").tolist()
        [[5.0, 6.0], [8.0, 9.0]]
    """
    return Map("notes", np.arange(1, 10, dtype=np.float32).reshape(3, 3))


def filter_count(stage: str) -> int:
    """How many maps a convolution of the recorded network gives.

    Example:
        >>> filter_count("conv2d_2")
        64
    """
    return next(found.output_shape[2] for found in load_network().stages if found.name == stage)


@lru_cache(maxsize=4)
def _arrays(picture: str) -> dict[str, np.ndarray]:
    return load_recording(picture).arrays()


def feature_map(picture: str, stage: str, filter_number: int) -> Map:
    """A map that the shipped network really computed.

    Args:
        picture: One of :func:`lib.operations.feature_maps.picture_keys`.
        stage: One of :data:`STAGES`.
        filter_number: From 1.

    Returns:
        float32 (H, W), after ReLU, at least 0.
    """
    maps = _arrays(picture)[stage]  # (C, H, W)
    return Map(f"{picture}/{stage}/{filter_number}", maps[filter_number - 1])


@lru_cache(maxsize=64)
def patch_of(map_: Map) -> FloatArray:
    """The few cells of a map in which most happens, float64 (H, W); see :func:`busiest_patch`."""
    return busiest_patch(map_.grey)


def busiest_patch(values: FloatArray, side: int = PATCH) -> FloatArray:
    """The square of a map whose cells differ most from each other; the whole map if smaller.

    Args:
        values: ``(H, W)``.
        side: Cells a side.

    Example:
        >>> busiest_patch(np.eye(4)[:, :3] * [[0], [0], [5], [0]], 1).shape
        (1, 1)
    """
    rows, columns = min(side, values.shape[0]), min(side, values.shape[1])
    n = rows * columns
    total, squared = (_square_sums(found, rows, columns) for found in (values, values**2))
    spread = squared / n - (total / n) ** 2  # variance of every square
    top, left = np.unravel_index(int(spread.argmax()), spread.shape)
    return values[top : top + rows, left : left + columns]


def _square_sums(values: FloatArray, rows: int, columns: int) -> FloatArray:
    """The sum of every square of a map, from sums of all that is above and to the left."""
    sums = np.pad(values.astype(np.float64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    below = sums[rows:, columns:] - sums[rows:, :-columns]
    above = sums[:-rows, columns:] - sums[:-rows, :-columns]
    squares: FloatArray = below - above
    return squares


def window_cells(
    shape: tuple[int, ...], controls: PoolingControls, output: tuple[int, int]
) -> list[tuple[int, int]]:
    """The input cells that an output cell is made of, row by row; none of the border.

    Example:
        >>> window_cells((3, 3), PoolingControls(), (0, 1))
        [(0, 2), (1, 2)]
    """
    rules = window_rules(shape, controls.window, stride=controls.step, padding=controls.padding)
    return [
        (row, column)
        for row in input_range(rules[0], output[0])
        for column in input_range(rules[1], output[1])
        if 0 <= row < shape[0] and 0 <= column < shape[1]
    ]


def other_reduction(controls: PoolingControls) -> PoolingControls:
    """The same pooling with another reduction, to ask about: the average, or else the maximum.

    Example:
        >>> other_reduction(PoolingControls("max")).reduction
        'average'
    """
    other = "average" if controls.reduction == "max" else "max"
    return replace(controls, reduction=other, sigma=None)


def first_window_options(x: FloatArray, controls: PoolingControls) -> tuple[float, list[float]]:
    """What the top left window becomes, and what other reductions would make of it.

    Args:
        x: ``(H, W)``.
        controls: The pooling asked about.

    Returns:
        The right answer, and the values to choose from, rounded to two digits, in order.

    Example:
        >>> first_window_options(notes_map().values, PoolingControls())
        (5.0, [1.0, 3.0, 5.0, 6.78])
    """
    corner = x[: 2 * controls.window, : 2 * controls.window]

    def answer(reduction: str) -> float:
        options: PoolingOptions = {**controls.options(), "reduction": reduction}
        return round(float(pool(corner, **options)[0, 0]), 2) + 0.0

    others = {answer(reduction) for reduction in ("max", "average", "l2", "min")}
    right = answer(controls.reduction)
    return right, sorted(others | {right})
