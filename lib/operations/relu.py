"""What the ReLU page computes: a real map through an activation, and filters that fall silent.

Convolutions and filters are counted from 1, as on the page.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cache

import numpy as np

from lib.cnn.activations import ACTIVATIONS, Activation, zero_share
from lib.cnn.arrays import BoolArray, FloatArray
from lib.operations.feature_maps import CONVOLUTIONS, learned, picture_keys, pre_activation

# The question asked before looking: what if every bias were lower by this much?
TRIAL_SHIFT = -0.4
TRIAL_ANSWERS = ("none", "few", "most", "all")
# Wide enough to tell the activations apart, and to hold nearly every value of the network.
CURVE_REACH = 2.0
_SLOPE_REACH = 20.0  # where the steepest place is looked for: beyond it every curve is straight
_BINS = 50


@dataclass(frozen=True)
class Response:
    """What an activation makes of one map, forward and backward.

    Attributes:
        activation: The activation.
        bias: What the map's filter learned to add to every sum; in ``before`` already.
        shift: What was added on top; in ``before`` already.
        before: The map it gets, float64 (H, W), signed.
        after: The map it gives, (H, W).
        slope: Its derivative at every cell, (H, W): what a cell lets through of the gradient.
    """

    activation: Activation
    bias: float
    shift: float
    before: FloatArray = field(compare=False, repr=False)
    after: FloatArray = field(compare=False, repr=False)
    slope: FloatArray = field(compare=False, repr=False)

    @property
    def zero_share(self) -> float:
        """Share of the output's cells that are exactly zero, 0 to 1."""
        return zero_share(self.after)

    @property
    def blocked_share(self) -> float:
        """Share of cells whose derivative is exactly zero, 0 to 1: no gradient comes through."""
        return zero_share(self.slope)

    @property
    def mean_slope(self) -> float:
        """The mean derivative: how much of the gradient gets through on average."""
        return float(self.slope.mean())

    def histogram(self) -> tuple[float, ...]:
        """Shares of the map's values in 50 equal bins from −2 to 2; the outermost hold the rest."""
        inside = np.clip(self.before, -CURVE_REACH, CURVE_REACH)
        counts, _ = np.histogram(inside, bins=_BINS, range=(-CURVE_REACH, CURVE_REACH))
        return tuple((counts / counts.sum()).tolist())


@dataclass(frozen=True)
class Filters:
    """How far each filter of a layer gets above or stays below zero.

    Attributes:
        here: Largest value before ReLU on the chosen picture, (F,).
        anywhere: Largest over all embedded pictures, (F,).
        best_picture: The picture where that happens, F keys.
    """

    here: FloatArray = field(compare=False, repr=False)
    anywhere: FloatArray = field(compare=False, repr=False)
    best_picture: tuple[str, ...]

    @property
    def silent(self) -> BoolArray:
        """(F,), True for a filter above zero on no picture: behind ReLU, a dead unit."""
        return self.anywhere <= 0

    @property
    def silent_here(self) -> BoolArray:
        """(F,), True for a filter that stays at or below zero on the chosen picture."""
        return self.here <= 0


@dataclass(frozen=True)
class Trial:
    """What happens to a layer's filters when every bias is lowered.

    Attributes:
        shift: By how much, negative.
        silent: How many filters are then above zero on no picture.
        count: How many there are.
    """

    shift: float
    silent: int
    count: int

    @property
    def answer(self) -> str:
        """One of :data:`TRIAL_ANSWERS`; "few" is fewer than half."""
        if self.silent in (0, self.count):
            return "none" if self.silent == 0 else "all"
        return "few" if 2 * self.silent < self.count else "most"


@dataclass(frozen=True)
class Cell:
    """One cell on its way: ``z = products + bias + shift``, then ``f(z)`` and ``f′(z)``."""

    row: int
    column: int
    products: float
    bias: float
    shift: float
    z: float
    value: float
    slope: float


