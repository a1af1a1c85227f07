"""The Keras code of the page about padding prints what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.border_layers import wall_brightness
from lib.operations.padding import AxisControls, compare, digit_grid
from lib.snippets.padding import compare_snippet, padding_snippet, wall_snippet


@pytest.mark.parametrize(
    ("padding", "cells", "border", "rows", "columns"),
    [
        ("same", "same", "zero", (6, 3, 2, 1), (7, 3, 2, 1)),
        ("valid", "valid", "zero", (9, 2, 4, 1), (12, 5, 3, 1)),
        ("symmetric", "symmetric", "zero", (6, 3, 2, 1), (7, 4, 1, 2)),
        ("explicit", (2, 0), "zero", (5, 3, 1, 1), (5, 3, 1, 1)),
        ("same", "same", "zero", (8, 3, 2, 2), (9, 3, 2, 3)),
        ("same", "same", "reflect", (3, 7, 1, 1), (4, 5, 2, 1)),
        ("same", "same", "edge", (6, 3, 2, 1), (7, 3, 2, 1)),
        ("same", "same", "wrap", (2, 7, 1, 3), (1, 3, 1, 1)),
    ],
)
def test_a_grid_with_any_padding_in_keras(padding, cells, border, rows, columns):
    rules = [AxisControls(*axis).rule(cells) for axis in (rows, columns)]
    grid = digit_grid(rows[0], columns[0])
    snippet = padding_snippet(grid, rules[0], rules[1], padding=padding, border=border)
    assert_prints_what_the_page_says(snippet)


@pytest.mark.parametrize("axes", [((6, 3, 2, 1), (7, 3, 2, 1)), ((6, 2, 1, 1), (8, 5, 3, 1))])
def test_both_rules_in_keras(axes):
    pairs = [compare(AxisControls(*axis)) for axis in axes]
    grid = digit_grid(axes[0][0], axes[1][0])
    snippet = compare_snippet(grid, pairs[0].symmetric, pairs[1].symmetric)
    assert_prints_what_the_page_says(snippet)


@pytest.mark.parametrize(("size", "layers"), [(3, 1), (3, 3), (7, 12)])
def test_a_white_wall_in_keras(size, layers):
    brightness = wall_brightness(size, layers)[0]
    assert_prints_what_the_page_says(wall_snippet(size=size, layers=layers, brightness=brightness))
