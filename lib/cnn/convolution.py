"""Convolution as networks compute it: a window slides over the map, products are summed.

For a map ``x`` with its border, a kernel ``w``, stride ``s`` and dilation ``d``::

    y[r, c, f] = bias[f] + Σ i,j,k  x[r·s + i·d, c·s + j·d, k] · w[i, j, k, f]

Deep learning calls this convolution; in signal processing it is cross-correlation, and
convolution turns the kernel by 180° first (:func:`convolve`).
"""

from __future__ import annotations

from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_floats, as_map, shape_text
from lib.cnn.sliding import slide
from lib.cnn.windows import AxisRule, Padding, Pair, window_rules
from lib.errors import ShapeError


class WindowOptions(TypedDict, total=False):
    """How the window moves: what every function of this module takes by keyword.

    See :func:`~lib.cnn.windows.axis_rule` for ``stride`` (1), ``dilation`` (1) and ``padding``
    (``"valid"``), :mod:`~lib.cnn.borders` for ``border`` (``"zero"``).
    """

    stride: Pair
    dilation: Pair
    padding: Padding
    border: str


def cross_correlate(
    x: ArrayLike,
    kernel: ArrayLike,
    *,
    bias: ArrayLike | None = None,
    **options: Unpack[WindowOptions],
) -> FloatArray:
    """What Keras' ``Conv2D`` computes.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        kernel: ``(kh, kw, C, F)`` as in Keras: F filters, each seeing all C channels (a map
            ``(H, W)`` is one channel).  Or ``(kh, kw)``: one filter, laid on every channel by
            itself.
        bias: Added to the output: one number, or ``(F,)``.
        **options: ``stride``, ``dilation``, ``padding``, ``border``.

    Returns:
        ``(H', W', F)`` for a kernel with filters; for a plain one ``(H', W')`` or
        ``(H', W', C)``, like ``x``.  float32 when ``x`` is, else float64.

    Raises:
        ShapeError: ``shape.map``, ``shape.kernel``, ``shape.channels``, ``shape.bias``, and
            those of :func:`~lib.cnn.windows.window_rules` and
            :func:`~lib.cnn.borders.add_border`.

    References:
        I. Goodfellow, Y. Bengio, A. Courville: Deep Learning, section 9.1, equation 9.6.

    Example:
        >>> x = np.array([[1.0, 2.0, 4.0, 4.0]])
        >>> cross_correlate(x, [[-1, 1]])  # each pixel less its left neighbour
        array([[1., 2., 0.]])
    """
    x = as_map(x)
    weights = as_kernel(kernel, x, plain_on_every_channel=True)
    plain = np.ndim(kernel) == 2
    rules, border = kernel_rules(x.shape, weights, **options)
    maps = x if x.ndim == 3 else x[..., None]
    if plain and maps.shape[2] > 1:
        channels = np.split(maps, maps.shape[2], axis=2)
        y = np.concatenate([slide(c, weights, rules, border=border) for c in channels], axis=2)
    else:
        y = slide(maps, weights, rules, border=border)
    if bias is not None:
        y += _as_bias(bias, y.dtype, filters=1 if plain else weights.shape[3])
    return y[..., 0] if plain and x.ndim == 2 else y


def convolve(
    x: ArrayLike,
    kernel: ArrayLike,
    *,
    bias: ArrayLike | None = None,
    **options: Unpack[WindowOptions],
) -> FloatArray:
    """Convolution in the sense of signal processing: the kernel turned by 180° first.

    ``y[r, c] = Σ i,j x[r − i, c − j] · w[i, j]``, up to where the output begins.  The two differ
    unless the kernel is symmetric about its centre; a network does not mind, as it learns the
    kernel.

    Args:
        x: As in :func:`cross_correlate`.
        kernel: As in :func:`cross_correlate`; rows and columns are reversed.
        bias: As in :func:`cross_correlate`.
        **options: As in :func:`cross_correlate`.

    Returns:
        As :func:`cross_correlate`.

    Raises:
        ShapeError: As :func:`cross_correlate`.

    Example:
        >>> x = np.array([[0.0, 1.0, 0.0]])
        >>> convolve(x, [[1, 2]]), cross_correlate(x, [[1, 2]])
        (array([[1., 2.]]), array([[2., 1.]]))
    """
    return cross_correlate(x, np.asarray(kernel)[::-1, ::-1], bias=bias, **options)


