"""The shapes of petals: curved sheets in flower space.

Two kinds of sheet make every flower here: a *ray* (daisy, dandelion, sunflower, sepals) runs
outwards from the axis and bends; a *wrap* (tulip, rose, calyx) stands around the axis.
"""

from __future__ import annotations

import functools

import numpy as np

from lib.datasets.garden.space import Floats


@functools.cache
def steps(count: int) -> Floats:
    """``count`` + 1 evenly spaced values from 0 to 1; shared, so not to be written to."""
    values = np.linspace(0.0, 1.0, count + 1)
    values.flags.writeable = False
    return values


def middles(edges: Floats) -> Floats:
    """Midpoints between neighbouring values."""
    middle: Floats = (edges[1:] + edges[:-1]) / 2
    return middle


def segments(pixels: float, *, least: int, most: int) -> int:
    """How many facets a sheet needs over a length of that many pixels."""
    return int(min(max(round(pixels / 9.0), least), most))


def rays(
    azimuth: Floats,
    *,
    start: Floats | float,
    length: Floats | float,
    half_width: Floats | float,
    outline: Floats,
    across: Floats,
    rise: Floats | float = 0.0,
    bend: Floats | float = 0.0,
    cup: float = 0.0,
    twist: Floats | float = 0.0,
    height: Floats | float = 0.0,
) -> Floats:
    """Sheets that run outwards from the axis.

    Args:
        azimuth: (P,) direction of every petal about the axis.
        start: Distance from the axis where a petal begins; (P,) or one number.
        length: Length along the petal.
        half_width: Half of its greatest width.
        outline: (U + 1,) width along the petal, 1 at the widest.
        across: (W + 1,) lines along the petal, −1 at one edge and 1 at the other.
        rise: Angle above the plane at the base, radians.
        bend: How much that angle changes until the tip.
        cup: How far the edges stand above the middle, in half widths.
        twist: How far one edge stands above the other, in half widths.
        height: z of the base.

    Returns:
        (P, U + 1, W + 1, 3) points.
    """
    count = len(outline) - 1
    angle = _column(rise) + _column(bend) * steps(count)
    stride = _column(length) / count
    # A petal starts where it is fixed: the path is the running sum of its directions.
    out = _column(start) + _path(np.cos(angle) * stride)
    up = _column(height) + _path(np.sin(angle) * stride)
    width = (_column(half_width) * outline)[..., None]
    side = width * across
    points = np.empty((len(azimuth), count + 1, len(across), 3))
    cosine, sine = np.cos(azimuth)[:, None, None], np.sin(azimuth)[:, None, None]
    reach = out[..., None]
    points[..., 0] = reach * cosine - side * sine
    points[..., 1] = reach * sine + side * cosine
    points[..., 2] = up[..., None] + width * (cup * across**2 + _column(twist)[..., None] * across)
    return points


def wraps(
    azimuth: Floats,
    *,
    radius: Floats,
    height: Floats,
    half_angle: Floats,
    across: Floats,
    droop: Floats | float = 0.0,
    lean: float = 0.05,
) -> Floats:
    """Sheets that stand around the axis, as in a cup.

    Args:
        azimuth: (P,) direction of the middle of every petal.
        radius: (P, U + 1) distance from the axis along the petal.
        height: (P, U + 1) z along the petal.
        half_angle: (P, U + 1) half of the angle that the petal covers about the axis.
        across: (W + 1,) lines along the petal, −1 … 1.
        droop: How much lower the edges are than the middle at the lip.
        lean: How far one edge stands outside the other, so that neighbours overlap and do not
            cross; a share of the radius.

    Returns:
        (P, U + 1, W + 1, 3) points.
    """
    angle = azimuth[:, None, None] + half_angle[..., None] * across
    along = steps(radius.shape[1] - 1)[:, None]
    # At a pointed tip the two edges meet, and the lean with them.
    tapered = lean * half_angle / half_angle.max()
    reach = radius[..., None] * (1.0 + tapered[..., None] * across)
    points = np.empty((*angle.shape, 3))
    points[..., 0] = reach * np.cos(angle)
    points[..., 1] = reach * np.sin(angle)
    points[..., 2] = height[..., None] - _column(droop)[..., None] * along**2 * across**2
    return points


def _column(value: Floats | float) -> Floats:
    """A number or (P,) values as a column (1, 1) or (P, 1)."""
    return np.asarray(value, dtype=np.float64).reshape(-1, 1)


def _path(strides: Floats) -> Floats:
    """Running sum along the petal that begins at 0."""
    return np.cumsum(strides, axis=1) - strides[:, :1]
