"""Daisy: a wheel of narrow white rays around a yellow dome."""

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
    (6.0, (0.97, 0.97, 0.95)),
    (1.2, (0.96, 0.86, 0.90)),
    (0.7, (0.86, 0.72, 0.90)),
    (0.5, (0.98, 0.90, 0.55)),
    (0.3, (0.90, 0.52, 0.68)),
)

# How bright the strips along a ray are, finer from these radii in pixels on.
GROOVES_FROM = (20, 34, 60)
GROOVES = (
    np.array([1.0]),
    np.array([0.93, 1.0]),
    np.array([0.88, 1.0, 0.94]),
    np.array([0.87, 0.98, 0.93, 1.0, 0.92]),
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


def parts(
    rng: np.random.Generator, plant: Daisy, *, radius: float, variants: int
) -> tuple[Part, ...]:
    """What its blooms are made of, fine enough for a radius in pixels."""
    dome = Dome(
        radius=plant.dome_radius,
        height=0.62 * plant.dome_radius,
        rim=plant.dome_colour * (0.98, 0.80, 0.6),
        middle=plant.dome_colour * (1.0, 1.08, 1.0),
        seed=int(rng.integers(2**32)),
    )
    wheel = _wheel(rng, plant, radius=radius, variants=variants)
    return calyx(plant.dome_radius, 0.3), wheel, dome


def _wheel(rng: np.random.Generator, plant: Daisy, *, radius: float, variants: int) -> Sheets:
    count = plant.ray_count * plant.layers
    total = variants * count
    upper = np.arange(total) % count < plant.ray_count
    azimuth = (np.arange(total) + rng.uniform(-0.28, 0.28, total)) * (2 * np.pi / plant.ray_count)
    azimuth += 0.5 * ~upper
    start = plant.dome_radius * 0.72
    along = steps(segments(radius * 0.75, least=2, most=7))
    # Broad soon, parallel, round at the tip.
    outline = np.minimum(0.42 + 1.3 * along, 1.0) * (1.0 - along**7) ** 0.5 + 0.08
    groove = GROOVES[bisect(GROOVES_FROM, radius)]
    across = 2.0 * steps(len(groove)) - 1.0
    points = rays(
        azimuth,
        start=start,
        length=(1.0 - start) * rng.uniform(0.84, 1.05, total),
        half_width=plant.width * 0.62 * np.pi / plant.ray_count,
        outline=outline,
        across=across,
        rise=rng.normal(0.12, 0.10, total),
        bend=rng.normal(plant.bend, 0.16, total),
        cup=0.30,
        twist=rng.normal(0.0, 0.22, total),
        height=-0.04 * ~upper,
    )
    reach = middles(along)[:, None]
    colours = blend(plant.base_colour, plant.ray_colour, np.minimum(0.25 + 1.6 * reach, 1.0))
    colours = colours * groove[:, None]
    own = rng.uniform(0.92, 1.05, total) * np.where(upper, 1.0, 0.80)
    return Sheets(
        points.reshape(variants, count, *points.shape[1:]),
        (colours[None] * own[:, None, None, None]).reshape(variants, count, -1, len(groove), 3),
        rank=(rng.permutation(total) + 1000.0 * upper).reshape(variants, count),
    )
