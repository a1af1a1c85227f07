"""Our resizing is TensorFlow's."""

import numpy as np
import pytest
import tensorflow as tf

from lib.cnn.resizing import INTERPOLATIONS, axis_weights, pixels_read, resize
from lib.errors import ShapeError

SHAPES = [(30, 45, 9, 13), (9, 13, 30, 45), (40, 40, 40, 17), (7, 50, 96, 24), (33, 21, 11, 7)]


@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_every_interpolation_gives_the_numbers_of_tensorflow(interpolation, antialias):
    random = np.random.default_rng(0)
    for height, width, rows, columns in SHAPES:
        x = random.integers(0, 256, (height, width, 3)).astype(np.float32)
        theirs = tf.image.resize(x, (rows, columns), method=interpolation, antialias=antialias)
        ours = resize(x, rows, columns, interpolation=interpolation, antialias=antialias)
        np.testing.assert_allclose(ours, theirs, atol=2e-3)


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
@pytest.mark.parametrize(("before", "after"), [(400, 96), (20, 256), (1, 8), (8, 1), (96, 96)])
def test_the_weights_of_a_pixel_sum_to_one(interpolation, before, after):
    weights = axis_weights(before, after, interpolation=interpolation)
    assert weights.shape == (after, before)
    np.testing.assert_allclose(weights.sum(axis=1), 1)


def test_a_pixel_that_is_not_read_can_hold_anything():
    x = np.random.default_rng(1).uniform(0, 255, (1, 400))
    unread = ~(axis_weights(400, 96) != 0).any(axis=0)
    assert unread.sum() == 400 - pixels_read(axis_weights(400, 96)) == 208
    other = np.where(unread, 0.0, x)
    np.testing.assert_array_equal(resize(x, 1, 96), resize(other, 1, 96))


def test_what_cannot_be_is_refused():
    with pytest.raises(ShapeError, match=r"shape\.interpolation"):
        axis_weights(4, 2, interpolation="cubic")
    with pytest.raises(ShapeError, match=r"shape\.size"):
        axis_weights(4, 0)
