"""Pooling and its gradient equal Keras', and what Keras lacks equals its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.invariance import invariance_curve, shift, unchanged_share
from lib.cnn.pooling import REDUCTIONS, pool, pool_gradient, winners
from lib.cnn.windows import input_range, window_rules
from lib.errors import NumberError, ShapeError

NOTES = np.arange(1.0, 10.0).reshape(3, 3)


@st.composite
def cases(draw, ties=True):
    """A map with channels and how the window moves."""
    window = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    stride = draw(st.one_of(st.none(), st.tuples(st.integers(1, 3), st.integers(1, 3))))
    padding = draw(st.sampled_from(["valid", "same"]))
    shape = (draw(st.integers(4, 9)), draw(st.integers(4, 9)), draw(st.integers(1, 3)))
    random = np.random.default_rng(draw(st.integers(0, 999)))
    few = ties and draw(st.booleans())
    x = random.integers(-2, 2, shape).astype(float) if few else random.normal(size=shape)
    return x, {"window": window, "stride": stride, "padding": padding}


def by_tensorflow(tf, x, kind, options):
    pooling = {"max": tf.nn.max_pool2d, "average": tf.nn.avg_pool2d}[kind]
    stride = options["stride"] or options["window"]
    return pooling(
        tf.convert_to_tensor(x)[None], options["window"], stride, options["padding"].upper()
    )[0]


def window_cells(x, options, row, column):
    """The cells of the map that one output sees, with their offsets from the window's centre."""
    stride = options["stride"] or options["window"]
    rules = window_rules(x.shape, options["window"], stride=stride, padding=options["padding"])
    rows, columns = input_range(rules[0], row), input_range(rules[1], column)
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            if 0 <= r < x.shape[0] and 0 <= c < x.shape[1]:
                yield x[r, c], i - (len(rows) - 1) / 2, j - (len(columns) - 1) / 2


def test_the_example_of_the_notes():
    assert pool(NOTES, padding="same").tolist() == [[5, 6], [8, 9]]


@pytest.mark.parametrize("name", ["MaxPooling2D", "AveragePooling2D"])
@pytest.mark.parametrize("padding", ["valid", "same"])
def test_it_is_the_layer_of_keras(keras, name, padding):
    x = np.random.default_rng(1).normal(size=(7, 10, 4)).astype(np.float32)
    for window, stride in ((2, None), (3, 2), ((2, 3), (1, 2))):
        layer = getattr(keras.layers, name)(window, strides=stride, padding=padding)
        expected = np.asarray(layer(x[None]))[0]
        reduction = "max" if name.startswith("Max") else "average"
        found = pool(x, reduction=reduction, window=window, stride=stride, padding=padding)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6)


@given(case=cases())
def test_maximum_minimum_and_average_are_those_of_tensorflow(tf, case):
    x, options = case
    largest = by_tensorflow(tf, x, "max", options).numpy()
    least = -by_tensorflow(tf, -x, "max", options).numpy()
    average = by_tensorflow(tf, x, "average", options).numpy()
    assert np.array_equal(pool(x, reduction="max", **options), largest)
    assert np.array_equal(pool(x, reduction="min", **options), least)
    np.testing.assert_allclose(pool(x, reduction="average", **options), average, atol=1e-12)


@given(case=cases(), data=st.data())
def test_norms_and_the_weighted_average_follow_their_definition(case, data):
    x, options = case
    sigma = data.draw(st.sampled_from([0.3, 1.0, 2.5]))
    y = {name: pool(x, reduction=name, sigma=sigma, **options) for name in REDUCTIONS}
    row, column = (data.draw(st.integers(0, side - 1)) for side in y["l2"].shape[:2])
    cells, down, right = zip(*window_cells(x, options, row, column), strict=True)
    squares = np.square(cells)  # (n, C)
    weights = np.exp(-(np.square(down) + np.square(right)) / (2 * sigma**2))
    expected = {
        "l2": np.sqrt(squares.sum(axis=0)),
        "root_mean_square": np.sqrt(squares.mean(axis=0)),
        "gaussian": (weights[:, None] * cells).sum(axis=0) / weights.sum(),
    }
    for name, values in expected.items():
        np.testing.assert_allclose(y[name][row, column], values, atol=1e-12)


@given(case=cases(), kind=st.sampled_from(["max", "average"]))
def test_the_gradient_is_that_of_tensorflow(tf, case, kind):
    x, options = case
    watched = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        y = by_tensorflow(tf, watched, kind, options)
    flow = np.random.default_rng(3).normal(size=y.shape)
    expected = tape.gradient(y, watched, output_gradients=tf.constant(flow)).numpy()
    found = pool_gradient(x, flow, reduction=kind, **options)
    np.testing.assert_allclose(found, expected, atol=1e-12)


