"""What augmentation does to overfitting: real runs that ship, recorded once.

``python -m lib.models.record_augmentation`` trains them and writes
``data/augmentation/runs.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from lib.places import DATA
from lib.runs.recipe import Recipe

FILE = DATA / "augmentation" / "runs.json"
LAST = 3  # epochs over which an end result is averaged: single ones jump
# What is different between the two; everything else of their recipes is the same.
CHANGES: Mapping[str, Mapping[str, str | float]] = MappingProxyType(
    {
        "with": MappingProxyType({}),
        "without": MappingProxyType({"flip": "none", "rotation": 0.0, "zoom": 0.0}),
    }
)


@dataclass(frozen=True)
class Trainings:
    """The runs of one recipe, one a seed.

    Attributes:
        training: (seeds, epochs) accuracy while training, on pictures as they were varied and
            with dropout.
        validation: (seeds, epochs) accuracy on the pictures held back.
        training_loss: (seeds, epochs), as ``training``.
        validation_loss: (seeds, epochs), as ``validation``.
        unvaried: (seeds,) accuracy after the last epoch on the training pictures as they lie on
            disk, without dropout: what the network knows of them.
    """

    training: NDArray[np.float64]
    validation: NDArray[np.float64]
    training_loss: NDArray[np.float64]
    validation_loss: NDArray[np.float64]
    unvaried: NDArray[np.float64]

    @property
    def end_training(self) -> NDArray[np.float64]:
        """(seeds,) training accuracy, the mean over the last :data:`LAST` epochs."""
        return np.asarray(self.training[:, -LAST:].mean(axis=1))

    @property
    def end_validation(self) -> NDArray[np.float64]:
        """(seeds,) validation accuracy, likewise."""
        return np.asarray(self.validation[:, -LAST:].mean(axis=1))

    @property
    def gap(self) -> NDArray[np.float64]:
        """(seeds,) ``end_training − end_validation``: positive where the network overfits."""
        return self.end_training - self.end_validation


@dataclass(frozen=True)
class AugmentationRuns:
    """All recorded runs.

    Attributes:
        recipe: Of the runs with augmentation, but for the seed.
        seeds: One run each.
        training_count: Pictures trained on.
        validation_count: Pictures validated on, the same in all runs.
        trainings: By name of :data:`CHANGES`.
    """

    recipe: Recipe
    seeds: tuple[int, ...]
    training_count: int
    validation_count: int
    trainings: Mapping[str, Trainings]


@cache
def load_augmentation_runs() -> AugmentationRuns:
    """Read the recording once a process."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))

    def numbers(name: str, quantity: str) -> NDArray[np.float64]:
        return np.array([run[quantity] for run in stored["runs"][name]])

    return AugmentationRuns(
        Recipe.from_json(json.dumps(stored["recipe"])),
        tuple(stored["seeds"]),
        stored["training_count"],
        stored["validation_count"],
        MappingProxyType(
            {
                name: Trainings(
                    numbers(name, "accuracy"),
                    numbers(name, "validation_accuracy"),
                    numbers(name, "loss"),
                    numbers(name, "validation_loss"),
                    numbers(name, "unvaried_accuracy"),
                )
                for name in CHANGES
            }
        ),
    )
