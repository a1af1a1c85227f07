"""What was asked of a split, what came of it, and its numbers for words and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.figures.quantities import share_text
from lib.figures.readable import in_latex, latex_count
from lib.operations.collection import Collection
from lib.operations.folder_split import (
    Batches,
    Place,
    TwoCalls,
    by_class,
    expected_in_both,
    two_calls,
)
from lib.operations.held_back import cut_short, held_back_formula
from lib.words import Words, plain

LISTED = 8  # classes or files that are named; more would be no sentence any more


@dataclass(frozen=True)
class Asked:
    """What the controls say; a seed of None stands for ``shuffle=False``."""

    percent: int
    batch_size: int
    training_seed: int | None
    validation_seed: int | None

    @property
    def case(self) -> str:
        """``"order"`` without shuffling, ``"leak"`` with two seeds, else ``"clean"``."""
        if self.training_seed is None:
            return "order"
        return "clean" if self.training_seed == self.validation_seed else "leak"


@dataclass(frozen=True)
class Found:
    """What two calls come to.

    Attributes:
        calls: Both subsets.
        table: (K, 4) int64, files of each class in each place.
        training: Batches of the training subset.
        validation: Batches of the validation subset.
    """

    calls: TwoCalls
    table: NDArray[np.int64]
    training: Batches
    validation: Batches


def find_split(data: Collection, asked: Asked) -> Found:
    """Make the two calls.

    Raises:
        DatasetError: As :func:`~lib.operations.folder_split.two_calls`.
    """
    calls = two_calls(
        data.total,
        asked.percent / 100,
        training_seed=asked.training_seed,
        validation_seed=asked.validation_seed,
    )
    return Found(
        calls,
        by_class(calls.places, data.class_counts),
        Batches(len(calls.training), asked.batch_size),
        Batches(len(calls.validation), asked.batch_size),
    )


def split_facts(say: Words, data: Collection, asked: Asked, found: Found) -> dict[str, Any]:
    """Every number of a split that the page's words and formulas name."""
    calls, table = found.calls, found.table
    training, validation = len(calls.training), len(calls.validation)
    both = calls.files(Place.BOTH).size
    seen = table[:, [Place.TRAINING, Place.BOTH]].sum(axis=1)  # (K,)
    held = table[:, [Place.VALIDATION, Place.BOTH]].sum(axis=1)
    drift = int(np.abs(held / validation - seen / training).argmax())
    names = [plain(name) for name, _ in data.counts]
    measured = [names[label] for label in np.flatnonzero(held)]
    unmeasured = [names[label] for label in np.flatnonzero(held == 0)]
    untrained = [names[label] for label in np.flatnonzero(seen == 0)]
    separator = say.strings["list.separator"]
    expected = f"{expected_in_both(training, validation):,.1f}"
    share = f"{asked.percent / 100:g}"
    cut = {
        "share": share,
        "files": f"{data.total:,}",
        "exact": f"{asked.percent * data.total // 100:,}",
        "validation": f"{validation:,}",
    }
    return {
        "total": f"{data.total:,}",
        "training": f"{training:,}",
        "validation": f"{validation:,}",
        "total_latex": latex_count(data.total),
        "training_latex": latex_count(training),
        "validation_latex": latex_count(validation),
        "held_back": held_back_formula(asked.percent, data.total),
        "note": say("split.cut_short", **cut) if cut_short(asked.percent, data.total) else "",
        "size": asked.batch_size,
        "batches": f"{found.training.count:,}",
        "batches_latex": latex_count(found.training.count),
        "full": latex_count(found.training.count - 1),
        "last": found.training.last,
        "validation_batches": found.validation.count,
        "seed": asked.training_seed,
        "seed2": asked.validation_seed,
        "both": f"{both:,}",
        "both_latex": latex_count(both),
        "both_share": share_text(both / validation),
        "expected": expected,
        "expected_latex": in_latex(expected),
        "training_share": share_text(training / data.total),
        "classes": len(names),
        "measured_count": len(measured),
        "measured": separator.join(measured[:LISTED]),
        "unmeasured_count": len(unmeasured),
        "untrained_count": len(untrained),
        "untrained": separator.join(untrained[:LISTED]) or say("labels.split.nothing"),
        "drift": names[drift],
        "drift_training": share_text(seen[drift] / training),
        "drift_validation": share_text(held[drift] / validation),
    }
