"""Bounds hold whatever Keras computes, and are reached where a layer stands alone."""

import keras
import numpy as np
import pytest

from lib.cnn import intervals
from lib.cnn.activations import ACTIVATIONS
from lib.cnn.intervals import Interval
from lib.cnn.windows import window_rules

WINDOWS = [
    ("same", (1, 1), (1, 1)), ("valid", (2, 1), (1, 1)), ("same", (2, 2), (1, 1)),
    ("same", (1, 1), (2, 2)), ("valid", (1, 1), (1, 2)),
]  # fmt: skip


def random_interval(rng, channels):
    ends = np.sort(rng.normal(0.4, 1, (2, channels)), axis=0)
    return Interval(ends[0], ends[1])


def extremes(kernel, bounds, most):
    """An input that drives every product of one filter to its end: (kh, kw, C)."""
    towards_high = (kernel > 0) == most
    return np.where(towards_high, bounds.high, bounds.low)


@pytest.mark.parametrize(("padding", "strides", "dilation"), WINDOWS)
def test_a_convolution_stays_within_its_bounds_and_reaches_them(padding, strides, dilation):
    rng = np.random.default_rng(1)
    x, kernel, bias = random_interval(rng, 2), rng.normal(size=(3, 2, 2, 3)), rng.normal(size=3)
    rules = window_rules((6, 5), (3, 2), stride=strides, dilation=dilation, padding=padding)
    found = intervals.convolution(x, kernel, rules, bias)

    def keras_gives(pictures):
        return (
            np.asarray(
                keras.ops.conv(
                    pictures, kernel, strides=strides, padding=padding, dilation_rate=dilation
                )
            )
            + bias
        )

    pictures = rng.uniform(x.low, x.high, (200, 6, 5, 2))
    given = keras_gives(pictures).reshape(-1, 3)
    assert (given >= found.low - 1e-9).all()
    assert (given <= found.high + 1e-9).all()
    # Each bound is some cell's: a picture that is extreme under one window reaches it there.
    for filter_ in range(3):
        for most, bound in ((False, found.low), (True, found.high)):
            reached = []
            for row in range(rules[0].output_size):
                for column in range(rules[1].output_size):
                    picture = np.broadcast_to((x.low + x.high) / 2, (6, 5, 2)).copy()
                    lay(picture, extremes(kernel[..., filter_], x, most), rules, (row, column))
                    reached.append(keras_gives(picture[None])[0, row, column, filter_])
            best = max(reached) if most else min(reached)
            np.testing.assert_allclose(best, bound[filter_], atol=1e-6)


def lay(picture, patch, rules, place):
    """Put a patch where the window of an output cell lies; padding stays what it is."""
    first = [at * rule.stride - rule.before for at, rule in zip(place, rules, strict=True)]
    for i in range(patch.shape[0]):
        for j in range(patch.shape[1]):
            row, column = first[0] + i * rules[0].dilation, first[1] + j * rules[1].dilation
            if 0 <= row < picture.shape[0] and 0 <= column < picture.shape[1]:
                picture[row, column] = patch[i, j]


def test_padding_widens_bounds_only_where_zero_is_not_among_the_inputs():
    kernel = np.ones((3, 3, 1, 1))
    same = window_rules((5, 5), 3, padding="same")
    valid = window_rules((5, 5), 3)
    bright = intervals.interval(1, 2, 1)
    assert intervals.convolution(bright, kernel, valid).least == 9
    assert intervals.convolution(bright, kernel, same).least == 4  # a corner sees four cells
    dark = intervals.interval(-1, 2, 1)
    assert intervals.convolution(dark, kernel, same).least == -9


def test_a_dense_layer_reaches_both_its_bounds():
    rng = np.random.default_rng(2)
    x, weights, bias = random_interval(rng, 7), rng.normal(size=(7, 4)), rng.normal(size=4)
    found = intervals.weighted_sum(x, weights, bias)
    lowest = [np.where(column > 0, x.low, x.high) @ column for column in weights.T]
    highest = [np.where(column > 0, x.high, x.low) @ column for column in weights.T]
    np.testing.assert_allclose(found.low, np.array(lowest) + bias)
    np.testing.assert_allclose(found.high, np.array(highest) + bias)


@pytest.mark.parametrize("name", [*ACTIVATIONS, "linear"])
def test_an_activation_takes_every_value_between_its_bounds_and_no_other(name):
    rng = np.random.default_rng(3)
    for _ in range(20):
        x = random_interval(rng, 1)
        x = Interval(3 * x.low, 3 * x.high)
        given = np.asarray(getattr(keras.activations, name)(np.linspace(x.low[0], x.high[0], 4001)))
        found = intervals.activation(x, name)
        np.testing.assert_allclose([given.min(), given.max()], [found.least, found.largest],
                                   atol=2e-3 * (1 + x.largest - x.least))  # fmt: skip
        assert given.min() >= found.least - 1e-6
        assert given.max() <= found.largest + 1e-6


def test_bounds_without_end_stay_bounds():
    endless = Interval(np.array([-np.inf, 0.0]), np.array([np.inf, 1.0]))
    found = intervals.weighted_sum(endless, [[0.0, 1.0, 0.0], [1.0, 0.0, -1.0]])
    assert (found.low.tolist(), found.high.tolist()) == ([0, -np.inf, -1], [1, np.inf, 0])
    assert intervals.affine(endless, [0.0, 2.0], 1.0).low.tolist() == [1, 1]
    kernel = np.array([[[[1.0, 0.0]], [[-1.0, 0.0]]]])  # one row, two columns, one channel
    rules = window_rules((3, 3), (1, 2))
    found = intervals.convolution(intervals.interval(-np.inf, np.inf, 1), kernel, rules)
    assert (found.low.tolist(), found.high.tolist()) == ([-np.inf, 0], [np.inf, 0])
    for name in ACTIVATIONS:
        behind = intervals.activation(endless, name)
        assert not np.isnan([behind.low, behind.high]).any()
        assert behind.can_be_negative[0] == ACTIVATIONS[name].can_be_negative
    assert intervals.leaky(endless, 0.0).low.tolist() == [0, 0]


def test_softmax_reaches_its_bounds_at_the_corners():
    rng = np.random.default_rng(4)
    x = random_interval(rng, 3)
    found = intervals.activation(x, "softmax")
    corners = np.array(np.meshgrid(*zip(x.low, x.high, strict=True))).reshape(3, -1).T
    shares = np.asarray(keras.ops.softmax(corners))
    np.testing.assert_allclose(found.low, shares.min(axis=0))
    np.testing.assert_allclose(found.high, shares.max(axis=0))
