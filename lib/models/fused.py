"""Flip, rotation and zoom of a batch in one step instead of three.

Keras' layers sample a picture anew one after the other.  Each of them is an affine map of the
pixel grid, and so is one after the other: with the map's matrices the picture is sampled once,
from whole numbers of a byte instead of floats.  The changes are drawn from the same ranges with
the same odds; only the values in between differ, as a picture that is interpolated once is
sharper than one interpolated twice.

What is drawn follows from seed, epoch and batch alone, not from what was drawn before.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from lib.runs.recipe import Recipe


def augment_batch(pictures: Any, recipe: Recipe, epoch: Any, batch: Any) -> Any:
    """Draw the changes of a batch and apply them.

    Args:
        pictures: (N, S, S, 3) uint8.
        recipe: Gives flip, rotation, zoom and the seed.
        epoch: int64 scalar, counted from 0.
        batch: int64 scalar, counted from 0 in its epoch.

    Returns:
        (N, S, S, 3) float32 from 0 to 255, whole numbers.
    """
    if recipe.flip == "none" and recipe.rotation == 0 and recipe.zoom == 0:
        return tf.cast(pictures, tf.float32)
    side = pictures.shape[1]
    drawn = tf.random.stateless_uniform(
        (tf.shape(pictures)[0], 4),
        seed=tf.stack([tf.constant(recipe.seed, tf.int64), epoch * 2**32 + batch]),
    )
    columns, rows = _flips(recipe.flip, drawn[:, 0], drawn[:, 1])
    angles = (2.0 * drawn[:, 2] - 1.0) * recipe.rotation * 2.0 * np.pi
    zooms = 1.0 + (2.0 * drawn[:, 3] - 1.0) * recipe.zoom
    changed = tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures,
        transforms=affine_maps(columns, rows, angles, zooms, side),
        output_shape=[side, side],
        fill_value=0.0,
        interpolation="BILINEAR",
        fill_mode="REFLECT",
    )
    return tf.cast(changed, tf.float32)


def affine_maps(columns: Any, rows: Any, angles: Any, zooms: Any, side: int) -> Any:
    """Where each pixel of the result is looked up: flip · rotation · zoom, about the middle.

    Args:
        columns, rows: (N,) float32, −1 where columns or rows change sides, else 1.
        angles: (N,) float32, in radians.
        zooms: (N,) float32; above 1 more of the picture is seen, smaller.
        side: Of the pictures, in pixels.

    Returns:
        (N, 8) float32: ``x' = a₀x + a₁y + a₂``, ``y' = b₀x + b₁y + b₂``, as
        ``tf.raw_ops.ImageProjectiveTransformV3`` takes them.
    """
    across = columns * zooms * tf.cos(angles), -columns * zooms * tf.sin(angles)
    down = rows * zooms * tf.sin(angles), rows * zooms * tf.cos(angles)
    middle, nothing = (side - 1) / 2, tf.zeros_like(zooms)
    offsets = [middle - middle * (first + second) for first, second in (across, down)]
    return tf.stack([*across, offsets[0], *down, offsets[1], nothing, nothing], axis=1)


def _flips(flip: str, first: Any, second: Any) -> tuple[Any, Any]:
    """Which pictures have their columns and rows turned round: each with one chance in two."""
    one = tf.ones_like(first)
    return (
        tf.where(first < 0.5, -one, one) if "horizontal" in flip else one,
        tf.where(second < 0.5, -one, one) if "vertical" in flip else one,
    )
