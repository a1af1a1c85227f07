"""What a trained network says about one picture."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.errors import ConvScopeError
from lib.images.decode import decode_image
from lib.models.loaded import class_names, load_network, own_path, resizing_of, version_of
from lib.models.resizing import resize_by
from lib.runs.prediction import LayerActivation, Prediction

_FUNCTIONS_KEPT = 4


def predict(model: str, picture: NDArray[np.uint8] | bytes) -> Prediction:
    """Classify one picture.

    Args:
        model: Path of the ``model.keras`` of a run.
        picture: (H, W, 3) uint8, any size; or a whole picture file, which is much smaller to
            send.

    Raises:
        RunError: It is no run's network, or cannot be read (``run.no_model``).
        ImageError: The file cannot be decoded.
        ConvScopeError: ``layers.not_finite``: the network's numbers are none any more.
    """
    path = own_path(model)
    pixels = decode_image(picture).pixels if isinstance(picture, bytes) else picture
    network = load_network(*version_of(path))
    side = network.input_shape[1]
    seen = resize(pixels, side, way=resizing_of(path))
    logits = _function(*version_of(path))(seen[None])[0].numpy()  # (1, K) -> (K,)
    if not np.isfinite(logits).all():
        raise ConvScopeError("layers.not_finite", layer=network.layers[-1].name)
    shifted = np.exp(logits.astype(np.float64) - logits.max())
    probabilities = (shifted / shifted.sum()).astype(np.float32)
    return Prediction(class_names(path, len(logits)), logits, probabilities, seen)


def activations(model: str, pixels: NDArray[np.uint8]) -> tuple[LayerActivation, ...]:
    """Every layer's output for one picture in inference, in the order of the notes.

    Args and errors as :func:`predict`.
    """
    path = own_path(model)
    network = load_network(*version_of(path))
    seen = resize(pixels, network.input_shape[1], way=resizing_of(path))
    through = keras.Model(network.inputs, [layer.output for layer in network.layers])
    outputs = through([seen[None].astype(np.float32)], training=False)
    return tuple(
        LayerActivation(layer.name, type(layer).__name__, np.asarray(output)[0])
        for layer, output in zip(network.layers, outputs, strict=True)
    )


def resize(pixels: NDArray[np.uint8], side: int, *, way: str = "squash") -> NDArray[np.uint8]:
    """Bring a picture (H, W, 3) to a square as ``image_dataset_from_directory`` does.

    Bilinear, no antialiasing; rounded to whole numbers, as the pictures in training are.

    Args:
        pixels: uint8 (H, W, 3).
        side: Of the square.
        way: The ``resizing`` of a recipe.

    Raises:
        ShapeError: ``shape.padded_away``: padding would leave less than one pixel.
    """
    whole: NDArray[np.uint8] = np.rint(resize_by(way, pixels, (side, side))).astype(np.uint8)
    return whole


@functools.lru_cache(maxsize=_FUNCTIONS_KEPT)
def _function(path: Path, written: int) -> Any:
    """The network as a graph: 6 ms a picture where ``predict`` takes 53."""
    network = load_network(path, written)
    side = network.input_shape[1]
    return tf.function(
        lambda pictures: network(tf.cast(pictures, tf.float32), training=False),
        input_signature=[tf.TensorSpec((1, side, side, 3), tf.uint8)],
    )
