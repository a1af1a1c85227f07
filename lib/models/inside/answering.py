"""What a network says of many pictures at once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.models.loaded import load_network, own_path, version_of

_BATCH = 16  # a hundred pictures of 180×180 at once would take half a gigabyte


def probabilities(model: str, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The softmax of the outputs for many pictures.

    Args:
        model: Path of the ``model.keras`` of a run.
        pictures: uint8 (N, S, S, 3).

    Returns:
        float32 (N, K).

    Raises:
        RunError: It is no run's network, or cannot be read.
    """
    answer = _answering(*version_of(own_path(model)))
    parts = [
        np.asarray(answer(pictures[first : first + _BATCH]))
        for first in range(0, len(pictures), _BATCH)
    ]
    return softmax_of(np.concatenate(parts))


def softmax_of(outputs: NDArray[np.floating]) -> NDArray[np.float32]:
    """Probabilities of outputs (N, K): the exponentials over their sum."""
    shifted = np.exp(outputs.astype(np.float64) - outputs.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


@functools.lru_cache(maxsize=4)
def _answering(path: Path, written: int) -> Any:
    """A network as a graph from pictures uint8 (N, S, S, 3) to its outputs (N, K) alone."""
    network = load_network(path, written)
    side = network.input_shape[1]
    return tf.function(
        lambda pictures: network(tf.cast(pictures, tf.float32), training=False),
        input_signature=[tf.TensorSpec((None, side, side, 3), tf.uint8)],
    )
