"""One step of Adam for one weight, in the order in which Keras does it.

With gradient ``g``, the running means ``m`` (of ``g``) and ``v`` (of ``g²``), and the number ``t``
of the step, counted from 1::

    m ← β₁·m + (1 − β₁)·g           m̂ = m / (1 − β₁ᵗ)
    v ← β₂·v + (1 − β₂)·g²          v̂ = v / (1 − β₂ᵗ)
    Δ = −η · m̂ / (√v̂ + ε′)          w ← w + Δ

Keras adds its ``ε`` to ``√v`` before the correction, so that ``ε′ = ε / √(1 − β₂ᵗ)``.  Source:
Kingma and Ba, *Adam: A Method for Stochastic Optimization* (2015), section 2, whose last paragraph
gives the form that Keras uses.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7  # keras.optimizers.Adam()


@dataclass(frozen=True)
class AdamStep:
    """A weight's step with everything on its way.

    Attributes:
        step: Number of the step, from 1.
        rate: Learning rate η.
        gradient: g.
        momentum_before, velocity_before: m and v as the step found them.
        momentum, velocity: m and v after it.
        momentum_corrected, velocity_corrected: m̂ and v̂.
        change: Δ, what is added to the weight.
    """

    step: int
    rate: float
    gradient: float
    momentum_before: float
    velocity_before: float
    momentum: float
    velocity: float
    momentum_corrected: float
    velocity_corrected: float
    change: float


def adam_step(
    gradient: float, momentum: float, velocity: float, *, step: int, rate: float
) -> AdamStep:
    """The step of one weight.

    Args:
        gradient: Of the loss by the weight.
        momentum: m before the step.
        velocity: v before the step, not negative.
        step: Its number, from 1.
        rate: Learning rate.

    Example:
        >>> first = adam_step(0.25, 0.0, 0.0, step=1, rate=0.001)
        >>> round(first.change, 6)  # the first step is as long as the rate, whatever the slope
        -0.001
    """
    m = BETA_1 * momentum + (1 - BETA_1) * gradient
    v = BETA_2 * velocity + (1 - BETA_2) * gradient**2
    m_hat = m / (1 - BETA_1**step)
    v_hat = v / (1 - BETA_2**step)
    small = EPSILON / math.sqrt(1 - BETA_2**step)
    return AdamStep(
        step=step,
        rate=rate,
        gradient=gradient,
        momentum_before=momentum,
        velocity_before=velocity,
        momentum=m,
        velocity=v,
        momentum_corrected=m_hat,
        velocity_corrected=v_hat,
        change=-rate * m_hat / (math.sqrt(v_hat) + small),
    )


def gradient_between(
    before: NDArray[np.float32], after: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The gradient that moved the running mean: ``g = (m′ − β₁·m) / (1 − β₁)``.

    Exact but for the rounding of the two float32 means, about ten times theirs.

    Args:
        before: m before the step, any shape.
        after: m after it.

    Example:
        >>> gradient_between(np.float32([0.5]), np.float32([0.475])).round(4)
        array([0.25])
    """
    return (after.astype(np.float64) - BETA_1 * before.astype(np.float64)) / (1 - BETA_1)
