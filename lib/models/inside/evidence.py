"""What argues for a class and against it, with the network's own weights."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from lib.cnn.arrays import FloatArray
from lib.layers.argument import Argument
from lib.layers.evidence import Cells, build_chain, deciding, last_maps, trace_back
from lib.layers.unit import Product
from lib.models.inside.network import describe, network_of, weights_of, without_activation
from lib.models.inside.passing import Picture, input_of, output_of, square

_EACH_WAY = 8  # terms for the class that are sent, and as many against it
_CHANNELS = 3


def argument(
    digest: str, picture: Picture, model: str, class_: int, via: int | None
) -> Argument | None:
    """A class's logit as a sum over the deciding dense layer's inputs, and over places.

    Args:
        digest: Of the picture's content.
        picture: As in :func:`lib.models.inside.passing.overview`.
        model: Path of the ``model.keras`` of a run.
        class_: Number of the class, from 0.
        via: Only what reaches the class through this input of the deciding layer; all if None.

    Returns:
        None when the picture is not known here.

    Raises:
        ValueError: The layer that decides is not dense; the page does not ask then.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    layers = describe(model).layers
    place = deciding(layers)
    last = layers[place]
    if last.kind != "Dense":
        raise ValueError(f"{last.name} is no dense layer")
    network = network_of(model)
    x = input_of(digest, seen, model, last.name).ravel()
    weights = weights_of(network.get_layer(last.name))
    kernel = weights["kernel"].astype(np.float64)  # (N, K)
    bias = weights["bias"].astype(np.float64) if "bias" in weights else np.zeros(len(kernel.T))
    logits = np.asarray(
        without_activation(network.get_layer(last.name), tf.constant(x[None])), np.float64
    )[0]
    sums = x.astype(np.float64) @ kernel + bias
    terms = x * kernel[:, class_]
    order = np.argsort(-terms, kind="stable")
    shown = [*order[:_EACH_WAY], *(i for i in order[-_EACH_WAY:] if i not in order[:_EACH_WAY])]
    shown = [int(i) for i in shown if terms[i]]
    begin = last_maps(layers)
    found, crooked, through = None, None, False
    if begin is not None:
        maps = output_of(digest, seen, model, layers[begin].name)
        between = layers[begin + 1 : place]
        chain = build_chain(
            between, lambda name: weights_of(network.get_layer(name)), maps.astype(np.float64)
        )
        crooked, through = chain.crooked, any(each.kind == "Dense" for each in between)
        slopes = kernel[:, class_] if via is None else np.zeros(len(kernel))
        if via is not None:
            slopes[via] = kernel[via, class_]
        found = None if crooked else trace_back(chain, slopes)
    return Argument(
        logit=float(logits[class_]),
        total=float(sums[class_]),
        largest_difference=float(np.abs(sums - logits).max()),
        bias=float(bias[class_]),
        plus=float(terms[terms > 0].sum()),
        minus=float(terms[terms < 0].sum()),
        strongest=tuple(Product(i, float(x[i]), float(kernel[i, class_])) for i in shown),
        rest=float(terms.sum() - terms[shown].sum()),
        inputs=x.size,
        silent=int(np.count_nonzero(x == 0)),
        cells=None if found is None else found.cells.sum(axis=2).astype(np.float32),
        biases=() if found is None else found.biases,
        channels=() if found is None else _channels(found),
        followed=0.0 if found is None else found.total,
        crooked=crooked,
        through=through and crooked is None,
    )


def _channels(found: Cells) -> tuple[tuple[int, float], ...]:
    """The maps that add most, then those that take most away."""
    sums: FloatArray = found.cells.sum(axis=(0, 1))
    order = np.argsort(-sums, kind="stable")
    chosen = [*(i for i in order[:_CHANNELS] if sums[i] > 0)]
    chosen += [i for i in order[-_CHANNELS:] if sums[i] < 0]
    return tuple((int(i), float(sums[i])) for i in chosen)
