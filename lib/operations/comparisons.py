"""What is compared on the page of comparisons: as data, and the real trainings that ship.

``python -m lib.models.record_comparisons`` trains them and writes ``data/comparisons``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lib.operations.courses import Course, Repeats
from lib.places import DATA
from lib.runs.recipe import FLOWER_PHOTOS, Recipe

FOLDER = DATA / "comparisons"
SEEDS = (123, 124, 125)
# The quick preset on fewer and smaller pictures: 15 updates an epoch, about a second.
BASE = Recipe(picture_count=600, image_size=64, epochs=10)
PHOTOGRAPHS = "photographs"
Changes = Mapping[str, Any]

_STILL: Changes = {"flip": "none", "rotation": 0.0, "zoom": 0.0}  # no augmentation
_BODY = "_".join(f"conv-{filters}-3-same-relu_maxpool-2" for filters in (16, 32, 64))


def head_network(dropout: float) -> str:
    """The network of the notes with ``GlobalAveragePooling2D`` in place of ``Flatten``, as text."""
    layer = f"dropout-{dropout:g}_" if dropout else ""
    return f"rescaling_{_BODY}_{layer}globalaverage_dense-128-relu_outputs"


@dataclass(frozen=True)
class Plan:
    """A comparison to be recorded.

    Attributes:
        base: Recipe of all of them, but for the seed and what is compared.
        variants: By name, what is changed; the first is what the others are compared with.
    """

    base: Recipe
    variants: Mapping[str, Changes]

    def recipe(self, variant: str, seed: int) -> Recipe:
        """The recipe that repeats one run."""
        return dataclasses.replace(self.base, **self.variants[variant], seed=seed)


PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        "overfitting": Plan(
            BASE,
            {
                "both": {},
                "augmentation": {"dropout": 0.0},
                "dropout": _STILL,
                "neither": {**_STILL, "dropout": 0.0},
            },
        ),
        "augmentation": Plan(BASE, {"notes": {}, "none": _STILL}),
        "dropout": Plan(
            dataclasses.replace(BASE, **_STILL),  # which would hide what dropout does
            {"notes": {}, "off": {"dropout": 0.0}, "half": {"dropout": 0.5}},
        ),
        "head": Plan(BASE, {"flatten": {}, "average": {"network": head_network(BASE.dropout)}}),
        "learning_rate": Plan(
            BASE, {"notes": {}, "high": {"learning_rate": 0.01}, "low": {"learning_rate": 0.0001}}
        ),
        "resizing": Plan(
            BASE, {way: {"resizing": way} if way != "squash" else {} for way in
                   ("squash", "crop", "pad")}
        ),
        "order": Plan(
            BASE,
            {
                "pictures": {},
                "notes": {"order": "notes"},
                "once": {"order": "once"},
                "sorted": {"order": "sorted"},
            },
        ),
        "image_size": Plan(BASE, {"64": {}, "32": {"image_size": 32}}),
        "picture_count": Plan(
            BASE,
            {"600": {}, "300": {"picture_count": 300}, "150": {"picture_count": 150}},
        ),
        PHOTOGRAPHS: Plan(
            dataclasses.replace(BASE, data=FLOWER_PHOTOS),
            {"both": {}, "neither": {**_STILL, "dropout": 0.0}},
        ),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """One recipe of a recorded comparison, trained from every seed.

    Attributes:
        recipe: With the first of the seeds.
        repeats: The courses, one a seed.
        training_count: Pictures trained on.
        validation_count: Pictures held back.
    """

    recipe: Recipe
    repeats: Repeats
    training_count: int
    validation_count: int


@dataclass(frozen=True)
class Recording:
    """A recorded comparison.

    Attributes:
        seeds: One run each, of every variant.
        versions: Of what it was recorded with.
        variants: By name; the first is what the others are compared with.
    """

    seeds: tuple[int, ...]
    versions: Mapping[str, str]
    variants: Mapping[str, Variant]


def file_of(comparison: str) -> Path:
    """Where a comparison is recorded."""
    return FOLDER / f"{comparison}.json"


@cache
def load_recording(comparison: str) -> Recording:
    """Read a recording once a process.

    Args:
        comparison: One of :data:`PLANS`.
    """
    stored = json.loads(file_of(comparison).read_text(encoding="utf-8"))
    base = Recipe.from_json(json.dumps(stored["recipe"]))
    seeds = tuple(stored["seeds"])
    variants = {
        name: Variant(
            dataclasses.replace(base, **changes, seed=seeds[0]),
            Repeats(tuple(map(Course.stored, stored["runs"][name]))),
            *stored["counts"][name],
        )
        for name, changes in stored["changes"].items()
    }
    return Recording(seeds, MappingProxyType(stored["versions"]), MappingProxyType(variants))


@cache
def recorded() -> tuple[str, ...]:
    """The comparisons that are recorded, in the order of :data:`PLANS`."""
    return tuple(name for name in PLANS if file_of(name).is_file())
