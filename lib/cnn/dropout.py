"""Dropout: some values are set to zero by chance, the rest are enlarged to make up for it.

With rate p each value is kept with probability 1 − p and then multiplied by ``1 / (1 − p)``, so
that its mean over many draws is the value itself, and nothing is left to do when the network is
used (*inverted* dropout, as in Keras).  The shape never changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import BoolArray, FloatArray, as_floats, check_number, shape_text
from lib.errors import ShapeError

RATE_LIMITS = (0.0, 0.99)
UNIT_LIMIT = 10**9
DRAW_LIMIT = 10**8  # values drawn in one simulation: about a second
_BLOCK = 2**22


@dataclass(frozen=True)
class Mask:
    """Which values one draw of dropout keeps.

    Attributes:
        kept: Of the shape of the values, True where one is kept.
        rate: p, the probability of being dropped.
    """

    kept: BoolArray = field(compare=False, repr=False)
    rate: float

    @property
    def scale(self) -> float:
        """What kept values are multiplied by: ``1 / (1 − p)``."""
        return 1 / (1 - self.rate)

    def apply(self, x: ArrayLike) -> FloatArray:
        """The values with those not kept set to zero and the others scaled.

        Raises:
            ShapeError: ``shape.expected``: the mask has another shape.
        """
        values = as_floats(x)
        if values.shape != self.kept.shape:
            raise ShapeError(
                "shape.expected",
                got=shape_text(values.shape),
                expected=shape_text(self.kept.shape),
            )
        return np.where(self.kept, values * values.dtype.type(self.scale), 0).astype(values.dtype)


@dataclass(frozen=True)
class CutOff:
    """How likely it is that every unit of a layer is dropped at once.

    Attributes:
        probability: ``pᴺ``, 0 to 1; 0.0 where it is too small for a float.
        log10: ``N · log₁₀ p``: its order of magnitude, right however small; −∞ for p = 0.
    """

    probability: float
    log10: float


def draw_mask(shape: int | tuple[int, ...], rate: float, *, seed: int) -> Mask:
    """Decide by chance which values are kept, each on its own.

    Args:
        shape: Of the values.
        rate: p, 0 to 0.99.
        seed: The same seed gives the same mask.

    Raises:
        NumberError: ``number.out_of_range``.

    Example:
        >>> draw_mask(8, 0.5, seed=1).kept.astype(int)
        array([1, 1, 0, 1, 0, 0, 1, 0])
    """
    check_number("dropout", rate, *RATE_LIMITS)
    return Mask(np.random.default_rng(seed).random(shape) >= rate, rate)


def dropout(x: ArrayLike, rate: float, *, seed: int, training: bool = True) -> FloatArray:
    """What Keras' ``Dropout`` does; the draws are those of NumPy.

    Args:
        x: Any shape and range.
        rate: p, 0 to 0.99.
        seed: The same seed gives the same draw.
        training: False as in prediction: ``x`` comes back as it is.

    Returns:
        Of the shape of ``x``; float32 when ``x`` is, else float64.

    Raises:
        NumberError: ``number.out_of_range``.

    References:
        N. Srivastava et al.: Dropout: A Simple Way to Prevent Neural Networks from
        Overfitting, JMLR 15 (2014).

    Example:
        >>> dropout([1.0, 2.0, 3.0, 4.0], 0.5, seed=1)
        array([2., 4., 0., 8.])
        >>> dropout([1.0, 2.0, 3.0, 4.0], 0.5, seed=1, training=False)
        array([1., 2., 3., 4.])
    """
    values = as_floats(x)
    mask = draw_mask(values.shape, rate, seed=seed)
    return mask.apply(values) if training else values


def cut_off_probability(rate: float, units: int) -> CutOff:
    """The probability that dropout leaves a layer no input at all: ``pᴺ``.

    Args:
        rate: p, 0 to 0.99.
        units: N, values that dropout is laid on, 1 to 1,000,000,000.

    Raises:
        NumberError: ``number.out_of_range``.

    Example:
        >>> cut_off_probability(0.5, 3).probability
        0.125
        >>> cut_off_probability(0.2, 22 * 22 * 64)  # the network of the notes
        CutOff(probability=0.0, log10=-21651.29...)
    """
    check_number("dropout", rate, *RATE_LIMITS)
    check_number("units", units, 1, UNIT_LIMIT)
    return CutOff(float(rate) ** units, units * math.log10(rate) if rate > 0 else -math.inf)


def simulate_cut_off(rate: float, units: int, draws: int, *, seed: int) -> BoolArray:
    """Draw masks and look which of them drop every unit.

    Args:
        rate: p, 0 to 0.99.
        units: N, at least 1.
        draws: Masks, at least 1; ``units · draws`` may be up to :data:`DRAW_LIMIT`.
        seed: The same seed gives the same masks.

    Returns:
        ``(draws,)``, True where nothing was kept; its mean estimates ``pᴺ``.

    Raises:
        NumberError: ``number.out_of_range``.

    Example:
        >>> float(simulate_cut_off(0.5, 3, 10_000, seed=1).mean())
        0.12...
    """
    check_number("dropout", rate, *RATE_LIMITS)
    check_number("units", units, 1, DRAW_LIMIT)
    check_number("draws", draws, 1, DRAW_LIMIT // units)
    random = np.random.default_rng(seed)
    cut_off = np.empty(draws, np.bool_)
    block = max(1, _BLOCK // units)  # masks at a time, so that memory stays small
    for start in range(0, draws, block):
        masks = random.random((min(block, draws - start), units)) >= rate
        cut_off[start : start + block] = ~masks.any(axis=1)
    return cut_off


def running_mean(values: ArrayLike) -> FloatArray:
    """The mean of the first 1, 2, … of the values: how an estimate settles as draws add up.

    Args:
        values: ``(n, …)``, any range; truth values count as 0 and 1.

    Returns:
        Of the same shape, float64.

    Example:
        >>> running_mean([1, 0, 1, 1])
        array([1.        , 0.5       , 0.66666667, 0.75      ])
    """
    array = np.asarray(values, np.float64)
    counts = np.arange(1, len(array) + 1).reshape(-1, *(1,) * (array.ndim - 1))
    means: FloatArray = np.cumsum(array, axis=0) / counts
    return means
