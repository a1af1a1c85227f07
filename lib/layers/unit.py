"""One unit of a network with all that its value comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Moments:
    """What a BatchNormalization knows of a map: ``(x − mean) / √(variance + ε) · γ + β``.

    Attributes:
        mean: The running mean of training.
        variance: The running variance.
        epsilon: Keeps the root above zero.
        gamma: Learned factor; 1 where the layer has none.
        beta: Learned summand; 0 where the layer has none.
    """

    mean: float
    variance: float
    epsilon: float
    gamma: float
    beta: float


@dataclass(frozen=True)
class MapUnit:
    """A map that comes from windows on the layer before.

    Attributes:
        values: float32 (H, W, C): what the windows lie on; C is 1 where one map comes from one.
        kernel: float32 (kh, kw, C), or (kh, kw) where C is 1; None where nothing is weighed.
        bias: Added to every sum.
        before: float32 (H', W'): the map before the layer's activation, as TensorFlow has it.
        after: float32 (H', W'): the map that the layer gives, as TensorFlow has it.
        moments: Of a BatchNormalization; the kernel and the bias are made from them.
    """

    values: NDArray[np.float32] = field(compare=False, repr=False)
    kernel: NDArray[np.float32] | None = field(compare=False, repr=False)
    bias: float
    before: NDArray[np.float32] = field(compare=False, repr=False)
    after: NDArray[np.float32] = field(compare=False, repr=False)
    moments: Moments | None = None


@dataclass(frozen=True)
class Product:
    """One of the terms of a dense unit: the place of the input, its value, the weight."""

    index: int
    value: float
    weight: float

    @property
    def product(self) -> float:
        """Value times weight."""
        return self.value * self.weight


@dataclass(frozen=True)
class SumUnit:
    """A unit of a dense layer: one long sum.

    Attributes:
        strongest: The terms with the largest absolute value, those that count most first.
        rest: The sum of all other terms.
        plus: The sum of all terms above zero.
        minus: The sum of all terms below zero.
        inputs: How many terms there are.
        zeros: How many of the inputs are zero: their weights play no part for this picture.
        bias: Added to the sum.
        total: float64 sum of all terms and the bias.
        before: The same as TensorFlow has it, before the activation.
        after: What the unit gives.
        largest_difference: Between this sum and TensorFlow's, over all units of the layer.
    """

    strongest: tuple[Product, ...]
    rest: float
    plus: float
    minus: float
    inputs: int
    zeros: int
    bias: float
    total: float
    before: float
    after: float
    largest_difference: float


@dataclass(frozen=True)
class Influence:
    """How much every pixel moves a unit.

    Attributes:
        heat: float32 (S, S): ``Σ over red, green, blue of |∂z / ∂pixel|``, z the unit's value
            before its activation, a pixel counted from 0 to 255.
        value: z.
    """

    heat: NDArray[np.float32] = field(compare=False, repr=False)
    value: float

    def pixels_for(self, share: float) -> int:
        """How few pixels hold that share of all the influence, 0 to 1.

        Example:
            >>> Influence(np.array([[8.0, 1.0], [1.0, 0.0]], np.float32), 0.0).pixels_for(0.9)
            2
        """
        total = float(self.heat.sum(dtype=np.float64))
        if total == 0:
            return 0
        rising = np.cumsum(np.sort(self.heat.ravel())[::-1].astype(np.float64))
        # A little slack: nine tenths of ten are to be reached by 8 + 1.
        return int(np.searchsorted(rising, share * total * (1 - 1e-9))) + 1
