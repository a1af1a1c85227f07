"""What sits in the middle of a head of rays, and what holds it from below."""

from __future__ import annotations

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import blend
from lib.datasets.garden.petals import paint_sheets, steps, wraps
from lib.datasets.garden.space import Floats, Light, Pose

GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))


def spiral(count: int, *, power: float = 0.5) -> tuple[Floats, Floats]:
    """Azimuths and radii (0 … 1) of ``count`` seeds, each a golden angle after the one before.

    Radii grow as the square root of the number, so that every seed gets the same area:
    H. Vogel, "A better way to construct the sunflower head", 1979.
    """
    number = np.arange(count)
    return number * GOLDEN_ANGLE, ((number + 0.5) / count) ** power


def paint_dome(
    canvas: Canvas,
    rng: np.random.Generator,
    *,
    pose: Pose,
    light: Light,
    radius: float,
    height: float,
    rim: Floats,
    middle: Floats,
    ring: Floats | None = None,
) -> None:
    """A dome of florets, seeds in golden-angle spirals.

    Args:
        canvas: What to paint on.
        rng: For the florets' small differences.
        pose: Where the flower stands.
        light: What falls on it.
        radius: Of the dome, in flower space.
        height: Of its top above the petals.
        rim: (3,) colour at the edge.
        middle: (3,) colour at the top.
        ring: (3,) colour of the florets in flower just inside the edge, if any.
    """
    pixels = radius * pose.radius
    count = int(np.clip(pixels * pixels * 0.16, 7, 230))
    _paint_ground(canvas, pose=pose, light=light, radius=radius, height=height, colour=rim * 0.72)
    azimuth, reach = spiral(count)
    reach, azimuth = reach[::-1], azimuth[::-1]
    points = np.stack(
        [
            radius * reach * np.cos(azimuth),
            radius * reach * np.sin(azimuth),
            height * (1.0 - reach**2),
        ],
        axis=1,
    )
    slope = 2.0 * height * reach / radius
    normals = np.stack([slope * np.cos(azimuth), slope * np.sin(azimuth), np.ones(count)], axis=1)
    normals = (normals / np.linalg.norm(normals, axis=1)[:, None]) @ pose.turn.T
    seen = normals[:, 2] > 0.05
    colours = blend(middle, rim, reach**1.5)
    if ring is not None:
        share = np.exp(-(((reach - 0.86) / 0.10) ** 2)) * rng.uniform(0.3, 1.0, count)
        colours = blend(middle, rim, np.minimum(1.15 * reach, 1.0)) * (1 - share[:, None])
        colours = colours + share[:, None] * ring
    colours = colours * rng.uniform(0.80, 1.16, (count, 1))
    shaded = light.shade(colours, normals)[seen]
    centres = pose.project(points)[seen]
    size = np.full(len(centres), 1.15 * pixels / np.sqrt(count))
    squeeze = np.stack([size, size], axis=1) * 0.80
    drop = np.array([0.0, 0.32]) * size[:, None]
    canvas.dot(centres + drop, squeeze, shaded * 0.62)
    canvas.dot(centres, squeeze * 0.86, shaded)
    if pixels > 14:
        canvas.dot(centres - drop * 0.6, squeeze * 0.40, shaded * 1.22)


def paint_calyx(
    canvas: Canvas,
    *,
    pose: Pose,
    light: Light,
    radius: float,
    depth: float,
    colour: Floats | None = None,
) -> None:
    """The green cup under a head: what a side view shows of it."""
    along = steps(3)
    count = 10
    azimuth = np.arange(count) * (2 * np.pi / count)
    profile = radius * np.sin(0.5 * np.pi * (1.0 - along) ** 0.55)
    sheets = wraps(
        azimuth,
        radius=np.tile(0.06 + profile, (count, 1)),
        height=np.tile(-depth * along - 0.02, (count, 1)),
        half_angle=np.full((count, 4), 0.36),
        across=np.array([-1.0, 0.0, 1.0]),
    )
    green = np.array([0.36, 0.50, 0.20]) if colour is None else colour
    paint_sheets(canvas, sheets, green * np.array([0.85, 1.05])[:, None], pose=pose, light=light)


def _paint_ground(
    canvas: Canvas, *, pose: Pose, light: Light, radius: float, height: float, colour: Floats
) -> None:
    angle = np.linspace(0.0, 2 * np.pi, 20, endpoint=False)
    outline = []
    for share in (1.0, 0.66):
        ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(20)], axis=1) * radius * share
        ring[:, 2] = height * (1 - share**2)
        outline.append(pose.project(ring))
    up = np.broadcast_to(pose.turn[:, 2], (2, 3))
    canvas.fill(np.stack(outline), light.shade(np.stack([colour, colour]), up))
