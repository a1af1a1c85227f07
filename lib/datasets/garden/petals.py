"""Petals as curved sheets in space, cut into facets that are shaded one by one.

Two kinds of sheet make every flower here: a *ray* (daisy, dandelion, sunflower, any leaf)
runs outwards from the axis and bends; a *wrap* (tulip, rose) stands around the axis.
"""

from __future__ import annotations

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.space import Floats, Light, Pose


def steps(count: int) -> Floats:
    """``count`` + 1 evenly spaced values from 0 to 1."""
    return np.linspace(0.0, 1.0, count + 1)


def middles(edges: Floats) -> Floats:
    """Midpoints between neighbouring values."""
    middle: Floats = (edges[1:] + edges[:-1]) / 2
    return middle


def segments(pixels: float, *, least: int = 2, most: int = 8) -> int:
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
        across: (V + 1,) lines along the petal, −1 at one edge and 1 at the other.
        rise: Angle above the plane at the base, radians.
        bend: How much that angle changes until the tip.
        cup: How far the edges stand above the middle, in half widths.
        twist: How far one edge stands above the other, in half widths.
        height: z of the base.

    Returns:
        (P, U + 1, V + 1, 3) points.
    """
    column = azimuth[:, None]
    along = steps(len(outline) - 1)
    angle = _column(rise, column) + _column(bend, column) * along
    stride = _column(length, column) / (len(outline) - 1)
    # A petal starts where it is fixed: the path is the running sum of its directions.
    out = _column(start, column) + _path(np.cos(angle) * stride)
    up = _column(height, column) + _path(np.sin(angle) * stride)
    width = (_column(half_width, column) * outline)[..., None]
    side = width * across
    lift = up[..., None] + width * (cup * across**2 + _column(twist, column)[..., None] * across)
    lengthwise = np.broadcast_to(out[..., None], side.shape)
    cosine, sine = np.cos(azimuth)[:, None, None], np.sin(azimuth)[:, None, None]
    return np.stack(
        [lengthwise * cosine - side * sine, lengthwise * sine + side * cosine, lift], axis=-1
    )


def wraps(
    azimuth: Floats,
    *,
    radius: Floats,
    height: Floats,
    half_angle: Floats,
    across: Floats,
    droop: Floats | float = 0.0,
) -> Floats:
    """Sheets that stand around the axis, as in a cup.

    Args:
        azimuth: (P,) direction of the middle of every petal.
        radius: (P, U + 1) distance from the axis along the petal.
        height: (P, U + 1) z along the petal.
        half_angle: (P, U + 1) half of the angle that the petal covers about the axis.
        across: (V + 1,) lines along the petal, −1 … 1.
        droop: How much lower the edges are than the middle, times the petal's height.

    Returns:
        (P, U + 1, V + 1, 3) points.
    """
    angle = azimuth[:, None, None] + half_angle[..., None] * across
    along = steps(radius.shape[1] - 1)[None, :, None]
    # The edges of a petal lean a little outwards, so that neighbours overlap and do not cross.
    reach = radius[..., None] * (1.0 + 0.05 * across)
    fall = _column(droop, azimuth[:, None])[..., None] * along**2 * across**2
    lift = height[..., None] - fall
    lift = np.broadcast_to(lift, angle.shape)
    return np.stack([reach * np.cos(angle), reach * np.sin(angle), lift], axis=-1)


def paint_sheets(
    canvas: Canvas,
    sheets: Floats,
    colours: Floats,
    *,
    pose: Pose,
    light: Light,
    rank: Floats | None = None,
) -> None:
    """Shade the facets of sheets and paint them, the farthest first.

    Args:
        canvas: What to paint on.
        sheets: (P, U + 1, V + 1, 3) points in flower space.
        colours: Anything that broadcasts to (P, U, V, 3): a facet's own colour.
        pose: Where the flower stands.
        light: What falls on it.
        rank: (P,) order of whole petals; without it every facet is ordered by its depth.
    """
    count, long, wide, _ = sheets.shape
    turned = sheets @ pose.turn.T
    first, second = turned[:, :-1, :-1], turned[:, 1:, :-1]
    third, fourth = turned[:, 1:, 1:], turned[:, :-1, 1:]
    total = count * (long - 1) * (wide - 1)
    corners = np.stack([first, second, third, fourth], axis=3).reshape(total, 4, 3)
    normals = _unit_normals(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    flat = np.broadcast_to(colours, (count, long - 1, wide - 1, 3)).reshape(-1, 3)
    shaded = light.shade(flat, normals)
    depth = corners[..., 2].sum(axis=1)
    if rank is not None:
        depth = depth + np.repeat(rank * 100.0, (long - 1) * (wide - 1))
    order = np.argsort(depth, kind="stable")
    pixels = corners[order, :, :2] * (pose.radius, -pose.radius) + (pose.x, pose.y)
    canvas.fill(pixels, shaded[order])


def _unit_normals(one: Floats, other: Floats) -> Floats:
    x = one[:, 1] * other[:, 2] - one[:, 2] * other[:, 1]
    y = one[:, 2] * other[:, 0] - one[:, 0] * other[:, 2]
    z = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    normals = np.stack([x, y, z], axis=1)
    return normals / (np.sqrt(x * x + y * y + z * z)[:, None] + 1e-9)


def _column(value: Floats | float, column: Floats) -> Floats:
    """A number or (P,) values as a column (P, 1)."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64).reshape(-1, 1), column.shape)


def _path(strides: Floats) -> Floats:
    """Running sum along the petal that begins at 0."""
    return np.cumsum(strides, axis=1) - strides[:, :1]
