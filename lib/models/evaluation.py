"""One pass over the validation pictures: loss, accuracy and every probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.models.pipeline import Subset


@dataclass(frozen=True)
class Evaluation:
    """What a network makes of a set of pictures.

    Attributes:
        loss: Mean of ``-log p(true class)``.
        accuracy: Share of pictures whose most probable class is the true one.
        probabilities: (N, K) float32, in the order of the pictures.
    """

    loss: float
    accuracy: float
    probabilities: NDArray[np.float32]


class Evaluator:
    """Evaluate a network over and over on the same pictures.

    Unlike ``evaluate`` and ``predict`` together it runs the network once, and it asks between
    the batches whether to go on.
    """

    def __init__(self, network: Any, subset: Subset, *, batch_size: int) -> None:
        pictures = tf.TensorSpec((None, *subset.pictures.shape[1:]), tf.uint8)
        # The signature leaves the batch open: the smaller last one needs no second trace.
        self._logits = tf.function(
            lambda batch: network(tf.cast(batch, tf.float32), training=False),
            input_signature=[pictures],
        )
        self._subset = subset
        self._batch_size = batch_size

    def __call__(self, check: Callable[[], object]) -> Evaluation:
        """Run over all pictures; ``check`` is called before each batch and may raise."""
        parts = []
        for start in range(0, len(self._subset), self._batch_size):
            check()
            batch = self._subset.pictures[start : start + self._batch_size]
            parts.append(self._logits(tf.constant(batch)).numpy())
        return evaluate_logits(np.concatenate(parts), self._subset.labels)


def evaluate_logits(logits: NDArray[np.float32], labels: NDArray[np.int32]) -> Evaluation:
    """Loss, accuracy and probabilities of logits (N, K) for labels (N,).

    ``log p_k = z_k - max(z) - log Σ_j exp(z_j - max(z))`` in float64, so that nothing overflows.
    """
    shifted = logits.astype(np.float64) - logits.max(axis=1, keepdims=True)  # (N, K)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, K)
    return Evaluation(
        loss=float(-log_p[np.arange(len(labels)), labels].mean()),
        accuracy=float((logits.argmax(axis=1) == labels).mean()),
        probabilities=np.exp(log_p).astype(np.float32),
    )
