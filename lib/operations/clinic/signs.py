"""What can be seen of a patient: each sign is computed from its recording, with its numbers.

A diagnosis says which signs it makes one expect.  Comparing these with what is seen tells what
speaks for it and what against, for every patient and every diagnosis, so nothing of it is typed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lib.operations.clinic.patients import LayerValues, Patient

LAST = 3  # epochs over which an end is averaged: single ones jump
_FIRST_CONVOLUTION = 2  # behind augmentation and rescaling


@dataclass(frozen=True)
class Sign:
    """Whether something is seen, and the numbers that tell.

    Attributes:
        seen: Whether it is.
        value: The number it was read off.
        limit: What the number is compared with.
    """

    seen: bool
    value: float
    limit: float


def end(patient: Patient, name: str) -> float:
    """The mean of a curve over its last epochs."""
    return float(np.mean(patient.curves[name][-LAST:]))


def _chance(patient: Patient) -> float:
    return 1 / patient.classes


def _above(value: float, limit: float) -> Sign:
    return Sign(value > limit, value, limit)


def _below(value: float, limit: float) -> Sign:
    return Sign(value < limit, value, limit)


def _rescaled(patient: Patient) -> LayerValues:
    return patient.end[_FIRST_CONVOLUTION - 1]


def _dense(patient: Patient) -> LayerValues:
    return next(each for each in patient.end if each.layer.startswith("dense"))


def _said_most(patient: Patient) -> float:
    return float(patient.confusion.sum(axis=0).max() / patient.confusion.sum())


def _gap(patient: Patient) -> float:
    return end(patient, "accuracy") - end(patient, "val_accuracy")


def _highest_loss(patient: Patient) -> float:
    losses = np.concatenate([patient.curves["loss"], patient.curves["val_loss"]])
    return float(np.nan_to_num(losses, nan=math.inf, posinf=math.inf).max())


def _gained(patient: Patient) -> float:
    losses = patient.curves["loss"]
    return float(losses[0] - losses[-1])


def _least_gradient(patient: Patient) -> float:
    """The largest gradient of the layers below the last: 0 where nothing comes through."""
    lower = [*patient.gradients.values()][:-1]
    return max(float(np.nan_to_num(norms, nan=0.0).max()) for norms in lower)


def _steps(patient: Patient) -> float:
    """By how much the first convolution moves in an epoch, in the middle of all epochs."""
    return float(np.median(next(iter(patient.changes.values()))))


SIGNS: Mapping[str, Callable[[Patient], Sign]] = MappingProxyType(
    {
        # curves
        "learns": lambda p: _above(end(p, "accuracy"), _chance(p) + 0.15),
        "generalises": lambda p: _above(end(p, "val_accuracy"), _chance(p) + 0.15),
        "below_chance": lambda p: _below(end(p, "val_accuracy"), _chance(p) / 2),
        "ahead": lambda p: _above(_gap(p), 0.2),
        "loss_high": lambda p: _above(_highest_loss(p), 3 * math.log(p.classes)),
        "loss_still": lambda p: _below(abs(_gained(p)), 0.05),
        # confusion matrix
        "one_answer": lambda p: _above(_said_most(p), 0.9),
        # activations
        "black": lambda p: _below(_rescaled(p).high, 1e-9),
        "large_input": lambda p: _above(_rescaled(p).high, 10),
        "dead": lambda p: _above(_dense(p).zeros, 0.999),
        "bounded_outputs": lambda p: Sign(p.sums_to_one, p.outputs[1], 1.0),
        # gradients
        "no_gradient": lambda p: _below(_least_gradient(p), 1e-9),
        "small_steps": lambda p: _below(_steps(p), 0.001),
        "large_steps": lambda p: _above(max(map(np.nanmax, p.changes.values())), 3.0),
        # the pictures
        "fickle": lambda p: _above(p.fickle, 0.02),
        "one_class": lambda p: _above(p.data["one_class"] if p.data["batch"] > 1 else 0.0, 0.5),
        "single": lambda p: _below(p.data["batch"], 2),
        "few": lambda p: _below(p.data["training"], 100),
        "shared": lambda p: _above(p.data["shared"], 0.0),
        "strangers": lambda p: _above(p.data["strangers"], 0.0),
        "wrong_labels": lambda p: _above(p.data["wrong"], 0.0),
        "varied": lambda p: _above(p.data["varied"], 0.0),
    }
)  # fmt: skip


def signs_of(patient: Patient) -> dict[str, Sign]:
    """Every sign, looked for in one patient."""
    return {name: look(patient) for name, look in SIGNS.items()}
