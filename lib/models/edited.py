"""The layers of an edited network, made in Keras."""

from __future__ import annotations

from typing import Any

from keras import layers

from lib.architecture import layers as ours
from lib.architecture.text import read_network


def edited_layers(text: str, class_count: int) -> list[Any]:
    """New Keras layers for a network as :mod:`lib.architecture.text` writes it.

    Args:
        text: Of the network.
        class_count: Units of the outputs; the last of them is called ``outputs``.

    Raises:
        ArchitectureError: As :func:`~lib.architecture.text.read_network`.

    Example:
        >>> [layer.name for layer in edited_layers("flatten_outputs", 3)][-1]
        'outputs'
    """
    network = read_network(text)
    places = [i for i, each in enumerate(network.layers) if isinstance(each, ours.Outputs)]
    return [
        _made(layer, class_count, **({"name": "outputs"} if places[-1:] == [place] else {}))
        for place, layer in enumerate(network.layers)
    ]


def _made(layer: ours.Layer, class_count: int, **named: str) -> Any:
    places, settings = _arguments(layer, class_count)
    return getattr(layers, layer.name)(*places, **settings, **named)


def _arguments(layer: ours.Layer, class_count: int) -> tuple[list[Any], dict[str, Any]]:
    """What the layer's class in Keras is called with, by place and by name."""
    places: list[Any] = []
    settings: dict[str, Any] = {}
    match layer:
        case ours.Conv2D():
            places, settings = [layer.filters], _convolution(layer)
        case ours.DepthwiseConv2D():
            places = [layer.filters] if isinstance(layer, ours.SeparableConv2D) else []
            settings = {"depth_multiplier": layer.multiplier, **_convolution(layer)}
        case ours.MaxPooling2D() | ours.AveragePooling2D():
            places, settings = [layer.window], {"strides": layer.steps, "padding": layer.padding}
        case ours.Dense() | ours.Outputs():
            places = [layer.units if isinstance(layer, ours.Dense) else class_count]
            settings = {"activation": layer.activation, "use_bias": layer.bias}
        case ours.Dropout():
            places = [layer.rate]
        case ours.Activation():
            places = [layer.activation]
        case ours.Rescaling():
            places, settings = [1.0 / layer.divisor], {"offset": layer.offset}
    return places, settings  # neither for Flatten, BatchNormalization, GlobalAveragePooling2D


def _convolution(layer: ours.Conv2D | ours.DepthwiseConv2D) -> dict[str, Any]:
    return {
        "kernel_size": layer.window,
        "strides": layer.stride,
        "padding": layer.padding,
        "dilation_rate": layer.dilation,
        "activation": layer.activation,
        "use_bias": layer.bias,
    }
