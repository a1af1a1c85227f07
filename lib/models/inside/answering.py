"""What a network says of many pictures at once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.jobs.steps import Stepwise
from lib.layers.effort import batch_size
from lib.models.inside.network import describe
from lib.models.loaded import load_network, own_path, version_of

_MOST_AT_ONCE = 16  # a hundred pictures of 180×180 at once would take half a gigabyte


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
    going = stepwise_probabilities(model, len(pictures), lambda some: pictures[some])
    while True:
        try:
            next(going)
        except StopIteration as end:
            found: NDArray[np.float32] = end.value
            return found


def stepwise_probabilities(
    model: str, count: int, pictures: Callable[[slice], NDArray[np.uint8]]
) -> Stepwise[NDArray[np.float32]]:
    """The same in steps, for pictures that are made only when it is their turn.

    Args:
        model: As :func:`probabilities`.
        count: How many pictures there are.
        pictures: Makes some of them, uint8 (n, S, S, 3).
    """
    answer = _answering(*version_of(own_path(model)))
    size = batch_size(describe(model), most=_MOST_AT_ONCE)
    parts = []
    for first in range(0, count, size):
        last = min(first + size, count)
        parts.append(np.asarray(answer(pictures(slice(first, last)))))
        yield last / count
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
