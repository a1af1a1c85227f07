"""One unit of a network: what it is computed from, and which pixels move it."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.errors import ConvScopeError
from lib.layers.arithmetic import scale_and_offset
from lib.layers.spec import LayerSpec
from lib.layers.unit import Influence, MapUnit, Moments, Product, SumUnit
from lib.models.inside.network import Weights, describe, network_of, weights_of, without_activation
from lib.models.inside.passing import Picture, input_of, output_of, square

_MOST_BYTES = 8_000_000  # of a layer's input that is sent
_STRONGEST = 14


def map_unit(
    digest: str, picture: Picture, model: str, layer: str, which: tuple[str, int]
) -> MapUnit | None:
    """A map and the maps that its windows lie on.

    Args:
        digest: Of the picture's content.
        picture: As in :func:`lib.models.inside.passing.overview`.
        model: Path of the ``model.keras`` of a run.
        layer: Its name; it gives maps, or is a global pooling.
        which: The stage, ``"depthwise"`` for the first half of a separable convolution, else
            ``"whole"``; and the number of the map, from 0.

    Returns:
        None when the picture is not known here.

    Raises:
        ConvScopeError: ``layers.too_large``: the layer's input has too many numbers to be sent.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    spec, own = describe(model).layer(layer), network_of(model).get_layer(layer)
    x, weights = input_of(digest, seen, model, layer), weights_of(own)
    before = _without_batch(without_activation(own, tf.constant(x[None])))
    after = output_of(digest, seen, model, layer)
    if spec.kind == "SeparableConv2D":
        each = _depthwise(spec, weights, x)
        if which[0] == "depthwise":
            before = after = each
        else:
            x = each
    values, kernel, bias = _sources(spec, weights, x, which)
    if values.nbytes > _MOST_BYTES:
        raise ConvScopeError("layers.too_large", layer=layer, size=values.nbytes // 1_000_000)
    unit = which[1]
    moments = _moments(spec, weights, unit)
    return MapUnit(values, kernel, bias, _map(before, unit), _map(after, unit), moments)


def sum_unit(digest: str, picture: Picture, model: str, layer: str, unit: int) -> SumUnit | None:
    """A unit of a dense layer and its strongest terms; args as :func:`map_unit`."""
    seen = square(digest, picture, model)
    if seen is None:
        return None
    own = network_of(model).get_layer(layer)
    x = input_of(digest, seen, model, layer)  # (N,)
    weights = weights_of(own)
    kernel, bias = weights["kernel"], weights.get("bias")
    before = _without_batch(without_activation(own, tf.constant(x[None])))
    sums = x.astype(np.float64) @ kernel.astype(np.float64)  # (N,) · (N, M) -> (M,)
    sums = sums if bias is None else sums + bias
    products = x.astype(np.float64) * kernel[:, unit]
    order = np.argsort(-np.abs(products), kind="stable")[:_STRONGEST]
    return SumUnit(
        strongest=tuple(
            Product(int(i), float(x[i]), float(kernel[i, unit])) for i in order if products[i]
        ),
        rest=float(products.sum() - products[order].sum()),
        plus=float(products[products > 0].sum()),
        minus=float(products[products < 0].sum()),
        inputs=x.size,
        zeros=int(np.count_nonzero(x == 0)),
        bias=0.0 if bias is None else float(bias[unit]),
        total=float(sums[unit]),
        before=float(before[unit]),
        after=float(output_of(digest, seen, model, layer)[unit]),
        largest_difference=float(np.abs(sums - before).max()),
    )


def influence(
    digest: str, picture: Picture, model: str, layer: str, place: tuple[int, int, int]
) -> Influence | None:
    """How much every pixel moves a unit before its activation, by the gradient.

    Args:
        digest: As :func:`map_unit`, like picture, model and layer.
        picture: Likewise.
        model: Likewise.
        layer: Likewise.
        place: Row, column and number of the map; of a vector only the last counts.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    pixels = tf.constant(seen[None], tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        values: Any = pixels
        for own in network_of(model).layers:
            if own.name == layer:
                values = without_activation(own, values)
                break
            values = own(values, training=False)
        flat = len(values.shape) == 2
        z = values[0, place[2]] if flat else values[0, place[0], place[1], place[2]]
    gradient = tape.gradient(z, pixels)  # (1, S, S, 3); None where no pixel plays a part
    heat = np.zeros(seen.shape[:2], np.float32)
    if gradient is not None:
        heat = np.abs(gradient.numpy()[0]).sum(axis=2)
    return Influence(heat.astype(np.float32), float(z))


def _sources(
    spec: LayerSpec, weights: Weights, x: NDArray[np.float32], which: tuple[str, int]
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None, float]:
    """The maps that one map comes from, its kernel and its bias."""
    stage, unit = which
    bias = float(weights["bias"][unit]) if "bias" in weights and stage == "whole" else 0.0
    if spec.kind == "Conv2D":
        return x, weights["kernel"][..., unit], bias
    if spec.kind == "SeparableConv2D" and stage == "whole":
        return x, weights["pointwise_kernel"][..., unit], bias
    if spec.kind in ("DepthwiseConv2D", "SeparableConv2D"):
        name = "kernel" if spec.kind == "DepthwiseConv2D" else "depthwise_kernel"
        channel, filter_ = divmod(unit, weights[name].shape[3])
        return x[..., channel : channel + 1], weights[name][..., channel, filter_], bias
    if spec.kind in ("BatchNormalization", "Rescaling"):
        scale, offset = scale_and_offset(spec, weights)
        place = unit % scale.size
        one = np.full((1, 1), scale[place], np.float32)
        return x[..., unit : unit + 1], one, float(offset[unit % offset.size])
    return x[..., unit : unit + 1], None, 0.0


def _moments(spec: LayerSpec, weights: Weights, unit: int) -> Moments | None:
    if spec.kind != "BatchNormalization":
        return None
    return Moments(
        mean=float(weights["moving_mean"][unit]),
        variance=float(weights["moving_variance"][unit]),
        epsilon=float(spec.config["epsilon"]),
        gamma=float(weights["gamma"][unit]) if "gamma" in weights else 1.0,
        beta=float(weights["beta"][unit]) if "beta" in weights else 0.0,
    )


def _depthwise(spec: LayerSpec, weights: Weights, x: NDArray[np.float32]) -> NDArray[np.float32]:
    strides, dilation = spec.config["strides"], spec.config["dilation_rate"]
    found = keras.ops.depthwise_conv(
        x[None],
        weights["depthwise_kernel"],
        strides=strides[0] if strides[0] == strides[1] else strides,
        padding=spec.config["padding"],
        dilation_rate=dilation,
        data_format="channels_last",
    )
    return _without_batch(found)


def _map(values: NDArray[np.float32], unit: int) -> NDArray[np.float32]:
    return np.ascontiguousarray(
        values[..., unit] if values.ndim == 3 else values[unit].reshape(1, 1)
    )


def _without_batch(values: Any) -> NDArray[np.float32]:
    array: NDArray[np.float32] = np.asarray(values, np.float32)[0]
    return array
