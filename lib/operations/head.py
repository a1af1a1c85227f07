"""From maps to units: where a cell lies in the flattened vector, and which weights meet it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.cnn.dense import dense, flatten, flatten_index, unflatten_index
from lib.operations.feature_maps import CONVOLUTIONS, learned, pooled
from lib.runs.weights import LayerWeights

_NEIGHBOURS = 4  # places drawn on either side of the chosen one


@dataclass(frozen=True)
class Place:
    """One place of the flattened vector and the cell that it comes from."""

    index: int
    row: int
    column: int
    channel: int


@dataclass(frozen=True)
class RealCell:
    """A cell of the shipped network's last maps, and what the dense layer does with it.

    Attributes:
        place: Where it lies.
        value: What it holds for the picture, 0 or more.
        channel_map: float32 (H, W): its channel.
        neighbours: The places around it in the vector, with their values.
        weights: float32 (units,): what it sends to each unit.
        products: (units,): value times weight.
        length: Places of the whole vector.
    """

    place: Place
    value: float
    channel_map: FloatArray
    neighbours: tuple[tuple[Place, float], ...]
    weights: NDArray[np.float32]
    products: FloatArray
    length: int


def places(shape: tuple[int, int, int]) -> tuple[Place, ...]:
    """Every place of the flattened vector, in order.

    Args:
        shape: ``(H, W, C)``.

    Example:
        >>> places((2, 2, 3))[4]
        Place(index=4, row=0, column=1, channel=1)
    """
    H, W, C = shape
    return tuple(Place(index, *unflatten_index(shape, index)) for index in range(H * W * C))


def real_cell(picture: str, row: int, column: int, channel: int) -> RealCell:
    """One cell of the real maps with the real weights that meet it.

    Args:
        picture: Key of a recorded picture.
        row: 0 to H − 1.
        column: 0 to W − 1.
        channel: 0 to C − 1.

    Raises:
        ShapeError: ``shape.index``.
        RunError: ``run.no_weights``.
    """
    maps = last_maps(picture)
    H, W, C = maps.shape
    index = flatten_index((H, W, C), row, column, channel)
    vector = flatten(maps)
    first = min(max(0, index - _NEIGHBOURS), vector.size - 2 * _NEIGHBOURS - 1)
    around = range(first, first + 2 * _NEIGHBOURS + 1)
    weights = dense_weights().kernel[index]
    return RealCell(
        place=Place(index, row, column, channel),
        value=float(vector[index]),
        channel_map=maps[:, :, channel],
        neighbours=tuple(
            (Place(i, *unflatten_index((H, W, C), i)), float(vector[i])) for i in around
        ),
        weights=weights,
        products=vector[index] * weights,
        length=vector.size,
    )


def last_maps(picture: str) -> FloatArray:
    """The shipped network's maps before Flatten: float32 (12, 12, 64), 0 or more; read-only.

    Computed exactly, as on every page.  Dropout changes nothing in inference.
    """
    return pooled(picture, len(CONVOLUTIONS) - 1)


def strongest_cell(picture: str) -> Place:
    """Where the last maps are largest."""
    maps = last_maps(picture)
    H, W, C = maps.shape
    index = int(maps.argmax())
    return Place(index, *unflatten_index((H, W, C), index))


def dense_weights() -> LayerWeights:
    """What the shipped network's first dense layer learned: kernel (inputs, units) and bias.

    Raises:
        RunError: ``run.no_weights``.
    """
    return learned("dense")


def dense_outputs(picture: str) -> FloatArray:
    """What the dense layer makes of the whole vector, before its ReLU: float32 (units,)."""
    weights = dense_weights()
    outputs: FloatArray = dense(flatten(last_maps(picture)), weights.kernel, weights.bias)
    return outputs
