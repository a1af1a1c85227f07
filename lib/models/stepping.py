"""A single batch in numbers, read off the network before and after it without disturbing it."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.cnn.adam import adam_step, gradient_between
from lib.models.evaluation import evaluate_logits
from lib.models.pipeline import Subset, batch_indices
from lib.runs.recipe import Recipe
from lib.runs.steps import SteppedBatch, SteppedWeight

_THUMBNAIL = 48  # pixels a side, at most

Arrays = list[NDArray[np.float32]]


class Stepping:
    """One batch: made before it is trained on, asked after.

    Args:
        network: That is about to be trained on it.
        training: The training pictures.
        recipe: Of the run.
        epoch: From 1.
        batch: From 1.
    """

    def __init__(
        self, network: Any, training: Subset, recipe: Recipe, *, epoch: int, batch: int
    ) -> None:
        self._network, self._epoch, self._batch = network, epoch, batch
        numbers = batch_indices(training, recipe, epoch - 1, batch - 1)
        self._pictures = training.pictures[numbers]
        self._labels = training.labels[numbers]
        self._loss_before = self._loss()
        self._before = self._state()

    def result(self, loss: float) -> SteppedBatch:
        """What the batch did.

        Args:
            loss: That it was trained on.
        """
        (weights, momentums, velocities), after = self._before, self._state()
        slopes = [gradient_between(m, n) for m, n in zip(momentums, after[1], strict=True)]
        moves = [n.astype(np.float64) - w for w, n in zip(weights, after[0], strict=True)]
        layers = self._layers()
        rate = float(self._network.optimizer.learning_rate.numpy())
        first = int(np.argmax([len(w.shape) > 1 for w in weights]))  # a kernel
        at = np.unravel_index(int(np.abs(slopes[first]).argmax()), weights[first].shape)
        adam = adam_step(
            float(slopes[first][at]),
            float(momentums[first][at]),
            float(velocities[first][at]),
            step=int(self._network.optimizer.iterations.numpy()),
            rate=rate,
        )
        stride = -(-self._pictures.shape[1] // _THUMBNAIL)
        return SteppedBatch(
            epoch=self._epoch,
            batch=self._batch,
            rate=rate,
            loss=loss,
            loss_before=self._loss_before,
            loss_after=self._loss(),
            layers=tuple(layers),
            gradients=tuple(_norm([slopes[i] for i in own]) for own in layers.values()),
            weights=tuple(_norm([weights[i] for i in own]) for own in layers.values()),
            changes=tuple(_norm([moves[i] for i in own]) for own in layers.values()),
            largest=tuple(
                max(float(np.abs(moves[i]).max()) for i in own) for own in layers.values()
            ),
            weight=SteppedWeight(
                layer=next(name for name, own in layers.items() if first in own),
                place=tuple(int(each) for each in at),
                before=float(weights[first][at]),
                after=float(after[0][first][at]),
                adam=adam,
            ),
            labels=self._labels,
            pictures=np.ascontiguousarray(self._pictures[:, ::stride, ::stride]),
        )

    def _loss(self) -> float:
        batch = tf.cast(tf.constant(self._pictures), tf.float32)
        return evaluate_logits(self._network(batch, training=False).numpy(), self._labels).loss

    def _state(self) -> tuple[Arrays, Arrays, Arrays]:
        """Weights, Adam's m and Adam's v, in the order of the trainable variables."""
        optimizer = self._network.optimizer
        groups = (self._network.trainable_variables, optimizer._momentums, optimizer._velocities)
        weights, momentums, velocities = ([v.numpy() for v in group] for group in groups)
        return weights, momentums, velocities

    def _layers(self) -> dict[str, list[int]]:
        """By layer, the numbers of its variables among all trainable ones."""
        numbers = {id(v): i for i, v in enumerate(self._network.trainable_variables)}
        return {
            layer.name: [numbers[id(v)] for v in layer.trainable_variables]
            for layer in self._network.layers
            if layer.trainable_variables
        }


def _norm(arrays: list[Any]) -> float:
    return float(np.sqrt(sum(float(np.square(a, dtype=np.float64).sum()) for a in arrays)))
