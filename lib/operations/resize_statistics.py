"""A whole data set on its way to one size: how far its pictures are from that shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.operations.resize import fit

_STRONG = 1.2  # a stretch by a fifth is seen at once


@dataclass(frozen=True)
class SetFit:
    """Every picture of a data set through the three ways.

    Attributes:
        aspects: (N,) width over height.
        stretches: (N,) ``max(s, 1/s)`` of squashing, at least 1.
        cut: (N,) share of a picture that cropping throws away.
        empty: (N,) share of the result that padding fills with black.
    """

    aspects: NDArray[np.float64]
    stretches: NDArray[np.float64]
    cut: NDArray[np.float64]
    empty: NDArray[np.float64]

    @property
    def strongly(self) -> float:
        """Share of pictures whose sides squashing changes by more than a fifth."""
        return float((self.stretches > _STRONG).mean())


def fit_all(sides: NDArray[np.int64], after: tuple[int, int]) -> SetFit:
    """Compare the shapes of a data set with the shape of the result.

    Args:
        sides: (N, 2) heights and widths, N at least 1.
        after: (H', W').

    Example:
        >>> found = fit_all(np.array([[100, 200]]), (96, 96))
        >>> float(found.stretches[0]), float(found.cut[0]), float(found.empty[0])
        (2.0, 0.5, 0.5)
    """
    stretch = (after[1] / sides[:, 1]) / (after[0] / sides[:, 0])
    shapes, where = np.unique(sides, axis=0, return_inverse=True)
    pairs = [(int(height), int(width)) for height, width in shapes]
    cut = np.array([fit("crop", pair, after).unused_share for pair in pairs])
    empty = np.array([fit("pad", pair, after).empty_share for pair in pairs])
    where = where.reshape(-1)
    aspects = sides[:, 1] / sides[:, 0]
    return SetFit(aspects, np.maximum(stretch, 1 / stretch), cut[where], empty[where])


def near_shares(share: float) -> list[int]:
    """Whole per cents to choose from, the right one among them."""
    right = round(100 * share)
    return sorted({right, *((right + step) % 101 for step in (25, 50, 75))})
