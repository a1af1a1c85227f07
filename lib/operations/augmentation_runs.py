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

from lib.operations.courses import Course, Repeats
from lib.places import DATA
from lib.runs.recipe import Recipe

FILE = DATA / "augmentation" / "runs.json"
# What is different between the two; everything else of their recipes is the same.
CHANGES: Mapping[str, Mapping[str, str | float]] = MappingProxyType(
    {
        "with": MappingProxyType({}),
        "without": MappingProxyType({"flip": "none", "rotation": 0.0, "zoom": 0.0}),
    }
)


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
    trainings: Mapping[str, Repeats]


@cache
def load_augmentation_runs() -> AugmentationRuns:
    """Read the recording once a process."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))

    return AugmentationRuns(
        Recipe.from_json(json.dumps(stored["recipe"])),
        tuple(stored["seeds"]),
        stored["training_count"],
        stored["validation_count"],
        MappingProxyType(
            {name: Repeats(tuple(map(Course.stored, stored["runs"][name]))) for name in CHANGES}
        ),
    )
