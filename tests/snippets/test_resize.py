"""What the snippets of the page about resizing print is what the page says."""

import numpy as np
import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.resize import WAYS, fit, mix
from lib.snippets import resize


def grey(shape=(60, 91)):
    return np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [(24, 24), (120, 40), (256, 8)])
@pytest.mark.parametrize(
    ("interpolation", "antialias"),
    [("bilinear", False), ("bicubic", False), ("area", False), ("lanczos3", True)],
)
def test_a_small_picture_goes_the_same_way_in_keras(way, size, interpolation, antialias):
    snippet = resize.resize_snippet(
        grey(), fit(way, (60, 91), size), interpolation=interpolation, antialias=antialias
    )
    assert_prints_what_the_page_says(snippet, tolerance=2e-2)


@pytest.mark.parametrize("interpolation", ["bilinear", "nearest", "lanczos5", "gaussian"])
def test_tensorflow_gives_the_weights_of_the_mix(interpolation):
    for antialias in (False, True):
        mixed = mix(91, 24, 11, interpolation=interpolation, antialias=antialias)
        snippet = resize.mix_snippet(mixed, interpolation=interpolation, antialias=antialias)
        assert_prints_what_the_page_says(snippet, tolerance=2e-3)


def test_keras_pads_a_data_set_with_as_much_black():
    sides = np.array([[50, 80], [64, 64], [90, 41], [30, 99]])
    assert_prints_what_the_page_says(resize.sizes_snippet(sides, (48, 32)))
