"""From maps to classes: Flatten, Dense, GlobalAveragePooling2D, and which weight belongs where."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_floats, as_map, is_count, shape_text
from lib.errors import ShapeError

_Shape = tuple[int, int, int]


def flatten_index(shape: _Shape, row: int, column: int, channel: int) -> int:
    """Where a cell of the maps comes to lie in the flattened column.

    ``(row · W + column) · C + channel``: row by row, cell by cell, channel by channel.

    Args:
        shape: ``(H, W, C)`` of the maps.
        row: 0 to H − 1.
        column: 0 to W − 1.
        channel: 0 to C − 1.

    Raises:
        ShapeError: ``shape.index``.

    Example:
        >>> flatten_index((22, 22, 64), 21, 21, 63)  # the last of 30,976
        30975
    """
    for index, size in zip((row, column, channel), shape, strict=True):
        _check_index(index, size)
    return (row * shape[1] + column) * shape[2] + channel


def unflatten_index(shape: _Shape, index: int) -> _Shape:
    """Row, column and channel of a place in the flattened column: :func:`flatten_index` undone.

    Args:
        shape: ``(H, W, C)`` of the maps.
        index: 0 to H·W·C − 1.

    Raises:
        ShapeError: ``shape.index``.

    Example:
        >>> unflatten_index((22, 22, 64), 30975)
        (21, 21, 63)
    """
    _check_index(index, prod(shape))
    place, channel = divmod(index, shape[2])
    row, column = divmod(place, shape[1])
    return row, column, channel


def flatten(x: ArrayLike) -> FloatArray:
    """What Keras' ``Flatten`` does to one picture's maps: the same numbers in one column.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.

    Returns:
        ``(H·W·C,)``: row by row, cell by cell, channel by channel.

    Raises:
        ShapeError: ``shape.map``.

    Example:
        >>> flatten([[1, 2], [3, 4]])
        array([1., 2., 3., 4.])
    """
    return as_map(x).reshape(-1)


def dense(x: ArrayLike, weights: ArrayLike, bias: ArrayLike | None = None) -> FloatArray:
    """What Keras' ``Dense`` computes before its activation: ``y = x · W + b``.

    Args:
        x: ``(…, M)``, any range.
        weights: ``(M, N)``: row m holds what input m sends to each of the N units.
        bias: ``(N,)``.

    Returns:
        ``(…, N)``; float32 when ``x`` is, else float64.

    Raises:
        ShapeError: ``shape.expected``: the weights or the bias do not fit.

    Example:
        >>> dense([1.0, 2.0], [[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]], [0.0, 0.0, 10.0])
        array([ 1.,  2., 11.])
    """
    values = as_floats(x)
    matrix = as_floats(weights).astype(values.dtype, copy=False)
    if matrix.ndim != 2 or values.ndim == 0 or matrix.shape[0] != values.shape[-1]:
        inputs = values.shape[-1] if values.ndim else 1
        raise ShapeError("shape.expected", got=shape_text(matrix.shape), expected=f"{inputs}×N")
    y: FloatArray = values @ matrix
    if bias is not None:
        offsets = np.asarray(bias, values.dtype)
        if offsets.shape != (matrix.shape[1],):
            raise ShapeError(
                "shape.expected", got=shape_text(offsets.shape), expected=str(matrix.shape[1])
            )
        y = y + offsets
    return y


def global_average_pool(x: ArrayLike) -> FloatArray:
    """What Keras' ``GlobalAveragePooling2D`` computes: each channel's mean over the whole map.

    Args:
        x: ``(H, W, C)``, any range.

    Returns:
        ``(C,)``; float32 when ``x`` is, else float64.

    Raises:
        ShapeError: ``shape.map``: no channels, or an empty side.

    Example:
        >>> global_average_pool([[[1.0, 10.0], [3.0, 30.0]]])
        array([ 2., 20.])
    """
    maps = as_map(x)
    if maps.ndim != 3:
        raise ShapeError("shape.map", got=shape_text(maps.shape))
    means: FloatArray = maps.mean(axis=(0, 1))
    return means


def dense_parameter_count(inputs: int, units: int, *, bias: bool = True) -> int:
    """Weights and biases of a dense layer: ``(inputs + 1) · units``.

    Args:
        inputs: At least 1.
        units: At least 1.
        bias: Whether each unit has one.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> dense_parameter_count(22 * 22 * 64, 128), dense_parameter_count(128, 5)
        (3965056, 645)
    """
    for count in (inputs, units):
        if not is_count(count):
            raise ShapeError("shape.size", got=count)
    return (inputs + bool(bias)) * units


def head_parameter_count(shape: _Shape, units: tuple[int, ...], *, head: str = "flatten") -> int:
    """Parameters from the last maps to the outputs.

    Args:
        shape: ``(H, W, C)`` of the maps.
        units: Of the dense layers, in order.
        head: ``"flatten"`` hands on ``H·W·C`` numbers, ``"average"`` (the global average of
            each channel) ``C``; neither has parameters itself.

    Raises:
        ShapeError: ``shape.head``: another head; ``shape.size``.

    Example:
        >>> head_parameter_count((7, 7, 512), (4096, 4096, 1000))  # VGG16
        123642856
        >>> head_parameter_count((8, 8, 2048), (1000,), head="average")  # InceptionV3
        2049000
    """
    if head not in ("flatten", "average"):
        raise ShapeError("shape.head", got=head, allowed=["flatten", "average"])
    inputs = prod(shape) if head == "flatten" else shape[2]
    return sum(
        dense_parameter_count(before, after)
        for before, after in zip((inputs, *units), units, strict=False)
    )


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ShapeError("shape.index", got=index, last=size - 1)