def product_maps(x: ArrayLike, kernel: ArrayLike, **options: Unpack[WindowOptions]) -> FloatArray:
    """What each input channel adds to each filter's output, before the sum over channels.

    ``maps[r, c, k, f] = Σ i,j x[…, k] · w[i, j, k, f]``; summed over ``k``, and with the bias, it
    is :func:`cross_correlate`.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        kernel: ``(kh, kw, C, F)``, or ``(kh, kw)`` for a single map.
        **options: As in :func:`cross_correlate`.

    Returns:
        ``(H', W', C, F)``; float32 when ``x`` is, else float64.

    Raises:
        ShapeError: As :func:`cross_correlate`.

    Example:
        >>> x = np.ones((2, 2, 3))
        >>> product_maps(x, np.ones((2, 2, 3, 5))).shape
        (1, 1, 3, 5)
    """
    x = as_map(x)
    weights = as_kernel(kernel, x)
    rules, border = kernel_rules(x.shape, weights, **options)
    channels = np.split(x if x.ndim == 3 else x[..., None], weights.shape[2], axis=2)
    kernels = np.split(weights, weights.shape[2], axis=2)
    maps = [slide(c, w, rules, border=border) for c, w in zip(channels, kernels, strict=True)]
    return np.stack(maps, axis=2)


def as_kernel(
    kernel: ArrayLike, x: FloatArray, *, plain_on_every_channel: bool = False
) -> FloatArray:
    """The kernel as ``(kh, kw, C, F)`` in the dtype of ``x``; a plain one gets C = F = 1.

    Args:
        kernel: ``(kh, kw)`` or ``(kh, kw, C, F)``.
        x: The map it is for, ``(H, W)`` or ``(H, W, C)``.
        plain_on_every_channel: Whether a plain kernel may meet a map of several channels.

    Raises:
        ShapeError: ``shape.kernel``: another number of dimensions, or an empty side;
            ``shape.channels``: not the channels of ``x``.

    Example:
        >>> as_kernel([[-1, 1]], np.zeros((280, 320))).shape
        (1, 2, 1, 1)
    """
    weights = as_floats(kernel).astype(x.dtype, copy=False)
    if weights.ndim not in (2, 4) or weights.size == 0:
        raise ShapeError("shape.kernel", got=shape_text(weights.shape))
    plain = weights.ndim == 2
    weights = weights[:, :, None, None] if plain else weights
    channels = x.shape[2] if x.ndim == 3 else 1
    if weights.shape[2] != channels and not (plain and plain_on_every_channel):
        raise ShapeError("shape.channels", got=channels, expected=weights.shape[2])
    return weights


def kernel_rules(
    shape: tuple[int, ...],
    weights: FloatArray,
    *,
    stride: Pair = 1,
    dilation: Pair = 1,
    padding: Padding = "valid",
    border: str = "zero",
) -> tuple[tuple[AxisRule, AxisRule], str]:
    """How a kernel's window moves on a map: the rules for rows and columns, and the border.

    Args:
        shape: ``(H, W)`` or ``(H, W, C)`` of the map.
        weights: ``(kh, kw, …)``.
        stride: As in :class:`WindowOptions`, like the rest.
        dilation: Likewise.
        padding: Likewise.
        border: Likewise; handed on as it is.

    Raises:
        ShapeError: As :func:`~lib.cnn.windows.window_rules`.

    Example:
        >>> (rows, columns), border = kernel_rules((5, 5), np.ones((3, 3)), padding="same")
        >>> rows.before, rows.after, rows.output_size, border
        (1, 1, 5, 'zero')
    """
    window = (weights.shape[0], weights.shape[1])
    rules = window_rules(shape, window, stride=stride, dilation=dilation, padding=padding)
    return rules, border


def _as_bias(bias: ArrayLike, dtype: np.dtype[np.floating], *, filters: int) -> FloatArray:
    values = np.asarray(bias, dtype)
    if values.shape not in ((), (filters,)):
        raise ShapeError("shape.bias", got=shape_text(values.shape), filters=filters)
    return values
