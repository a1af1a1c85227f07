"""Sunflower: broad pointed yellow rays around a large dark disc of seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import Choice, blend, pick, vary
from lib.datasets.garden.dome import paint_calyx, paint_dome
from lib.datasets.garden.petals import middles, paint_sheets, rays, segments, steps
from lib.datasets.garden.space import Floats, Light, Pose

RAY_COLOURS: Choice = (
    (7.0, (0.98, 0.76, 0.05)),
    (1.5, (0.97, 0.86, 0.28)),
    (1.0, (0.95, 0.58, 0.06)),
    (0.5, (0.70, 0.25, 0.08)),
)
DISC_COLOURS: Choice = (
    (5.0, (0.24, 0.13, 0.06)),
    (2.0, (0.40, 0.25, 0.08)),
    (1.5, (0.46, 0.44, 0.14)),
)


@dataclass(frozen=True)
class Sunflower:
    """What the flowers of one plant have in common."""

    ray_count: int
    ray_colour: Floats
    base_colour: Floats
    disc_colour: Floats
    heart_colour: Floats
    ring_colour: Floats
    disc_radius: float
    width: float
    bend: float


def grow(rng: np.random.Generator) -> Sunflower:
    """A kind of sunflower."""
    ray_colour = pick(rng, RAY_COLOURS, spread=0.04)
    disc_colour = pick(rng, DISC_COLOURS, spread=0.04)
    return Sunflower(
        ray_count=int(rng.integers(13, 22)),
        ray_colour=ray_colour,
        base_colour=ray_colour * (0.94, rng.uniform(0.62, 0.88), 0.6),
        disc_colour=disc_colour,
        heart_colour=blend(disc_colour, np.array([0.42, 0.46, 0.16]), rng.uniform(0.0, 0.8)),
        ring_colour=vary(rng, np.array([0.78, 0.50, 0.10]), spread=0.06),
        disc_radius=float(rng.uniform(0.36, 0.56)),
        width=float(rng.uniform(0.95, 1.3)),
        bend=float(rng.normal(0.0, 0.4)),
    )


def paint(
    canvas: Canvas, rng: np.random.Generator, plant: Sunflower, *, pose: Pose, light: Light
) -> None:
    """One bloom of the plant."""
    if pose.turn[2, 2] < 0.35:
        paint_calyx(canvas, pose=pose, light=light, radius=plant.disc_radius * 1.05, depth=0.25)
    for upper in (False, True):
        _paint_wheel(canvas, rng, plant, pose=pose, light=light, upper=upper)
    paint_dome(
        canvas,
        rng,
        pose=pose,
        light=light,
        radius=plant.disc_radius,
        height=0.22 * plant.disc_radius,
        rim=plant.disc_colour,
        middle=plant.heart_colour,
        ring=plant.ring_colour,
    )


def _paint_wheel(
    canvas: Canvas,
    rng: np.random.Generator,
    plant: Sunflower,
    *,
    pose: Pose,
    light: Light,
    upper: bool,
) -> None:
    count = plant.ray_count
    azimuth = (np.arange(count) + rng.uniform(-0.3, 0.3, count)) * (2 * np.pi / count)
    azimuth += rng.uniform(0, 6.28)
    start = plant.disc_radius * 0.86
    long = segments(pose.radius * 0.6, least=3, most=7)
    along = steps(long)
    # Widest before the middle, drawn out into a point.
    outline = np.sin(np.pi * (0.10 + 0.90 * along) ** 0.8) ** 0.85
    outline[-1] = 0.0
    across = np.array([-1.0, -0.4, 0.0, 0.4, 1.0]) if pose.radius > 26 else np.array([-1.0, 0, 1])
    sheets = rays(
        azimuth,
        start=start,
        length=(1.0 - start) * rng.uniform(0.80, 1.08, count) * (0.95 if upper else 1.06),
        half_width=plant.width * 0.92 * np.pi / count * (0.45 + 0.55 * plant.disc_radius),
        outline=outline,
        across=across,
        rise=rng.normal(0.30 if upper else 0.05, 0.16, count),
        bend=rng.normal(plant.bend, 0.35, count),
        cup=0.40,
        twist=rng.normal(0.0, 0.35, count),
        height=0.0 if upper else -0.05,
    )
    reach = middles(along)[:, None]
    veins = np.array([0.90, 1.03, 0.93, 0.98]) if len(across) == 5 else np.array([0.92, 1.0])
    colours = blend(plant.base_colour, plant.ray_colour, np.minimum(0.1 + 1.4 * reach, 1.0))
    colours = colours * veins[:, None] * (1.0 if upper else 0.80)
    colours = colours[None] * rng.uniform(0.88, 1.06, (count, 1, 1, 1))
    rank = rng.permutation(count).astype(float) if pose.turn[2, 2] > 0.6 else None
    paint_sheets(canvas, sheets, colours, pose=pose, light=light, rank=rank)
