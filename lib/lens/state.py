"""What a visitor has done to a lens, as far as what arrives from a browser makes sense."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.kernel_cells import WEIGHT_LIMIT
from lib.lens.header import kernel_name
from lib.lens.operations import Operation, Shown, WeightedSum

DISPLAYS = ("signed", "magnitude", "relu", "grey")


@dataclass(frozen=True)
class LensState:
    """What a visitor has done to a lens.

    Attributes:
        key: The lens.
        shown: What it shows, with the kernel as edited.
        kernel: The edited kernel, of the shape of the given one; None while it is untouched.
        pinned: Row and column of the output cell held by a click or Enter; None if none is.
        display: How the output is coloured, one of :data:`DISPLAYS`.
    """

    key: str
    shown: Shown
    kernel: FloatArray | None = field(compare=False)
    pinned: tuple[int, int] | None
    display: str


def read_state(
    state: object, shown: Shown
) -> tuple[FloatArray | None, tuple[int, int] | None, str | None]:
    """Edited kernel, pinned cell and display of a lens, as far as they make sense.

    What arrives from a browser may be anything: whatever is not a finite kernel of the right
    size for the kernel now given, or a cell of the output, counts as absent.
    """
    if not isinstance(state, Mapping):
        return None, None, None
    rows, columns, _ = shown.output_shape
    pinned = state.get("pinned")
    if not (
        isinstance(pinned, list)
        and len(pinned) == 2
        and all(type(place) is int for place in pinned)
        and 0 <= pinned[0] < rows
        and 0 <= pinned[1] < columns
    ):
        pinned = None
    display = state.get("display")
    return (
        _edited(state.get("kernel"), shown.operation),
        None if pinned is None else (pinned[0], pinned[1]),
        display if display in DISPLAYS else None,
    )


def _edited(sent: Any, operation: Operation) -> FloatArray | None:
    if not isinstance(operation, WeightedSum) or not isinstance(sent, Mapping):
        return None
    cells = sent.get("cells")
    if sent.get("base") != kernel_name(operation) or not isinstance(cells, list):
        return None
    if len(cells) != operation.kernel.size:
        return None
    for cell in cells:
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            return None
        if not math.isfinite(cell) or abs(cell) > WEIGHT_LIMIT:
            return None
    return np.array(cells, np.float64).reshape(operation.kernel.shape)
