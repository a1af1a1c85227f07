"""One picture on its way through a network: every layer's maps, coded small."""

from __future__ import annotations

import functools
from collections import OrderedDict
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.images.decode import decode_image
from lib.layers.passage import LayerMaps, MapChoice, Overview, code_maps, spread_of
from lib.models.inference import resize
from lib.models.inside.network import check_finite, network_of
from lib.models.loaded import load_network, own_path, resizing_of, version_of

_PICTURES_KEPT = 24
# A picture is looked at before and after it was moved; one takes 6 MB at 180×180 in the network
# of the notes, and up to a hundred in others.
_PASSAGES_LEAST, _PASSAGES_BYTES = 2, 60_000_000
_NETWORKS_KEPT = 4
_seen: OrderedDict[tuple[str, int, str], NDArray[np.uint8]] = OrderedDict()
_passages: OrderedDict[tuple[Path, int, str], tuple[NDArray[np.float32], ...]] = OrderedDict()

Picture = NDArray[np.uint8] | bytes | None


def overview(digest: str, picture: Picture, model: str, choice: MapChoice) -> Overview | None:
    """A few maps of every layer; how their values are spread without counts in bins.

    Args:
        digest: Of the picture's content.
        picture: (H, W, 3) uint8, or a whole file; None when the worker is hoped to know it.
        model: Path of the ``model.keras`` of a run.
        choice: Which maps of each layer.

    Returns:
        None when the picture is not known here.

    Raises:
        RunError: It is no run's network, or cannot be read.
        ImageError: The file cannot be decoded.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    outputs = passage(digest, seen, model)
    layers = tuple(
        _coded(layer.name, output, choice, counted=False)
        for layer, output in zip(network_of(model).layers, outputs, strict=True)
    )
    return Overview(seen, layers, outputs[-1].astype(np.float32))


def layer_maps(
    digest: str, picture: Picture, model: str, layer: str, choice: MapChoice
) -> LayerMaps | None:
    """Some maps of one layer, named ``layer``; else as :func:`overview`."""
    seen = square(digest, picture, model)
    if seen is None:
        return None
    return _coded(layer, output_of(digest, seen, model, layer), choice, counted=True)


def square(digest: str, picture: Picture, model: str) -> NDArray[np.uint8] | None:
    """The picture as the network gets it, uint8 (S, S, 3); None when it was never sent.

    Kept, so that a picture travels once: a whole photograph may have 20 MB.
    """
    side = network_of(model).input_shape[1]
    way = resizing_of(own_path(model))
    key = (digest, side, way)
    if picture is not None:
        pixels = decode_image(picture).pixels if isinstance(picture, bytes) else picture
        _seen[key] = resize(pixels, side, way=way)
        while len(_seen) > _PICTURES_KEPT:
            _seen.popitem(last=False)
    elif key in _seen:
        _seen.move_to_end(key)
    return _seen.get(key)


def passage(digest: str, seen: NDArray[np.uint8], model: str) -> tuple[NDArray[np.float32], ...]:
    """Every layer's output in inference, float32 (H, W, C) or (N,), in order.

    Raises:
        ConvScopeError: ``layers.not_finite``: one of them overflows.
    """
    version = version_of(own_path(model))
    key = (*version, digest)
    if key not in _passages:
        outputs = through(*version)(seen[None])
        found = tuple(np.asarray(output, np.float32)[0] for output in outputs)
        for layer, output in zip(network_of(model).layers, found, strict=True):
            check_finite(layer.name, output)
        _passages[key] = found
        while len(_passages) > _PASSAGES_LEAST and _held_bytes() > _PASSAGES_BYTES:
            _passages.popitem(last=False)
    _passages.move_to_end(key)
    return _passages[key]


def _held_bytes() -> int:
    return sum(each.nbytes for held in _passages.values() for each in held)


def output_of(digest: str, seen: NDArray[np.uint8], model: str, layer: str) -> NDArray[np.float32]:
    """One layer's output."""
    return passage(digest, seen, model)[_place(model, layer)]


def input_of(digest: str, seen: NDArray[np.uint8], model: str, layer: str) -> NDArray[np.float32]:
    """What one layer gets: the output of the layer before, or the picture, 0 to 255."""
    place = _place(model, layer)
    return passage(digest, seen, model)[place - 1] if place else seen.astype(np.float32)


@functools.lru_cache(maxsize=_NETWORKS_KEPT)
def through(path: Path, written: int) -> Any:
    """A network as a graph from pictures uint8 (N, S, S, 3) to the outputs of all layers."""
    network = load_network(path, written)
    side = network.input_shape[1]
    whole = keras.Model(network.inputs, [layer.output for layer in network.layers])
    return tf.function(
        lambda pictures: whole([tf.cast(pictures, tf.float32)], training=False),
        input_signature=[tf.TensorSpec((None, side, side, 3), tf.uint8)],
    )


def _place(model: str, layer: str) -> int:
    return [each.name for each in network_of(model).layers].index(layer)


def _coded(
    name: str, output: NDArray[np.float32], choice: MapChoice, *, counted: bool
) -> LayerMaps:
    units: tuple[int, ...] = (0,)
    if output.ndim == 3:
        ranked = np.arange(output.shape[2])
        if choice.order == "active":
            ranked = np.argsort(-np.abs(output).mean(axis=(0, 1)), kind="stable")
        units = tuple(ranked[choice.first : choice.first + choice.count].tolist())
    return code_maps(name, output, units, spread_of(output, counted=counted), choice.side)
