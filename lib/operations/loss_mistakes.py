"""What goes wrong between logits and loss, computed: settings that do not fit, and overflow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray
from lib.cnn.loss_mistakes import (
    double_softmax,
    lowest_double_softmax_loss,
    naive_crossentropy,
    naive_softmax,
)
from lib.cnn.losses import (
    EPSILON,
    gradient,
    one_hot,
    softmax,
    sparse_categorical_crossentropy,
)

# exp of more than this is infinite in float32: ln of its largest number.
EXP_LIMIT = float(np.log(np.finfo(np.float32).max))


@dataclass(frozen=True)
class Setting:
    """One pairing of what the model gives with what the loss is told that it is.

    Attributes:
        gives_logits: The model ends without softmax.
        from_logits: The loss is told that it gets logits.
        probabilities: The probabilities that the loss works with, (K,), sum 1.
        loss: What comes out.
        slopes: How this loss changes with each logit of the model, (K,), by the chain rule; 0
            through a value that is cut off, also where the cut begins, as in TensorFlow.
    """

    gives_logits: bool
    from_logits: bool
    probabilities: FloatArray
    loss: float
    slopes: FloatArray

    @property
    def right(self) -> bool:
        """Whether the loss is told the truth."""
        return self.gives_logits == self.from_logits


@dataclass(frozen=True)
class DoubleSoftmax:
    """Softmax once and twice.

    Attributes:
        once: Softmax of the logits (K,).
        twice: Softmax of that (K,).
        loss_once: −ln of the true class, once.
        loss_twice: The same, twice.
        floor: What the second can never fall below: ``ln(1 + (K − 1) / e)``.
        loss_when_sure: The loss of the double softmax at a true logit of 1000.
        true_logit: Where the true logit stands.
        moved: The logits that the true class is given along the curve (N,); the others stay.
        curve_once: The loss at each (N,).
        curve_twice: The loss of the double softmax at each (N,).
    """

    once: FloatArray
    twice: FloatArray
    loss_once: float
    loss_twice: float
    floor: float
    loss_when_sure: float
    true_logit: float
    moved: FloatArray
    curve_once: FloatArray
    curve_twice: FloatArray


@dataclass(frozen=True)
class Overflow:
    """The same large logits through both forms, in float32.

    Attributes:
        logits: The logits, scaled (K,).
        naive_exponentials: ``exp(z)`` (K,), infinite from 88.7 on.
        naive_total: Their sum.
        naive: ``exp(z) / total`` (K,), NaN for ∞ / ∞ and 0 / 0.
        naive_loss: ``−ln`` of it at the true class.
        largest: The largest logit, m.
        shifted: ``z − m`` (K,), at most 0.
        exponentials: ``exp(z − m)`` (K,), 0 to 1.
        probabilities: Their shares (K,).
        loss: ``m + ln Σ exp(z − m) − z_y``.
        clipped_loss: −ln of the share as Keras does it, none below 1e-7: at most about 16.1.
    """

    logits: FloatArray
    naive_exponentials: FloatArray
    naive_total: float
    naive: FloatArray
    naive_loss: float
    largest: float
    shifted: FloatArray
    exponentials: FloatArray
    probabilities: FloatArray
    loss: float
    clipped_loss: float

    @property
    def outcome(self) -> str:
        """What the naive loss is: ``"number"``, ``"infinite"`` or ``"nan"``."""
        if np.isnan(self.naive_loss):
            return "nan"
        return "infinite" if np.isinf(self.naive_loss) else "number"

    @property
    def reason(self) -> str:
        """Why: ``"number"``, ``"log_zero"``, ``"infinity_over_infinity"``, ``"zero_over_zero"``."""
        if self.outcome == "number":
            return "number"
        if self.outcome == "infinite":
            return "log_zero"
        return "infinity_over_infinity" if np.isinf(self.naive_total) else "zero_over_zero"


def settings(logits: ArrayLike, label: int) -> tuple[Setting, ...]:
    """All four pairings on the same logits, as Keras computes them.

    First both for a model that gives logits (told so, not told so), then both for one that ends
    in softmax.  Logits taken for probabilities are clipped to 1e-7 … 1 − 1e-7 and then scaled
    to the sum 1; probabilities taken for logits go through a second softmax.

    Example:
        >>> [setting.right for setting in settings([0.0, 1.0], 0)]
        [True, False, False, True]
    """
    z = np.asarray(logits, np.float64)
    found = []
    for gives_logits in (True, False):
        values = z if gives_logits else softmax(z)
        for from_logits in (True, False):
            loss = float(sparse_categorical_crossentropy(values, label, from_logits=from_logits))
            along = _slopes(values, label, from_logits)
            if not gives_logits:  # back through the softmax: p · (g − Σ p·g)
                along = values * (along - float(values @ along))
            taken = _taken(values, from_logits)
            found.append(Setting(gives_logits, from_logits, taken, loss, along))
    return tuple(found)


def double(logits: ArrayLike, label: int, *, lowest: float, highest: float) -> DoubleSoftmax:
    """Softmax once and twice, here and with the true logit moved from ``lowest`` to ``highest``.

    Example:
        >>> found = double([20.0, 0.0], 0, lowest=-20, highest=20)
        >>> round(found.loss_once, 6), round(found.loss_twice, 4), round(found.floor, 4)
        (0.0, 0.3133, 0.3133)
    """
    z = np.asarray(logits, np.float64)
    moved = np.linspace(lowest, highest, 97)
    rows = np.tile(z, (len(moved), 1))  # (N, K)
    rows[:, label] = moved
    labels = np.full(len(moved), label)
    surest = np.where(np.arange(len(z)) == label, 1000.0, z)
    return DoubleSoftmax(
        softmax(z),
        double_softmax(z),
        float(sparse_categorical_crossentropy(z, label, from_logits=True)),
        float(sparse_categorical_crossentropy(softmax(z), label, from_logits=True)),
        lowest_double_softmax_loss(len(z)),
        float(sparse_categorical_crossentropy(softmax(surest), label, from_logits=True)),
        float(z[label]),
        moved,
        sparse_categorical_crossentropy(rows, labels, from_logits=True),
        sparse_categorical_crossentropy(softmax(rows), labels, from_logits=True),
    )


def overflow(logits: ArrayLike, label: int, size: float) -> Overflow:
    """The logits, scaled until the largest of their absolute values is ``size``, in float32.

    Logits that are all zero stay so: no factor makes them larger.

    Example:
        >>> overflow([1.0, 2.0], 0, 100.0).outcome, overflow([1.0, 2.0], 0, 100.0).loss
        ('infinite', 50.0)
        >>> overflow([1.0, 2.0], 0, 2.0).outcome
        'number'
    """
    given = np.asarray(logits, np.float64)
    peak = np.abs(given).max()
    z = (given * (size / peak) if peak else given).astype(np.float32)
    with np.errstate(over="ignore"):
        exponentials = np.exp(z)
        total = float(exponentials.sum(dtype=np.float32))
    shifted = z - z.max()
    return Overflow(
        z,
        exponentials,
        total,
        naive_softmax(z).astype(np.float32),
        float(naive_crossentropy(z, label)),
        float(z.max()),
        shifted,
        np.exp(shifted),
        softmax(z).astype(np.float32),
        float(sparse_categorical_crossentropy(z, label, from_logits=True)),
        float(sparse_categorical_crossentropy(softmax(z), label, from_logits=False)),
    )


def _slopes(values: FloatArray, label: int, from_logits: bool) -> FloatArray:
    """How the loss changes with each of the values that it is given, (K,)."""
    if from_logits:
        return gradient(values, label)
    # With c the values cut to the range, the loss is ln Σc − ln c of the true class.
    cut = np.clip(values, EPSILON, 1 - EPSILON)
    along: FloatArray = 1 / cut.sum() - one_hot(label, len(values)) / cut
    return np.where(cut == values, along, 0.0)


def _taken(values: FloatArray, from_logits: bool) -> FloatArray:
    """The probabilities that the loss works with when it is given ``values``."""
    if from_logits:
        return softmax(values)
    clipped = np.clip(values, EPSILON, 1 - EPSILON)
    share: FloatArray = clipped / clipped.sum()
    return share
