"""What a layer computes, by the mathematics of this project and the network's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.cnn.activations import ACTIVATIONS, leaky_relu
from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import WindowOptions, cross_correlate
from lib.cnn.dense import dense, flatten
from lib.cnn.losses import softmax
from lib.cnn.pooling import pool
from lib.layers.spec import GLOBAL_POOLINGS, POOLINGS, UNCHANGED, LayerSpec

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Computed:
    """What a layer makes of its input.

    Attributes:
        before: Before the activation that is part of it.
        after: What it gives.
    """

    before: FloatArray = field(compare=False)
    after: FloatArray = field(compare=False)


def compute_layer(layer: LayerSpec, weights: Weights, x: FloatArray) -> Computed | None:
    """Compute a layer with :mod:`lib.cnn`.

    Args:
        layer: The layer.
        weights: What it learned, by Keras' names.
        x: Its input, ``(H, W, C)`` or ``(N,)``.

    Returns:
        None for a kind of layer, or an activation, that is not known here.
    """
    before = _before(layer, weights, x)
    if before is None:
        return None
    after = _activate(layer, before)
    return None if after is None else Computed(before, after)


def window_options(layer: LayerSpec) -> WindowOptions:
    """How the window of a convolution moves."""
    return {
        "stride": layer.config.get("strides", (1, 1)),
        "dilation": layer.config.get("dilation_rate", (1, 1)),
        "padding": layer.config.get("padding", "valid"),
    }


def scale_and_offset(layer: LayerSpec, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """What BatchNormalization or Rescaling does to each channel: ``x · scale + offset``.

    In inference ``(x − μ) / √(σ² + ε) · γ + β`` with the running mean μ and variance σ².

    Returns:
        float64 (C,) each, or of one place.
    """
    config = layer.config
    if layer.kind == "Rescaling":
        one = np.atleast_1d(np.asarray(config["scale"], np.float64))
        return one, np.atleast_1d(np.asarray(config["offset"], np.float64))
    mean = weights["moving_mean"].astype(np.float64)
    scale = 1 / np.sqrt(weights["moving_variance"].astype(np.float64) + config["epsilon"])
    scale = scale * weights["gamma"] if "gamma" in weights else scale
    offset = weights["beta"] - mean * scale if "beta" in weights else -mean * scale
    return scale, offset


def activation_of(layer: LayerSpec) -> tuple[str, float]:
    """Name and negative slope of what a layer does to each number by itself, at its end."""
    config = layer.config
    if layer.kind == "LeakyReLU":
        return "leaky", float(config.get("negative_slope", 0.3))
    if layer.kind == "ReLU":
        plain = config.get("max_value") is None and not config.get("threshold")
        return ("leaky" if plain else "unknown"), float(config.get("negative_slope") or 0.0)
    if layer.kind == "ELU":
        return ("elu" if config.get("alpha", 1.0) == 1.0 else "unknown"), 0.0
    if layer.kind == "Softmax":
        return "softmax", 0.0
    return {"swish": "silu"}.get(layer.activation, layer.activation), 0.0


def pass_channels(x: FloatArray, kernel: FloatArray, **options: Any) -> FloatArray:
    """A depthwise convolution: ``(H, W, C)`` with ``(kh, kw, C, M)`` gives ``(H', W', C · M)``."""
    channels = [
        cross_correlate(x[:, :, c : c + 1], kernel[:, :, c : c + 1], **options)
        for c in range(x.shape[2])
    ]
    return np.concatenate(channels, axis=2)


def _before(layer: LayerSpec, weights: Weights, x: FloatArray) -> FloatArray | None:
    kind, options = layer.kind, window_options(layer)
    bias = weights.get("bias")
    if kind == "Conv2D" and layer.config.get("groups", 1) == 1:
        return cross_correlate(x, weights["kernel"], bias=bias, **options)
    if kind == "DepthwiseConv2D":
        each = pass_channels(x, weights["kernel"], **options)
        return each if bias is None else each + bias
    if kind == "SeparableConv2D":
        each = pass_channels(x, weights["depthwise_kernel"], **options)
        return cross_correlate(each, weights["pointwise_kernel"], bias=bias)
    if kind == "Dense":
        return dense(x, weights["kernel"], bias)
    if kind in ("Rescaling", "BatchNormalization"):
        scale, offset = scale_and_offset(layer, weights)
        return (x * scale + offset).astype(x.dtype)
    return _reduced(layer, x)


def _reduced(layer: LayerSpec, x: FloatArray) -> FloatArray | None:
    """Layers that learn nothing."""
    kind = layer.kind
    if kind in POOLINGS:
        return pool(
            x,
            reduction=POOLINGS[kind],
            window=layer.config["pool_size"],
            stride=layer.config["strides"],
            padding=layer.config["padding"],
        )
    if kind in GLOBAL_POOLINGS:
        height, width = x.shape[:2]
        whole = pool(x, reduction=GLOBAL_POOLINGS[kind], window=(height, width))
        return whole.reshape(layer.output_shape)
    if kind == "Flatten":
        return flatten(x) if x.ndim == 3 else x
    known = kind in UNCHANGED or kind in ("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax")
    return x if known else None


def _activate(layer: LayerSpec, z: FloatArray) -> FloatArray | None:
    name, slope = activation_of(layer)
    if name == "linear":
        return z
    if name == "leaky":
        return leaky_relu(z, slope)
    if name == "softmax":
        return softmax(z)
    return ACTIVATIONS[name].function(z) if name in ACTIVATIONS else None
