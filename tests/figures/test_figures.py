"""Figures hold the library's numbers."""

import numpy as np
import pytest

from lib.figures.curves import Curve, CurveLabels, learning_curve, thin
from lib.figures.probabilities import probability_bars
from lib.figures.theme import MAGNITUDE, SIGNED

LABELS = CurveLabels("Epoch", "each batch", "training", "validation", "guessing")


@pytest.mark.parametrize("lost", [float("nan"), float("inf")])
def test_losses_that_are_no_numbers_leave_the_scale_to_the_others(lost):
    curve = Curve([0.5, 1, 1.5, 2], [2.0, 1.0, lost, lost], [1, 2], [1.5, lost], [3.0, lost])
    low, high = learning_curve(curve, LABELS, epoch_count=2, share=False).layout.yaxis.range
    assert (low, high) == (0, pytest.approx(1.08 * 3.0))
    nothing = Curve([1], [lost], [1], [lost], [lost])
    assert learning_curve(nothing, LABELS, epoch_count=2, share=False).layout.yaxis.range[1] > 1


def test_a_learning_curve_holds_the_values_of_every_epoch():
    curve = Curve([0.5, 1.0], [1.5, 1.25], [1], [1.4], [1.3])
    figure = learning_curve(curve, LABELS, epoch_count=5, share=False, reference=1.6)
    batches, training, validation = figure.data
    assert list(batches.y) == [1.5, 1.25] and list(batches.x) == [0.5, 1.0]
    assert list(training.y) == [1.4] and list(validation.y) == [1.3]
    assert figure.layout.xaxis.range == (0, 5.2)
    assert figure.layout.yaxis.range[1] > 1.5


def test_an_empty_curve_is_drawn_as_an_empty_frame_of_full_length():
    figure = learning_curve(Curve([], [], [], [], []), LABELS, epoch_count=9, share=True)
    assert figure.layout.xaxis.range == (0, 9.2) and list(figure.data[1].y) == []


def test_a_long_run_is_thinned_without_changing_its_mean():
    values = np.random.default_rng(0).random(6000)
    positions, kept = thin(list(range(6000)), list(values), most=600)
    assert len(kept) == len(positions) == 600
    assert np.mean(kept) == pytest.approx(values.mean())


def test_probability_bars_hold_every_class_with_the_most_probable_on_top():
    figure = probability_bars(["a", "b", "c"], np.array([0.2, 0.7, 0.1]), share_label="p")
    assert list(figure.data[0].y) == ["c", "a", "b"]  # drawn from the bottom up
    assert list(figure.data[0].x) == [0.1, 0.2, 0.7]
    assert figure.data[0].text[-1] == "70.0%"


def test_zero_is_white_in_both_scales():
    assert SIGNED[len(SIGNED) // 2] == MAGNITUDE[0] == "#ffffff"
