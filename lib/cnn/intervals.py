r"""Between which bounds the values of a layer must lie, whatever the picture: interval arithmetic.

An input whose channel k lies in ``[l, h]`` adds to a sum, through a weight w, something in

    ``[w·l, w·h]``  for ``w ≥ 0``,   ``[w·h, w·l]``  for ``w < 0``

so a weighted sum lies between the sum of the lower ends and the sum of the upper ends, plus the
bias.  Each bound is reached by some input, as long as every value may be chosen by itself: the
bounds of a single layer are tight.  Through several layers they grow wider than the truth, because
the values of a layer can no longer be chosen freely.

R. E. Moore: Interval Analysis, Prentice-Hall 1966.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.arrays import BoolArray, FloatArray
from lib.cnn.windows import AxisRule, input_range

_DIPS = {"gelu": -0.7517916, "silu": -1.2784645}  # where these have their least value
_FAR_LEFT = -1000.0  # from there on they are zero


@dataclass(frozen=True)
class Interval:
    """Bounds of a layer's values, channel by channel.

    Attributes:
        low: float64 ``(C,)``: no value of the channel is less.
        high: float64 ``(C,)``: none is larger.
    """

    low: FloatArray = field(compare=False)
    high: FloatArray = field(compare=False)

    @property
    def least(self) -> float:
        """The lower bound of all channels together."""
        return float(self.low.min())

    @property
    def largest(self) -> float:
        """The upper bound of all channels together."""
        return float(self.high.max())

    @property
    def can_be_negative(self) -> BoolArray:
        """``(C,)``: whether the bounds allow a value below zero."""
        negative: BoolArray = ~(self.low >= 0)
        return negative


def interval(low: float, high: float, channels: int) -> Interval:
    """The same bounds for every channel.

    Example:
        >>> interval(0, 255, 3).largest
        255.0
    """
    return Interval(np.full(channels, float(low)), np.full(channels, float(high)))


def affine(x: Interval, scale: ArrayLike, offset: ArrayLike = 0.0) -> Interval:
    """Bounds of ``x · scale + offset``, channel by channel: Rescaling, BatchNormalization.

    Args:
        x: The input's, ``(C,)``.
        scale: One number, or ``(C,)``.
        offset: Likewise.

    Example:
        >>> affine(interval(0, 255, 1), -1 / 255, 1).low.tolist()
        [0.0]
    """
    factor, shift = np.asarray(scale, np.float64), np.asarray(offset, np.float64)
    one, other = (_times(end, factor) + shift for end in (x.low, x.high))
    return Interval(np.minimum(one, other), np.maximum(one, other))


def weighted_sum(x: Interval, weights: ArrayLike, bias: ArrayLike = 0.0) -> Interval:
    """Bounds of ``x · W + b``: Dense.

    Args:
        x: The input's, ``(M,)``.
        weights: ``(M, N)``.
        bias: ``(N,)``.

    Example:
        >>> found = weighted_sum(interval(0, 1, 2), [[2.0], [-3.0]], [0.5])
        >>> found.low.tolist(), found.high.tolist()
        ([-2.5], [2.5])
    """
    return _shifted(*_sums(x, weights), bias)


def convolution(
    x: Interval, kernel: ArrayLike, rules: tuple[AxisRule, AxisRule], bias: ArrayLike = 0.0
) -> Interval:
    """Bounds of a convolution, over all cells of its output.

    At the border some of the window lies on zeros of the padding: such cells have bounds of
    their own, which can be wider where the input's do not hold zero.

    Args:
        x: The input's, ``(C,)``.
        kernel: ``(kh, kw, C, F)``.
        rules: How the window lies along rows and columns.
        bias: ``(F,)``.
    """
    least, most = _sums(x, kernel)  # (kh, kw, F): what each place adds, over all channels
    lows, highs = [], []
    for rows in _tap_sets(rules[0]):
        for columns in _tap_sets(rules[1]):
            lows.append(least[np.ix_(rows, columns)].sum(axis=(0, 1)))
            highs.append(most[np.ix_(rows, columns)].sum(axis=(0, 1)))
    return _shifted(np.min(lows, axis=0), np.max(highs, axis=0), bias)


def depthwise(
    x: Interval, kernel: ArrayLike, rules: tuple[AxisRule, AxisRule], bias: ArrayLike = 0.0
) -> Interval:
    """Bounds of a depthwise convolution: each channel with filters of its own.

    Args:
        x: The input's, ``(C,)``.
        kernel: ``(kh, kw, C, M)``.
        rules: As in :func:`convolution`.
        bias: ``(C · M,)``, channel by channel.
    """
    weights = np.asarray(kernel, np.float64)
    each = [
        convolution(Interval(x.low[c : c + 1], x.high[c : c + 1]), weights[:, :, c : c + 1], rules)
        for c in range(weights.shape[2])
    ]
    low = np.concatenate([one.low for one in each])
    high = np.concatenate([one.high for one in each])
    return _shifted(low, high, bias)


def activation(x: Interval, name: str) -> Interval:
    """Bounds behind an activation function.

    Args:
        x: The input's.
        name: ``"linear"``, ``"softmax"`` or one of :data:`lib.cnn.activations.ACTIVATIONS`.

    Raises:
        KeyError: There is no activation of that name.

    Example:
        >>> activation(interval(-2, 3, 1), "relu").low.tolist()
        [0.0]
        >>> round(activation(interval(-2, 3, 1), "gelu").least, 4)  # not at an end
        -0.17
    """
    if name == "linear":
        return x
    if name == "softmax":
        return _softmax(x)
    function = ACTIVATIONS[name].function
    if name in _DIPS:
        x = Interval(np.maximum(x.low, _FAR_LEFT), np.maximum(x.high, _FAR_LEFT))
    low, high = function(x.low), function(x.high)
    if name in _DIPS:
        dip = _DIPS[name]
        inside = (x.low <= dip) & (dip <= x.high)
        least = np.where(inside, function(np.full_like(x.low, dip)), np.minimum(low, high))
        return Interval(least, np.maximum(low, high))
    return Interval(low, high)  # the others never fall


def leaky(x: Interval, slope: float) -> Interval:
    """Bounds behind a leaky ReLU of any slope from 0 to 1.

    Example:
        >>> leaky(interval(-2, 3, 1), 0.25).low.tolist()
        [-0.5]
    """
    return Interval(*(np.where(end > 0, end, _times(end, slope)) for end in (x.low, x.high)))


def _sums(x: Interval, weights: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The least and the largest ``Σ_c x_c w_cf``: weights ``(…, C, F)`` to ``(…, F)`` each."""
    matrix = np.asarray(weights, np.float64)
    plus, minus = np.maximum(matrix, 0), np.minimum(matrix, 0)
    falls, rises = np.isneginf(x.low), np.isposinf(x.high)  # without end
    low, high = np.where(falls, 0, x.low), np.where(rises, 0, x.high)
    least, most = low @ plus + high @ minus, high @ plus + low @ minus
    if falls.any() or rises.any():  # a weight of zero takes nothing of them
        least[(falls @ (plus > 0)) | (rises @ (minus < 0))] = -np.inf
        most[(rises @ (plus > 0)) | (falls @ (minus < 0))] = np.inf
    return least, most


def _times(ends: FloatArray, factor: FloatArray | float) -> FloatArray:
    """Ends times a factor; zero times an end that is none is zero."""
    with np.errstate(invalid="ignore"):
        return np.where(np.asarray(factor) == 0, 0.0, ends * factor)


def _shifted(low: FloatArray, high: FloatArray, bias: ArrayLike) -> Interval:
    shift = np.asarray(bias, np.float64)
    return Interval(low + shift, high + shift)


def _softmax(x: Interval) -> Interval:
    """A share is least where its own number is least and all others are largest."""
    low, high = np.empty_like(x.low), np.empty_like(x.high)
    for place in range(x.low.size):
        for out, own, others in ((low, x.low, x.high), (high, x.high, x.low)):
            against = np.delete(others, place) - own[place]
            out[place] = 1 / (1 + np.exp(np.minimum(against, 700)).sum())
    return Interval(low, high)


def _tap_sets(rule: AxisRule) -> list[list[int]]:
    """Which cells of the window lie on the input, for every place of the window there is."""
    sets = {
        tuple(
            tap for tap, cell in enumerate(input_range(rule, place)) if 0 <= cell < rule.input_size
        )
        for place in range(rule.output_size)
    }
    return [list(taps) for taps in sorted(sets)]
