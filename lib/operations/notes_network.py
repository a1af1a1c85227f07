"""The network of the notes as numbers: shape, parameters and connections of every layer."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from lib.cnn.costs import VALUE_BYTES, Count, Shape
from lib.cnn.layer_costs import LayerCost, convolution_cost, dense_cost, pooling_cost

FILTERS = (16, 32, 64)
KERNEL = 3
UNITS = 128
CLASSES = 5
SIDE = 180
_NOTHING = Count((0,))


@dataclass(frozen=True)
class NotesLayer:
    """One layer.

    Attributes:
        code: Its name here: ``conv16``, ``pool16``, …, ``flatten`` or ``average``, ``dense``,
            ``outputs``.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
        input_shape: ``(H, W, C)`` or ``(M,)``.
        cost: Output shape, parameters, multiply-adds, activations.
    """

    code: str
    kind: str
    input_shape: Shape
    cost: LayerCost

    @property
    def output_shape(self) -> Shape:
        """``(H', W', F)`` or ``(N,)``."""
        return self.cost.output_shape


@dataclass(frozen=True)
class Way:
    """One way to connect the inputs of a layer with its outputs.

    Attributes:
        name: ``dense``, ``local``, ``shared`` or ``pooling``.
        used: Whether the network does it so.
        weights: Numbers to learn, biases left out.
        biases: Numbers to learn besides.
        multiplications: For one picture.
    """

    name: str
    used: bool
    weights: Count
    biases: int
    multiplications: Count

    @property
    def weight_bytes(self) -> int:
        """Memory of the weights in float32, in bytes."""
        return self.weights.value * VALUE_BYTES


def notes_layers(
    side: int = SIDE, *, units: int = UNITS, classes: int = CLASSES, head: str = "flatten"
) -> tuple[NotesLayer, ...]:
    """The layers that connect or reshape, in order; augmentation, rescaling, dropout do neither.

    Args:
        side: Of the square picture, at least 8 pixels.
        units: Of the dense layer before the outputs.
        classes: Of the outputs.
        head: ``"flatten"`` as in the notes, or ``"average"``, GlobalAveragePooling2D.

    Raises:
        ShapeError: ``shape.size``, ``shape.window_larger``: the picture is too small.

    Example:
        >>> sum(layer.cost.parameters.value for layer in notes_layers())
        3989285
        >>> sum(layer.cost.parameters.value for layer in notes_layers(head="average"))
        32549
    """
    shape: Shape = (side, side, 3)
    layers: list[NotesLayer] = []

    def add(code: str, kind: str, cost: LayerCost) -> None:
        nonlocal shape
        layers.append(NotesLayer(code, kind, shape, cost))
        shape = cost.output_shape

    for filters in FILTERS:
        add(
            f"conv{filters}",
            "convolution",
            convolution_cost(shape, filters, KERNEL, padding="same"),
        )
        add(f"pool{filters}", "pooling", pooling_cost(shape))
    handed_on = shape if head == "flatten" else shape[-1:]
    reshaped = LayerCost((prod(handed_on),), _NOTHING, _NOTHING, Count(handed_on))
    add(head, "flatten" if head == "flatten" else "pooling", reshaped)
    add("dense", "dense", dense_cost(shape[0], units))
    add("outputs", "outputs", dense_cost(units, classes))
    return tuple(layers)


def ways(layer: NotesLayer) -> tuple[Way, ...]:
    """How a layer could connect its inputs with its outputs, the dearest first.

    Raises:
        ValueError: The layer only reshapes.

    Example:
        >>> first = notes_layers(180)[0]
        >>> [(way.name, way.weights.value) for way in ways(first)]
        [('dense', 50388480000), ('local', 13996800), ('shared', 432)]
    """
    outputs = prod(layer.output_shape)
    everything = Count((*layer.input_shape, *layer.output_shape))
    dense = Way("dense", layer.kind in ("dense", "outputs"), everything, outputs, everything)
    if layer.kind == "convolution":
        filters = layer.output_shape[2]
        cells = (KERNEL, KERNEL, layer.input_shape[2])
        each = Count((*layer.output_shape, *cells))
        return (
            dense,
            Way("local", False, each, outputs, each),
            Way("shared", True, Count((*cells, filters)), filters, each),
        )
    if layer.code in ("flatten", "average"):
        raise ValueError(f"{layer.code} connects nothing with weights")
    if layer.kind == "pooling":
        return dense, Way("pooling", True, _NOTHING, 0, _NOTHING)
    return (dense,)
