"""Rose: rounded petals that wrap around each other in a spiral."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import Choice, blend, pick
from lib.datasets.garden.dome import GOLDEN_ANGLE
from lib.datasets.garden.petals import middles, paint_sheets, rays, segments, steps, wraps
from lib.datasets.garden.space import Floats, Light, Pose

PETAL_COLOURS: Choice = (
    (3.0, (0.78, 0.06, 0.12)),
    (3.0, (0.95, 0.60, 0.68)),
    (1.2, (0.90, 0.25, 0.45)),
    (1.8, (0.97, 0.93, 0.86)),
    (1.8, (0.98, 0.82, 0.30)),
    (1.4, (0.97, 0.60, 0.32)),
    (0.5, (0.70, 0.50, 0.75)),
)


@dataclass(frozen=True)
class Rose:
    """What the flowers of one plant have in common."""

    petal_count: int
    petal_colour: Floats
    heart_colour: Floats
    edge_colour: Floats
    openness: float


def grow(rng: np.random.Generator) -> Rose:
    """A kind of rose."""
    petal_colour = pick(rng, PETAL_COLOURS, spread=0.06)
    warm = petal_colour * (1.0, rng.uniform(0.72, 0.98), rng.uniform(0.6, 0.95))
    return Rose(
        petal_count=int(rng.integers(17, 34)),
        petal_colour=petal_colour,
        heart_colour=warm,
        edge_colour=blend(petal_colour, np.ones(3), rng.uniform(0.0, 0.35)),
        openness=float(rng.uniform(0.25, 1.0)),
    )


def paint(
    canvas: Canvas, rng: np.random.Generator, plant: Rose, *, pose: Pose, light: Light
) -> None:
    """One bloom of the plant."""
    if pose.turn[2, 2] < 0.75:
        _paint_sepals(canvas, rng, pose=pose, light=light)
    count = plant.petal_count if pose.radius > 20 else 14
    # 0 in the heart, 1 outside
    ring = (np.arange(count) + 0.3) / count
    azimuth = np.arange(count) * GOLDEN_ANGLE + rng.normal(0.0, 0.18, count)
    long = segments(pose.radius * 0.6, least=4, most=7)
    along = steps(long)
    foot = 0.10 + 0.10 * ring
    reach = (0.07 + 0.66 * ring**0.85) * (0.80 + 0.20 * plant.openness)
    flare = plant.openness * (0.03 + 0.38 * ring**1.6) * rng.uniform(0.7, 1.25, count)
    top = 0.62 - 0.52 * ring**1.35 + rng.normal(0.0, 0.03, count)
    radius = (
        foot[:, None]
        + (reach - foot)[:, None] * np.sin(0.5 * np.pi * along) ** 0.8
        + flare[:, None] * along**3
    )
    # The lip of an outer petal rolls over.
    roll = (0.10 + 0.22 * ring * plant.openness)[:, None] * np.maximum(along - 0.78, 0.0) * 4.0
    height = -0.42 + (top + 0.42)[:, None] * along**0.9 - roll * ring[:, None]
    width = np.minimum(0.55 + 0.9 * along, 1.0) * (1.0 - 0.75 * along**7) ** 0.6
    half_angle = (1.75 - 0.95 * ring)[:, None] * width
    across = np.array([-1.0, -0.7, -0.25, 0.25, 0.7, 1.0])
    if pose.radius < 26:
        across = np.array([-1.0, 0.0, 1.0])
    sheets = wraps(
        azimuth,
        radius=radius,
        height=height,
        half_angle=half_angle,
        across=across,
        droop=0.10 + 0.18 * ring,
    )
    paint_sheets(
        canvas,
        sheets,
        _colours(rng, plant, ring, middles(along), len(across) - 1),
        pose=pose,
        light=light,
    )


def _colours(
    rng: np.random.Generator, plant: Rose, ring: Floats, along: Floats, wide: int
) -> Floats:
    """(P, U, V, 3): dark where petals stand close, bright at the lip."""
    share = (0.25 + 0.75 * ring)[:, None]
    colours = blend(
        plant.heart_colour, plant.petal_colour, np.broadcast_to(share, (len(ring), len(along)))
    )
    lip = np.maximum(along - 0.72, 0.0) * 3.2
    colours = blend(colours, plant.edge_colour, lip)
    shadow = 0.30 + 0.78 * along ** (1.9 - 0.5 * ring[:, None])
    colours = colours * shadow[..., None]
    colours = colours * rng.uniform(0.90, 1.06, (len(ring), 1, 1))
    edge = np.ones(wide)
    edge[[0, -1]] = 0.93
    wide_colours: Floats = colours[:, :, None, :] * edge[:, None]
    return wide_colours


def _paint_sepals(canvas: Canvas, rng: np.random.Generator, *, pose: Pose, light: Light) -> None:
    count = 5
    along = steps(4)
    sheets = rays(
        np.arange(count) * (2 * np.pi / count) + rng.uniform(0, 6.28),
        start=0.06,
        length=rng.uniform(0.42, 0.6, count),
        half_width=0.10,
        outline=np.sin(np.pi * (0.2 + 0.8 * along)) + 0.02,
        across=np.array([-1.0, 0.0, 1.0]),
        rise=rng.normal(0.1, 0.3, count),
        bend=rng.normal(-0.5, 0.4, count),
        cup=0.4,
        height=-0.46,
    )
    green = np.array([0.30, 0.44, 0.18]) * np.array([0.85, 1.05])[:, None]
    paint_sheets(canvas, sheets, green, pose=pose, light=light)
