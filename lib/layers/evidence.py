"""What argues for a class and against it: a logit taken apart into terms that sum to it.

Behind the last maps a network is a chain of sums and pointwise functions.  With ReLU, which
passes a number on or makes it 0, the chain is linear as long as nothing changes sides: a logit is
``Σ x_i g_i + Σ biases``, exactly, with the slopes ``g`` of this picture's own pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.layers.arithmetic import activation_of, scale_and_offset
from lib.layers.spec import GLOBAL_POOLINGS, POINTWISE, UNCHANGED, LayerSpec

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Step:
    """One layer of the chain, linear for this picture.

    Attributes:
        name: Of the layer.
        back: From slopes with respect to what it gives, to slopes with respect to what it gets.
        worth: From slopes with respect to what it gives, to what its biases add.
    """

    name: str
    back: Callable[[FloatArray], FloatArray]
    worth: Callable[[FloatArray], float]


@dataclass(frozen=True)
class Chain:
    """What lies between the last maps and the layer that decides, for one picture.

    Attributes:
        maps: float64 (H, W, C), where the chain begins.
        steps: The layers before the deciding one, in order.
        inputs: float64 (N,), what the deciding layer gets.
        crooked: Name and activation of a layer that is no chain of straight pieces, if there is
            one: the sum then cannot be followed back beyond it.
    """

    maps: FloatArray
    steps: tuple[Step, ...]
    inputs: FloatArray
    crooked: tuple[str, str] | None = None


@dataclass(frozen=True)
class Cells:
    """A sum taken apart by the cells that its terms come from.

    Attributes:
        cells: float64 (H, W, C): what each cell of each map adds.
        biases: What the biases of each layer on the way add: name and sum.
    """

    cells: FloatArray = field(compare=False, repr=False)
    biases: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """All of it together."""
        return float(self.cells.sum()) + sum(worth for _, worth in self.biases)


def last_maps(layers: Sequence[LayerSpec]) -> int | None:
    """The place of the last layer whose output has places on the picture; None if none has."""
    places = [
        place for place, layer in enumerate(layers)
        if layer.has_maps and layer.kind not in GLOBAL_POOLINGS
    ]  # fmt: skip
    return places[-1] if places else None


def deciding(layers: Sequence[LayerSpec]) -> int:
    """The place of the layer whose sums are the logits: the last that is more than pointwise."""
    return max(
        place for place, layer in enumerate(layers)
        if place == 0 or layer.kind not in (*POINTWISE, *UNCHANGED)
    )  # fmt: skip


def build_chain(
    layers: Sequence[LayerSpec], weights: Callable[[str], Weights], maps: FloatArray
) -> Chain:
    """Follow a picture's last maps to the layer that decides, float64 throughout.

    Args:
        layers: Those behind the last maps and before the deciding one, in order.
        weights: What a layer of a name learned.
        maps: (H, W, C).
    """
    x: FloatArray = np.asarray(maps, np.float64)
    steps: list[Step] = []
    crooked: tuple[str, str] | None = None
    for layer in layers:
        made = _linear(layer, weights(layer.name), x)
        if made is None:
            return Chain(maps, (), x, crooked=(layer.name, layer.kind))
        step, z = made
        slope = _slopes(layer, z)
        if slope is None:
            crooked = crooked or (layer.name, activation_of(layer)[0])
            return Chain(maps, (), x, crooked=crooked)
        steps.append(_bent(step, slope))
        x = z * slope
    return Chain(maps, tuple(steps), x.ravel())


def trace_back(chain: Chain, slopes: FloatArray) -> Cells:
    """Take ``Σ slopes_j · inputs_j`` apart by the cells of the maps.

    Args:
        chain: Without a crooked layer.
        slopes: (N,): a class's weights of the deciding layer; or all but one of them 0, to see
            what reaches the class through one unit.
    """
    biases = []
    for step in reversed(chain.steps):
        biases.append((step.name, step.worth(slopes)))
        slopes = step.back(slopes)
    cells = np.asarray(chain.maps, np.float64) * slopes.reshape(chain.maps.shape)
    return Cells(cells, tuple((name, worth) for name, worth in reversed(biases) if worth))


def _linear(layer: LayerSpec, weights: Weights, x: FloatArray) -> tuple[Step, FloatArray] | None:
    """The layer without its activation, and what it gives; None for a kind not known here."""
    shape = x.shape
    if layer.kind == "Dense":
        kernel = weights["kernel"].astype(np.float64)  # (N, M)
        bias = weights["bias"].astype(np.float64) if "bias" in weights else np.zeros(len(kernel.T))
        step = Step(layer.name, lambda g: kernel @ g.ravel(), lambda g: float(g.ravel() @ bias))
        return step, x.ravel() @ kernel + bias
    if layer.kind == "BatchNormalization":
        scale, offset = scale_and_offset(layer, weights)
        step = Step(layer.name, lambda g: g * scale, lambda g: float((g * offset).sum()))
        return step, x * scale + offset
    if layer.kind == "GlobalAveragePooling2D":
        cells = shape[0] * shape[1]
        step = Step(layer.name, lambda g: np.broadcast_to(g / cells, shape), _nothing)
        return step, x.mean(axis=(0, 1)).reshape(layer.output_shape)
    if layer.kind == "GlobalMaxPooling2D":
        # One cell of each map passes its number on.
        won = np.arange(shape[0] * shape[1])[:, None] == x.reshape(-1, shape[2]).argmax(axis=0)
        step = Step(layer.name, lambda g: won.reshape(shape) * g.ravel(), _nothing)
        return step, x.max(axis=(0, 1)).reshape(layer.output_shape)
    if layer.kind == "Flatten" or layer.kind in (*UNCHANGED, *POINTWISE):
        out = x.ravel() if layer.kind == "Flatten" else x
        return Step(layer.name, lambda g: g.reshape(shape), _nothing), out
    return None


def _slopes(layer: LayerSpec, z: FloatArray) -> FloatArray | None:
    """``f(z) / z`` of an activation made of straight pieces through 0; None for any other."""
    name, below = activation_of(layer)
    if name == "linear":
        return np.ones_like(z)
    if name == "leaky_relu":  # in Keras its slope is 0.2 when it is part of a layer
        name, below = "leaky", 0.2
    if name == "relu":
        name, below = "leaky", 0.0
    return np.where(z > 0, 1.0, below) if name == "leaky" else None


def _bent(step: Step, slope: FloatArray) -> Step:
    """A layer together with its activation."""
    return Step(
        step.name,
        lambda g: step.back(g.reshape(slope.shape) * slope),
        lambda g: step.worth(g.reshape(slope.shape) * slope),
    )


def _nothing(_: FloatArray) -> float:
    return 0.0
