"""Checks about trainings: updates, losses, mistakes, luck."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from lib.operations.checks.worked import Worked
from lib.operations.clinic.patients import Patient
from lib.operations.courses import Repeats, chance_apart
from lib.runs.prediction import Prediction

_TIMES = 2
_STEP, _LEVELS = 32, 256


def updates_of_larger_batches(training: int, batch_size: int, epochs: int) -> Worked:
    """Updates of a training whose batches are twice as large.

    Args:
        training: Pictures trained on.
        batch_size: As it is.
        epochs: Of the recipe.

    Example:
        >>> updates_of_larger_batches(2936, 32, 10).answer
        460
    """
    larger = _TIMES * batch_size
    batches = math.ceil(training / larger)
    facts = {"training": f"{training:,}", "larger": larger, "batches": batches, "epochs": epochs}
    return Worked(batches * epochs, facts)


def runner_up_loss(prediction: Prediction) -> Worked | None:
    """The loss if the second likeliest class were the true one: ``ln Σ exp(z) − z``.

    Returns:
        None of a network with a single class.

    Example:
        >>> pair = np.array([0.0, 0.0], np.float32)
        >>> runner_up_loss(Prediction(("a", "b"), pair, pair, pair)).text  # ln 2
        '0.69'
    """
    if len(prediction.class_names) < 2:
        return None
    z = prediction.logits.astype(np.float64)
    first, second = prediction.ranking[:2]
    loss = float(np.logaddexp.reduce(z) - z[second])
    facts = {
        "first_logit": f"{z[first]:.4f}",
        "second_logit": f"{z[second]:.4f}",
        "first_loss": f"{np.logaddexp.reduce(z) - z[first]:.4f}",
    }
    return Worked(loss, facts, decimals=2)


def most_overfit(compared: Mapping[str, Repeats]) -> str:
    """Which recipe has the largest gap at its end; those that have not begun are left out."""
    begun = {name: one.gap.mean for name, one in compared.items() if one.begun}
    return max(begun, key=begun.__getitem__)


def mistakes(one: Repeats, held: int) -> Worked:
    """How many of the pictures held back a recipe gets wrong at its end, on average.

    Args:
        one: Its trainings.
        held: Pictures held back in each.

    Example:
        >>> from lib.operations.comparisons import load_recording
        >>> both = load_recording("overfitting").variants["both"]
        >>> 0 < mistakes(both.repeats, both.validation_count).answer < both.validation_count
        True
    """
    right = one.end("validation").mean
    facts = {
        "held": f"{held:,}",
        "right": f"{100 * right:.1f}",
        "gap": f"{100 * one.gap.mean:.1f}".replace("-", "−"),
    }
    return Worked(held * (1 - right), facts)


def luck_of_unequal(seeds: int) -> Worked:
    """How often equal recipes lie apart when one of them gets a seed more, in per cent.

    Example:
        >>> luck_of_unequal(2).text
        '20.00'
    """
    ways = math.comb(2 * seeds + 1, seeds)
    facts = {"seeds": seeds, "more": seeds + 1, "together": 2 * seeds + 1, "ways": ways}
    return Worked(100 * chance_apart(seeds, seeds + 1), facts, decimals=2)


def share_of_truth(patient: Patient) -> Worked | None:
    """The share that a mean loss amounts to: ``exp(−loss)`` of the pictures held back.

    Returns:
        None where the loss ended as no number.

    Example:
        >>> from lib.operations.clinic.patients import load_patient
        >>> share_of_truth(load_patient("sorted")).text  # as good as a guess among five
        '0.20'
    """
    loss = float(patient.curves["val_loss"][-1])
    if not math.isfinite(loss):
        return None
    facts = {"loss": f"{loss:.3f}", "classes": patient.classes, "guess": f"{1 / patient.classes:g}"}
    return Worked(math.exp(-loss), facts, decimals=2)


def negative_floor(pixel: int) -> Worked:
    """What ``(pixel - 256) // 32`` gives: floor division goes down, also below zero.

    Example:
        >>> [negative_floor(pixel).answer for pixel in (0, 1, 200, 255)]
        [-8, -8, -2, -1]
    """
    below = pixel - _LEVELS
    facts = {"pixel": pixel, "levels": _LEVELS, "below": f"−{-below}", "step": _STEP}
    return Worked(below // _STEP, facts | {"exact": f"−{-below / _STEP:g}"})
