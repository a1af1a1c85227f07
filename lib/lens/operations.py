"""What a lens can do to its input, as data: the operation, and how its window moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from lib.cnn.activations import ACTIVATIONS, leaky_relu
from lib.cnn.arrays import BoolArray, FloatArray, shape_text
from lib.cnn.windows import AxisPadding, AxisRule, Padding, Pair, window_rules
from lib.errors import ShapeError


@dataclass(frozen=True)
class WeightedSum:
    """A convolution with one filter: products of window and kernel, summed, plus a bias.

    Attributes:
        kernel: ``(kh, kw)``, laid on every channel by itself, or ``(kh, kw, C)``, whose products
            are summed over the channels too.  Any range, at most 7×7 where it can be edited.
        bias: Added to every sum.
        flip: Turn the kernel by 180° first: convolution in the sense of signal processing.
    """

    kernel: FloatArray = field(compare=False)
    bias: float = 0.0
    flip: bool = False


@dataclass(frozen=True)
class Pooling:
    """One number for every window of every channel.

    Attributes:
        reduction: ``"max"``, ``"min"``, ``"average"``, ``"l2"``, ``"root_mean_square"`` or
            ``"gaussian"``, as in :mod:`lib.cnn.pooling`.
        window: Rows and columns; one number stands for both.
        sigma: Of ``"gaussian"``, in cells; a quarter of the window's longer side if left out.
    """

    reduction: str = "max"
    window: Pair = 2
    sigma: float | None = None


@dataclass(frozen=True)
class Pointwise:
    """An activation, cell by cell.

    Attributes:
        activation: Its name in :data:`lib.cnn.activations.ACTIVATIONS`.
        slope: Of ``"leaky_relu"`` below zero; that of Keras' function if left out.
    """

    activation: str = "relu"
    slope: float | None = None

    def apply(self, x: FloatArray) -> FloatArray:
        """The activation of every cell of an array of any shape and range.

        Example:
            >>> Pointwise("leaky_relu", 0.5).apply(np.array([-2.0, 3.0]))
            array([-1.,  3.])
        """
        if self.activation == "leaky_relu" and self.slope is not None:
            return leaky_relu(x, self.slope)
        return ACTIVATIONS[self.activation].function(x)


@dataclass(frozen=True)
class Masking:
    """Dropout: kept cells times a scale, the others zero.

    Attributes:
        mask: True where a cell is kept; of the input's shape.
        scale: ``1 / (1 − rate)``; 1 in inference.
    """

    mask: BoolArray = field(compare=False)
    scale: float = 1.0


Operation: TypeAlias = WeightedSum | Pooling | Pointwise | Masking


@dataclass(frozen=True)
class Shown:
    """All that decides the output of a lens.

    Attributes:
        values: ``(H, W, C)``, uint8 or float32.
        operation: What is done.
        stride: Down and to the right.
        dilation: Down and to the right.
        padding: Of rows and of columns.
        border: What lies beyond the edge.
        rules: The windows that follow from it.
    """

    values: np.ndarray = field(compare=False)
    operation: Operation
    stride: tuple[int, int]
    dilation: tuple[int, int]
    padding: tuple[AxisPadding, AxisPadding]
    border: str
    rules: tuple[AxisRule, AxisRule]

    @property
    def output_shape(self) -> tuple[int, int, int]:
        """``(H', W', C')`` of the output."""
        rows, columns = (rule.output_size for rule in self.rules)
        deep = isinstance(self.operation, WeightedSum) and self.operation.kernel.ndim == 3
        return rows, columns, 1 if deep else self.values.shape[2]


def look_at(
    values: np.ndarray,
    operation: Operation,
    *,
    stride: Pair | None = None,
    dilation: Pair = 1,
    padding: Padding = "valid",
    border: str = "zero",
) -> Shown:
    """Put input, operation and windows together, and check that they fit.

    Args:
        values: ``(H, W)`` or ``(H, W, C)``; uint8 stays uint8, all else becomes float32.
        operation: What is done.
        stride: 1 if left out, for a pooling its window.
        dilation: As in :func:`lib.cnn.windows.axis_rule`; 1 for anything but a weighted sum.
        padding: As in :func:`lib.cnn.windows.window_rules`.
        border: As in :mod:`lib.cnn.borders`; a pooling never counts border cells.

    Raises:
        ShapeError: Those of :func:`lib.cnn.windows.window_rules`; ``shape.map``,
            ``shape.channels`` where a kernel has another number of channels, ``shape.expected``
            for a mask of another shape.

    Example:
        >>> look_at(np.zeros((280, 320), np.uint8), Pooling("max", 2)).output_shape
        (140, 160, 1)
    """
    values = _as_input(values)
    _check_fit(values, operation)
    window = window_of(operation)
    if stride is None:
        stride = window if isinstance(operation, Pooling) else 1
    rules = window_rules(values.shape, window, stride=stride, dilation=dilation, padding=padding)
    return Shown(
        values=values,
        operation=operation,
        stride=(rules[0].stride, rules[1].stride),
        dilation=(rules[0].dilation, rules[1].dilation),
        padding=((rules[0].before, rules[0].after), (rules[1].before, rules[1].after)),
        border=border,
        rules=rules,
    )


def window_of(operation: Operation) -> tuple[int, int]:
    """Rows and columns that an operation looks at."""
    if isinstance(operation, WeightedSum):
        return operation.kernel.shape[0], operation.kernel.shape[1]
    if isinstance(operation, Pooling):
        window = operation.window
        return (window, window) if isinstance(window, int) else window
    return 1, 1


def _as_input(values: np.ndarray) -> np.ndarray:
    array = np.asarray(values)
    if array.ndim not in (2, 3) or array.size == 0:
        raise ShapeError("shape.map", got=shape_text(array.shape))
    if array.dtype != np.uint8:
        array = array.astype(np.float32, copy=False)
    return array if array.ndim == 3 else array[:, :, None]


def _check_fit(values: np.ndarray, operation: Operation) -> None:
    if isinstance(operation, WeightedSum):
        shape = operation.kernel.shape
        if len(shape) not in (2, 3) or 0 in shape:
            raise ShapeError("shape.kernel", got=shape_text(shape))
        if len(shape) == 3 and shape[2] != values.shape[2]:
            raise ShapeError("shape.channels", got=values.shape[2], expected=shape[2])
    if isinstance(operation, Masking) and operation.mask.size != values.size:
        raise ShapeError(
            "shape.expected",
            got=shape_text(operation.mask.shape),
            expected=shape_text(values.shape),
        )
