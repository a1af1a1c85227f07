"""A resized picture beside its original: what a worker sends back, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.images.framing import luminance
from lib.operations.resize import Fit


@dataclass(frozen=True)
class Resized:
    """One picture through one way.

    Attributes:
        fit: What was used, and where it landed.
        result: uint8 (H', W', 3), rounded.
        back: uint8, the used part's size: the result resized back by the same interpolation.
        low: Least value before rounding; below 0 with kernels that have negative weights.
        high: Largest value before rounding.
    """

    fit: Fit
    result: NDArray[np.uint8]
    back: NDArray[np.uint8]
    low: float
    high: float

    @property
    def overshoots(self) -> bool:
        """Whether a value left the range of a picture, 0 to 255."""
        return self.low < -0.5 or self.high > 255.5


@dataclass(frozen=True)
class Interpolated:
    """One interpolation's result, as in :class:`Resized`."""

    name: str
    resized: Resized


@dataclass(frozen=True)
class Loss:
    """What the way there and back changed.

    Attributes:
        signed: float64 (H, W) of the used part: brightness afterwards minus before, −255 to 255.
        mean: Mean absolute difference over all pixels and colours of the used part.
    """

    signed: NDArray[np.float64]
    mean: float


def lost(original: NDArray[np.uint8], found: Resized) -> Loss:
    """Compare what came back with the part of the original that was used.

    Args:
        original: uint8 (H, W, 3).
        found: Made of it.
    """
    used = original[found.fit.used.slices]
    signed = luminance(found.back).astype(np.float64) - luminance(used)
    difference = np.abs(found.back.astype(np.int16) - used)
    return Loss(signed, float(difference.mean()))
