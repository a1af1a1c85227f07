"""Resizing: every pixel of the result is a weighted mean of a few pixels of the original.

Rows and columns are mixed one after the other, so a resize is two small matrices::

    result = R · original · Cᵀ          R is (H', H), C is (W', W); every row sums to 1

The centre of output ``i`` lies at ``f = (i + ½)·s`` of the original, with ``s = in / out``.  Pixel
``j`` has its centre at ``j + ½`` and the weight ``k((j + ½ − f) / w)``, with ``k`` the kernel of
the interpolation and ``w`` its stretch: 1, or ``max(s, 1)`` with antialiasing.  Two take no
kernel: ``nearest`` reads the one pixel below the centre, ``area`` the mean of what lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_map, is_count
from lib.errors import ShapeError

INTERPOLATIONS = (
    "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic",
)  # fmt: skip
# What smooths over all pixels anyway, or over none.
WITHOUT_ANTIALIAS = ("nearest", "area")

_Kernel = Callable[[FloatArray], FloatArray]


def resize(
    x: ArrayLike,
    height: int,
    width: int,
    *,
    interpolation: str = "bilinear",
    antialias: bool = False,
) -> FloatArray:
    """What ``tf.image.resize`` computes; sides may shrink and grow.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        height: Of the result, in pixels, at least 1.
        width: Of the result.
        interpolation: One of :data:`INTERPOLATIONS`.
        antialias: Widen the kernel with the step where the picture shrinks; without effect on
            :data:`WITHOUT_ANTIALIAS`.

    Returns:
        ``(height, width)`` or ``(height, width, C)``; with kernels that have negative weights
        beyond the range of ``x``.

    Raises:
        ShapeError: ``shape.map``, ``shape.size`` or ``shape.interpolation``.

    Example:
        >>> resize([[0.0, 10.0, 20.0, 30.0]], 1, 2)
        array([[ 5., 25.]])
    """
    x = as_map(x)
    options = {"interpolation": interpolation, "antialias": antialias}
    rows = axis_weights(x.shape[0], height, **options)  # type: ignore[arg-type]
    columns = axis_weights(x.shape[1], width, **options)  # type: ignore[arg-type]
    mixed = np.tensordot(rows.astype(x.dtype), x, axes=1)  # (H', W) or (H', W, C)
    turned = np.tensordot(columns.astype(x.dtype), mixed, axes=(1, 1))  # (W', H', …)
    result: FloatArray = np.swapaxes(turned, 0, 1)
    return result


def axis_weights(
    before: int, after: int, *, interpolation: str = "bilinear", antialias: bool = False
) -> FloatArray:
    """How much of every pixel of one axis goes into every pixel of the result.

    Args:
        before: Pixels of the original.
        after: Pixels of the result.
        interpolation: As :func:`resize`.
        antialias: As :func:`resize`.

    Returns:
        float64 ``(after, before)``; each row sums to 1, most cells are 0.

    Raises:
        ShapeError: ``shape.size`` or ``shape.interpolation``.

    References:
        R. Keys: Cubic convolution interpolation for digital image processing, 1981;
        D. Mitchell, A. Netravali: Reconstruction filters in computer graphics, 1988.

    Example:
        >>> axis_weights(4, 2).tolist()
        [[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]]
    """
    for size in (before, after):
        if not is_count(size):
            raise ShapeError("shape.size", got=size)
    if interpolation not in INTERPOLATIONS:
        raise ShapeError(
            "shape.interpolation", got=interpolation, allowed=", ".join(INTERPOLATIONS)
        )
    step = before / after
    if interpolation == "nearest":
        return _nearest(before, after, step)
    if interpolation == "area":
        return _overlaps(before, after, step)
    kernel, radius = KERNELS[interpolation]
    stretch = max(step, 1.0) if antialias else 1.0
    # In float32 as TensorFlow: the Gaussian ends so abruptly that a rounded centre can decide
    # whether a pixel counts.
    single = np.float32(1) / (np.float32(after) / np.float32(before))
    centres = (np.arange(after, dtype=np.float32) + np.float32(0.5)) * single
    if interpolation == "bicubic" and not antialias:
        # TensorFlow takes these weights from a table with 1,024 places between two pixels.
        centres = np.rint((centres - np.float32(0.5)) * 1024) / np.float32(1024) + np.float32(0.5)
    places = np.arange(before, dtype=np.float32) + np.float32(0.5)
    distances = (places - centres[:, None]).astype(np.float64) / stretch  # (after, before)
    weights = np.where(np.abs(distances) < radius, kernel(distances), 0.0)
    # At the border a part of the kernel finds no pixels: those that are there share the whole.
    normal: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return normal


def pixels_read(weights: FloatArray) -> int:
    """How many pixels of an axis have any weight at all.

    Example:
        >>> pixels_read(axis_weights(400, 96)), pixels_read(axis_weights(400, 96, antialias=True))
        (192, 400)
    """
    return int((weights != 0).any(axis=0).sum())


def _nearest(before: int, after: int, step: float) -> FloatArray:
    weights = np.zeros((after, before))
    chosen = np.minimum(np.floor((np.arange(after) + 0.5) * step).astype(int), before - 1)
    weights[np.arange(after), chosen] = 1.0
    return weights


def _overlaps(before: int, after: int, step: float) -> FloatArray:
    starts = np.arange(after)[:, None] * step
    pixels = np.arange(before)[None]
    shared = np.minimum(starts + step, pixels + 1) - np.maximum(starts, pixels)
    overlaps: FloatArray = np.maximum(shared, 0.0) / step
    return overlaps


def _triangle(x: FloatArray) -> FloatArray:
    return 1 - np.abs(x)


def _keys(x: FloatArray) -> FloatArray:
    x = np.abs(x)
    near = (1.5 * x - 2.5) * x * x + 1
    far = ((-0.5 * x + 2.5) * x - 4) * x + 2
    return np.where(x < 1, near, far)


def _mitchell(x: FloatArray) -> FloatArray:
    x = np.abs(x)
    near = (7 / 6 * x - 2) * x * x + 8 / 9
    far = ((-7 / 18 * x + 2) * x - 10 / 3) * x + 16 / 9
    return np.where(x < 1, near, far)


def _gaussian(x: FloatArray) -> FloatArray:
    return np.exp(-2 * x * x)  # σ = ½: a third of the radius


def _lanczos(radius: int) -> _Kernel:
    return lambda x: np.sinc(x) * np.sinc(x / radius)


# The kernel of each interpolation, and beyond which distance it is 0.
KERNELS: Mapping[str, tuple[_Kernel, float]] = MappingProxyType(
    {
        "bilinear": (_triangle, 1.0),
        "bicubic": (_keys, 2.0),
        "lanczos3": (_lanczos(3), 3.0),
        "lanczos5": (_lanczos(5), 5.0),
        "gaussian": (_gaussian, 1.5),
        "mitchellcubic": (_mitchell, 2.0),
    }
)
