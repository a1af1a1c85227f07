"""What the page about edges says that Keras prints, Keras prints."""

import numpy as np
import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.cnn.kernels import PRESETS
from lib.operations.edge_costs import Setting
from lib.operations.edge_gradient import PAIRS
from lib.operations.kernel_race import TARGETS
from lib.operations.learned_filters import first_layer
from lib.snippets.edges import (
    cost_snippet,
    descent_snippet,
    flip_snippet,
    gradient_snippet,
    kernel_snippet,
    learned_snippet,
)

PICTURE = np.random.default_rng(3).integers(0, 256, (280, 320), np.uint8)


@pytest.mark.parametrize(
    ("preset", "stride", "border", "bias"),
    [
        ("difference_x", 1, "none", 0.0),
        ("sobel_y", 2, "zero", -20.0),
        ("gaussian", 1, "reflect", 5.0),
        ("gabor", 3, "wrap", 0.0),
        ("box", 1, "edge", 0.0),
    ],
)
def test_keras_gives_the_output_of_the_kernel_on_the_piece(preset, stride, border, bias):
    kernel = PRESETS[preset].make()
    setting = Setting((280, 320), kernel.shape, stride, border)
    snippet = kernel_snippet(PICTURE, kernel, setting, bias=bias)
    assert_prints_what_the_page_says(snippet, tolerance=0.011)


@pytest.mark.parametrize("preset", ["difference_x", "emboss", "gabor"])
def test_keras_correlates_and_with_the_turned_kernel_convolves(preset):
    snippet = flip_snippet(PICTURE, PRESETS[preset].make())
    assert_prints_what_the_page_says(snippet, tolerance=0.011)


@pytest.mark.parametrize(
    "setting",
    [Setting((280, 320), (1, 2)), Setting((64, 64), (3, 3), 2, "zero"), Setting((9, 8), (7, 7))],
)
def test_the_counts_follow_from_the_shape_that_keras_works_out(setting):
    snippet = cost_snippet(np.ones(setting.kernel_shape), setting)
    assert_prints_what_the_page_says(snippet)


@pytest.mark.parametrize("pair", PAIRS)
def test_keras_gives_magnitude_and_direction(pair):
    assert_prints_what_the_page_says(gradient_snippet(PICTURE, pair), tolerance=0.011)


@pytest.mark.parametrize("number", [1, 9, 16])
def test_keras_gives_what_a_learned_filter_gives(number):
    pixels = np.random.default_rng(1).random((96, 96, 3))
    snippet = learned_snippet(pixels, first_layer()[number - 1])
    assert_prints_what_the_page_says(snippet, tolerance=2e-4)


@pytest.mark.parametrize(("target", "rate"), [(TARGETS[0], 0.1), ("sobel_x", 1.5), ("box", 0.5)])
def test_the_optimizer_of_keras_descends_by_the_same_losses(target, rate):
    assert_prints_what_the_page_says(descent_snippet(target, learning_rate=rate), tolerance=1e-3)