@given(case=cases(ties=False), reduction=st.sampled_from(REDUCTIONS))
def test_the_gradient_is_the_slope(case, reduction):
    x, options = case
    random = np.random.default_rng(5)
    y = pool(x, reduction=reduction, **options)
    flow, direction, step = random.normal(size=y.shape), random.normal(size=x.shape), 1e-7
    gradient = pool_gradient(x, flow, reduction=reduction, **options)
    ahead = pool(x + step * direction, reduction=reduction, **options)
    behind = pool(x - step * direction, reduction=reduction, **options)
    slope = (flow * (ahead - behind)).sum() / (2 * step)
    assert (gradient * direction).sum() == pytest.approx(slope, rel=1e-4, abs=1e-4)


def test_the_norms_have_no_slope_at_zero():
    for reduction in ("l2", "root_mean_square"):
        assert not pool_gradient(np.zeros((4, 4)), np.ones((2, 2)), reduction=reduction).any()


@given(case=cases(), reduction=st.sampled_from(["max", "min"]))
def test_a_winner_has_the_value_of_the_output_and_is_the_first_of_its_equals(case, reduction):
    x, options = case
    y = pool(x, reduction=reduction, **options)
    where = winners(x, reduction=reduction, **options)
    assert where.shape == (*y.shape, 2)
    rows, columns = where[..., 0], where[..., 1]
    assert np.array_equal(x[rows, columns, np.arange(x.shape[2])], y)


def test_of_equal_cells_the_first_wins():
    assert winners(np.zeros((4, 4))).tolist() == [[[0, 0], [0, 2]], [[2, 0], [2, 2]]]


def test_a_map_of_minus_infinity_still_has_winners_inside():
    where = winners(np.full((3, 3), -np.inf), window=3, stride=1, padding="same")
    assert where.min() == 0


def test_pooling_a_single_map_is_pooling_one_channel():
    x = np.random.default_rng(8).normal(size=(6, 7))
    for reduction in REDUCTIONS:
        alone = pool(x, reduction=reduction, window=3, padding="same")
        stacked = pool(x[..., None], reduction=reduction, window=3, padding="same")
        assert np.array_equal(alone, stacked[..., 0])


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"reduction": "median"}, "reduction"),
        ({"window": 5}, "window_larger"),
        ({"window": 2, "padding": (2, 0)}, "pooling_padding"),
        ({"stride": 0}, "stride"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_reason(options, key):
    with pytest.raises(ShapeError, match=rf"shape\.{key}"):
        pool(np.zeros((4, 4)), **options)


def test_an_average_has_no_winner_and_sigma_is_checked():
    with pytest.raises(ShapeError, match=r"shape\.reduction"):
        winners(NOTES, reduction="average")
    for sigma in (0, float("nan"), -1.0):
        with pytest.raises(NumberError, match=r"number\.out_of_range"):
            pool(NOTES, reduction="gaussian", sigma=sigma)
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        pool_gradient(NOTES, np.ones((2, 2)))


@given(st.integers(-4, 4), st.integers(-4, 4))
def test_a_shift_around_the_edge_is_a_roll_and_back_is_where_it_was(rows, columns):
    x = np.random.default_rng(9).normal(size=(5, 6, 2))
    moved = shift(x, rows, columns, border="wrap")
    assert np.array_equal(moved, np.roll(x, (rows, columns), axis=(0, 1)))
    assert np.array_equal(shift(moved, -rows, -columns, border="wrap"), x)


def test_a_shifted_map_has_its_cells_further_down_and_right():
    assert shift(NOTES, 1, 1, border="zero").tolist() == [[0, 0, 0], [0, 1, 2], [0, 4, 5]]
    assert shift(NOTES, 0, -1).tolist() == [[2, 3, 3], [5, 6, 6], [8, 9, 9]]


def test_after_maximum_pooling_more_stays_the_same_than_before():
    # Bright dots, far apart: what an edge or a corner leaves in a feature map.
    x = np.zeros((40, 40))
    x[4::8, 4::8] = 1
    curve = invariance_curve(x, 3, window=3, stride=1, border="wrap", padding="same")
    assert curve.shifts == (0, 1, 2, 3)
    assert curve.before[0] == curve.after[0] == 1
    # Each dot covers 3×3 cells after pooling; moving it by one changes a column on each side.
    assert curve.before[1] == pytest.approx(1 - 2 / 64)
    assert curve.after[1] == pytest.approx(1 - 6 / 64)
    subsampled = invariance_curve(x, 1, window=2, border="wrap")
    assert subsampled.after[1] == 1  # the dot moves within its window


def test_a_tolerance_counts_small_changes_as_none():
    assert unchanged_share([0.0, 0.1], [0.0, 0.2], tolerance=0.11) == 1
    assert unchanged_share([0.0, 0.1], [0.0, 0.2]) == 0.5
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        unchanged_share([1.0], [1.0, 2.0])
    with pytest.raises(NumberError):
        invariance_curve(NOTES, -1)
