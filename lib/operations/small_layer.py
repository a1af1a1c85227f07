"""A few real inputs of the dense layer and the units they lead to, under a draw of dropout."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.arrays import BoolArray, FloatArray
from lib.cnn.dense import dense, flatten, unflatten_index
from lib.operations.dropout import Draw
from lib.operations.feature_maps import CONVOLUTIONS, learned, pooled

DENSE_UNITS = 4  # shown of the 128


@dataclass(frozen=True)
class SmallLayer:
    """A few real inputs of the dense layer and a few of its units, with learned weights.

    Attributes:
        places: Row, column and map of each of the N inputs, from 0.
        indices: Their place in the vector that Flatten makes.
        values: The inputs before dropout, (N,), largest first.
        units: Which of the 128 units, from 0.
        weights: Learned, (N, units).
    """

    places: tuple[tuple[int, int, int], ...]
    indices: tuple[int, ...]
    values: FloatArray = field(compare=False, repr=False)
    units: tuple[int, ...]
    weights: FloatArray = field(compare=False, repr=False)


@dataclass(frozen=True)
class SmallDraw:
    """A small layer under one draw.

    Attributes:
        layer: The layer.
        kept: (N,).
        scale: What kept inputs are multiplied by.
    """

    layer: SmallLayer
    kept: BoolArray = field(compare=False, repr=False)
    scale: float

    @property
    def after(self) -> FloatArray:
        """The inputs after dropout, (N,)."""
        return np.where(self.kept, self.layer.values * self.scale, 0.0)

    @property
    def sums(self) -> FloatArray:
        """What these inputs add to each unit, (units,)."""
        return self.after @ self.layer.weights

    @property
    def sums_in_prediction(self) -> FloatArray:
        """What they add when nothing is dropped, (units,)."""
        return self.layer.values @ self.layer.weights

    @property
    def cut_off(self) -> bool:
        """Whether nothing at all gets through."""
        return not bool(self.kept.any())


@lru_cache(maxsize=64)
def small_layer(key: str, inputs: int) -> SmallLayer:
    """The largest inputs of the dense layer for a picture, and its units that answer loudest.

    Args:
        key: Of an embedded picture.
        inputs: N, how many inputs.
    """
    maps = pooled(key, len(CONVOLUTIONS) - 1).astype(np.float64)  # (12, 12, 64)
    vector = flatten(maps)  # (9216,)
    weights = learned("dense")
    answers = ACTIVATIONS["relu"].function(dense(vector, weights.kernel, weights.bias))  # (128,)
    largest = _largest(vector, inputs)
    units = _largest(answers, DENSE_UNITS)
    return SmallLayer(
        places=tuple(unflatten_index(maps.shape, int(index)) for index in largest),
        indices=tuple(largest.tolist()),
        values=vector[largest],
        units=tuple(units.tolist()),
        weights=weights.kernel[np.ix_(largest, units)].astype(np.float64),
    )


def draw_small(layer: SmallLayer, whole: Draw) -> SmallDraw:
    """The part of a draw that falls on a small layer."""
    kept = np.array([whole.mask.kept[place] for place in layer.places], np.bool_)
    return SmallDraw(layer, kept, whole.scale)


def _largest(values: FloatArray, count: int) -> NDArray[np.intp]:
    order: NDArray[np.intp] = np.argsort(-values, kind="stable")[:count]
    return order
