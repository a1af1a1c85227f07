"""What the snippets of the pages about resizing and augmentation print is what the pages say."""

import numpy as np
import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.augmentation import Augmentation
from lib.operations.resize import WAYS, fit, mix
from lib.snippets import augmentation, resize


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


@pytest.mark.parametrize(
    "settings",
    [
        Augmentation(),
        Augmentation("none", 0.0, 0.0),
        Augmentation("vertical", 0.25, 0.0, 0.1, 0.1, 0.1, "constant", 9.0, "nearest"),
    ],
)
def test_layers_keep_what_the_pages_say_of_every_draw(settings):
    assert_prints_what_the_page_says(augmentation.draws_snippet(settings, seed=3, count=4))
    assert_prints_what_the_page_says(augmentation.epochs_snippet(settings, seed=3, epochs=3))


def test_half_a_turn_and_a_coin():
    assert_prints_what_the_page_says(augmentation.half_turn_snippet())
    assert_prints_what_the_page_says(augmentation.count_snippet(files=2936, epochs=15))
