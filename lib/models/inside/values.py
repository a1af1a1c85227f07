"""What values the layers of a network take: over a set of pictures, and within what bounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.jobs.steps import Steps, Stepwise, Unfinished
from lib.layers.bounds import LayerBounds, network_bounds
from lib.layers.effort import batch_size
from lib.layers.passage import BINS, Spread, count_others
from lib.layers.statistics import LayerStatistics, SetStatistics
from lib.models.inside.network import (
    check_finite,
    describe,
    network_of,
    weights_of,
    without_activation,
)
from lib.models.inside.passing import through
from lib.models.inside.sample import sample_of
from lib.models.loaded import load_network, own_path, version_of

_MOST_AT_ONCE = 8
_steps = Steps[SetStatistics]()


def bounds(model: str) -> tuple[LayerBounds, ...]:
    """Between what every layer's values lie, whatever the picture.

    Args:
        model: Path of the ``model.keras`` of a run.

    Raises:
        RunError: It is no run's network, or cannot be read.
    """
    network = network_of(model)
    return network_bounds(describe(model).layers, lambda name: weights_of(network.get_layer(name)))


def statistics(model: str, garden: bool) -> SetStatistics | Unfinished:
    """Every layer's values over the run's set; kept until the network is trained on.

    Args:
        model: Path of the ``model.keras`` of a run.
        garden: As in :func:`~lib.models.inside.sample.sample_of`.

    Raises:
        RunError: It is no run's network, or cannot be read.
    """
    version = version_of(own_path(model))
    return _steps.answer((*version, garden), lambda: _statistics(*version, garden))


def _statistics(path: Path, written: int, garden: bool) -> Stepwise[SetStatistics]:
    network = load_network(path, written)
    pictures, names, source = sample_of(path, network.input_shape[1], written, garden)
    tallies = [_Tally(layer) for layer in network.layers]
    batches = list(batches_of(str(path), pictures))
    for done, batch in enumerate(batches, start=1):
        inputs: Any = tf.cast(batch, tf.float32)
        for tally, output in zip(tallies, through(path, written)(batch), strict=True):
            tally.take(inputs, np.asarray(output))
            inputs = output
        yield done / len(batches) / 2
    # A second time, now that it is known from where to where the bins go.
    for done, batch in enumerate(batches, start=1):
        for tally, output in zip(tallies, through(path, written)(batch), strict=True):
            tally.count(np.asarray(output))
        yield 0.5 + done / len(batches) / 2
    layers = tuple(tally.result() for tally in tallies)
    return SetStatistics(len(pictures), source, names, layers)


class _Tally:
    """What is known of a layer so far."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        activation = getattr(layer, "activation", None)
        self.hidden = activation not in (None, keras.activations.linear) and not isinstance(
            layer, keras.layers.Activation
        )
        self.before: list[tuple[float, float]] = []
        self.ends: list[tuple[float, float]] = []
        self.awake: list[NDArray[np.int64]] = []
        self.total, self.zeros, self.size = 0.0, 0, 0
        self.counts = np.zeros(BINS, np.int64)

    def take(self, inputs: Any, output: NDArray[np.float32]) -> None:
        """One batch: what the layer got and what it gave, (N, H, W, C) or (N, M)."""
        check_finite(self.layer.name, output)
        around = tuple(range(1, output.ndim - 1))  # rows and columns, if there are any
        z = np.asarray(without_activation(self.layer, inputs)) if self.hidden else output
        self.before.append((float(z.min()), float(z.max())))
        self.ends.append((float(output.min()), float(output.max())))
        nonzero = output != 0
        self.awake.append(nonzero.any(axis=around).sum(axis=0))
        self.total += float(output.sum(dtype=np.float64))
        self.zeros += output.size - int(np.count_nonzero(nonzero))
        self.size += output.size

    def count(self, output: NDArray[np.float32]) -> None:
        """The same batch again, for the histogram."""
        self.counts += count_others(output[output != 0], self.low, self.high)

    @property
    def low(self) -> float:
        return min(low for low, _ in self.ends)

    @property
    def high(self) -> float:
        return max(high for _, high in self.ends)

    def result(self) -> LayerStatistics:
        """All batches together."""
        mean = self.total / self.size
        spread = Spread(self.low, self.high, mean, self.zeros / self.size, self.counts, self.size)
        return LayerStatistics(
            name=self.layer.name,
            spread=spread,
            before_low=min(low for low, _ in self.before),
            before_high=max(high for _, high in self.before),
            awake=np.sum(self.awake, axis=0),
        )


def batches_of(model: str, pictures: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """Pictures (N, S, S, 3) in parts whose maps of all layers fit into memory together."""
    count = batch_size(describe(model), most=_MOST_AT_ONCE)
    for first in range(0, len(pictures), count):
        yield pictures[first : first + count]
