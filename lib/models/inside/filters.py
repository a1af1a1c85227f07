"""The weights of a layer, a bounded part at a time."""

from __future__ import annotations

import numpy as np

from lib.layers.filters import FilterPart, FilterRange
from lib.models.inside.network import network_of, weights_of


def filters(model: str, layer: str, part: FilterRange) -> FilterPart:
    """Some filters of a convolution, each through some of its input channels.

    Args:
        model: Path of the ``model.keras`` of a run.
        layer: Its name; Conv2D, DepthwiseConv2D or SeparableConv2D.
        part: Which filters and channels, and of a separable convolution which stage.
    """
    weights = weights_of(network_of(model).get_layer(layer))
    name = "kernel" if "kernel" in weights else f"{part.stage}_kernel"
    kernel = weights[name]  # (kh, kw, C, F), of a depthwise one (kh, kw, C, M)
    bias = weights.get("bias")
    if bias is not None and name == "depthwise_kernel":
        bias = None  # it belongs to the second stage
    of_filters = slice(part.first_filter, part.first_filter + part.filters)
    of_channels = slice(part.first_channel, part.first_channel + part.channels)
    return FilterPart(
        weights=np.ascontiguousarray(kernel[:, :, of_channels, of_filters]),
        shape=kernel.shape,
        biases=None if bias is None else bias[of_filters],
        peak=float(np.abs(kernel).max()),
        norms=np.sqrt((kernel.astype(np.float64) ** 2).sum(axis=(0, 1))),
    )
