"""Where windows lie: sizes as in TensorFlow, and no cell lost or counted twice."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.windows import PADDINGS, AxisRule, axis_rule, input_range, outputs_using, window_rules
from lib.errors import ShapeError

SIZES, WINDOWS, STEPS = st.integers(1, 24), st.integers(1, 7), st.integers(1, 4)
PADDING = st.one_of(st.sampled_from(PADDINGS), st.tuples(st.integers(0, 5), st.integers(0, 5)))


@st.composite
def rules(draw) -> AxisRule:
    while True:
        try:
            return axis_rule(
                draw(SIZES),
                draw(WINDOWS),
                stride=draw(STEPS),
                dilation=draw(STEPS),
                padding=draw(PADDING),
            )
        except ShapeError as error:
            assert error.key == "shape.window_larger"


@given(rules())
def test_the_last_window_fits_and_one_more_would_not(rule):
    end = (rule.output_size - 1) * rule.stride + rule.reach
    assert rule.output_size >= 1
    assert end <= rule.padded_size < end + rule.stride


@given(SIZES, WINDOWS, STEPS, STEPS)
def test_same_gives_input_over_stride_rounded_up_and_the_odd_cell_after(size, window, step, apart):
    rule = axis_rule(size, window, stride=step, dilation=apart, padding="same")
    assert rule.output_size == ceil(size / step)
    assert rule.after - rule.before in (0, 1)
    # No border cell too many: one less at the end and the last window no longer fits.
    if rule.after:
        assert (rule.output_size - 1) * step + rule.reach == rule.padded_size


@given(rules(), st.data())
def test_inputs_of_an_output_and_outputs_of_an_input_are_the_same_pairs(rule, data):
    pairs = {(o, i) for o in range(rule.output_size) for i in input_range(rule, o)}
    cell = data.draw(st.integers(0, rule.input_size - 1))
    expected = tuple(sorted(o for o, i in pairs if i == cell))
    assert outputs_using(rule, cell) == expected


@given(rules())
def test_unused_cells_lie_beyond_the_last_window(rule):
    last = input_range(rule, rule.output_size - 1)[-1]
    beyond = [cell for cell in range(rule.input_size) if cell > last]
    assert rule.unused == len(beyond)


@pytest.mark.parametrize("size", [5, 6, 7, 12])
@pytest.mark.parametrize("window", [1, 2, 3, 4])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_shapes_are_those_of_keras(keras, size, window, stride):
    for padding in ("valid", "same"):
        layer = keras.layers.Conv2D(1, window, strides=stride, padding=padding)
        expected = layer.compute_output_shape((None, size, size + 3, 1))[1:3]
        found = window_rules((size, size + 3), window, stride=stride, padding=padding)
        assert tuple(rule.output_size for rule in found) == expected


def test_symmetric_padding_starts_a_cell_before_tensorflow_with_a_stride_of_two():
    tensorflow = axis_rule(180, 3, stride=2, padding="same")
    symmetric = axis_rule(180, 3, stride=2, padding="symmetric")
    assert tensorflow.output_size == symmetric.output_size == 90
    assert (tensorflow.before, tensorflow.after) == (0, 1)
    assert (symmetric.before, symmetric.after) == (1, 1)


def test_a_stride_of_two_drops_the_last_cell_of_an_odd_map():
    assert axis_rule(45, 2, stride=2).unused == 1
    assert axis_rule(45, 2, stride=2, padding="same").unused == 0


def test_options_are_one_for_both_axes_or_one_for_each():
    rows, columns = window_rules((9, 9), (1, 3), stride=(2, 1), padding=((0, 0), "same"))
    assert (rows.window, rows.stride, rows.before, rows.after) == (1, 2, 0, 0)
    assert (columns.window, columns.stride, columns.before, columns.after) == (3, 1, 1, 1)
    both = window_rules((9, 9), 3, padding=(2, 1))
    assert all((rule.before, rule.after) == (2, 1) for rule in both)


@pytest.mark.parametrize(
    ("arguments", "options", "key"),
    [
        ((0, 3), {}, "shape.size"),
        ((5.0, 3), {}, "shape.size"),
        ((5, 0), {}, "shape.window"),
        ((5, True), {}, "shape.window"),
        ((5, 3), {"stride": 0}, "shape.stride"),
        ((5, 3), {"dilation": -1}, "shape.dilation"),
        ((5, 3), {"padding": "full"}, "shape.padding"),
        ((5, 3), {"padding": (1, -1)}, "shape.padding"),
        ((5, 3), {"padding": (1, 1, 1)}, "shape.padding"),
        ((5, 6), {}, "shape.window_larger"),
        ((5, 3), {"dilation": 3}, "shape.window_larger"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_reason(arguments, options, key):
    with pytest.raises(ShapeError) as caught:
        axis_rule(*arguments, **options)
    assert caught.value.key == key


def test_a_window_larger_than_the_map_says_both_sizes():
    with pytest.raises(ShapeError) as caught:
        axis_rule(5, 3, dilation=3, padding=(1, 0))
    assert caught.value.facts == {"reach": 7, "available": 6}


@pytest.mark.parametrize("index", [-1, 5])
def test_a_cell_that_is_not_there_is_an_error(index):
    rule = axis_rule(5, 3, padding="same")
    for function in (input_range, outputs_using):
        with pytest.raises(ShapeError, match=r"shape\.index"):
            function(rule, index)


def test_sizes_may_be_numbers_of_numpy():
    assert axis_rule(np.int64(9), np.int32(3)).output_size == 7


@pytest.mark.parametrize(
    ("shape", "window", "padding", "key"),
    [((9,), 3, "same", "map"), ((9, 9), (1, 2, 3), "same", "pair"), ((9, 9), 3, 1, "padding")],
)
def test_shapes_and_pairs_are_checked(shape, window, padding, key):
    with pytest.raises(ShapeError, match=rf"shape\.{key}"):
        window_rules(shape, window, padding=padding)
