"""Tulip: a cup of six pointed petals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.chance import weighted
from lib.datasets.garden.colour import Choice, blend, pick
from lib.datasets.garden.parts import Part, Sheets
from lib.datasets.garden.petals import middles, segments, steps, wraps
from lib.datasets.garden.space import Floats

PETAL_COLOURS: Choice = (
    (3.0, (0.84, 0.10, 0.12)),
    (2.6, (0.93, 0.42, 0.60)),
    (2.2, (0.98, 0.80, 0.14)),
    (1.4, (0.97, 0.52, 0.12)),
    (1.6, (0.96, 0.94, 0.88)),
    (1.6, (0.48, 0.14, 0.46)),
    (1.0, (0.78, 0.14, 0.42)),
)


@dataclass(frozen=True)
class Tulip:
    """What the flowers of one plant have in common."""

    petal_colour: Floats
    edge_colour: Floats
    base_colour: Floats
    slender: float
    openness: float
    pointed: float


def grow(rng: np.random.Generator) -> Tulip:
    """A kind of tulip."""
    petal_colour = pick(rng, PETAL_COLOURS, spread=0.06)
    edge = pick(rng, PETAL_COLOURS, spread=0.04)
    share = weighted(rng, [(0.55, 0.08), (0.25, 0.3), (0.20, 0.8)])
    return Tulip(
        petal_colour=petal_colour,
        edge_colour=blend(petal_colour, edge, share),
        base_colour=blend(petal_colour, np.array([0.88, 0.90, 0.55]), rng.uniform(0.25, 0.8)),
        slender=float(rng.uniform(0.84, 1.12)),
        openness=float(np.clip(rng.normal(0.12, 0.28), -0.2, 0.9)),
        pointed=float(rng.uniform(0.8, 1.6)),
    )


def parts(
    rng: np.random.Generator, plant: Tulip, *, radius: float, variants: int
) -> tuple[Part, ...]:
    """What its blooms are made of, fine enough for a radius in pixels."""
    count = 6
    total = variants * count
    inner = np.arange(total) % 2 == 0
    azimuth = np.arange(total) * (2 * np.pi / count) + rng.normal(0.0, 0.09, total)
    along = steps(segments(radius * 1.4, least=4, most=26))
    across = (
        2.0 * steps(18 if radius > 120 else 10 if radius > 60 else 6 if radius > 30 else 4) - 1.0
    )
    opening = plant.openness + rng.normal(0.0, 0.06, total)
    belly = 0.58 * plant.slender * np.sin(np.pi * (0.004 + 0.766 * along)) ** 0.68
    reach = (belly + opening[:, None] * 0.75 * along**2) * np.where(inner, 0.90, 1.0)[:, None]
    top = np.where(inner, 0.80, 0.74) + rng.normal(0.0, 0.05, total)
    top -= 0.30 * np.maximum(opening, 0.0)
    height = -0.72 + (top + 0.72)[:, None] * (1.12 * along - 0.12 * along**2)
    width = np.minimum(0.72 + 0.8 * along, 1.0) * (1.0 - along**3.2) ** (0.55 * plant.pointed)
    half_angle = np.where(inner, 0.80, 0.86)[:, None] * width
    points = wraps(azimuth, radius=reach, height=height, half_angle=half_angle, across=across)
    colours = _colours(rng, plant, middles(along)[:, None], middles(across), total)
    colours *= np.where(inner, 0.88, 1.0)[:, None, None, None]
    return (
        Sheets(
            points.reshape(variants, count, *points.shape[1:]),
            colours.reshape(variants, count, *colours.shape[1:]),
            whole=True,
        ),
    )


def _colours(
    rng: np.random.Generator, plant: Tulip, along: Floats, across: Floats, count: int
) -> Floats:
    """(P, U, V, 3): pale at the foot, a darker flame along the middle, the edge its own."""
    rim = np.clip(np.abs(across) ** 2.0 * (0.35 + 0.65 * along) + 0.5 * (along - 0.8), 0.0, 1.0)
    colours = blend(plant.petal_colour, plant.edge_colour, rim)
    foot = np.clip(1.0 - along / 0.34, 0.0, 1.0) ** 1.6 + 0.0 * across
    colours = blend(colours, plant.base_colour, foot)
    flame = 1.0 - 0.16 * np.exp(-((across / 0.22) ** 2)) * (1.0 - 0.5 * along)
    roundness = 1.0 - 0.22 * np.abs(across) ** 3
    stripes = rng.uniform(0.95, 1.04, (count, 1, len(across), 1))
    tall = 0.80 + 0.24 * along
    shaded: Floats = (colours * (flame * roundness * tall)[..., None])[None] * stripes
    return shaded
