"""Why a class: gradients and covered patches, computed by the network itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.jobs.steps import Steps, Stepwise, Unfinished
from lib.layers.evidence import deciding
from lib.layers.reasons import Covered, Slopes, fill_of, grad_cam, patch_starts
from lib.models.inside.answering import stepwise_probabilities
from lib.models.inside.network import describe, network_of, without_activation
from lib.models.inside.passing import Picture, square
from lib.models.loaded import own_path, version_of

_steps = Steps[Covered](kept=8)


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


def covered(
    digest: str, picture: Picture, model: str, patch: int, fill: str
) -> Covered | Unfinished | None:
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
    key = (*version_of(own_path(model)), digest, patch, fill)
    return _steps.answer(key, lambda: _covered(seen, model, patch, fill))


def _covered(seen: NDArray[np.uint8], model: str, patch: int, fill: str) -> Stepwise[Covered]:
    size = max(1, seen.shape[0] // patch)
    starts, cover = patch_starts(seen.shape[0], size), fill_of(seen, fill)
    corners = [None, *((row, column) for row in starts for column in starts)]  # the whole first

    def variants(some: slice) -> NDArray[np.uint8]:
        found = np.stack([seen] * len(corners[some]))
        for variant, corner in zip(found, corners[some], strict=True):
            if corner is not None:
                there = np.s_[corner[0] : corner[0] + size, corner[1] : corner[1] + size]
                variant[there] = cover[there]
        return found

    shares = yield from stepwise_probabilities(model, len(corners), variants)
    count = len(starts)
    return Covered(starts, size, shares[0], shares[1:].reshape(count, count, -1))
