"""Two mistakes with softmax, made for real: taken twice, and taken as the formula is written."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from lib.cnn.arrays import FloatArray
from lib.cnn.losses import as_labels, softmax


def double_softmax(logits: ArrayLike) -> FloatArray:
    """Softmax of softmax: what a model that ends in softmax gives with ``from_logits=True``.

    Its inputs lie between 0 and 1, so that no class can be more than e times as likely as
    another, however sure the network is.

    Args:
        logits: ``(…, K)``, any range.

    Returns:
        ``(…, K)``, 1 / (1 + (K − 1)·e) to e / (e + K − 1).

    Example:
        >>> double_softmax([1000.0, 0.0]).round(3)
        array([0.731, 0.269])
    """
    return softmax(softmax(logits))


def lowest_double_softmax_loss(class_count: int) -> float:
    """The loss that a double softmax cannot get below: ``ln(1 + (K − 1) / e)``.

    Args:
        class_count: K, at least 1.

    Example:
        >>> round(lowest_double_softmax_loss(5), 3)
        0.905
    """
    return math.log1p((class_count - 1) / math.e)


def naive_softmax(logits: ArrayLike, *, dtype: DTypeLike = np.float32) -> FloatArray:
    """Softmax as the formula is written: overflows to NaN where a logit is large.

    Args:
        logits: ``(…, K)``, any range.
        dtype: What it is computed in; float32 overflows from 88.7 on, float64 from 709.8.

    Returns:
        ``(…, K)`` of ``dtype``; NaN for ∞ / ∞, and for 0 / 0 when all logits are far below 0.

    Example:
        >>> naive_softmax([0.0, 100.0])
        array([ 0., nan], dtype=float32)
    """
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        weights = np.exp(np.asarray(logits, dtype))
        probabilities: FloatArray = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def naive_crossentropy(
    logits: ArrayLike, label: ArrayLike, *, dtype: DTypeLike = np.float32
) -> FloatArray:
    """``−ln`` of :func:`naive_softmax`: infinite where it gives 0, NaN where it gives NaN.

    Args:
        logits: ``(…, K)``, any range.
        label: ``(…)``, whole numbers 0 to K − 1.
        dtype: What it is computed in.

    Returns:
        ``(…)`` of ``dtype``.

    Raises:
        ShapeError: As :func:`sparse_categorical_crossentropy`.

    Example:
        >>> float(naive_crossentropy([0.0, 100.0], 0)), float(naive_crossentropy([0.0, 1.0], 0))
        (inf, 1.313...)
    """
    p = naive_softmax(logits, dtype=dtype)
    labels = as_labels(label, p.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        loss: FloatArray = -np.log(np.take_along_axis(p, labels[..., None], axis=-1)[..., 0])
    return loss
