"""Which pixels of the picture a unit can see: its theoretical receptive field."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.cnn.receptive_field import (
    LayerWindow,
    ReceptiveField,
    field_of_all,
    field_of_unit,
    receptive_fields,
)
from lib.layers.spec import CONVOLUTIONS, POOLINGS, LayerSpec


@dataclass(frozen=True)
class SeenPixels:
    """The rectangle of pixels that a unit sees.

    Attributes:
        rows: Of the network's square.
        columns: Of it.
        size: Rows and columns without the square's border: some may lie on padding.
        whole: Whether the unit sees all that the last maps see together, as behind Flatten: all
            of the picture, but for rows and columns at its end that no window reaches.
    """

    rows: range
    columns: range
    size: tuple[int, int]
    whole: bool

    @property
    def count(self) -> int:
        """Pixels of the picture that are seen."""
        return len(self.rows) * len(self.columns)


def pixels_seen(layers: Sequence[LayerSpec], place: int, row: int, column: int) -> SeenPixels:
    """The pixels that a unit of a layer can see.

    Args:
        layers: Of the network, in order.
        place: Of the layer, from 0.
        row: Of the unit in its map.
        column: Of it.

    Raises:
        ShapeError: There is no such unit (``shape.index``).
    """
    if not layers[place].has_maps:
        rows, columns = map(field_of_all, all_fields(layers[: place + 1])[-1])
        return SeenPixels(
            rows=field_of_unit(rows, 0),
            columns=field_of_unit(columns, 0),
            size=(rows.size, columns.size),
            whole=True,
        )
    rows, columns = fields_of(layers, place)
    return SeenPixels(
        rows=field_of_unit(rows, row),
        columns=field_of_unit(columns, column),
        size=(rows.size, columns.size),
        whole=False,
    )


def fields_of(layers: Sequence[LayerSpec], place: int) -> tuple[ReceptiveField, ReceptiveField]:
    """The receptive fields of a layer that gives maps, along rows and along columns.

    Args:
        layers: Of the network, in order.
        place: Of the layer, from 0.
    """
    return all_fields(layers[: place + 1])[-1]


def all_fields(
    layers: Sequence[LayerSpec],
) -> tuple[tuple[ReceptiveField, ReceptiveField], ...]:
    """The receptive fields of the picture itself, then of each layer that gives maps, in order.

    Args:
        layers: Of a network, in order; those behind the last map are left out.

    Returns:
        Along rows and along columns.
    """
    windows = [windows_of(layer) for layer in itertools.takewhile(_has_maps, layers)]
    rows, columns = (
        receptive_fields(layers[0].input_shape[axis], [each[axis] for each in windows])
        for axis in (0, 1)
    )
    return tuple(zip(rows, columns, strict=True))


def _has_maps(layer: LayerSpec) -> bool:
    return layer.has_maps


def sees_only(
    fields: tuple[ReceptiveField, ReceptiveField], pixels: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which cells of a map see nothing but some pixels of the picture, and no padding.

    Args:
        fields: Along rows and along columns, from :func:`fields_of`.
        pixels: bool (H, W): the pixels that may be seen.

    Returns:
        bool, of a map's shape.

    Example:
        >>> field = receptive_fields(4, [LayerWindow(3, padding="same")])[-1]
        >>> sees_only((field, field), np.ones((4, 4), bool))[1].tolist()
        [False, True, True, False]
    """
    sums = np.pad(pixels.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    firsts, ends = [], []
    for field in fields:
        first = field.start + field.jump * np.arange(field.units)
        firsts.append(np.clip(first, 0, field.input_size))
        ends.append(np.clip(first + field.size, 0, field.input_size))
    (top, left), (bottom, right) = (np.ix_(*each) for each in (firsts, ends))
    # A rectangle's sum from four running sums; what lies on padding is missing in it.
    found = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(found == fields[0].size * fields[1].size)


def windows_of(layer: LayerSpec) -> tuple[LayerWindow, LayerWindow]:
    """How the window of a layer slides along rows and along columns; 1 where it has none."""
    config = layer.config
    if layer.kind in CONVOLUTIONS:
        sizes, dilations = config["kernel_size"], config.get("dilation_rate", (1, 1))
    elif layer.kind in POOLINGS:
        sizes, dilations = config["pool_size"], (1, 1)
    else:
        return LayerWindow(1), LayerWindow(1)
    strides, padding = config["strides"], config["padding"]
    rows, columns = (
        LayerWindow(sizes[axis], strides[axis], dilations[axis], padding) for axis in (0, 1)
    )
    return rows, columns
