"""What the ReLU page says is what the maps hold."""

import numpy as np
import pytest

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.convolution import cross_correlate
from lib.operations import relu
from lib.operations.feature_maps import learned, network_input, picture_keys, pre_activation


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("shift", [-0.3, 0.0, 0.4])
def test_a_response_is_the_convolution_with_the_shifted_bias_through_the_activation(name, shift):
    weights = learned("conv2d")
    sums = cross_correlate(
        network_input("cat").astype(np.float64),
        weights.kernel[..., 4:5],
        bias=float(weights.bias[4]) + shift,
        padding="same",
    )[..., 0]
    response = relu.respond("cat", 1, 5, name, shift=shift)
    activation = ACTIVATIONS[name]
    np.testing.assert_allclose(response.before, sums, atol=1e-6)
    np.testing.assert_allclose(response.after, activation.function(sums), atol=1e-6)


def test_zeros_and_blocked_gradient_are_the_cells_not_above_zero_for_relu_alone():
    for name in ACTIVATIONS:
        response = relu.respond("daisy", 1, 6, name, shift=-0.1)
        below = float((response.before <= 0).mean())
        assert 0.05 < below < 0.95  # else this would prove nothing
        expected = below if name == "relu" else 0.0
        assert response.zero_share == response.blocked_share == expected


def test_the_histogram_holds_every_cell_and_splits_at_zero():
    response = relu.respond("daisy", 3, 1, "tanh", shift=-1.2)
    bars = response.histogram()
    assert sum(bars) == pytest.approx(1)
    assert sum(bars[:25]) == pytest.approx(float((response.before < 0).mean()))


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_filter_is_silent_if_and_only_if_relu_leaves_zeros_on_every_picture(layer):
    for shift in (-0.5, -0.25, 0.0):
        filters = relu.shifted_filters("cat", layer, shift=shift)
        maps = [
            np.maximum(pre_activation(key, layer - 1) + np.float64(shift), 0)
            for key in picture_keys()
        ]
        silent = np.all([one.max(axis=(0, 1)) == 0 for one in maps], axis=0)
        assert filters.silent.tolist() == silent.tolist()
        here = maps[picture_keys().index("cat")].max(axis=(0, 1)) == 0
        assert filters.silent_here.tolist() == here.tolist()


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_lower_biases_never_wake_a_filter_and_the_sliders_end_silences_all(layer):
    counts = [
        int(relu.shifted_filters("cat", layer, shift=shift).silent.sum())
        for shift in np.linspace(0.4, -1.2, 33)
    ]
    assert counts == sorted(counts)
    assert counts[-1] == relu.filter_count(layer)


def test_the_picture_named_for_a_filter_is_where_it_is_largest():
    filters = relu.shifted_filters("cat", 2, shift=0.1)
    for place, key in enumerate(filters.best_picture):
        peak = relu.respond(key, 2, place + 1, "relu", shift=0.1).before.max()
        assert peak == pytest.approx(filters.anywhere[place], abs=1e-6)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_trial_counts_as_the_slider_does(layer):
    trial = relu.lower_biases(layer)
    assert trial.silent == relu.shifted_filters("cat", layer, shift=trial.shift).silent.sum()
    assert trial.answer in relu.TRIAL_ANSWERS


@pytest.mark.parametrize(
    ("silent", "answer"), [(0, "none"), (7, "few"), (8, "most"), (15, "most"), (16, "all")]
)
def test_a_trials_answer_is_named_by_its_share(silent, answer):
    assert relu.Trial(-0.4, silent, 16).answer == answer


@pytest.mark.parametrize("place", [(3, 5), (0, 95)])
def test_a_cells_parts_are_the_products_the_bias_and_the_shift(place):
    response = relu.respond("coffee", 1, 2, "gelu", shift=0.2)
    cell = relu.follow(response, place)
    weights = learned("conv2d")
    products = cross_correlate(
        network_input("coffee").astype(np.float64), weights.kernel[..., 1:2], padding="same"
    )[..., 0]  # what the page shows as the sum of x · w
    assert cell.products == pytest.approx(products[place], abs=1e-6)
    assert cell.bias == float(weights.bias[1]) and cell.shift == 0.2
    assert cell.z == pytest.approx(products[place] + cell.bias + 0.2, abs=1e-6)
    assert cell.value == pytest.approx(float(ACTIVATIONS["gelu"].function(cell.z)))
    assert cell.slope == pytest.approx(float(ACTIVATIONS["gelu"].derivative(cell.z)))


def test_a_cell_in_the_middle_is_followed_first():
    cell = relu.follow(relu.respond("coffee", 1, 2, "gelu", shift=0.2), None)
    assert (cell.row, cell.column) == (48, 48)


def test_no_slope_is_steeper_than_the_steepest_wherever_one_looks():
    grid = np.linspace(-60, 60, 240_001)
    for name, activation in ACTIVATIONS.items():
        assert activation.derivative(grid).max() == pytest.approx(relu.steepest(name), abs=1e-3)


@pytest.mark.parametrize(("name", "limit"), [("softplus", 1.0), ("silu", 1.0998), ("gelu", 1.129)])
def test_the_steepest_place_outside_the_drawn_curve_counts(name, limit):
    assert relu.steepest(name) == pytest.approx(limit, abs=5e-4)
