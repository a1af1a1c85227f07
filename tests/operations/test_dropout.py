"""What the dropout page says is what its draws did."""

import numpy as np
import pytest

from lib.cnn.dense import flatten
from lib.cnn.dropout import cut_off_probability
from lib.operations import cut_off, dropout
from lib.operations.feature_maps import learned, pooled
from lib.operations.small_layer import draw_small, small_layer

RATES = (0.0, 0.2, 0.5, 0.95)


@pytest.mark.parametrize("rate", RATES)
def test_a_draw_keeps_the_shape_and_every_number_is_zero_or_enlarged(rate):
    draw = dropout.draw("tulips", rate, seed=3, training=True)
    assert draw.after.shape == draw.before.shape == (12, 12, 64)
    zero = draw.after == 0
    np.testing.assert_allclose(draw.after[~zero], draw.before[~zero] / (1 - rate))
    assert draw.dropped / draw.before.size == pytest.approx(rate, abs=0.02)


def test_at_the_size_of_the_notes_the_maps_are_those_of_keras():
    import keras

    from lib.operations.feature_maps import network_input
    from lib.runs.shipped import shipped_run

    shipped = keras.models.load_model(shipped_run().model_path, compile=False)
    layers = [
        layer for layer in shipped.layers if type(layer).__name__ in ("Conv2D", "MaxPooling2D")
    ]
    x = network_input("coffee", 180)[None]
    for layer in layers:
        x = layer(x)
    draw = dropout.draw("coffee", 0.2, seed=1, training=False, side=180)
    assert draw.before.shape == (22, 22, 64)
    np.testing.assert_allclose(draw.before, np.asarray(x)[0], rtol=1e-4, atol=1e-5)


def test_in_prediction_nothing_changes():
    draw = dropout.draw("tulips", 0.5, seed=3, training=False)
    assert (draw.after == draw.before).all() and draw.scale == 1 and draw.dropped == 0


def test_over_many_draws_the_mean_of_the_layer_stays():
    draws = [dropout.draw("cat", 0.5, seed=seed, training=True) for seed in range(60)]
    mean = float(np.mean([draw.after.mean() for draw in draws]))
    assert mean == pytest.approx(float(draws[0].before.mean()), rel=0.01)


def test_the_running_mean_settles_at_the_number_and_without_scale_at_what_is_left():
    means = dropout.means(0.8, 0.25, seed=2)
    assert len(means.scaled) == dropout.MEAN_DRAWS
    assert means.scaled[-1] == pytest.approx(0.8, rel=0.06)
    assert means.unscaled[-1] == pytest.approx(0.6, rel=0.06)
    np.testing.assert_allclose(means.scaled * 0.75, means.unscaled)


def test_a_small_layer_holds_the_largest_numbers_with_their_learned_weights():
    layer = small_layer("roses", 5)
    vector = flatten(pooled("roses", 2))
    assert layer.values.tolist() == sorted(vector.tolist(), reverse=True)[:5]
    for place, (index, where) in enumerate(zip(layer.indices, layer.places, strict=True)):
        assert vector[index] == pooled("roses", 2)[where] == layer.values[place]
        for unit, number in enumerate(layer.units):
            assert layer.weights[place, unit] == learned("dense").kernel[index, number]


@pytest.mark.parametrize("training", [True, False])
def test_the_graph_shows_the_same_draw_as_the_maps(training):
    whole = dropout.draw("roses", 0.6, seed=8, training=training)
    small = draw_small(small_layer("roses", 8), whole)
    for place, where in enumerate(small.layer.places):
        assert small.after[place] == whole.after[where]
    # The whole layer with every other input at zero comes to the same sums.
    kernel = learned("dense").kernel.astype(np.float64)
    for vector, sums in (
        (flatten(whole.after), small.sums),
        (flatten(whole.before), small.sums_in_prediction),
    ):
        others = np.setdiff1d(np.arange(vector.size), small.layer.indices)
        alone = vector.copy()
        alone[others] = 0
        np.testing.assert_allclose(sums, (alone @ kernel)[list(small.layer.units)], rtol=1e-6)


def test_a_small_layer_is_cut_off_when_nothing_is_kept():
    layer = small_layer("roses", 1)
    found = {
        draw_small(layer, dropout.draw("roses", 0.5, seed=seed, training=True)).cut_off
        for seed in range(20)
    }
    assert found == {True, False}


@pytest.mark.parametrize("rate", RATES)
def test_what_happened_lies_within_four_deviations_of_what_was_computed(rate):
    for trial in cut_off.cut_offs(rate, seed=5):
        chance = rate**trial.units
        assert trial.computed.probability == pytest.approx(chance)
        deviation = np.sqrt(trial.draws * chance * (1 - chance))
        assert abs(trial.happened - trial.draws * chance) <= 4 * deviation + 1


@pytest.mark.parametrize("rate", [0.0, 0.05, 0.5, 0.95])
def test_the_expected_number_is_always_among_at_least_two_guesses(rate):
    for units in cut_off.SMALL_LAYERS:
        guesses = cut_off.guesses(rate, units)
        assert cut_off.expected_cut_offs(rate, units) in guesses
        assert len(guesses) >= 2 and len(set(guesses)) == len(guesses)


def test_the_formula_speaks_of_both_networks():
    facts = cut_off.formula_facts(dropout.draw("cat", 0.2, seed=1, training=True), 0.2, 3)
    assert facts["small"] == "0.008"
    assert facts["small_chance"] == "10^{-6441.7}"  # 9,216 · log10 0.2
    assert facts["notes_chance"] == "10^{-21651.3}"  # 30,976 · log10 0.2


@pytest.mark.parametrize("percent", range(0, 100, 5))
def test_every_rate_and_size_of_the_small_layer_has_a_power_of_ten_that_is_its_chance(percent):
    for units in cut_off.SMALL_LAYERS:
        written = cut_off.power_of_ten(cut_off_probability(percent / 100, units))
        value = float(written.replace(r" \cdot 10^{", "e").rstrip("}"))
        assert value == pytest.approx((percent / 100) ** units, rel=0.005)
