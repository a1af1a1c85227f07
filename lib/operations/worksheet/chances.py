"""Tasks about probabilities: softmax, cross-entropy, a layer that loses all of its inputs."""

from __future__ import annotations

from math import exp

import numpy as np

from lib.cnn.dropout import cut_off_probability
from lib.cnn.losses import log_sum_exp, softmax, sparse_categorical_crossentropy
from lib.operations.worksheet.task import Task, in_lines, number

_CLASSES = 3
_LEAST = 0.02  # of a probability that is asked for with two decimals


def softmax_share(chance: np.random.Generator) -> Task:
    """The probability of one of three classes."""
    while True:
        logits = _logits(chance)
        label = int(chance.integers(_CLASSES))
        share = float(softmax(logits)[label])
        if not _LEAST < share < 1 - _LEAST:
            continue
        facts = {"logits": _listed(logits), "label": label}
        working = rf"\frac{{e^{{{logits[label]:g}}}}}{{{_exponentials(logits)}}}"
        working += rf"=\frac{{{exp(logits[label]):.3f}}}{{{_total(logits):.3f}}}={share:.2f}"
        return Task("softmax", facts, (share,), working, tolerance=0.0051, decimals=2)


def crossentropy(chance: np.random.Generator) -> Task:
    """The loss of three logits and a label."""
    while True:
        logits = _logits(chance)
        label = int(chance.integers(_CLASSES))
        loss = float(sparse_categorical_crossentropy(logits, label, from_logits=True))
        if not 0.1 < loss < 4:
            continue
        facts = {"logits": _listed(logits), "label": label}
        spread, logarithm = _exponentials(logits), float(log_sum_exp(logits))
        lines = [
            rf"\ln({spread})=\ln {_total(logits):.3f}={logarithm:.3f}",
            rf"{logarithm:.3f}-{_signed(logits[label])}={loss:.2f}",
        ]
        return Task("loss", facts, (loss,), in_lines(lines), tolerance=0.011, decimals=2)


def lost(chance: np.random.Generator) -> Task:
    """How probable it is that dropout takes every input of a unit."""
    rate = float(chance.choice([0.1, 0.2, 0.3, 0.4, 0.5]))
    units = int(chance.integers(2, 6))
    probability = cut_off_probability(rate, units).probability
    working = rf"p^N={rate:g}^{{{units}}}={number(probability)}"
    facts = {"rate": f"{rate:g}", "units": units}
    return Task("lost", facts, (probability,), working, tolerance=probability / 200)


def _logits(chance: np.random.Generator) -> np.ndarray:
    """Three different whole numbers, not far from zero."""
    return chance.choice(np.arange(-2, 4), _CLASSES, replace=False).astype(float)


def _listed(logits: np.ndarray) -> str:
    return ",\\ ".join(number(logit) for logit in logits)


def _exponentials(logits: np.ndarray) -> str:
    return "+".join(f"e^{{{logit:g}}}" for logit in logits)


def _total(logits: np.ndarray) -> float:
    return exp(log_sum_exp(logits))


def _signed(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"
