"""The courses of trainings, and what may be said of two ways to train after a few seeds of each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
QUANTITIES = ("accuracy", "loss")
LAST = 3  # epochs over which an end result is averaged: single ones jump


@dataclass(frozen=True)
class Course:
    """One training, epoch by epoch, as far as it has got.

    Attributes:
        seed: Of the split, the first weights, the order and what is random in the network.
        training: By quantity, (epochs,) while training: with dropout, on varied pictures.
        validation: By quantity, (epochs,) on the pictures held back, with nothing random.
        unvaried: Accuracy after the last epoch on the training pictures as they lie on disk,
            with nothing random: what the network knows of them.  None where nobody measured it.
    """

    seed: int
    training: Mapping[str, Numbers]
    validation: Mapping[str, Numbers]
    unvaried: float | None = None

    @property
    def epochs(self) -> int:
        """Ended epochs."""
        return len(self.training["accuracy"])

    @classmethod
    def stored(cls, run: Mapping[str, Any]) -> Course:
        """The course of a run of :func:`lib.models.recorded_runs.record_runs`."""
        return cls(
            int(run["seed"]),
            {name: np.array(run[name], np.float64) for name in QUANTITIES},
            {name: np.array(run[f"validation_{name}"], np.float64) for name in QUANTITIES},
            run.get("unvaried_accuracy"),
        )


@dataclass(frozen=True)
class Ends:
    """Something after training, of every seed, and together.

    Attributes:
        seeds: (S,) of each seed: a share of 1, or a loss.
    """

    seeds: Numbers

    @property
    def mean(self) -> float:
        """``m = (1/S) Σ x_s``."""
        return float(self.seeds.mean())

    @property
    def spread(self) -> float | None:
        """Standard deviation over the seeds, ``√(Σ (x_s − m)² / (S − 1))``; None of one seed."""
        return float(self.seeds.std(ddof=1)) if len(self.seeds) > 1 else None


@dataclass(frozen=True)
class Repeats:
    """The same recipe from several seeds; some may not have got as far as others."""

    courses: tuple[Course, ...]

    @cached_property
    def begun(self) -> tuple[Course, ...]:
        """Those with an ended epoch."""
        return tuple(course for course in self.courses if course.epochs)

    @cached_property
    def farthest(self) -> tuple[Course, ...]:
        """Those that have got as far as any: only they are compared at their ends."""
        return tuple(course for course in self.begun if course.epochs == self.epochs)

    @property
    def epochs(self) -> int:
        """Ended epochs of the one that has got farthest."""
        return max((course.epochs for course in self.courses), default=0)

    def end(self, part: str, quantity: str = "accuracy") -> Ends:
        """``"training"`` or ``"validation"``: mean of the last epochs, of the farthest seeds."""
        return Ends(
            np.array([getattr(one, part)[quantity][-LAST:].mean() for one in self.farthest])
        )

    @property
    def gap(self) -> Ends:
        """Training minus validation accuracy at the end: positive where the network overfits."""
        return Ends(self.end("training").seeds - self.end("validation").seeds)

    @property
    def unvaried(self) -> Ends:
        """Accuracy on the training pictures as they are, of the courses that know it."""
        return Ends(np.array([one.unvaried for one in self.farthest if one.unvaried is not None]))

    def middle(self, part: str, quantity: str) -> tuple[Numbers, Numbers]:
        """Mean and standard deviation over the seeds that have got so far, epoch by epoch.

        Returns:
            Two arrays (epochs,); the deviation is 0 where only one seed has got so far.  Where the
            loss of a seed is no number any more the mean is ∞, and the deviation 0.
        """
        lines = [getattr(one, part)[quantity] for one in self.begun]
        table = np.full((max(len(lines), 1), self.epochs), np.nan)
        reached = np.zeros(table.shape, bool)
        for row, there, line in zip(table, reached, lines, strict=False):
            row[: len(line)], there[: len(line)] = line, True
        lost = (reached & ~np.isfinite(table)).any(axis=0)
        table[~np.isfinite(table)] = np.nan
        count = reached.sum(axis=0)
        mean = np.nansum(table, axis=0) / np.maximum(count, 1)
        squares = np.nansum((table - mean) ** 2, axis=0)
        spread = np.where(count > 1, np.sqrt(squares / np.maximum(count - 1, 1)), 0.0)
        return np.where(lost, np.inf, mean), np.where(lost, 0.0, spread)


@dataclass(frozen=True)
class Verdict:
    """What the seeds of two recipes say about the difference between them.

    Attributes:
        kind: ``"apart"``: every seed of the one lies above every seed of the other, and the
            difference is larger than the noise; ``"larger"``: larger than the noise, and yet they
            overlap; ``"within"``: not larger; ``"single"``: a recipe has one seed only.
        difference: Mean of the second minus mean of the first.
        noise: ``√(s₁² + s₂²)``: by how much two single runs differ by their seeds alone, as a
            standard deviation.  None where a recipe has one seed only.
        chance: How often two *equal* recipes would lie completely apart, in either direction.
    """

    kind: str
    difference: float
    noise: float | None
    chance: float


def verdict(first: Ends, second: Ends) -> Verdict:
    """Compare two recipes by what their seeds gave.

    Example:
        >>> told = verdict(Ends(np.array([0.5, 0.52, 0.51])), Ends(np.array([0.6, 0.61, 0.63])))
        >>> told.kind, round(told.difference, 3), told.chance
        ('apart', 0.103, 0.1)
    """
    difference = second.mean - first.mean
    chance = chance_apart(len(first.seeds), len(second.seeds))
    if first.spread is None or second.spread is None:
        return Verdict("single", difference, None, chance)
    noise = math.hypot(first.spread, second.spread)
    if abs(difference) <= noise:
        return Verdict("within", difference, noise, chance)
    low, high = (first, second) if difference > 0 else (second, first)
    apart = low.seeds.max() < high.seeds.min()
    return Verdict("apart" if apart else "larger", difference, noise, chance)


def chance_apart(first: int, second: int) -> float:
    """How often two equal recipes come out with no overlap at all: ``2 / C(n + m, n)``.

    All orders of ``n + m`` equally good runs are equally probable, and in two of the ways to
    say which of them are the first recipe's these lie all below or all above.

    Example:
        >>> [round(chance_apart(n, n), 3) for n in (1, 2, 3, 5)]
        [1.0, 0.333, 0.1, 0.008]
    """
    return 2 / math.comb(first + second, first)


def pairs_ahead(first: Ends, second: Ends) -> int:
    """In how many pairs, one seed of each, the first is ahead of the second.

    Example:
        >>> pairs_ahead(Ends(np.array([0.5, 0.7])), Ends(np.array([0.6, 0.4])))
        3
    """
    return int((first.seeds[:, None] > second.seeds[None, :]).sum())
