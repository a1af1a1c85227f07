"""The worker resizes as the data set itself does."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from lib.errors import ShapeError
from lib.models import inference, resizing
from lib.operations.resize import WAYS, fit, interpolations_for
from lib.operations.resized import lost
from lib.snippets.resize import resized_by_numpy

SHAPES = [(60, 91), (91, 60), (33, 33), (17, 150)]


def pictures(shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (*shape, 3), dtype=np.uint8)


def by_data_set(folder, pixels, size, **options):
    folder.mkdir(exist_ok=True)
    Image.fromarray(pixels).save(folder / "x.png")
    data = keras.utils.image_dataset_from_directory(
        folder, labels=None, image_size=size, verbose=False, **options
    )
    return next(iter(data)).numpy()[0]


OPTIONS = {
    "squash": {},
    "crop": {"crop_to_aspect_ratio": True},
    "pad": {"pad_to_aspect_ratio": True},
}


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_is_what_the_data_set_yields_by_every_interpolation(way, tmp_path):
    for number, shape in enumerate(SHAPES):
        pixels = pictures(shape, number)
        for interpolation in interpolations_for(way):
            theirs = by_data_set(
                tmp_path / str(number), pixels, (40, 28), interpolation=interpolation,
                **OPTIONS[way],
            )  # fmt: skip
            ours = resizing.resize_by(way, pixels, (40, 28), interpolation)
            np.testing.assert_allclose(ours, theirs, atol=1e-3)


@pytest.mark.parametrize("interpolation", ["gaussian", "mitchellcubic"])
def test_keras_refuses_to_crop_with_the_interpolations_that_are_not_offered(
    interpolation, tmp_path
):
    with pytest.raises(ValueError, match="interpolation"):
        by_data_set(tmp_path / "a", pictures((20, 30)), (8, 8), interpolation=interpolation,
                    crop_to_aspect_ratio=True)  # fmt: skip


@pytest.mark.parametrize("size", [(96, 96), (40, 28), (28, 40), (7, 200), (181, 64)])
def test_the_frame_is_where_keras_cuts_and_pads(size):
    for shape in [*SHAPES, (427, 640), (500, 333), (224, 225)]:
        white = np.full((*shape, 3), 255, np.uint8)
        padded = resizing.resize_by("pad", white, size)[..., 0] > 0
        filled = np.zeros(size, bool)
        filled[fit("pad", shape, size).filled.slices] = True
        np.testing.assert_array_equal(padded, filled)
        pixels = pictures(shape)
        used = pixels[fit("crop", shape, size).used.slices]
        by_hand = resizing.resize_by("squash", used, size, "area")
        np.testing.assert_allclose(
            resizing.resize_by("crop", pixels, size, "area"), by_hand, atol=1e-3
        )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("antialias", [False, True])
def test_numpy_goes_every_way_to_the_same_numbers(way, antialias):
    pixels = pictures((61, 90))
    fitted = fit(way, (61, 90), (24, 24))
    ours = resized_by_numpy(
        pixels.astype(np.float64), fitted, interpolation="bicubic", antialias=antialias
    )
    theirs = resizing.resize_by(way, pixels, (24, 24), "bicubic", antialias=antialias)
    np.testing.assert_allclose(ours, theirs, atol=5e-3)


def test_a_picture_travels_once_and_its_loss_is_that_of_the_pixels():
    pixels = pictures((50, 70))
    arguments = ("squash", (20, 20), ("bilinear", False))
    assert resizing.resized("travels", None, *arguments) is None
    first = resizing.resized("travels", pixels, *arguments)
    again = resizing.resized("travels", None, *arguments)
    np.testing.assert_array_equal(first.result, again.result)
    assert first.back.shape == pixels.shape
    expected = np.abs(first.back.astype(float) - pixels).mean()
    assert lost(pixels, first).mean == pytest.approx(expected)


def test_a_picture_that_keeps_its_size_loses_nothing_bilinearly():
    pixels = pictures((40, 40))
    same = resizing.resized("same", pixels, "squash", (40, 40), ("bilinear", False))
    assert lost(pixels, same).mean == 0


def test_kernels_with_negative_weights_leave_the_range_of_a_picture():
    edge = np.zeros((40, 40, 3), np.uint8)
    edge[:, 19:] = 255
    found = {one.name: one for one in resizing.interpolated("edge", edge, (27, 27), False)}
    beyond = {name for name, one in found.items() if one.overshoots}
    assert beyond == {"bicubic", "lanczos3", "lanczos5", "mitchellcubic"}


def test_of_eight_interpolations_only_what_is_shown_comes_back():
    pixels = pictures((300, 400))
    found = resizing.interpolated("much", pixels, (64, 64), False)
    assert sum(one.patch.nbytes for one in found) < pixels.nbytes / 10
    whole = resizing.resized("much", None, "squash", (64, 64), ("bicubic", False))
    bicubic = next(one for one in found if one.name == "bicubic")
    np.testing.assert_array_equal(bicubic.patch, whole.result[18:46, 18:46])
    assert bicubic.mean == lost(pixels, whole).mean
    assert (bicubic.low, bicubic.high) == (whole.low, whole.high)


def test_the_squashed_square_is_what_the_network_page_shows():
    pixels = pictures((61, 90))
    made = resizing.squares("any", pixels, 32, "bilinear")
    np.testing.assert_array_equal(made["squash"], inference.resize(pixels, 32))
    assert all(square.shape == (32, 32, 3) for square in made.values())


def test_a_picture_so_thin_that_padding_leaves_nothing_is_named_and_keras_fails(tmp_path):
    thin = pictures((640, 3))
    with pytest.raises(ShapeError, match=r"shape\.padded_away"):
        resizing.resize_by("pad", thin, (96, 96))
    with pytest.raises(tf.errors.InvalidArgumentError):
        by_data_set(tmp_path / "thin", thin, (96, 96), pad_to_aspect_ratio=True)
