"""What resizing left of a picture, and how its probabilities follow from its logits."""

from __future__ import annotations

from dataclasses import dataclass

from lib.runs.prediction import Prediction

_SEEN_FACTOR = 1.02  # sides that differ by less look equal, and are called so


@dataclass(frozen=True)
class Squeeze:
    """What happens to a picture of any shape on its way to the network's square.

    Attributes:
        width: Of the original, in pixels.
        height: Of the original.
        size: Side of the square.
        kept: Pixels of the square over pixels of the original; above 1 when it was smaller.
        direction: ``"wide"`` when things become narrower, ``"tall"`` when flatter, ``"square"``.
        factor: By how much, at least 1.
    """

    width: int
    height: int
    size: int
    kept: float
    direction: str
    factor: float


def squeeze(width: int, height: int, size: int) -> Squeeze:
    """Compare a picture of ``width`` × ``height`` with the square made of it.

    Example:
        >>> squeeze(400, 200, 96).direction, squeeze(400, 200, 96).factor
        ('wide', 2.0)
        >>> squeeze(461, 459, 96).direction
        'square'
    """
    aspect = width / height
    factor = max(aspect, 1 / aspect)
    direction = "square" if factor < _SEEN_FACTOR else "wide" if aspect > 1 else "tall"
    kept = size * size / (width * height)
    return Squeeze(width, height, size, kept, direction, factor)


def softmax_terms(prediction: Prediction) -> str:
    """The denominator of softmax as LaTeX, with the logits of this picture.

    Example:
        >>> import numpy as np
        >>> logits = np.array([1.0, -2.5], np.float32)
        >>> softmax_terms(Prediction(("a", "b"), logits, logits, logits))
        'e^{1.0000} + e^{-2.5000}'
    """
    return " + ".join(f"e^{{{logit:.4f}}}" for logit in prediction.logits)
