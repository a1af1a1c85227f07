"""Checks about the head: places in a vector, and what more would cost."""

from __future__ import annotations

from lib.cnn.dense import flatten_index
from lib.operations.architectures import Architecture
from lib.operations.checks.worked import Worked
from lib.operations.head import Place
from lib.operations.notes_network import notes_layers

_MORE_PIXELS = 8  # one cell more behind three poolings
_MORE_CLASSES = 10


def last_of_new_row(shape: tuple[int, int, int]) -> Worked:
    """The place of the last cell when a block gets one row more.

    Args:
        shape: ``(H, W, C)`` before.

    Example:
        >>> last_of_new_row((3, 3, 2)).answer
        23
    """
    H, W, C = shape
    facts = {"height": H, "width": W, "channels": C, "row": H, "column": W - 1, "channel": C - 1}
    return Worked(flatten_index((H + 1, W, C), H, W - 1, C - 1), facts)


def neighbour_row(shape: tuple[int, int, int], place: Place) -> Worked:
    """The place of the cell one row below, or above the last row.

    Args:
        shape: ``(H, W, C)``.
        place: Of the cell shown.

    Example:
        >>> neighbour_row((12, 12, 64), Place(0, 0, 0, 0)).answer
        768
    """
    H, W, C = shape
    row = place.row + 1 if place.row + 1 < H else place.row - 1
    step = "+" if row > place.row else "−"
    facts = {
        "row": place.row,
        "other": row,
        "width": W,
        "channels": C,
        "sum": f"{place.index:,} {step} {W} · {C}",
    }
    return Worked(flatten_index(shape, row, place.column, place.channel), facts)


def wider_picture(side: int, units: int, classes: int) -> Worked:
    """Parameters that the notes' network with Flatten gains when pictures grow by eight pixels.

    Args:
        side: Of the square pictures now.
        units: Of the first dense layer.
        classes: Of the outputs.

    Example:
        >>> wider_picture(180, 128, 5).answer
        368640
    """
    now, then = (
        notes_layers(pixels, units=units, classes=classes) for pixels in (side, side + _MORE_PIXELS)
    )
    parameters = [sum(layer.cost.parameters.value for layer in layers) for layers in (now, then)]
    maps = [layers[-4].output_shape for layers in (now, then)]
    facts = {
        "more": _MORE_PIXELS,
        "side": side + _MORE_PIXELS,
        "cells": maps[0][0],
        "then_cells": maps[1][0],
        "channels": maps[0][2],
        "units": units,
    }
    return Worked(parameters[1] - parameters[0], facts)


def more_classes(network: Architecture, classes: int) -> Worked:
    """Parameters that ten classes more cost a network.

    Args:
        network: With the head that is shown.
        classes: Of the outputs now.

    Example:
        >>> from lib.operations.architectures import load_architecture
        >>> more_classes(load_architecture("inception_v3"), 1000).answer
        20490
    """
    grown = network.with_head(network.head_style, classes + _MORE_CLASSES)
    inputs = network.head[-2].output[0]
    facts = {"more": _MORE_CLASSES, "inputs": f"{inputs:,}", "weights": f"{inputs + 1:,}"}
    return Worked(grown.head_parameters - network.head_parameters, facts)
