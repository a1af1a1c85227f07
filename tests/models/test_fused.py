"""Augmentation in one step: the same maps as Keras' layers, drawn anew for every batch."""

import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from tiny_data import tiny_recipe

from lib.models.fused import affine_maps, augment_batch

SIDE = 24


def _pictures(count=4):
    rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE
    waves = [np.sin(6 * rows + k) * np.cos(5 * columns - k) for k in range(3 * count)]
    stacked = np.stack(waves, -1).reshape(SIDE, SIDE, count, 3).transpose(2, 0, 1, 3)
    return tf.constant(np.rint(127 + 100 * stacked), tf.float32)


def _sampled(pictures, maps):
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures, transforms=maps, output_shape=[SIDE, SIDE], fill_value=0.0,
        interpolation="BILINEAR", fill_mode="REFLECT",
    )  # fmt: skip


def _none(count):
    return tf.ones(count), tf.zeros(count)


def test_a_rotation_is_that_of_keras():
    pictures, layer = _pictures(), layers.RandomRotation(0.2, seed=5)
    drawn = layer.get_random_transformation(pictures, training=True)
    theirs = layer.transform_images(pictures, drawn, training=True)
    one, _ = _none(4)
    angles = tf.reshape(tf.convert_to_tensor(drawn["angle"]), [-1]) * np.pi / 180
    ours = _sampled(pictures, affine_maps(one, one, angles, one, SIDE))
    assert float(tf.reduce_max(tf.abs(angles))) > 0.1
    np.testing.assert_allclose(ours, theirs, atol=0.02)


def test_a_zoom_is_that_of_keras():
    pictures, layer = _pictures(), layers.RandomZoom(0.3, seed=5)
    drawn = layer.get_random_transformation(pictures, training=True)
    theirs = layer.transform_images(pictures, drawn, training=True)
    one, zero = _none(4)
    zooms = tf.reshape(drawn["height_zoom"], [-1])
    ours = _sampled(pictures, affine_maps(one, one, zero, zooms, SIDE))
    np.testing.assert_allclose(ours, theirs, atol=0.02)


@pytest.mark.parametrize(("columns", "rows"), [(-1, 1), (1, -1), (-1, -1)])
def test_a_flip_turns_columns_or_rows_round_and_loses_nothing(columns, rows):
    pictures = _pictures()
    one, zero = _none(4)
    ours = _sampled(pictures, affine_maps(columns * one, rows * one, zero, one, SIDE))
    np.testing.assert_allclose(ours, pictures[:, ::rows, ::columns], atol=1e-3)


def test_one_step_is_the_three_steps_one_after_the_other_away_from_the_edge():
    """Interpolated once instead of three times: on smooth pictures nearly the same values."""
    pictures = _pictures()
    one, zero = _none(4)
    angles, zooms = tf.constant([0.1, -0.2, 0.3, 0.0]), tf.constant([0.95, 1.0, 0.9, 0.92])
    flipped = _sampled(pictures, affine_maps(-one, one, zero, one, SIDE))
    turned = _sampled(flipped, affine_maps(one, one, angles, one, SIDE))
    three = _sampled(turned, affine_maps(one, one, zero, zooms, SIDE))
    ours = _sampled(pictures, affine_maps(-one, one, angles, zooms, SIDE))
    inner = slice(6, -6)
    np.testing.assert_allclose(ours[:, inner, inner], three[:, inner, inner], atol=3.0)


def test_what_is_drawn_follows_from_seed_epoch_and_batch_alone():
    pictures = tf.cast(_pictures(), tf.uint8)
    recipe = tiny_recipe(flip="horizontal", rotation=0.1, zoom=0.1, augmenting="fused")

    def drawn(epoch, batch, **changes):
        changed = tiny_recipe(**{**recipe.__dict__, **changes})
        return augment_batch(
            pictures, changed, tf.constant(epoch, tf.int64), tf.constant(batch, tf.int64)
        ).numpy()

    first = drawn(0, 0)
    assert np.array_equal(first, drawn(0, 0))
    others = [drawn(0, 1), drawn(1, 0), drawn(0, 0, seed=recipe.seed + 1)]
    assert all(not np.array_equal(first, other) for other in others)
    assert first.dtype == np.float32 and first.min() >= 0 and first.max() <= 255


def test_each_picture_of_a_batch_is_changed_by_itself():
    same = tf.cast(tf.repeat(_pictures()[:1], 8, axis=0), tf.uint8)
    recipe = tiny_recipe(flip="horizontal", rotation=0.1, zoom=0.1, augmenting="fused")
    changed = augment_batch(same, recipe, tf.constant(0, tf.int64), tf.constant(0, tf.int64))
    assert len({picture.tobytes() for picture in changed.numpy()}) == 8


def test_strengths_of_zero_change_nothing():
    pictures = tf.cast(_pictures(), tf.uint8)
    recipe = tiny_recipe(flip="none", rotation=0.0, zoom=0.0, augmenting="fused")
    changed = augment_batch(pictures, recipe, tf.constant(0, tf.int64), tf.constant(0, tf.int64))
    assert np.array_equal(changed, tf.cast(pictures, tf.float32))
