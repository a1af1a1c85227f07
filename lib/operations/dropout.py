"""One draw of dropout on real numbers, and the mean over many.

Everything is laid on what the shipped network really drops: the 12×12×64 numbers between its
last pooling and Flatten; or on the 22×22×64 that its convolutions make of a picture as large as
those of the notes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.dropout import Mask, draw_mask, running_mean
from lib.operations.feature_maps import CONVOLUTIONS, SIDE, pooled

MEAN_DRAWS = 1_000


@dataclass(frozen=True)
class Draw:
    """One draw of dropout on all numbers of a picture.

    Attributes:
        before: What Dropout gets, float64 (H, W, 64), at least 0.
        mask: Which are kept, and the rate; in prediction all are.
        scale: What the kept are multiplied by: ``1 / (1 − p)``; 1 in prediction.
    """

    before: FloatArray = field(compare=False, repr=False)
    mask: Mask
    scale: float

    @property
    def after(self) -> FloatArray:
        """What Dropout gives, (H, W, 64)."""
        return np.where(self.mask.kept, self.before * self.scale, 0.0)

    @property
    def dropped(self) -> int:
        """How many numbers were set to zero."""
        return int(np.count_nonzero(~self.mask.kept))

    @property
    def active(self) -> int:
        """How many numbers are above zero before dropout: only these can pass anything on."""
        return int(np.count_nonzero(self.before))


@dataclass(frozen=True)
class Means:
    """The mean of one number over the first 1, 2, … draws.

    Attributes:
        value: The number before dropout.
        scaled: Running mean with the kept ones enlarged, (draws,).
        unscaled: Running mean without, (draws,).
    """

    value: float
    scaled: FloatArray = field(compare=False, repr=False)
    unscaled: FloatArray = field(compare=False, repr=False)


def draw(key: str, rate: float, *, seed: int, training: bool, side: int = SIDE) -> Draw:
    """Lay dropout on the last pooled maps of an embedded picture.

    Args:
        key: Of the picture.
        rate: p, 0 to 0.99.
        seed: The same seed gives the same draw; a higher rate then drops more of the same.
        training: False as in prediction: everything is kept as it is.
        side: Of the picture, in pixels.

    Example:
        >>> draw("roses", 0.2, seed=1, training=False).dropped
        0
    """
    # (12, 12, 64) for 96 pixels, (22, 22, 64) for 180
    before = pooled(key, len(CONVOLUTIONS) - 1, side).astype(np.float64)
    mask = draw_mask(before.shape, rate if training else 0.0, seed=seed)
    return Draw(before, mask, mask.scale)


@lru_cache(maxsize=64)
def means(value: float, rate: float, *, seed: int) -> Means:
    """Draw dropout for one number again and again, and keep the running mean.

    Args:
        value: The number before dropout.
        rate: p.
        seed: Of the draws.
    """
    mask = draw_mask(MEAN_DRAWS, rate, seed=seed)
    kept = np.where(mask.kept, value, 0.0)  # (draws,)
    unscaled = running_mean(kept)
    return Means(value, unscaled * mask.scale, unscaled)


def loudest_cell(values: FloatArray) -> tuple[int, int]:
    """Row and column of the largest of a map's values (H, W), the first of equal ones.

    Example:
        >>> loudest_cell(np.array([[0.0, 2.0], [1.0, 0.0]]))
        (0, 1)
    """
    row, column = np.unravel_index(int(np.argmax(values)), values.shape)
    return int(row), int(column)


def in_words(draw: Draw) -> dict[str, str]:
    """What a draw did to the whole layer, as a page shows it."""
    before, after = draw.before, draw.after
    return {
        "shape": "×".join(str(size) for size in before.shape),
        "numbers": f"{before.size:,}",
        "dropped": f"{draw.dropped:,}",
        "share": f"{draw.dropped / before.size:.1%}",
        "active": f"{draw.active:,}",
        "passed": f"{np.count_nonzero(after):,}",
        "mean": f"{before.mean():.4f}",
        "mean_after": f"{after.mean():.4f}",
        "largest": f"{before.max():.3f}",
        "largest_after": f"{after.max():.3f}",
    }
