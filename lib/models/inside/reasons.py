"""Why a class: gradients and covered patches, computed by the network itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from lib.layers.evidence import deciding
from lib.layers.reasons import Covered, Slopes, fill_of, grad_cam, patch_starts
from lib.models.inside.answering import probabilities
from lib.models.inside.network import describe, network_of, without_activation
from lib.models.inside.passing import Picture, square


def slopes(digest: str, picture: Picture, model: str, layer: str, class_: int) -> Slopes | None:
    """Grad-CAM at a layer, and saliency, of one class.

    Args:
        digest: Of the picture's content.
        picture: As in :func:`lib.models.inside.passing.overview`.
        model: Path of the ``model.keras`` of a run.
        layer: Whose maps Grad-CAM weighs; it gives maps.
        class_: Number of the class, from 0.

    Returns:
        None when the picture is not known here.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    pixels = tf.constant(seen[None], tf.float32)
    layers = network_of(model).layers
    last = deciding(describe(model).layers)
    values: Any = pixels
    maps: Any = None
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        for place, own in enumerate(layers[: last + 1]):
            # A softmax at the end would flatten every slope where the network is sure.
            before = place == last
            values = without_activation(own, values) if before else own(values, training=False)
            if own.name == layer:
                maps = values
        logit = values[0, class_]
    toward_maps, toward_pixels = tape.gradient(
        logit, [maps, pixels], unconnected_gradients=tf.UnconnectedGradients.ZERO
    )
    cam, weights = grad_cam(np.asarray(maps)[0], np.asarray(toward_maps)[0])
    saliency = np.abs(np.asarray(toward_pixels)[0]).max(axis=2)  # (S, S, 3) -> (S, S)
    return Slopes(float(logit), cam, weights, saliency.astype(np.float32))


def covered(digest: str, picture: Picture, model: str, patch: int, fill: str) -> Covered | None:
    """The probabilities with a patch of the picture covered, at every place.

    Args:
        digest: As :func:`slopes`, like picture and model.
        picture: Likewise.
        model: Likewise.
        patch: How many patches would stand side by side on the picture.
        fill: As in :func:`lib.layers.reasons.fill_of`.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    size = max(1, seen.shape[0] // patch)
    starts, cover = patch_starts(seen.shape[0], size), fill_of(seen, fill)
    variants = np.broadcast_to(seen, (1 + len(starts) ** 2, *seen.shape)).copy()
    for place, (row, column) in enumerate((r, c) for r in starts for c in starts):
        there = np.s_[row : row + size, column : column + size]
        variants[1 + place][there] = cover[there]
    shares = probabilities(model, variants)
    count = len(starts)
    return Covered(starts, size, shares[0], shares[1:].reshape(count, count, -1))
