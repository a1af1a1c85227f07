"""A resized picture beside its original: what a worker sends back, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.images.framing import luminance
from lib.operations.resize import Fit

PATCH = 28  # pixels of a result that are shown enlarged


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
        return leaves_range(self.low, self.high)


@dataclass(frozen=True)
class Interpolated:
    """What one interpolation made of a picture, without the picture itself.

    Attributes:
        name: Of the interpolation.
        patch: uint8, at most (:data:`PATCH`, :data:`PATCH`, 3): the middle of the result.
        low: Least value before rounding.
        high: Largest value before rounding.
        mean: Mean absolute difference after the way there and back, as :class:`Loss`.
    """

    name: str
    patch: NDArray[np.uint8]
    low: float
    high: float
    mean: float

    @property
    def overshoots(self) -> bool:
        """Whether a value left the range of a picture, 0 to 255."""
        return leaves_range(self.low, self.high)


@dataclass(frozen=True)
class Loss:
    """What the way there and back changed.

    Attributes:
        signed: float64 (H, W) of the used part: brightness afterwards minus before, −255 to 255.
        mean: Mean absolute difference over all pixels and colours of the used part.
    """

    signed: NDArray[np.float64]
    mean: float

    @property
    def peak(self) -> float:
        """Levels that all but a hundredth of the pixels stay below, at least 1."""
        return max(1.0, float(np.percentile(np.abs(self.signed), 99)))


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


def middle(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle of a picture (H, W, 3), at most :data:`PATCH` pixels a side."""
    height, width = pixels.shape[:2]
    top, left = max(0, (height - PATCH) // 2), max(0, (width - PATCH) // 2)
    return np.ascontiguousarray(pixels[top : top + PATCH, left : left + PATCH])


def leaves_range(low: float, high: float) -> bool:
    """Whether values from ``low`` to ``high`` round to something outside 0 … 255."""
    return low < -0.5 or high > 255.5
