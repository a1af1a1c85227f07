"""What a page shows of a run: numbers drawn from its history and its validation pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.runs.history import History


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    Attributes:
        epoch: The epoch being trained, from 1.
        epoch_count: How many there will be.
        batch: Batches of this epoch that are done.
        batch_count: Batches an epoch.
        share: Of the whole training, 0 to 1.
        images_per_second: Over the last batches; None before two have been.
        seconds_left: Estimated from the same batches; None before two have been.
    """

    epoch: int
    epoch_count: int
    batch: int
    batch_count: int
    share: float
    images_per_second: float | None
    seconds_left: float | None


def progress(history: History, *, epoch_count: int, batch_count: int, window: int = 60) -> Progress:
    """Read the progress off a history.

    Args:
        history: The lines so far.
        epoch_count: Epochs of the recipe.
        batch_count: Batches an epoch.
        window: How many of the last batches the speed is taken from.
    """
    batches, ended = history.batches, history.last_epoch
    if not batches:
        return Progress(ended + 1, epoch_count, 0, batch_count, ended / epoch_count, None, None)
    last = batches[-1]
    done = (last.epoch - 1) * batch_count + last.batch
    total = epoch_count * batch_count
    recent = batches[-window:]
    elapsed = recent[-1].seconds - recent[0].seconds
    speed = left = None
    if len(recent) > 1 and elapsed > 0:
        speed = sum(row.images for row in recent[1:]) / elapsed
        left = (total - done) * elapsed / (len(recent) - 1)
    return Progress(last.epoch, epoch_count, last.batch, batch_count, done / total, speed, left)


def confusion_matrix(
    labels: NDArray[np.int64], probabilities: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Count the validation pictures by what they are and what the network says.

    Args:
        labels: (N,) class indices from 0.
        probabilities: (N, K) shares.

    Returns:
        (K, K) counts: row = true class, column = predicted class.

    Example:
        >>> confusion_matrix(np.array([0, 1, 1]), np.eye(2, dtype=np.float32)[[0, 1, 0]])
        array([[1, 0],
               [1, 1]])
    """
    class_count = probabilities.shape[1]
    predicted = probabilities.argmax(axis=1)  # (N, K) -> (N,)
    pairs = labels * class_count + predicted
    counts = np.bincount(pairs, minlength=class_count**2)
    return counts.reshape(class_count, class_count)


def in_cell(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    *,
    true_class: int,
    predicted_class: int,
) -> NDArray[np.int64]:
    """Indices of the pictures behind one cell, the most confident first."""
    predicted = probabilities.argmax(axis=1)
    found = np.flatnonzero((labels == true_class) & (predicted == predicted_class))
    confidence = probabilities[found, predicted_class]
    return found[np.argsort(-confidence, kind="stable")]


@dataclass(frozen=True)
class EpochArithmetic:
    """How pictures become batches and batches become updates.

    Example:
        >>> epoch_arithmetic(2936, 734, batch_size=32, epochs=10, class_count=5).batches
        92
    """

    total: int
    training: int
    validation: int
    batch_size: int
    batches: int  # an epoch
    last_batch: int  # pictures in the last one
    epochs: int
    updates: int
    classes: int
    guess: float  # share that guessing gets right
    guess_loss: float  # its cross-entropy, ln K


def epoch_arithmetic(
    training: int, validation: int, *, batch_size: int, epochs: int, class_count: int
) -> EpochArithmetic:
    """Batches an epoch = ⌈training / batch size⌉; one update a batch.

    Args:
        training: Pictures trained on, at least 1.
        validation: Pictures held back.
        batch_size: Pictures a batch.
        epochs: Walks through the training pictures.
        class_count: Number of classes K.
    """
    batches = math.ceil(training / batch_size)
    return EpochArithmetic(
        total=training + validation,
        training=training,
        validation=validation,
        batch_size=batch_size,
        batches=batches,
        last_batch=training - (batches - 1) * batch_size,
        epochs=epochs,
        updates=batches * epochs,
        classes=class_count,
        guess=1 / class_count,
        guess_loss=math.log(class_count),
    )
