"""The Keras code of the page about pooling prints what the page says."""

import numpy as np
import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.pooling import (
    REDUCTIONS,
    PoolingControls,
    busiest_patch,
    feature_map,
    notes_map,
)
from lib.operations.pooling_corner import draw_strokes
from lib.operations.pooling_shift import worst_pattern
from lib.snippets.pooling import (
    corner_snippet,
    gradient_snippet,
    pooling_snippet,
    shift_snippet,
)

SETTINGS = [(2, "window", "same"), (3, 2, "same"), (3, 1, "valid")]


def _patch():
    return busiest_patch(feature_map("daisy", "conv2d_2", 6).values)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize(("window", "stride", "padding"), SETTINGS)
def test_a_pooling_in_keras(reduction, window, stride, padding):
    sigma = 0.8 if reduction == "gaussian" else None
    controls = PoolingControls(reduction, window, stride, padding, sigma)
    assert_prints_what_the_page_says(pooling_snippet(notes_map().values, controls))
    assert_prints_what_the_page_says(pooling_snippet(_patch(), controls))


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize(("window", "stride", "padding"), SETTINGS)
def test_a_gradient_in_tensorflow(reduction, window, stride, padding):
    controls = PoolingControls(reduction, window, stride, padding)
    assert_prints_what_the_page_says(gradient_snippet(_patch(), controls))


@pytest.mark.parametrize("cells", [-3, 0, 1])
@pytest.mark.parametrize("reduction", ["max", "min", "gaussian"])
def test_a_move_in_keras(reduction, cells):
    pattern = worst_pattern(3, dark=reduction == "min")
    assert_prints_what_the_page_says(shift_snippet(pattern, PoolingControls(reduction, 3), cells))


def test_a_detected_stroke_in_keras():
    for window in (1, 4):
        assert_prints_what_the_page_says(corner_snippet(draw_strokes(3, window), window=window))


def test_the_notes_example_is_written_out():
    snippet = pooling_snippet(notes_map().values, PoolingControls())
    assert "MaxPooling2D" in snippet.code
    assert snippet.printed == str(np.array([[5, 6], [8, 9]], np.float32))
