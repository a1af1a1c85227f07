"""The recorded patients: a training that went wrong, or did not, and what can be seen of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.places import DATA

FOLDER = DATA / "clinic"
# Numbers say nothing about the fault; the healthy one is among them.
ORDER = (
    "no_rescaling", "rate_high", "leak", "sorted", "few_pictures", "softmax_twice", "healthy",
    "integer_division", "dropout_always", "split", "rate_low", "labels", "batch_of_one", "dead",
    "varied_validation", "logits_taken_for_shares",
)  # fmt: skip
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class LayerValues:
    """What a layer gave for the first pictures held back.

    Attributes:
        layer: Its name.
        low: The least value.
        high: The largest.
        mean: The mean.
        zeros: The share that is exactly 0.
    """

    layer: str
    low: float
    high: float
    mean: float
    zeros: float


@dataclass(frozen=True)
class Patient:
    """One recorded training.

    Attributes:
        fault: What is wrong with it, as in :data:`~lib.operations.clinic.programs.CHANGES`.
        curves: By Keras' name (``loss``, ``accuracy``, ``val_loss``, ``val_accuracy``), a number an
            epoch; NaN and infinity as they came.
        gradients: By layer, the norm of its kernel's gradient after each epoch, on one batch.
        changes: By layer, how far its kernel moved in each epoch, as a share of its size.
        start: Every layer before training.
        end: Every layer after it.
        confusion: (K, K) pictures held back: row = true class, column = predicted.
        shares: (K, K) mean probabilities of the pictures of each true class.
        outputs: The least and largest output of the last layer.
        sums_to_one: Whether the outputs of every picture are shares already.
        fickle: Share of the pictures that are told otherwise when asked again.
        data: Counts of the pictures: ``training``, ``validation``, ``updates`` an epoch, ``batch``;
            shares of batches with ``one_class``, of ``wrong`` labels in training, of pictures held
            back that were trained on (``shared``), whose class hardly was (``strangers``), and that
            are in no file (``varied``).
    """

    fault: str
    curves: Mapping[str, Numbers] = field(repr=False)
    gradients: Mapping[str, Numbers] = field(repr=False)
    changes: Mapping[str, Numbers] = field(repr=False)
    start: tuple[LayerValues, ...] = field(repr=False)
    end: tuple[LayerValues, ...] = field(repr=False)
    confusion: NDArray[np.int64] = field(repr=False)
    shares: Numbers = field(repr=False)
    outputs: tuple[float, float]
    sums_to_one: bool
    fickle: float
    data: Mapping[str, float]
    versions: Mapping[str, str]

    @property
    def classes(self) -> int:
        """K."""
        return len(self.confusion)


def file_of(fault: str) -> Path:
    """Where a patient is recorded."""
    return FOLDER / f"{fault}.json"


@cache
def load_patient(fault: str) -> Patient:
    """Read a recording once a process.

    Args:
        fault: One of :data:`ORDER`.

    Example:
        >>> load_patient("healthy").classes
        5
    """
    return patient_of(json.loads(file_of(fault).read_text(encoding="utf-8")))


def patient_of(stored: Mapping[str, Any]) -> Patient:
    """A patient from what was written down of its training.

    Args:
        stored: As :func:`lib.models.patient.train_patient` returns it.

    Raises:
        KeyError, ValueError, TypeError: It is not that.
    """
    return Patient(
        fault=stored["fault"],
        curves=_numbers(stored["curves"]),
        gradients=_numbers(stored["gradients"]),
        changes=_numbers(stored["changes"]),
        start=_layers(stored["start"]),
        end=_layers(stored["end"]),
        confusion=np.array(stored["confusion"], np.int64),
        shares=np.array([[float(x) for x in row] for row in stored["shares"]]),
        outputs=(float(stored["outputs"][0]), float(stored["outputs"][1])),
        sums_to_one=stored["sums_to_one"],
        fickle=float(stored["fickle"]),
        data=stored["data"],
        versions=stored["versions"],
    )


def _numbers(stored: Mapping[str, list[Any]]) -> dict[str, Numbers]:
    return {name: np.array([float(x) for x in values]) for name, values in stored.items()}


def _layers(stored: list[dict[str, Any]]) -> tuple[LayerValues, ...]:
    return tuple(
        LayerValues(
            each["layer"], *(float(each[name]) for name in ("low", "high", "mean", "zeros"))
        )
        for each in stored
    )
