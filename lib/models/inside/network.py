"""A trained network as facts: its layers, their settings and their learned numbers."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from lib.errors import ConvScopeError
from lib.layers.spec import LayerSpec, NetworkSpec
from lib.models.loaded import class_names, load_network, own_path, version_of

Weights = dict[str, NDArray[np.float32]]

# The settings that decide what a layer gives in inference.
_SETTINGS = (
    "kernel_size", "pool_size", "strides", "dilation_rate", "padding", "depth_multiplier",
    "use_bias", "scale", "offset", "epsilon", "rate", "negative_slope", "alpha", "max_value",
    "threshold", "filters", "units", "axis", "groups",
)  # fmt: skip


def describe(model: str) -> NetworkSpec:
    """The layers of a run's network.

    Args:
        model: Path of the ``model.keras`` of a run.

    Raises:
        RunError: It is no run's network, or cannot be read (``run.no_model``,
            ``run.damaged``).
        ConvScopeError: ``layers.not_finite``: a training that got out of hand left no numbers.
    """
    return _described(*version_of(own_path(model)))


def network_of(model: str) -> Any:
    """The loaded network itself.

    Raises:
        RunError: As :func:`describe`.
    """
    return load_network(*version_of(own_path(model)))


def weights_of(layer: Any) -> Weights:
    """What a layer holds, by Keras' names: ``kernel``, ``bias``, ``gamma``, …"""
    return {weight.name: np.asarray(weight.value) for weight in layer.weights}


def check_finite(layer: str, values: NDArray[np.floating]) -> None:
    """Nothing, when all values are numbers: what is ∞ or NaN can be neither drawn nor counted.

    Raises:
        ConvScopeError: ``layers.not_finite`` with the layer's name.
    """
    if not np.isfinite(values).all():
        raise ConvScopeError("layers.not_finite", layer=layer)


def without_activation(layer: Any, inputs: Any) -> Any:
    """What a layer gives in inference before its own activation, computed by Keras.

    Args:
        layer: A layer of Keras.
        inputs: Its input, with the batch axis.
    """
    kept = getattr(layer, "activation", None)
    # An Activation layer is nothing but its activation; it is asked about as it is.
    if kept is None or isinstance(layer, keras.layers.Activation):
        return layer(inputs, training=False)
    layer.activation = None
    try:
        return layer(inputs, training=False)
    finally:
        layer.activation = kept


@functools.lru_cache(maxsize=16)
def _described(path: Path, written: int) -> NetworkSpec:
    network = load_network(path, written)
    for layer in network.layers:
        for weight in weights_of(layer).values():
            check_finite(layer.name, weight)
    layers = tuple(_spec(layer) for layer in network.layers)
    names = class_names(path, network.output_shape[-1])
    return NetworkSpec(network.input_shape[1], layers, names)


def _spec(layer: Any) -> LayerSpec:
    settings = layer.get_config()
    config = {name: _plain(settings[name]) for name in _SETTINGS if name in settings}
    activation = getattr(layer, "activation", None)
    if activation is not None:
        config["activation"] = getattr(activation, "__name__", str(activation))
    return LayerSpec(
        name=layer.name,
        kind=type(layer).__name__,
        input_shape=tuple(layer.input.shape[1:]),
        output_shape=tuple(layer.output.shape[1:]),
        config=config,
        parameters=layer.count_params(),
    )


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value
