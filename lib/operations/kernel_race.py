"""Who finds the kernel first: a visitor by hand, or gradient descent.

A preset makes the target picture of a photograph.  Both sides see only the photograph and the
target, and both are judged by the same loss, the mean squared difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.fitting import fit_steps
from lib.cnn.kernels import PRESETS

TARGETS = (
    "difference_x", "difference_y", "sobel_x", "sobel_y", "laplacian_4", "emboss", "sharpen", "box",
)  # fmt: skip
STEPS = 60
FRAME = (
    112,
    128,
)  # the shape of the notes' picture; all steps are computed before the first is shown


@dataclass(frozen=True)
class Race:
    """The task and every step of the descent.

    Attributes:
        target: ``(H', W')`` float64.
        idle_loss: Loss of a kernel of zeros, ``mean(target²)``: what doing nothing costs.
        kernels: ``(steps + 1, kh, kw)``, the first before any step.
        losses: ``(steps + 1,)``.
    """

    target: FloatArray = field(repr=False)
    idle_loss: float
    kernels: FloatArray = field(repr=False)
    losses: FloatArray = field(repr=False)

    def share(self, loss: float) -> float:
        """A loss as a share of that of doing nothing; 0 for a target that is all zeros."""
        return loss / self.idle_loss if self.idle_loss else 0.0

    def steps_to(self, share: float) -> int | None:
        """The first step whose loss is at most this share of doing nothing; None if none is."""
        reached = np.flatnonzero(self.losses <= share * self.idle_loss)
        return int(reached[0]) if reached.size else None


def start_race(
    picture: FloatArray, target: str, *, learning_rate: float, own_steps: bool, seed: int = 0
) -> Race:
    """Make the target and descend.

    Args:
        picture: ``(H, W)``, brightness 0 to 1.
        target: One of :data:`TARGETS`.
        learning_rate: As in :func:`lib.cnn.fitting.fit_steps`.
        own_steps: Whether every direction has a step of its own.
        seed: Of the first kernel.

    Raises:
        NumberError: ``number.out_of_range``: the learning rate.

    Example:
        >>> picture = np.random.default_rng(0).random((20, 24))
        >>> race = start_race(picture, "difference_x", learning_rate=0.5, own_steps=True)
        >>> race.kernels[-1].round(3).tolist()
        [[-1.0, 1.0]]
    """
    kernel = PRESETS[target].make()
    wanted = cross_correlate(np.asarray(picture, np.float64), kernel)
    fit = fit_steps(
        picture,
        wanted,
        size=(kernel.shape[0], kernel.shape[1]),
        learning_rate=learning_rate,
        steps=STEPS,
        seed=seed,
        own_step_for_each_direction=own_steps,
    )
    return Race(wanted, loss_of(np.zeros_like(wanted), wanted), fit.kernels, fit.losses)


def loss_of(output: FloatArray, target: FloatArray) -> float:
    """Mean squared difference.

    Example:
        >>> loss_of(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        2.0
    """
    return float(np.mean((output - target) ** 2))
