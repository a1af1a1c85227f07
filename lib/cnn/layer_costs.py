"""What a layer of a network costs: parameters, multiply-adds, and memory for its activations."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cnn.costs import VALUE_BYTES, Count, Shape, check_sizes
from lib.cnn.windows import Padding, Pair, window_rules

_NOTHING = Count((0,))


@dataclass(frozen=True)
class LayerCost:
    """What one layer costs for one picture.

    Attributes:
        output_shape: ``(H', W', F)`` or ``(N,)``.
        parameters: Weights and biases, ``(k + 1) · F`` with k the inputs of a unit.
        multiply_adds: Products that are summed, biases left out; none where values are only
            compared or averaged.
        activations: Numbers that the layer gives.
    """

    output_shape: Shape
    parameters: Count
    multiply_adds: Count
    activations: Count

    @property
    def activation_bytes(self) -> int:
        """Memory of the activations in float32, in bytes."""
        return self.activations.value * VALUE_BYTES

    @property
    def parameter_bytes(self) -> int:
        """Memory of the parameters in float32, in bytes."""
        return self.parameters.value * VALUE_BYTES


def convolution_cost(
    input_shape: Shape,
    filters: int,
    kernel_size: Pair,
    *,
    stride: Pair = 1,
    dilation: Pair = 1,
    padding: Padding = "valid",
) -> LayerCost:
    """What Keras' ``Conv2D`` costs.

    Args:
        input_shape: ``(H, W, C)``.
        filters: F.
        kernel_size: One number or (rows, columns).
        stride: As in :func:`~lib.cnn.windows.window_rules`.
        dilation: Likewise.
        padding: Likewise.

    Raises:
        ShapeError: ``shape.size``, and those of :func:`~lib.cnn.windows.window_rules`.

    Example:
        >>> cost = convolution_cost((180, 180, 3), 16, 3, padding="same")
        >>> cost.parameters.formula, cost.parameters.value
        ('(3 · 3 · 3 + 1) · 16', 448)
        >>> cost.multiply_adds.value
        13996800
    """
    check_sizes(*input_shape, filters)
    rows, columns = window_rules(
        input_shape, kernel_size, stride=stride, dilation=dilation, padding=padding
    )
    cells = (rows.window, columns.window, input_shape[2])
    output_shape = (rows.output_size, columns.output_size, filters)
    return LayerCost(
        output_shape=output_shape,
        parameters=Count(((Count(cells), 1), filters)),
        multiply_adds=Count((*output_shape, *cells)),
        activations=Count(output_shape),
    )


def dense_cost(inputs: int, units: int) -> LayerCost:
    """What Keras' ``Dense`` costs.

    Args:
        inputs: M, at least 1.
        units: N, at least 1.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> dense_cost(30976, 128).parameters.value
        3965056
    """
    check_sizes(inputs, units)
    return LayerCost(
        output_shape=(units,),
        parameters=Count(((inputs, 1), units)),
        multiply_adds=Count((inputs, units)),
        activations=Count((units,)),
    )


def pooling_cost(
    input_shape: Shape,
    window: Pair = 2,
    *,
    stride: Pair | None = None,
    padding: Padding = "valid",
) -> LayerCost:
    """What Keras' ``MaxPooling2D`` and ``AveragePooling2D`` cost: nothing to learn or multiply.

    Args:
        input_shape: ``(H, W, C)``.
        window: One number or (rows, columns).
        stride: Likewise; the window where it is left out.
        padding: As in :func:`~lib.cnn.windows.window_rules`.

    Raises:
        ShapeError: ``shape.size``, and those of :func:`~lib.cnn.windows.window_rules`.

    Example:
        >>> pooling_cost((45, 45, 64)).output_shape
        (22, 22, 64)
    """
    check_sizes(*input_shape)
    step = window if stride is None else stride
    rows, columns = window_rules(input_shape, window, stride=step, padding=padding)
    output_shape = (rows.output_size, columns.output_size, *input_shape[2:])
    return LayerCost(output_shape, _NOTHING, _NOTHING, Count(output_shape))


def dense_equivalent(input_shape: Shape, output_shape: Shape) -> LayerCost:
    """What it would cost to connect every input of a layer with every output.

    Args:
        input_shape: ``(H, W, C)``, or any.
        output_shape: ``(H', W', F)``, or any.

    Returns:
        ``multiply_adds`` is also the number of weights.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> cost = dense_equivalent((180, 180, 3), (180, 180, 16))
        >>> cost.multiply_adds.formula, cost.multiply_adds.value
        ('180 · 180 · 3 · 180 · 180 · 16', 50388480000)
    """
    check_sizes(*input_shape, *output_shape)
    return LayerCost(
        output_shape=output_shape,
        parameters=Count(((Count(input_shape), 1), *output_shape)),
        multiply_adds=Count((*input_shape, *output_shape)),
        activations=Count(output_shape),
    )
