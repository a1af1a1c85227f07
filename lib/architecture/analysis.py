"""What a network makes of a picture, layer by layer: shapes, parameters, operations, reach.

All of it is counted, by the rules of :mod:`lib.cnn`, and equal to what Keras builds, but for four
things that Keras builds and that are refused here, because they are mistakes more often than not:
a dense layer on maps, Flatten of a vector, and depthwise convolutions with a stride and a dilation
at once or with two different strides (the last of which TensorFlow cannot compute).
"""

from __future__ import annotations

from dataclasses import dataclass

from lib.architecture.counting import LayerCount, count_layer
from lib.architecture.layers import Dense, GlobalAveragePooling2D, Layer, Outputs
from lib.architecture.network import Network
from lib.cnn.costs import VALUE_BYTES, Count, Shape, check_sizes
from lib.cnn.receptive_field import ReceptiveField, field_after, field_of_all
from lib.errors import ArchitectureError, ShapeError

Fields = tuple[ReceptiveField, ReceptiveField]  # of rows and of columns


@dataclass(frozen=True)
class LayerRow:
    """One layer in its place.

    Attributes:
        layer: The layer.
        input_shape: ``(H, W, C)`` or ``(N,)``, the batch left out.
        count: Output shape, parameters, operations, values, each with its product.
        fields: What a unit sees of the picture.
        fields_before: The same of the layer before.
    """

    layer: Layer
    input_shape: Shape
    count: LayerCount
    fields: Fields
    fields_before: Fields

    @property
    def output_shape(self) -> Shape:
        """``(H', W', F)`` or ``(N,)``, the batch left out."""
        return self.count.output_shape

    @property
    def output_bytes(self) -> int:
        """Memory of what the layer gives for one picture, in float32."""
        return self.count.values.value * VALUE_BYTES


@dataclass(frozen=True)
class Analysis:
    """A whole network.

    Attributes:
        network: The network.
        input_shape: ``(H, W, C)`` of the picture.
        classes: How many units :class:`~lib.architecture.layers.Outputs` has.
        rows: The layers as far as they fit.
        problem: What the first layer that does not fit is refused for; None when all fit.
    """

    network: Network
    input_shape: tuple[int, int, int]
    classes: int
    rows: tuple[LayerRow, ...]
    problem: ArchitectureError | None

    @property
    def trainable(self) -> int:
        """Parameters that training changes."""
        return sum(row.count.trainable.value for row in self.rows)

    @property
    def fixed(self) -> int:
        """Parameters that are not learned by gradients: running means and variances."""
        return sum(row.count.fixed.value for row in self.rows)

    @property
    def parameters(self) -> int:
        """All parameters."""
        return self.trainable + self.fixed

    @property
    def multiply_adds(self) -> int:
        """For one picture."""
        return sum(row.count.multiply_adds.value for row in self.rows)

    @property
    def values(self) -> int:
        """Numbers that all layers give for one picture, together."""
        return sum(row.count.values.value for row in self.rows)

    @property
    def peak_values(self) -> int:
        """Numbers of the largest pair of a layer's input and output, for one picture."""
        pairs = (Count(row.input_shape).value + row.count.values.value for row in self.rows)
        return max(pairs, default=0)


def analyse(network: Network, input_shape: tuple[int, int, int], *, classes: int) -> Analysis:
    """Send the shape of a picture through a network.

    Args:
        network: Its layers.
        input_shape: ``(H, W, C)``, each at least 1.
        classes: At least 1.

    Raises:
        ShapeError: ``shape.size``: a side that is none.

    Example:
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> found = analyse(NOTES_NETWORK, (180, 180, 3), classes=5)
        >>> found.parameters, found.rows[-1].output_shape
        (3989285, (5,))
    """
    check_sizes(*input_shape, classes)
    height, width, _ = input_shape
    shape: Shape = input_shape
    seen = (ReceptiveField(1, 1, 0, height, height), ReceptiveField(1, 1, 0, width, width))
    rows: list[LayerRow] = []
    problem = None
    for number, layer in enumerate(network.layers, 1):
        try:
            count = count_layer(layer, shape, classes=classes)
        except (ArchitectureError, ShapeError) as reason:
            problem = ArchitectureError(
                "network.does_not_fit", number=number, layer=layer.name, reason=reason
            )
            break
        rows.append(LayerRow(layer, shape, count, _after(seen, layer, count), seen))
        shape, seen = count.output_shape, rows[-1].fields
    return Analysis(network, input_shape, classes, tuple(rows), problem)


def _after(seen: Fields, layer: Layer, count: LayerCount) -> Fields:
    if count.windows is not None:
        down, right = count.windows
        return field_after(seen[0], down), field_after(seen[1], right)
    if isinstance(layer, Dense | Outputs | GlobalAveragePooling2D):
        return field_of_all(seen[0]), field_of_all(seen[1])
    return seen
