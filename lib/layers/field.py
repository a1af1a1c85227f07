"""Which pixels of the picture a unit can see: its theoretical receptive field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.cnn.receptive_field import LayerWindow, field_of_unit, receptive_fields
from lib.layers.spec import CONVOLUTIONS, POOLINGS, LayerSpec


@dataclass(frozen=True)
class SeenPixels:
    """The rectangle of pixels that a unit sees.

    Attributes:
        rows: Of the network's square.
        columns: Of it.
        size: Rows and columns without the square's border: some may lie on padding.
        whole: Whether the unit sees all of the picture, as behind Flatten.
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
    side_rows, side_columns = layers[0].input_shape[:2]
    if not layers[place].has_maps:
        size = (side_rows, side_columns)
        return SeenPixels(range(side_rows), range(side_columns), size, whole=True)
    windows = [windows_of(layer) for layer in layers[: place + 1]]
    rows = receptive_fields(side_rows, [each[0] for each in windows])[-1]
    columns = receptive_fields(side_columns, [each[1] for each in windows])[-1]
    return SeenPixels(
        rows=field_of_unit(rows, row),
        columns=field_of_unit(columns, column),
        size=(rows.size, columns.size),
        whole=False,
    )


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
