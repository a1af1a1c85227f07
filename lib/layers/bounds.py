"""Which layers can be negative: bounds from their kinds and weights, and the reason in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lib.cnn import intervals
from lib.cnn.activations import ACTIVATIONS
from lib.cnn.intervals import Interval
from lib.cnn.windows import AxisRule, window_rules
from lib.layers.arithmetic import Weights, activation_of, scale_and_offset, window_options
from lib.layers.spec import (
    CONVOLUTIONS,
    GLOBAL_POOLINGS,
    POINTWISE,
    POOLINGS,
    UNCHANGED,
    LayerSpec,
)

PIXELS = (0.0, 255.0)
REASONS = (
    "clipped", "squashed", "dips", "leaks", "weights", "positive", "keeps", "averages",
    "shifted", "scaled", "unchanged", "unknown",
)  # fmt: skip


_BY_ACTIVATION = {
    "relu": "clipped", "sigmoid": "squashed", "softmax": "squashed", "softplus": "squashed",
    "gelu": "dips", "silu": "dips", "leaky": "leaks", "leaky_relu": "leaks", "elu": "leaks",
    "selu": "leaks", "tanh": "leaks",
}  # fmt: skip
_BY_KIND = {
    "MaxPooling2D": "keeps", "GlobalMaxPooling2D": "keeps", "AveragePooling2D": "averages",
    "GlobalAveragePooling2D": "averages", "BatchNormalization": "shifted",
    "Rescaling": "scaled",
}  # fmt: skip


@dataclass(frozen=True)
class LayerBounds:
    """Between what the values of a layer lie, whatever the picture.

    Attributes:
        name: Of the layer.
        low: No value is less.
        high: None is larger.
        before: Both bounds before the layer's own activation.
        negative_units: How many of its maps or units may be below zero.
        units: How many it has.
        reason: Why, as a key: one of :data:`REASONS`.
    """

    name: str
    low: float
    high: float
    before: tuple[float, float]
    negative_units: int
    units: int
    reason: str

    @property
    def can_be_negative(self) -> bool:
        """Whether any value may be below zero."""
        return not self.low >= 0


def network_bounds(
    layers: Sequence[LayerSpec], weights_of: Callable[[str], Weights]
) -> tuple[LayerBounds, ...]:
    """Follow the pixels' 0 to 255 through all layers.

    Args:
        layers: In order.
        weights_of: What the layer of a name holds.
    """
    x = intervals.interval(*PIXELS, layers[0].input_shape[-1])
    found = []
    for layer in layers:
        before, x = layer_interval(layer, weights_of(layer.name), x)
        found.append(
            LayerBounds(
                name=layer.name,
                low=x.least,
                high=x.largest,
                before=(before.least, before.largest),
                negative_units=min(layer.units, int(x.can_be_negative.sum())),
                units=layer.units,
                reason=_reason(layer, before),
            )
        )
    return tuple(found)


def layer_interval(layer: LayerSpec, weights: Weights, x: Interval) -> tuple[Interval, Interval]:
    """Bounds of one layer, before its own activation and behind it.

    Args:
        layer: The layer.
        weights: What it holds.
        x: Bounds of its input, channel by channel.

    Returns:
        Without end for a kind of layer or an activation that is not known here.
    """
    before = _before(layer, weights, x)
    name, slope = activation_of(layer)
    if name == "leaky":
        return before, intervals.leaky(before, slope)
    if name in ACTIVATIONS or name in ("linear", "softmax"):
        return before, intervals.activation(before, name)
    return before, _boundless(layer)


def _before(layer: LayerSpec, weights: Weights, x: Interval) -> Interval:
    kind, bias = layer.kind, weights.get("bias", np.float32(0))
    if kind in CONVOLUTIONS:
        return _convolved(layer, weights, x)
    if kind == "Dense":
        return intervals.weighted_sum(x, weights["kernel"], bias)
    if kind in ("Rescaling", "BatchNormalization"):
        return intervals.affine(x, *scale_and_offset(layer, weights))
    if kind == "Flatten" and len(layer.input_shape) == 3:
        cells = layer.input_shape[0] * layer.input_shape[1]
        return Interval(np.tile(x.low, cells), np.tile(x.high, cells))
    known = kind in (*POOLINGS, *GLOBAL_POOLINGS, *UNCHANGED, *POINTWISE, "Flatten")
    # A maximum or a mean of values between two bounds lies between them too.
    return x if known else _boundless(layer)


def _convolved(layer: LayerSpec, weights: Weights, x: Interval) -> Interval:
    separable = layer.kind == "SeparableConv2D"
    kernel = weights["depthwise_kernel" if separable else "kernel"]
    bias = weights.get("bias", np.float32(0))
    rules = _rules(layer, kernel.shape[:2])
    if separable:
        each = intervals.depthwise(x, kernel, rules)
        return intervals.weighted_sum(each, weights["pointwise_kernel"][0, 0], bias)
    if layer.kind == "DepthwiseConv2D":
        return intervals.depthwise(x, kernel, rules, bias)
    return intervals.convolution(x, kernel, rules, bias)


def _rules(layer: LayerSpec, window: tuple[int, ...]) -> tuple[AxisRule, AxisRule]:
    options = window_options(layer)
    options.pop("border", None)
    return window_rules(layer.input_shape, (window[0], window[1]), **options)  # type: ignore[misc]


def _boundless(layer: LayerSpec) -> Interval:
    return intervals.interval(-np.inf, np.inf, layer.units)


def _reason(layer: LayerSpec, before: Interval) -> str:
    """What decides the sign, as a key of the words under ``layers.why.``."""
    name, slope = activation_of(layer)
    if name == "leaky" and slope == 0:
        return "clipped"
    if name != "linear":
        return _BY_ACTIVATION.get(name, "unknown")
    if layer.kind in CONVOLUTIONS or layer.kind == "Dense":
        return "positive" if before.least >= 0 else "weights"
    known = layer.kind in (*UNCHANGED, *POINTWISE, "Flatten")
    return _BY_KIND.get(layer.kind, "unchanged" if known else "unknown")
