"""Daisy: a wheel of narrow white rays around a yellow dome."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import Choice, blend, pick, vary
from lib.datasets.garden.dome import paint_calyx, paint_dome
from lib.datasets.garden.petals import middles, paint_sheets, rays, segments, steps
from lib.datasets.garden.space import Floats, Light, Pose

RAY_COLOURS: Choice = (
    (6.0, (0.97, 0.97, 0.95)),
    (1.2, (0.96, 0.86, 0.90)),
    (0.7, (0.86, 0.72, 0.90)),
    (0.5, (0.98, 0.90, 0.55)),
    (0.3, (0.90, 0.52, 0.68)),
)


@dataclass(frozen=True)
class Daisy:
    """What the flowers of one plant have in common."""

    ray_count: int
    ray_colour: Floats
    base_colour: Floats
    dome_colour: Floats
    dome_radius: float
    width: float
    bend: float
    layers: int


def grow(rng: np.random.Generator) -> Daisy:
    """A kind of daisy."""
    ray_colour = pick(rng, RAY_COLOURS, spread=0.025)
    return Daisy(
        ray_count=int(rng.integers(13, 30)),
        ray_colour=ray_colour,
        base_colour=ray_colour * rng.uniform(0.74, 0.95, 3),
        dome_colour=vary(rng, np.array([0.95, 0.74, 0.10]), spread=0.06),
        dome_radius=float(rng.uniform(0.22, 0.36)),
        width=float(rng.uniform(0.75, 1.2)),
        bend=float(rng.normal(-0.25, 0.35)),
        layers=int(rng.choice([1, 2], p=[0.6, 0.4])),
    )


def paint(
    canvas: Canvas, rng: np.random.Generator, plant: Daisy, *, pose: Pose, light: Light
) -> None:
    """One bloom of the plant."""
    if pose.turn[2, 2] < 0.35:
        paint_calyx(canvas, pose=pose, light=light, radius=plant.dome_radius, depth=0.3)
    for layer in range(plant.layers):
        _paint_wheel(canvas, rng, plant, pose=pose, light=light, upper=layer == plant.layers - 1)
    paint_dome(
        canvas,
        rng,
        pose=pose,
        light=light,
        radius=plant.dome_radius,
        height=0.62 * plant.dome_radius,
        rim=plant.dome_colour * (0.98, 0.80, 0.6),
        middle=plant.dome_colour * (0.95, 1.08, 1.0),
    )


def _paint_wheel(
    canvas: Canvas,
    rng: np.random.Generator,
    plant: Daisy,
    *,
    pose: Pose,
    light: Light,
    upper: bool,
) -> None:
    count = plant.ray_count
    azimuth = (np.arange(count) + rng.uniform(-0.28, 0.28, count)) * (2 * np.pi / count)
    azimuth += rng.uniform(0, 6.28)
    start = plant.dome_radius * 0.72
    long = segments(pose.radius * 0.75, least=3, most=6)
    along = steps(long)
    # Broad soon, parallel, round at the tip.
    outline = np.minimum(0.42 + 1.3 * along, 1.0) * (1.0 - along**7) ** 0.5 + 0.08
    across = np.array([-1.0, -0.33, 0.33, 1.0]) if pose.radius > 20 else np.array([-1.0, 0, 1.0])
    sheets = rays(
        azimuth,
        start=start,
        length=(1.0 - start) * rng.uniform(0.84, 1.05, count) * (1.0 if upper else 1.04),
        half_width=plant.width * 0.62 * np.pi / count,
        outline=outline,
        across=across,
        rise=rng.normal(0.12, 0.10, count),
        bend=rng.normal(plant.bend, 0.16, count),
        cup=0.30,
        twist=rng.normal(0.0, 0.22, count),
        height=0.0 if upper else -0.04,
    )
    reach = middles(along)[:, None]
    groove = np.array([0.90, 1.0, 0.93]) if len(across) == 4 else np.array([0.93, 1.0])
    colours = blend(plant.base_colour, plant.ray_colour, np.minimum(0.25 + 1.6 * reach, 1.0))
    colours = colours * groove[:, None] * (1.0 if upper else 0.82)
    colours = colours[None] * rng.uniform(0.90, 1.04, (count, 1, 1, 1))
    flat = pose.turn[2, 2] > 0.6
    rank = rng.permutation(count).astype(float) if flat else None
    paint_sheets(canvas, sheets, colours, pose=pose, light=light, rank=rank)
