"""One batch in numbers: what a single step of a waiting run did, as it is kept on disk.

A file (:mod:`lib.runs.packed`) named ``stepped``; the last step takes the place of the one before.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.cnn.adam import AdamStep
from lib.runs.directory import Run
from lib.runs.packed import read_packed, write_packed

_NAME = "stepped"
_FORMAT = b"convscope step 1\n"


@dataclass(frozen=True)
class SteppedWeight:
    """One weight of the first layer with weights: the one with the steepest slope.

    Attributes:
        layer: Name of its layer.
        place: Its index in the kernel.
        before: Its value before the step.
        after: Its value after it, as Keras left it.
        adam: What Adam did.
    """

    layer: str
    place: tuple[int, ...]
    before: float
    after: float
    adam: AdamStep


@dataclass(frozen=True)
class SteppedBatch:
    """What one batch did.

    Attributes:
        epoch, batch: From 1.
        rate: Learning rate.
        loss: As it was trained on: varied, with dropout, before the update.
        loss_before: Of the same pictures as they are, nothing random, before the update.
        loss_after: The same after it.
        layers: Names of the layers with weights.
        gradients: Norm of the gradient of each.
        weights: Norm of the weights of each, before.
        changes: Norm of the update of each.
        largest: Largest change of a single weight of each.
        weight: One of them, down to the number.
        labels: (N,) true classes of the batch.
        pictures: (N, h, w, 3) uint8, small.
    """

    epoch: int
    batch: int
    rate: float
    loss: float
    loss_before: float
    loss_after: float
    layers: tuple[str, ...]
    gradients: tuple[float, ...]
    weights: tuple[float, ...]
    changes: tuple[float, ...]
    largest: tuple[float, ...]
    weight: SteppedWeight
    labels: NDArray[np.int32]
    pictures: NDArray[np.uint8]


def write_step(run: Run, stepped: SteppedBatch) -> None:
    """Keep a step.

    Raises:
        RunError: The disk is full (``run.disk_full``).
    """
    facts = dataclasses.asdict(stepped)
    arrays = {name: facts.pop(name) for name in ("labels", "pictures")}
    write_packed(run.folder / _NAME, _FORMAT, facts, arrays)


def read_step(run: Run) -> SteppedBatch | None:
    """The last step of the run; None when there is none, or its file is damaged."""
    try:
        facts, arrays = read_packed(run.folder / _NAME, _FORMAT)
        weight: dict[str, Any] = facts.pop("weight")
        weight |= {"adam": AdamStep(**weight["adam"]), "place": tuple(weight["place"])}
        lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
        return SteppedBatch(**{**facts, **lists, **arrays, "weight": SteppedWeight(**weight)})
    except (OSError, ValueError, TypeError, KeyError):
        return None
