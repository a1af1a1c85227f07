"""Rose: rounded petals that wrap around each other in a spiral."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.colour import Choice, blend, pick
from lib.datasets.garden.dome import CALYX_GREEN, GOLDEN_ANGLE, calyx
from lib.datasets.garden.parts import Part, Sheets
from lib.datasets.garden.petals import middles, rays, segments, steps, wraps
from lib.datasets.garden.space import Floats

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
    warm = petal_colour * (1.0, rng.uniform(0.78, 0.96), rng.uniform(0.62, 0.92))
    return Rose(
        petal_count=int(rng.integers(17, 34)),
        petal_colour=petal_colour,
        heart_colour=warm,
        edge_colour=blend(petal_colour, np.ones(3), rng.uniform(0.0, 0.35)),
        openness=float(rng.uniform(0.25, 1.0)),
    )


def parts(
    rng: np.random.Generator, plant: Rose, *, radius: float, variants: int
) -> tuple[Part, ...]:
    """What its blooms are made of, fine enough for a radius in pixels."""
    # Where the petals gape, one looks into more rose, not through it.
    body = calyx(0.40, 0.44, colour=0.55 * plant.heart_colour, side_view_only=False)
    return _sepals(rng), body, _spiral(rng, plant, radius=radius, variants=variants)


def _spiral(rng: np.random.Generator, plant: Rose, *, radius: float, variants: int) -> Sheets:
    count = plant.petal_count if radius > 32 else 16 if radius > 18 else 12
    total = variants * count
    # 0 in the heart, 1 outside
    ring = (np.arange(total) % count + 0.3) / count
    azimuth = np.arange(total) * GOLDEN_ANGLE + rng.normal(0.0, 0.18, total)
    along = steps(segments(radius * 0.55, least=3, most=14))
    foot = 0.01 + 0.17 * ring
    reach = (0.07 + 0.66 * ring**0.85) * (0.80 + 0.20 * plant.openness)
    flare = plant.openness * (0.03 + 0.28 * ring**1.6) * rng.uniform(0.7, 1.25, total)
    out = (
        foot[:, None]
        + (reach - foot)[:, None] * np.sin(0.5 * np.pi * along) ** 0.8
        + flare[:, None] * along**3
    )
    top = 0.62 - 0.52 * ring**1.35 + rng.normal(0.0, 0.03, total)
    # The lip of an outer petal rolls over.
    roll = (0.10 + 0.22 * ring * plant.openness)[:, None] * np.maximum(along - 0.78, 0.0) * 4.0
    height = -0.42 + (top + 0.42)[:, None] * along**0.9 - roll * ring[:, None]
    width = np.minimum(0.55 + 0.9 * along, 1.0) * (1.0 - 0.75 * along**7) ** 0.6
    across = (
        2.0 * steps(16 if radius > 120 else 10 if radius > 60 else 6 if radius > 34 else 4) - 1.0
    )
    points = wraps(
        azimuth,
        radius=out,
        height=height,
        half_angle=(1.75 - 0.95 * ring)[:, None] * width,
        across=across,
        droop=0.10 + 0.18 * ring,
    )
    colours = _colours(rng, plant, ring, middles(along), len(across) - 1)
    return Sheets(
        points.reshape(variants, count, *points.shape[1:]),
        colours.reshape(variants, count, *colours.shape[1:]),
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
    light = along ** (1.7 - 0.5 * ring[:, None])
    # Between petals light goes from one to the other: shadows are deeper in colour, not grey.
    colours = colours ** (1.0 + 1.1 * (1.0 - light))[..., None] * (0.58 + 0.46 * light)[..., None]
    colours = colours * rng.uniform(0.90, 1.06, (len(ring), 1, 1))
    edge = np.ones(wide)
    edge[[0, -1]] = 0.93
    wide_colours: Floats = colours[:, :, None, :] * edge[:, None]
    return wide_colours


def _sepals(rng: np.random.Generator) -> Sheets:
    count = 5
    along = steps(4)
    points = rays(
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
    colours = CALYX_GREEN * np.array([0.78, 0.95])[:, None]
    return Sheets(points[None], colours[None, None, None], side_view_only=True)
