"""Dropout keeps the mean, changes no shape, and hardly ever cuts a layer off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.dropout import (
    CutOff,
    cut_off_probability,
    draw_mask,
    dropout,
    running_mean,
    simulate_cut_off,
)
from lib.errors import NumberError, ShapeError

RATES = st.sampled_from([0.0, 0.2, 0.5, 0.9])
SHAPES = st.lists(st.integers(1, 6), min_size=1, max_size=3).map(tuple)


@given(SHAPES, RATES, st.integers(0, 99))
def test_a_value_is_dropped_or_scaled_and_the_shape_stays(shape, rate, seed):
    x = np.random.default_rng(seed).normal(size=shape)
    y = dropout(x, rate, seed=seed)
    kept = draw_mask(shape, rate, seed=seed).kept
    assert y.shape == x.shape
    np.testing.assert_allclose(y[kept], x[kept] / (1 - rate))
    assert (y[~kept] == 0).all()


@given(SHAPES, RATES)
def test_nothing_happens_in_prediction_or_at_rate_zero(shape, rate):
    x = np.random.default_rng(1).normal(size=shape)
    assert np.array_equal(dropout(x, rate, seed=1, training=False), x)
    assert np.array_equal(dropout(x, 0.0, seed=1), x)


def test_kept_values_are_those_of_keras_and_as_many(keras):
    x = np.ones((1, 40_000), np.float32)
    by_keras = np.asarray(keras.layers.Dropout(0.2, seed=1)(x, training=True))
    ours = dropout(x, 0.2, seed=1)
    assert ours.dtype == np.float32
    # The draws differ; the values that can come out do not.
    np.testing.assert_allclose(np.unique(ours), np.unique(by_keras), rtol=1e-6)
    deviation = np.sqrt(0.2 * 0.8 / x.size)
    for y in (ours, by_keras):
        assert abs((y == 0).mean() - 0.2) < 5 * deviation


def test_the_mean_over_many_draws_is_the_value():
    x = np.array([1.0, -2.0, 3.0])
    draws = np.stack([dropout(x, 0.5, seed=seed) for seed in range(4000)])
    means = running_mean(draws)
    # One draw of a value v has the deviation |v| · √(p / (1 − p)) = |v|.
    assert (np.abs(means[-1] - x) < 5 * np.abs(x) / np.sqrt(4000)).all()
    np.testing.assert_allclose(means[9], draws[:10].mean(axis=0))


def test_seeds_repeat_and_differ():
    masks = [draw_mask(100, 0.5, seed=seed).kept for seed in (1, 1, 2)]
    assert np.array_equal(masks[0], masks[1]) and not np.array_equal(masks[0], masks[2])


@pytest.mark.parametrize(("rate", "units"), [(0.5, 1), (0.5, 4), (0.8, 7), (0.2, 2)])
def test_simulated_and_computed_cut_offs_agree(rate, units):
    draws = 40_000
    expected = cut_off_probability(rate, units).probability
    found = simulate_cut_off(rate, units, draws, seed=3)
    assert found.shape == (draws,)
    assert abs(found.mean() - expected) < 5 * np.sqrt(expected * (1 - expected) / draws)


def test_simulating_in_blocks_draws_the_same_masks(monkeypatch):
    whole = simulate_cut_off(0.6, 3, 1000, seed=4)
    monkeypatch.setattr("lib.cnn.dropout._BLOCK", 10)
    assert np.array_equal(simulate_cut_off(0.6, 3, 1000, seed=4), whole)


def test_a_probability_too_small_for_a_float_still_has_its_size():
    cut_off = cut_off_probability(0.2, 30976)
    assert cut_off.probability == 0.0
    assert cut_off.log10 == pytest.approx(30976 * np.log10(0.2))
    assert cut_off_probability(0.0, 5) == CutOff(0.0, -np.inf)
    small = cut_off_probability(0.5, 20)
    assert 10**small.log10 == pytest.approx(small.probability)


def test_rates_units_and_draws_are_checked():
    for call in (
        lambda: dropout([1.0], 1.0, seed=1),
        lambda: dropout([1.0], -0.1, seed=1, training=False),
        lambda: cut_off_probability(0.5, 0),
        lambda: simulate_cut_off(0.5, 10**5, 10**5, seed=1),
        lambda: simulate_cut_off(0.5, 10, 0, seed=1),
    ):
        with pytest.raises(NumberError, match=r"number\.out_of_range"):
            call()
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        draw_mask(3, 0.5, seed=1).apply([1.0, 2.0])
