"""What is seen of a network in mid-training without disturbing it: moments, gradients, changes.

Everything runs with ``training=False``: no layer draws a random number, so the weights end as
they would have ended unwatched.
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.models.evaluation import Evaluation, evaluate_logits
from lib.models.pipeline import LoadedData
from lib.runs.history import LayersRow
from lib.runs.snapshots import MAP_CHANNELS, Snapshot, shrunk

_LAYERS = 3  # convolutions whose maps are kept
_FILTERS = 32  # of the first convolution
_PICTURES = 5  # one a class
_SAMPLE = 128  # pictures held back that are asked within the first epoch
_GRADIENT_PICTURES = 8  # few: this is done after every epoch

Weights = dict[str, NDArray[np.float32]]


class Watcher:
    """Looks at a network during its training.

    Args:
        network: Built and compiled, with the weights that training starts from.
        data: What it is trained on and evaluated with.
    """

    def __init__(self, network: Any, data: LoadedData) -> None:
        self._data = data
        self._convolutions = [
            layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D)
        ][:_LAYERS]
        self._weighted = [layer for layer in network.layers if layer.trainable_variables]
        self._pictures = _one_a_class(data.validation.labels)
        self._before = self.weights()
        looking = keras.Model(
            network.inputs, [*(layer.output for layer in self._convolutions), network.outputs[0]]
        )
        self._look = tf.function(
            lambda batch: looking(tf.cast(batch, tf.float32), training=False),
            input_signature=[_pictures_of(data)],
        )
        self._ask = tf.function(
            lambda batch: network(tf.cast(batch, tf.float32), training=False),
            input_signature=[_pictures_of(data)],
        )
        self._slopes = tf.function(self._norms(network))

    def weights(self) -> Weights:
        """A copy of each layer's weights, kernel and bias in one row, by its name."""
        return {
            layer.name: np.concatenate([v.numpy().ravel() for v in layer.trainable_variables])
            for layer in self._weighted
        }

    def snapshot(self, position: float, evaluation: Evaluation | None = None) -> Snapshot:
        """What the network sees and says at this moment.

        Args:
            position: Epochs trained so far.
            evaluation: Of all pictures held back, where there is one; else a sample is asked.
        """
        held_back = self._data.validation
        seen = self._look(tf.constant(held_back.pictures[self._pictures]))
        outputs = [part.numpy() for part in (seen if isinstance(seen, list) else [seen])]
        *maps, logits = outputs
        if evaluation is None:
            asked = self._ask(tf.constant(held_back.pictures[:_SAMPLE])).numpy()
            evaluation = evaluate_logits(asked, held_back.labels[:_SAMPLE])
        first = self._convolutions[0].kernel.numpy() if self._convolutions else np.empty((0,) * 4)
        own = evaluate_logits(logits, held_back.labels[self._pictures])
        return Snapshot(
            position=position,
            layers=tuple(layer.name for layer in self._convolutions),
            pictures=tuple(int(number) for number in self._pictures),
            kernel=_halves(first[..., :_FILTERS]),
            maps=tuple(_halves(shrunk(one[..., :MAP_CHANNELS])) for one in maps),
            picture_probabilities=own.probabilities.astype(np.float16),
            probabilities=evaluation.probabilities.astype(np.float16),
        )

    def gradients(self) -> list[float]:
        """Norm of the gradient of each layer with weights, of a batch that stays the same."""
        return [float(norm) for norm in self._slopes()]

    def row(self, epoch: int, gradients: list[float], after: Weights) -> LayersRow:
        """The line of the history; may run in another thread than the training.

        Args:
            epoch: That has ended.
            gradients: At its end.
            after: The weights at its end; the changes are from those of the row before.
        """
        changes = [relative_change(self._before[name], after[name]) for name in after]
        self._before = after
        return LayersRow(epoch, tuple(after), tuple(gradients), tuple(changes))

    def _norms(self, network: Any) -> Any:
        training = self._data.training
        pictures = tf.constant(training.pictures[:_GRADIENT_PICTURES])
        labels = tf.constant(training.labels[:_GRADIENT_PICTURES])
        layers = [layer.trainable_variables for layer in self._weighted]

        def norms() -> Any:
            with tf.GradientTape() as tape:
                logits = network(tf.cast(pictures, tf.float32), training=False)
                losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
                loss = tf.reduce_mean(losses)
            slopes = tape.gradient(loss, [[v.value for v in layer] for layer in layers])
            return [tf.linalg.global_norm(layer) for layer in slopes]

        return norms


def relative_change(before: NDArray[np.float32], after: NDArray[np.float32]) -> float | None:
    """``||after - before|| / ||before||``; None where there is nothing to measure by.

    Example:
        >>> relative_change(np.array([3, 4], np.float32), np.array([3, 4.5], np.float32))
        0.1
    """
    length = float(np.linalg.norm(before))
    return float(np.linalg.norm(after - before)) / length if length else None


def _one_a_class(labels: NDArray[np.int32]) -> NDArray[np.int64]:
    """Numbers of the first picture of each class, of a few classes."""
    firsts = [int(np.flatnonzero(labels == label)[0]) for label in np.unique(labels)[:_PICTURES]]
    return np.array(firsts)


def _halves(values: NDArray[Any]) -> NDArray[np.float16]:
    largest = np.finfo(np.float16).max
    halves: NDArray[np.float16] = np.clip(values, -largest, largest).astype(np.float16)
    return halves


def _pictures_of(data: LoadedData) -> Any:
    return tf.TensorSpec((None, *data.validation.pictures.shape[1:]), tf.uint8)
