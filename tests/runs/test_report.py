"""What a page says of a run follows from its history."""

import math

import numpy as np
import pytest

from lib.runs.history import BatchRow, EpochRow, History
from lib.runs.report import confusion_matrix, epoch_arithmetic, in_cell, progress


def batch(epoch: int, number: int, seconds: float, images: int = 32) -> BatchRow:
    return BatchRow(epoch, number, 1.0, 0.5, images, seconds)


def test_the_numbers_of_the_notes_come_out():
    found = epoch_arithmetic(2936, 734, batch_size=32, epochs=10, class_count=5)
    assert (found.total, found.batches, found.last_batch, found.updates) == (3670, 92, 24, 920)
    assert found.guess == 0.2 and found.guess_loss == math.log(5)


def test_a_full_last_batch_is_counted_as_full():
    assert epoch_arithmetic(64, 16, batch_size=32, epochs=1, class_count=2).last_batch == 32


def test_progress_counts_batches_and_estimates_the_rest_from_the_last_ones():
    history = History(batches=tuple(batch(2, n, 10 + n * 0.5) for n in range(1, 5)))
    found = progress(history, epoch_count=3, batch_count=10)
    assert (found.epoch, found.batch) == (2, 4)
    assert found.share == pytest.approx(14 / 30)
    assert found.images_per_second == pytest.approx(64)
    assert found.seconds_left == pytest.approx(16 * 0.5)


def test_progress_before_the_first_batch_says_which_epoch_comes_and_no_speed():
    found = progress(History(), epoch_count=3, batch_count=10)
    assert (found.epoch, found.share, found.images_per_second) == (1, 0.0, None)


def test_progress_after_a_resume_goes_on_from_the_last_ended_epoch():
    history = History(epochs=(EpochRow(1, 1.0, 0.5, 1.0, 0.5, 4.0, 4.0, 10.0),))
    assert progress(history, epoch_count=2, batch_count=5).share == 0.5


def test_the_confusion_matrix_counts_every_picture_once():
    random = np.random.default_rng(1)
    labels = random.integers(0, 4, 300)
    probabilities = random.dirichlet(np.ones(4), 300).astype(np.float32)
    counts = confusion_matrix(labels, probabilities)
    assert counts.sum() == 300
    for true in range(4):
        for said in range(4):
            found = in_cell(labels, probabilities, true_class=true, predicted_class=said)
            assert len(found) == counts[true, said]
            assert np.all(labels[found] == true)
            assert np.all(np.diff(probabilities[found, said]) <= 0)
