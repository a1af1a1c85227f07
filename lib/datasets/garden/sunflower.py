"""Sunflower: broad pointed yellow rays around a large dark disc of seeds."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.colour import Choice, blend, pick, vary
from lib.datasets.garden.dome import Dome, calyx
from lib.datasets.garden.parts import Part, Sheets
from lib.datasets.garden.petals import middles, rays, segments, steps
from lib.datasets.garden.space import Floats

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

# How bright the strips along a ray are, finer from these radii in pixels on.
VEINS_FROM = (20, 44, 70)
VEINS = (
    np.array([1.0]),
    np.array([0.92, 1.0]),
    np.array([0.90, 1.03, 0.93, 0.98]),
    np.array([0.88, 1.0, 0.95, 0.90, 1.02, 0.94]),
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


def parts(
    rng: np.random.Generator, plant: Sunflower, *, radius: float, variants: int
) -> tuple[Part, ...]:
    """What its blooms are made of, fine enough for a radius in pixels."""
    dome = Dome(
        radius=plant.disc_radius,
        height=0.22 * plant.disc_radius,
        rim=plant.disc_colour,
        middle=plant.heart_colour,
        ring=plant.ring_colour,
        seed=int(rng.integers(2**32)),
    )
    wheel = _wheel(rng, plant, radius=radius, variants=variants)
    return calyx(plant.disc_radius * 1.05, 0.25), wheel, dome


def _wheel(rng: np.random.Generator, plant: Sunflower, *, radius: float, variants: int) -> Sheets:
    """Two layers of rays, the lower one longer and in the shadow of the upper."""
    count = 2 * plant.ray_count
    total = variants * count
    upper = np.arange(total) % count < plant.ray_count
    azimuth = (np.arange(total) + rng.uniform(-0.3, 0.3, total)) * (2 * np.pi / plant.ray_count)
    azimuth += 0.17 * ~upper
    start = plant.disc_radius * 0.86
    along = steps(segments(radius * 0.6, least=2, most=8))
    # Widest before the middle, drawn out into a point.
    outline = np.sin(np.pi * (0.10 + 0.90 * along) ** 0.8) ** 0.85
    outline[-1] = 0.0
    veins = VEINS[bisect(VEINS_FROM, radius)]
    across = 2.0 * steps(len(veins)) - 1.0
    points = rays(
        azimuth,
        start=start,
        length=(1.0 - start) * rng.uniform(0.80, 1.08, total) * np.where(upper, 0.95, 1.06),
        half_width=plant.width * 0.92 * np.pi / plant.ray_count * (0.45 + 0.55 * plant.disc_radius),
        outline=outline,
        across=across,
        rise=rng.normal(0.05, 0.16, total) + 0.25 * upper,
        bend=rng.normal(plant.bend, 0.35, total),
        cup=0.40,
        twist=rng.normal(0.0, 0.35, total),
        height=-0.05 * ~upper,
    )
    reach = middles(along)[:, None]
    colours = blend(plant.base_colour, plant.ray_colour, np.minimum(0.1 + 1.4 * reach, 1.0))
    colours = colours * veins[:, None]
    own = rng.uniform(0.88, 1.06, total) * np.where(upper, 1.0, 0.80)
    return Sheets(
        points.reshape(variants, count, *points.shape[1:]),
        (colours[None] * own[:, None, None, None]).reshape(variants, count, -1, len(veins), 3),
        rank=(rng.permutation(total) + 1000.0 * upper).reshape(variants, count),
    )