def filter_count(convolution: int) -> int:
    """How many filters a convolution of the shipped network has: 16, 32 or 64."""
    return int(learned(CONVOLUTIONS[convolution - 1]).bias.size)


def respond(key: str, convolution: int, number: int, name: str, *, shift: float) -> Response:
    """Send one real map through an activation.

    Args:
        key: Of an embedded picture.
        convolution: 1 to 3.
        number: Of its filter, from 1.
        name: Of the activation.
        shift: Added to the filter's learned bias.

    Example:
        >>> respond("roses", 1, 1, "relu", shift=-5.0).zero_share
        1.0
    """
    z = pre_activation(key, convolution - 1)[..., number - 1] + np.float32(shift)  # (H, W)
    before = z.astype(np.float64)  # the precision a browser computes in
    activation = ACTIVATIONS[name]
    return Response(
        activation,
        bias=float(learned(CONVOLUTIONS[convolution - 1]).bias[number - 1]),
        shift=shift,
        before=before,
        after=activation.function(before),
        slope=activation.derivative(before),
    )


def shifted_filters(key: str, convolution: int, *, shift: float) -> Filters:
    """Every filter of a layer, each learned bias shifted by the same amount.

    Example:
        >>> int(shifted_filters("roses", 1, shift=-5.0).silent.sum())
        16
    """
    peaks = _peaks(convolution)  # (pictures, F)
    keys = picture_keys()
    best = tuple(keys[place] for place in peaks.argmax(axis=0))
    return Filters(peaks[keys.index(key)] + shift, peaks.max(axis=0) + shift, best)


def lower_biases(convolution: int) -> Trial:
    """Lower every bias of a layer by :data:`TRIAL_SHIFT`, and count.

    Example:
        >>> lower_biases(1).count
        16
    """
    silent = _peaks(convolution).max(axis=0) + TRIAL_SHIFT <= 0
    return Trial(TRIAL_SHIFT, int(silent.sum()), silent.size)


def follow(response: Response, place: tuple[int, int] | None) -> Cell:
    """The arithmetic of one cell: row and column, or that in the middle, as a lens begins."""
    rows, columns = response.before.shape
    place = place or (rows // 2, columns // 2)
    z = float(response.before[place])
    return Cell(
        row=place[0],
        column=place[1],
        products=z - response.bias - response.shift,
        bias=response.bias,
        shift=response.shift,
        z=z,
        value=float(response.after[place]),
        slope=float(response.slope[place]),
    )


def in_digits(cell: Cell) -> dict[str, str]:
    """A cell's numbers as a formula shows them: places from 1, the rest with four decimals."""
    numbers = asdict(cell)
    places = {name: str(numbers.pop(name) + 1) for name in ("row", "column")}
    return places | {name: f"{number + 0.0:.4f}" for name, number in numbers.items()}


def around(values: FloatArray, place: tuple[int, int]) -> FloatArray:
    """The 3×3 cells around one, or fewer at the border.

    Example:
        >>> around(np.arange(16.0).reshape(4, 4), (0, 1)).tolist()
        [[0.0, 1.0, 2.0], [4.0, 5.0, 6.0]]
    """
    row, column = place
    return values[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]


@cache
def steepest(name: str) -> float:
    """The largest derivative of an activation anywhere, to a thousandth.

    Looked for from −20 to 20: some come near their steepest only well outside the drawn curve.

    Example:
        >>> round(steepest("sigmoid"), 3), round(steepest("softplus"), 3)
        (0.25, 1.0)
    """
    reach = np.append(np.linspace(-_SLOPE_REACH, _SLOPE_REACH, 4001), -1e-9)  # left of the kink
    return float(ACTIVATIONS[name].derivative(reach).max())


@cache
def _peaks(convolution: int) -> FloatArray:
    """Largest value of every filter before ReLU, (pictures, F)."""
    maps = [pre_activation(key, convolution - 1) for key in picture_keys()]
    return np.array([one.max(axis=(0, 1)) for one in maps], np.float64)
