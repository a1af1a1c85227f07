"""What the pipelines did to training: real runs that ship, recorded once.

``python -m lib.models.record_batches`` trains them and writes ``data/batches/runs.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lib.operations.pipelines import PIPELINES
from lib.places import DATA
from lib.runs.recipe import Recipe

FILE = DATA / "batches" / "runs.json"
LAST = 3  # epochs over which an end result is averaged: single ones jump


@dataclass(frozen=True)
class PipelineRuns:
    """All recorded runs.

    Attributes:
        recipe: Of every run, but for its seed.
        seeds: One run each.
        training_count: Pictures trained on.
        validation_count: Pictures validated on.
        training: By pipeline, (seeds, epochs) accuracy in training.
        validation: By pipeline, (seeds, epochs) accuracy on the pictures held back.
    """

    recipe: Recipe
    seeds: tuple[int, ...]
    training_count: int
    validation_count: int
    training: dict[str, NDArray[np.float64]]
    validation: dict[str, NDArray[np.float64]]

    @property
    def batches(self) -> int:
        """Updates an epoch."""
        return -(-self.training_count // self.recipe.batch_size)


@dataclass(frozen=True)
class EndResult:
    """Validation accuracy over the last :data:`LAST` epochs: of each seed, and together."""

    seeds: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Over the seeds."""
        return float(np.mean(self.seeds))

    @property
    def lowest(self) -> float:
        """Of the seeds."""
        return min(self.seeds)

    @property
    def highest(self) -> float:
        """Of the seeds."""
        return max(self.seeds)


@cache
def load_runs() -> PipelineRuns:
    """Read the recording once a process."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    runs = stored["runs"]
    return PipelineRuns(
        Recipe.from_json(json.dumps(stored["recipe"])),
        tuple(stored["seeds"]),
        stored["training_count"],
        stored["validation_count"],
        {name: np.array([run["accuracy"] for run in runs[name]]) for name in PIPELINES},
        {name: np.array([run["validation_accuracy"] for run in runs[name]]) for name in PIPELINES},
    )


def end_result(runs: PipelineRuns, pipeline: str) -> EndResult:
    """How well the pipeline's networks did at the end, seed by seed."""
    return EndResult(
        tuple(float(value) for value in runs.validation[pipeline][:, -LAST:].mean(axis=1))
    )


def apart(first: EndResult, second: EndResult) -> bool:
    """Whether every seed of the one did better than every seed of the other.

    Overlapping ranges mean that the seed alone can make the difference.

    Example:
        >>> apart(EndResult((0.6, 0.7)), EndResult((0.65, 0.8)))
        False
    """
    return first.highest < second.lowest or second.highest < first.lowest
