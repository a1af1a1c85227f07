"""One sample's way from logits to a loss, step by step, and what can be asked of it.

Everything is computed in float64, so that a number is the formula's and not its rounding's;
only the page's question about overflow is computed in float32, where it arises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray
from lib.cnn.losses import (
    categorical_crossentropy,
    gradient,
    log_softmax,
    one_hot,
    softmax,
    sparse_categorical_crossentropy,
)
from lib.stages.activations import load_network, load_recording

_STEP = 1e-5  # of the numeric slopes: its square is far above float64's rounding


@dataclass(frozen=True)
class LossSteps:
    """The steps of one sample, each (K,) float64 unless said otherwise.

    Attributes:
        logits: z, any range.
        label: The true class, 0 to K − 1.
        exponentials: ``exp(z)``, above 0.
        total: Their sum, one number.
        probabilities: ``exp(z) / total``, 0 to 1.
        surprises: ``−ln p``, at least 0: what the loss would be if that class were the true one.
    """

    logits: FloatArray
    label: int
    exponentials: FloatArray
    total: float
    probabilities: FloatArray
    surprises: FloatArray

    @property
    def loss(self) -> float:
        """The surprise at the true class."""
        return float(self.surprises[self.label])

    @property
    def verdict(self) -> int:
        """The class with the largest logit, the first one of equals."""
        return int(self.logits.argmax())


@dataclass(frozen=True)
class GradientCheck:
    """The slope of the loss along each logit, twice, (K,) float64.

    Attributes:
        probabilities: p.
        target: The label as a row with a single 1.
        gradient: ``p − y``, −1 to 1.
        numeric: ``(loss(z + h) − loss(z − h)) / 2h``, for each logit by itself.
    """

    probabilities: FloatArray
    target: FloatArray
    gradient: FloatArray
    numeric: FloatArray

    @property
    def largest_difference(self) -> float:
        """Between the two, over all logits."""
        return float(np.abs(self.gradient - self.numeric).max())


@dataclass(frozen=True)
class LabelForms:
    """The loss of a label as a number, and of the same label as a row, (K,) float64.

    Attributes:
        surprises: ``−ln p``.
        target: The row with a single 1.
        products: Both multiplied; their sum is the loss of the row.
        sparse: The loss of the number.
        one_hot: The loss of the row.
    """

    surprises: FloatArray
    target: FloatArray
    products: FloatArray
    sparse: float
    one_hot: float


@dataclass(frozen=True)
class Tempered:
    """Softmax of ``z / T``.

    Attributes:
        temperature: T.
        scaled: ``z / T`` (K,).
        probabilities: Its softmax (K,).
        plain: Softmax at T = 1 (K,).
        loss: −ln of the true class' probability at T.
        plain_loss: The same at T = 1.
        temperatures: The temperatures of the curve (N,), growing by equal factors.
        curve: The probabilities at each of them (N, K).
    """

    temperature: float
    scaled: FloatArray
    probabilities: FloatArray
    plain: FloatArray
    loss: float
    plain_loss: float
    temperatures: FloatArray
    curve: FloatArray


@dataclass(frozen=True)
class Preset:
    """Logits to begin with.

    Attributes:
        key: Of the recorded picture, or ``"equal"``.
        logits: One number a class.
        label: The true class.
    """

    key: str
    logits: tuple[float, ...]
    label: str


def loss_steps(logits: ArrayLike, label: int) -> LossSteps:
    """Every step from logits to loss.

    Args:
        logits: (K,), −700 to 700, or ``exp`` leaves float64.
        label: 0 to K − 1.

    Raises:
        ShapeError: As :func:`lib.cnn.losses.sparse_categorical_crossentropy`.

    Example:
        >>> loss_steps([0.0, 0.0], 1).loss  # ln 2
        0.693...
    """
    z = np.asarray(logits, np.float64)
    exponentials = np.exp(z)
    sparse_categorical_crossentropy(z, label, from_logits=True)  # checks the label
    return LossSteps(
        z, label, exponentials, float(exponentials.sum()), softmax(z), 0.0 - log_softmax(z)
    )


def gradient_check(logits: ArrayLike, label: int) -> GradientCheck:
    """``p − y``, and the same slopes measured by moving each logit a little.

    Example:
        >>> gradient_check([0.0, 0.0], 1).largest_difference < 1e-9
        True
    """
    z = np.asarray(logits, np.float64)
    labels = np.full(len(z), label)
    numeric = slopes(
        lambda rows: sparse_categorical_crossentropy(rows, labels, from_logits=True), z
    )
    return GradientCheck(softmax(z), one_hot(label, len(z)), gradient(z, label), numeric)


def label_forms(logits: ArrayLike, label: int) -> LabelForms:
    """The loss from a label of one number and from a row of K.

    Example:
        >>> forms = label_forms([1.0, 2.0, 3.0], 0)
        >>> abs(forms.sparse - forms.one_hot) < 1e-12
        True
    """
    z = np.asarray(logits, np.float64)
    target = one_hot(label, len(z))
    surprises = 0.0 - log_softmax(z)
    return LabelForms(
        surprises,
        target,
        target * surprises,
        _loss(z, label),
        float(categorical_crossentropy(z, target, from_logits=True)),
    )


def tempered(
    logits: ArrayLike, label: int, temperature: float, *, lowest: float, highest: float
) -> Tempered:
    """Softmax at a temperature, at 1, and along a curve from ``lowest`` to ``highest``.

    Raises:
        NumberError: ``number.out_of_range``: a temperature outside 0.01 to 100.

    Example:
        >>> tempered([0.0, 1.0], 0, 100.0, lowest=0.1, highest=10.0).probabilities.round(2)
        array([0.5, 0.5])
    """
    z = np.asarray(logits, np.float64)
    temperatures = np.geomspace(lowest, highest, 61)
    return Tempered(
        temperature,
        z / temperature,
        softmax(z, temperature=temperature),
        softmax(z),
        _loss(z / temperature, label),
        _loss(z, label),
        temperatures,
        softmax(z / temperatures[:, None]),  # (N, K)
    )


def slopes(function: Callable[[FloatArray], FloatArray], point: FloatArray) -> FloatArray:
    """The slope of a function along each axis, by a difference of two values.

    Args:
        function: Of rows (N, K), a value a row (N,).
        point: Where (K,).

    Returns:
        ``(f(x + h) − f(x − h)) / 2h`` (K,), with h = 0.00001.

    Example:
        >>> slopes(lambda rows: (rows**2).sum(axis=1), np.array([1.0, -2.0])).round(6)
        array([ 2., -4.])
    """
    moves = np.eye(len(point)) * _STEP  # (K, K), each row moves one logit
    difference: FloatArray = function(point + moves) - function(point - moves)
    return difference / (2 * _STEP)


@lru_cache(maxsize=1)
def presets() -> tuple[Preset, ...]:
    """What the shipped network said of each embedded picture, rounded to a tenth, and equal logits.

    A picture of none of the classes gets the class that the network takes it for as the true one.
    """
    network = load_network()
    found = []
    for picture in network.pictures:
        logits = load_recording(picture.key).arrays()["outputs"].astype(np.float64).round(1) + 0.0
        label = picture.label or network.classes[int(logits.argmax())]
        found.append(Preset(picture.key, tuple(logits.tolist()), label))
    return (*found, Preset("equal", (0.0,) * len(network.classes), network.classes[0]))


def matching_preset(logits: Sequence[float], label: str) -> str | None:
    """The key of the preset with these logits and this true class, if there is one.

    Example:
        >>> matching_preset([0.0, 0.0, 0.0, 0.0, 0.0], "daisy")
        'equal'
    """
    for preset in presets():
        if preset.logits == tuple(logits) and preset.label == label:
            return preset.key
    return None


def _loss(logits: FloatArray, label: int) -> float:
    return float(sparse_categorical_crossentropy(logits, label, from_logits=True))
