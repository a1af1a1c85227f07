"""What the page tells of a class's evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lib.layers.unit import Product


@dataclass(frozen=True)
class Argument:
    """A class's logit as a sum: by the inputs of the deciding layer, and by places.

    Attributes:
        logit: As TensorFlow has it.
        total: The sum of all terms, float64.
        largest_difference: Between such a sum and TensorFlow's logit, over all classes.
        bias: Of the class.
        plus: The sum of all terms above zero.
        minus: The sum of all terms below zero.
        strongest: The terms with the largest absolute value, those for the class first.
        rest: The sum of all other terms.
        inputs: How many terms there are.
        silent: How many of them are zero because the input is.
        cells: float32 (H, W): what each place of the last maps adds, its maps together; None
            where the sum cannot be followed back.
        biases: What the biases of the layers between add: name and sum.
        channels: The maps that add most to the class and take most away: number and sum.
        followed: What ``cells`` and ``biases`` sum to: the logit without the class's own bias,
            or one unit's term.
        crooked: Name and activation of a layer beyond which it cannot be followed.
        through: Whether there are dense layers between, whose units can be followed singly.
    """

    logit: float
    total: float
    largest_difference: float
    bias: float
    plus: float
    minus: float
    strongest: tuple[Product, ...]
    rest: float
    inputs: int
    silent: int
    cells: NDArray[np.float32] | None = field(compare=False, repr=False)
    biases: tuple[tuple[str, float], ...]
    channels: tuple[tuple[int, float], ...]
    followed: float
    crooked: tuple[str, str] | None
    through: bool
