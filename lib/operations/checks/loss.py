"""Checks about the loss: each takes a view's numbers one step further."""

from __future__ import annotations

import math

import numpy as np

from lib.figures.readable import readable
from lib.operations.checks.worked import Worked
from lib.operations.loss import GradientCheck, LabelForms, LossSteps
from lib.operations.loss_mistakes import DoubleSoftmax, Overflow

_MOSTLY = 0.9  # of a label that is shared between two classes
_TIMES = 4
_HALF_LIMIT = 65504  # the largest number of float16


def others_fall(steps: LossSteps) -> Worked:
    """The loss when every logit but the true one falls by 1: ``−ln(p / (p + (1 − p) / e))``.

    Example:
        >>> from lib.operations.loss import loss_steps
        >>> others_fall(loss_steps([0.0, 0.0], 0)).text  # ln(1 + 1/e)
        '0.31'
    """
    moved = np.where(np.arange(len(steps.logits)) == steps.label, 0.0, -1.0)
    z = steps.logits + moved
    loss = float(np.logaddexp.reduce(z) - z[steps.label])
    p, q = float(steps.probabilities[steps.label]), math.exp(-loss)
    rest = (1 - p) / math.e
    facts = {"p": readable(p), "other": readable(1 - p), "rest": readable(rest), "q": readable(q)}
    return Worked(loss, facts, decimals=2)


def shared_label(forms: LabelForms) -> Worked:
    """The loss of a label that is nine tenths the true class, one tenth its likeliest rival.

    Example:
        >>> from lib.operations.loss import label_forms
        >>> [shared_label(label_forms([logit, 0.0], 0)).text for logit in (0.0, 9.0)]
        ['0.69', '0.90']
    """
    truth = int(forms.target.argmax())
    other = rival(forms.surprises, truth)
    surprises = float(forms.surprises[truth]), float(forms.surprises[other])
    facts = {
        "mostly": f"{_MOSTLY:g}",
        "partly": f"{1 - _MOSTLY:.1f}",
        "own": readable(surprises[0]),
        "rivals": readable(surprises[1]),
    }
    return Worked(_MOSTLY * surprises[0] + (1 - _MOSTLY) * surprises[1], facts, decimals=2)


def rival(surprises: np.ndarray, truth: int) -> int:
    """The likeliest of the other classes.

    Example:
        >>> rival(np.array([0.1, 3.0, 2.0]), 0)
        2
    """
    return int(np.where(np.arange(len(surprises)) == truth, np.inf, surprises).argmin())


def two_labels(check: GradientCheck) -> Worked:
    """The slope at the true logit over a batch of two: one picture, labelled in two ways.

    The mean of ``p − 1`` and ``p − 0``.

    Example:
        >>> from lib.operations.loss import gradient_check
        >>> two_labels(gradient_check([0.0, 0.0], 0)).text
        '0.00'
    """
    p = float(check.probabilities[int(check.target.argmax())])
    return Worked(((p - 1) + p) / 2, {"p": readable(p)}, decimals=2)


def cut_to_range(logits: tuple[float, ...]) -> Worked:
    """How many different numbers logits become that are cut to 0 … 1 as if probabilities.

    Example:
        >>> cut_to_range((-3.0, -1.0, 0.5, 2.0, 7.0)).answer
        3
    """
    low, high = sum(z <= 0 for z in logits), sum(z >= 1 for z in logits)
    between = {z for z in logits if 0 < z < 1}
    facts = {"low": low, "high": high, "between": len(between)}
    return Worked((low > 0) + (high > 0) + len(between), facts)


def flattened_lead(double: DoubleSoftmax) -> Worked:
    """How many times as likely the first class is as the second after softmax was taken twice.

    Example:
        >>> from lib.operations.loss_mistakes import double
        >>> flattened_lead(double([20.0, 0.0], 0, lowest=-20, highest=20)).text  # at most e
        '2.72'
    """
    second, first = sorted(double.once.tolist())[-2:]
    facts = {"p": readable(first), "q": readable(second), "lead": readable(first - second)}
    return Worked(math.exp(first - second), facts, decimals=2)


def same_softmax(temperature: float) -> Worked:
    """The temperature that undoes logits four times as large.

    Example:
        >>> same_softmax(2.5).text
        '10.0'
    """
    return Worked(_TIMES * temperature, {"times": _TIMES, "t": f"{temperature:g}"}, decimals=1)


def infinite_in_half(overflow: Overflow) -> Worked:
    """How many exponentials are infinite in float16.

    Example:
        >>> from lib.operations.loss_mistakes import overflow
        >>> infinite_in_half(overflow([1.0, -2.0, 12.0], 0, 12.0)).answer
        1
    """
    with np.errstate(over="ignore"):
        half = np.exp(overflow.logits.astype(np.float64)).astype(np.float16)
    facts = {"largest": f"{_HALF_LIMIT:,}", "end": f"{math.log(_HALF_LIMIT):.2f}"}
    return Worked(int(np.isinf(half).sum()), facts)
