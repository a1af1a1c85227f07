"""From logits to a loss: softmax and cross-entropy, as Keras computes them.

With logits ``z₁ … z_K`` and label ``y``::

    p = softmax(z)          pₖ = exp(zₖ) / Σ exp(zⱼ)
    loss                    −ln p_y = ln Σ exp(zⱼ) − z_y
    ∂ loss / ∂ zₖ           pₖ − [k = y]

``exp`` overflows in float32 from 88.7 on.  Subtracting the largest logit first changes nothing
but keeps every exponent at or below zero (log-sum-exp).  Each function treats the last axis as
the classes.  What goes wrong without such care is in :mod:`lib.cnn.loss_mistakes`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, IntArray, as_floats, check_number, shape_text
from lib.errors import ShapeError

# keras.config.epsilon(): probabilities are kept this far from 0 and 1.
EPSILON = 1e-7
TEMPERATURE_LIMITS = (0.01, 100.0)


def log_sum_exp(logits: ArrayLike) -> FloatArray:
    """``ln Σ exp(zⱼ)``, as ``m + ln Σ exp(zⱼ − m)`` with ``m`` the largest.

    Args:
        logits: ``(…, K)``, any range.

    Returns:
        ``(…)``; float32 when the logits are, else float64.

    Example:
        >>> float(log_sum_exp([1000.0, 1000.0]))  # 1000 + ln 2
        1000.69...
    """
    z = _logits(logits)
    largest = z.max(axis=-1, keepdims=True)
    total: FloatArray = largest[..., 0] + np.log(np.exp(z - largest).sum(axis=-1))
    return total


def log_softmax(logits: ArrayLike) -> FloatArray:
    """The logarithm of :func:`softmax` without taking the softmax: ``zₖ − ln Σ exp(zⱼ)``.

    Args:
        logits: ``(…, K)``, any range.

    Returns:
        ``(…, K)``, at most 0; float32 when the logits are, else float64.

    Example:
        >>> log_softmax([0.0, 1000.0])
        array([-1000.,     0.])
    """
    z = _logits(logits)
    z = z - z.max(axis=-1, keepdims=True)  # first, or the digits of the small ones are lost
    logarithms: FloatArray = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return logarithms


def softmax(logits: ArrayLike, *, temperature: float = 1.0) -> FloatArray:
    """Probabilities from logits: ``exp(zₖ / T) / Σ exp(zⱼ / T)``.

    Args:
        logits: ``(…, K)``, any range.
        temperature: T, 0.01 to 100; below 1 the largest wins more clearly, above 1 less.

    Returns:
        ``(…, K)``, 0 to 1, with the sum 1; float32 when the logits are, else float64.

    Raises:
        NumberError: ``number.out_of_range``.
        ShapeError: ``shape.classes``: no classes.

    Example:
        >>> softmax([0.0, np.log(3.0)])
        array([0.25, 0.75])
    """
    check_number("temperature", temperature, *TEMPERATURE_LIMITS)
    z = _logits(logits)
    weights = np.exp((z - z.max(axis=-1, keepdims=True)) / z.dtype.type(temperature))
    probabilities: FloatArray = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def sparse_categorical_crossentropy(
    values: ArrayLike, label: ArrayLike, *, from_logits: bool
) -> FloatArray:
    """Keras' ``sparse_categorical_crossentropy``, as TensorFlow computes it.

    From logits: ``ln Σ exp(zⱼ) − z_y``.  From probabilities, Keras brings each of them into
    1e-7 to 1 − 1e-7 and takes their logarithms for logits; so a loss never exceeds about 16.1,
    and probabilities that do not sum up to 1 are silently scaled.

    Args:
        values: ``(…, K)``, logits of any range, or probabilities 0 to 1.
        label: ``(…)``, whole numbers 0 to K − 1; one for one sample.
        from_logits: Which of the two ``values`` are.

    Returns:
        ``(…)``, one loss a sample, at least 0; float32 when the values are, else float64.

    Raises:
        ShapeError: ``shape.classes``, ``shape.expected`` (not one label a sample),
            ``shape.index`` (no such class).

    Example:
        >>> float(sparse_categorical_crossentropy([0.0, 0.0, 0.0, 0.0, 0.0], 2, from_logits=True))
        1.609...
    """
    z = _logits(values)
    if not from_logits:
        z = np.log(np.clip(z, z.dtype.type(EPSILON), z.dtype.type(1 - EPSILON)))
    labels = as_labels(label, z.shape)
    loss: FloatArray = -np.take_along_axis(log_softmax(z), labels[..., None], axis=-1)[..., 0]
    return loss


def categorical_crossentropy(
    values: ArrayLike, target: ArrayLike, *, from_logits: bool
) -> FloatArray:
    """Keras' ``categorical_crossentropy``, as TensorFlow computes it: ``−Σ tₖ ln pₖ``.

    With a one-hot target the same loss as the sparse one, from K numbers instead of one.  From
    probabilities, Keras scales them to the sum 1 and then brings them into 1e-7 to 1 − 1e-7.

    Args:
        values: ``(…, K)``, logits of any range, or probabilities 0 to 1.
        target: ``(…, K)``, usually one-hot.
        from_logits: Which of the two ``values`` are.

    Returns:
        ``(…)``, one loss a sample; float32 when the values are, else float64.

    Raises:
        ShapeError: ``shape.classes``, ``shape.expected`` (targets of another shape).

    Example:
        >>> float(categorical_crossentropy([0.25, 0.75], [0, 1], from_logits=False))
        0.287...
    """
    z = _logits(values)
    wanted = np.asarray(target, z.dtype)
    if wanted.shape != z.shape:
        raise ShapeError(
            "shape.expected", got=shape_text(wanted.shape), expected=shape_text(z.shape)
        )
    if from_logits:
        logarithms = log_softmax(z)
    else:
        p = z / z.sum(axis=-1, keepdims=True)
        logarithms = np.log(np.clip(p, z.dtype.type(EPSILON), z.dtype.type(1 - EPSILON)))
    loss: FloatArray = -(wanted * logarithms).sum(axis=-1)
    return loss


def one_hot(label: ArrayLike, class_count: int) -> FloatArray:
    """Labels as rows with a single 1.

    Args:
        label: ``(…)``, whole numbers 0 to K − 1.
        class_count: K.

    Returns:
        ``(…, K)`` float64, 0 and 1.

    Raises:
        ShapeError: ``shape.index``: no such class.

    Example:
        >>> one_hot([2, 0], 3)
        array([[0., 0., 1.],
               [1., 0., 0.]])
    """
    labels = np.asarray(label)
    return np.eye(class_count)[as_labels(labels, (*labels.shape, class_count))]


def gradient(logits: ArrayLike, label: ArrayLike) -> FloatArray:
    """How the loss changes with each logit: ``p − y``, ``y`` one-hot.

    Args:
        logits: ``(…, K)``, any range.
        label: ``(…)``, whole numbers 0 to K − 1.

    Returns:
        ``(…, K)``, −1 to 1, each sample with the sum 0; float32 when the logits are, else
        float64.

    Raises:
        ShapeError: As :func:`sparse_categorical_crossentropy`.

    Example:
        >>> gradient([0.0, 0.0], 1)
        array([ 0.5, -0.5])
    """
    z = _logits(logits)
    labels = as_labels(label, z.shape)
    return softmax(z) - one_hot(labels, z.shape[-1]).astype(z.dtype)


def as_labels(label: ArrayLike, shape: tuple[int, ...]) -> IntArray:
    """Labels, checked against the shape of what they are for.

    Args:
        label: Whole numbers.
        shape: ``(…, K)`` of the logits or probabilities.

    Returns:
        ``(…)``, 0 to K − 1.

    Raises:
        ShapeError: ``shape.expected``: not one whole number a sample; ``shape.index``: no such
            class.

    Example:
        >>> as_labels([2, 0], (2, 3))
        array([2, 0])
    """
    labels = np.asarray(label)
    if labels.shape != shape[:-1] or not np.issubdtype(labels.dtype, np.integer):
        raise ShapeError(
            "shape.expected", got=shape_text(labels.shape), expected=shape_text(shape[:-1])
        )
    for index in (labels.min(initial=0), labels.max(initial=0)):
        if not 0 <= index < shape[-1]:
            raise ShapeError("shape.index", got=int(index), last=shape[-1] - 1)
    return labels.astype(np.intp)


def _logits(values: ArrayLike) -> FloatArray:
    z = as_floats(values)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ShapeError("shape.classes", got=shape_text(z.shape))
    return z
