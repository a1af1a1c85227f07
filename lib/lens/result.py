"""What NumPy comes to for what a lens shows: the number that the browser's must equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lib.cnn.convolution import convolve, cross_correlate
from lib.cnn.pooling import pool
from lib.lens.operations import Masking, Pointwise, Pooling, WeightedSum

if TYPE_CHECKING:
    from lib.cnn.arrays import FloatArray
    from lib.lens.operations import Shown


def numpy_result(shown: Shown) -> FloatArray:
    """Compute the output with :mod:`lib.cnn`.

    Args:
        shown: Input, operation and windows.

    Returns:
        float64, ``(H', W', C')``: C' is 1 where channels are summed.

    Raises:
        ShapeError: As the function of :mod:`lib.cnn` that does the work.

    Example:
        >>> from lib.lens.operations import Pooling, look_at
        >>> x = np.arange(1, 10, dtype=np.float32).reshape(3, 3)
        >>> numpy_result(look_at(x, Pooling("max", 2), padding="same"))[..., 0]
        array([[5., 6.],
               [8., 9.]])
    """
    # float64, because that is what the browser computes in.
    x = shown.values.astype(np.float64)
    operation = shown.operation
    if isinstance(operation, WeightedSum):
        correlate = convolve if operation.flip else cross_correlate
        kernel = np.asarray(operation.kernel, np.float64)
        return correlate(
            x,
            kernel if kernel.ndim == 2 else kernel[..., None],
            bias=operation.bias,
            stride=shown.stride,
            dilation=shown.dilation,
            padding=shown.padding,
            border=shown.border,
        )
    if isinstance(operation, Pooling):
        return pool(
            x,
            reduction=operation.reduction,
            window=operation.window,
            stride=shown.stride,
            padding=shown.padding,
            sigma=operation.sigma,
        )
    if isinstance(operation, Pointwise):
        return operation.apply(x)
    assert isinstance(operation, Masking)
    kept: FloatArray = np.where(operation.mask.reshape(x.shape), x * operation.scale, 0.0)
    return kept
