"""What the page about padding works out, held against TensorFlow and against counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cnn.convolution import cross_correlate
from lib.cnn.windows import axis_rule, input_range
from lib.datasets.pictures import specimen
from lib.operations import border_layers, padding
from lib.operations.padding import AxisControls
from lib.operations.padding_formulas import axis_formula

# A machine with other work must not fail a test of arithmetic.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SIZES = st.integers(1, padding.LARGEST_SIDE)
WINDOWS = st.integers(1, padding.LARGEST_WINDOW)
STRIDES = st.integers(1, padding.LARGEST_STRIDE)
DILATIONS = st.integers(1, padding.LARGEST_DILATION)


@given(SIZES, WINDOWS, STRIDES, DILATIONS)
def test_unseen_cells_are_those_that_no_window_lists(size, window, stride, dilation):
    rule = AxisControls(size, window, stride, dilation).rule("same")
    seen = {cell for o in range(rule.output_size) for cell in input_range(rule, o)}
    assert padding.unseen(rule) == tuple(cell for cell in range(size) if cell not in seen)


@given(SIZES, SIZES, WINDOWS, STRIDES)
def test_cells_of_a_map_are_counted_as_a_mask_counts_them(rows, columns, window, stride):
    rules = [axis_rule(size, window, stride=stride, padding="same") for size in (rows, columns)]
    seen = np.zeros((rows, columns), bool)
    for r in range(rules[0].output_size):
        for c in range(rules[1].output_size):
            for i in input_range(rules[0], r):
                for j in input_range(rules[1], c):
                    if 0 <= i < rows and 0 <= j < columns:
                        seen[i, j] = True
    assert padding.unseen_cells(*rules) == int((~seen).sum())
    padded = np.pad(seen, [(rule.before, rule.after) for rule in rules])
    assert padding.added_cells(*rules) == padded.size - seen.size


@pytest.mark.parametrize(("window", "dilation"), [(3, 1), (2, 1), (5, 2), (7, 1)])
def test_where_the_rules_are_said_to_agree_they_give_the_same_numbers(window, dilation):
    for stride, row in enumerate(padding.difference_map(window, dilation), start=1):
        for size, differs in enumerate(row, start=1):
            if differs is None:
                continue
            pair = padding.compare(AxisControls(size, window, stride, dilation))
            grid = np.arange(1.0, size + 1)[None] ** 2
            kernel = np.sqrt(np.arange(2.0, window + 2))[None]  # no cell weighs as much as another
            outputs = [
                cross_correlate(
                    grid,
                    kernel,
                    stride=(1, stride),
                    dilation=(1, dilation),
                    padding=((0, 0), (rule.before, rule.after)),
                )
                for rule in (pair.same, pair.symmetric)
            ]
            changed = padding.changed_cells(*outputs)
            assert differs == (changed is None or bool(changed.any())), (size, stride)


def test_a_zero_in_the_grid_can_only_be_padding():
    for side in range(1, padding.LARGEST_SIDE + 1):
        grid = padding.digit_grid(side, padding.LARGEST_SIDE)
        assert grid.min() >= 1 and grid.max() <= 9
        assert (grid == np.rint(grid)).all()


@given(SIZES, WINDOWS, STRIDES, DILATIONS, st.sampled_from(("same", "explicit")))
def test_the_formula_ends_with_the_rules_numbers(size, window, stride, dilation, name):
    given_cells = "same" if name == "same" else (9, 9)
    rule = AxisControls(size, window, stride, dilation).rule(given_cells)
    text = axis_formula(rule, name)
    assert f"= {rule.output_size}\\\\" in text or f"= {rule.output_size}\n" in text
    assert f"= {rule.reach}\\\\" in text


@given(SIZES, WINDOWS, STRIDES)
def test_the_right_size_is_among_the_options(size, window, stride):
    rule = AxisControls(size, window, stride, 1).rule("same")
    options = padding.output_options(rule)
    assert rule.output_size in options and options == sorted(set(options)) and min(options) > 0


def _photograph():
    return border_layers.frame_photograph(specimen("tulips"), "test tulips")


@pytest.mark.parametrize("size", border_layers.SIZES)
def test_no_border_is_felt_beyond_its_reach(size):
    layers = 3
    reach = layers * (size // 2)
    for border in border_layers.BORDERS:
        result = border_layers.with_border(_photograph(), border, size=size, layers=layers)
        assert max(result.deviation[reach:]) < 1e-3
        assert result.deviation[reach - 1] > 0


def test_zeros_darken_the_border_more_than_a_made_up_surrounding_changes_it():
    results = {border: border_layers.with_border(_photograph(), border, size=3, layers=6)
               for border in border_layers.BORDERS}  # fmt: skip
    assert results["zero"].change[0] < -20
    assert results["zero"].deviation[0] > 5 * results["edge"].deviation[0]
    assert results["zero"].deviation[0] > 5 * results["reflect"].deviation[0]


def test_a_white_wall_with_zeros_is_as_dark_as_the_formula_says():
    white = border_layers.Photograph("white", np.full_like(_photograph().large, 255))
    result = border_layers.with_border(white, "zero", size=5, layers=4)
    side, corner = border_layers.wall_brightness(5, 4)
    assert result.picture[0, border_layers.WIDTH // 2] == pytest.approx(255 * side, rel=1e-4)
    assert result.picture[0, 0] == pytest.approx(255 * corner, rel=1e-4)


def test_the_answer_about_the_wall_is_among_its_options():
    for size in border_layers.SIZES:
        for layers in range(1, border_layers.MOST_LAYERS + 1):
            right, options = border_layers.wall_options(size, layers)
            assert right in options and len(options) >= 3
