"""What one layer makes of an input shape, each number kept as the product that it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from lib.architecture.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Outputs,
    Rescaling,
    SeparableConv2D,
)
from lib.cnn.costs import Count, Shape
from lib.cnn.windows import AxisRule, window_rules
from lib.errors import ArchitectureError

NOTHING = Count((0,))
_MAPS = 3  # axes of (H, W, C)


@dataclass(frozen=True)
class LayerCount:
    """What one layer costs for one picture.

    Attributes:
        output_shape: ``(H', W', F)`` or ``(N,)``.
        trainable: Parameters that training changes.
        fixed: Parameters that it does not: the running mean and variance of a normalisation.
        multiply_adds: Products that are added to something, biases left out; none where values
            are only compared, averaged or put through a function.
        windows: How windows lie along rows and columns; None where there are none.
    """

    output_shape: Shape
    trainable: Count = NOTHING
    fixed: Count = NOTHING
    multiply_adds: Count = NOTHING
    windows: tuple[AxisRule, AxisRule] | None = None

    @property
    def values(self) -> Count:
        """Numbers that the layer gives."""
        return Count(self.output_shape)

    @property
    def parameters(self) -> int:
        """All parameters."""
        return self.trainable.value + self.fixed.value


def count_layer(layer: Layer, shape: Shape, *, classes: int) -> LayerCount:
    """What a layer makes of an input shape.

    Args:
        layer: The layer.
        shape: ``(H, W, C)`` or ``(N,)``.
        classes: Units of :class:`~lib.architecture.layers.Outputs`.

    Raises:
        ShapeError: ``shape.window_larger``: not one window fits.
        ArchitectureError: ``layer.needs_maps``, ``layer.dense_on_maps``, ``layer.flat_already``.

    Example:
        >>> count = count_layer(SeparableConv2D(32), (8, 8, 16), classes=5)
        >>> count.trainable.formula, count.trainable.value
        ('3 · 3 · 16 + (16 + 1) · 32', 688)
    """
    match layer:
        case Conv2D() | DepthwiseConv2D() | MaxPooling2D() | AveragePooling2D():
            count = _windowed(layer, _maps(layer, shape))
        case GlobalAveragePooling2D():
            count = LayerCount(_maps(layer, shape)[2:])
        case Dense() | Outputs():
            count = _dense(layer, shape, layer.units if isinstance(layer, Dense) else classes)
        case Flatten():
            if len(shape) != _MAPS:
                raise ArchitectureError("layer.flat_already", count=shape[0])
            count = LayerCount((prod(shape),))
        case BatchNormalization():
            pair = Count((2, shape[-1]))  # γ and β are learned; mean and variance are counted along
            count = LayerCount(shape, trainable=pair, fixed=pair, multiply_adds=Count(shape))
        case Rescaling():
            count = LayerCount(shape, multiply_adds=Count(shape))
        case Dropout() | Activation():
            count = LayerCount(shape)
        case _:
            raise NotImplementedError(layer.name)
    return count


def _windowed(
    layer: Conv2D | DepthwiseConv2D | MaxPooling2D | AveragePooling2D, shape: Shape
) -> LayerCount:
    match layer:
        case Conv2D():
            return _convolution(layer, shape)
        case SeparableConv2D():
            return _separable(layer, shape)
        case DepthwiseConv2D():
            return _depthwise(layer, shape)
    return _pooling(layer, shape)


def _convolution(layer: Conv2D, shape: Shape) -> LayerCount:
    rows, columns = _rules(layer, shape)
    cells = (*layer.window, shape[2])
    output = (rows.output_size, columns.output_size, layer.filters)  # (H', W', F)
    return LayerCount(
        output,
        trainable=_weights(cells, layer.filters, bias=layer.bias),
        multiply_adds=Count((*output, *cells)),
        windows=(rows, columns),
    )


def _depthwise(layer: DepthwiseConv2D, shape: Shape) -> LayerCount:
    rows, columns = _rules(layer, shape)
    channels = shape[2] * layer.multiplier
    output = (rows.output_size, columns.output_size, channels)  # (H', W', C · m)
    return LayerCount(
        output,
        trainable=_weights(layer.window, channels, bias=layer.bias),
        multiply_adds=Count((*output, *layer.window)),
        windows=(rows, columns),
    )


def _separable(layer: SeparableConv2D, shape: Shape) -> LayerCount:
    rows, columns = _rules(layer, shape)
    between = shape[2] * layer.multiplier  # channels between the two convolutions
    output = (rows.output_size, columns.output_size, layer.filters)  # (H', W', F)
    filters = Count((((between, 1) if layer.bias else between), layer.filters))
    return LayerCount(
        output,
        trainable=Count(((Count((*layer.window, between)), filters),)),
        multiply_adds=Count(
            (*output[:2], (Count((*layer.window, between)), Count((between, layer.filters))))
        ),
        windows=(rows, columns),
    )


def _pooling(layer: MaxPooling2D | AveragePooling2D, shape: Shape) -> LayerCount:
    rows, columns = window_rules(shape, layer.window, stride=layer.steps, padding=layer.padding)
    return LayerCount((rows.output_size, columns.output_size, shape[2]), windows=(rows, columns))


def _dense(layer: Dense | Outputs, shape: Shape, units: int) -> LayerCount:
    if len(shape) == _MAPS:
        raise ArchitectureError(
            "layer.dense_on_maps", maps="×".join(map(str, shape)), units=units, channels=shape[2]
        )
    return LayerCount(
        (units,),
        trainable=_weights(shape, units, bias=layer.bias),
        multiply_adds=Count((*shape, units)),
    )


def _weights(cells: Shape, filters: int, *, bias: bool) -> Count:
    if not bias:
        return Count((*cells, filters))
    return Count(((Count(cells), 1), filters))


def _rules(layer: Conv2D | DepthwiseConv2D, shape: Shape) -> tuple[AxisRule, AxisRule]:
    return window_rules(
        shape,
        layer.window,
        stride=layer.stride,
        dilation=layer.dilation,
        padding=layer.padding,
    )


def _maps(layer: Layer, shape: Shape) -> Shape:
    if len(shape) != _MAPS:
        raise ArchitectureError("layer.needs_maps", layer=layer.name, count=shape[0])
    return shape
