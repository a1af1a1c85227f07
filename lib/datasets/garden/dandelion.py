"""Dandelion: a dense head of very many thin yellow rays, or the grey clock of its seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.chance import weighted
from lib.datasets.garden.colour import blend, vary
from lib.datasets.garden.dome import GOLDEN_ANGLE, Dome, calyx, spiral
from lib.datasets.garden.parts import PaintOne, Part, Sheets
from lib.datasets.garden.petals import middles, rays, steps
from lib.datasets.garden.space import Floats, Light, Stand


@dataclass(frozen=True)
class Dandelion:
    """What the flowers of one plant have in common."""

    clock: bool
    ray_colour: Floats
    heart_colour: Floats
    down_colour: Floats
    ray_count: int
    seed_count: int
    openness: float


def grow(rng: np.random.Generator) -> Dandelion:
    """A dandelion in flower, or gone to seed."""
    ray_colour = vary(rng, np.array([0.99, 0.82, 0.08]), spread=0.05)
    return Dandelion(
        clock=bool(rng.random() < 0.40),
        ray_colour=ray_colour,
        heart_colour=ray_colour * (0.96, rng.uniform(0.72, 0.92), 0.6),
        down_colour=vary(rng, np.array([0.90, 0.90, 0.88]), spread=0.03),
        ray_count=int(rng.integers(110, 170)),
        seed_count=int(rng.integers(70, 130)),
        openness=float(rng.uniform(0.5, 1.0)),
    )


def parts(
    rng: np.random.Generator, plant: Dandelion, *, radius: float, variants: int
) -> tuple[Part, ...]:
    """What its heads are made of, fine enough for a radius in pixels."""
    if plant.clock:
        return (Clock(plant.down_colour, plant.seed_count, int(rng.integers(2**32))),)
    ground = Dome(
        radius=0.36,
        height=0.16,
        rim=0.80 * plant.heart_colour,
        middle=0.88 * plant.heart_colour,
        seed=int(rng.integers(2**32)),
    )
    return calyx(0.30, 0.45), ground, _head(rng, plant, radius=radius, variants=variants)


def _head(rng: np.random.Generator, plant: Dandelion, *, radius: float, variants: int) -> Sheets:
    fine = radius > 30
    count = plant.ray_count * (14 if radius > 60 else 10 if fine else 6) // 10
    total = variants * count
    azimuth, reach = (np.tile(values, variants) for values in spiral(count))
    along = steps(3 if fine else 2)
    points = rays(
        azimuth + rng.normal(0.0, 0.06, total),
        start=0.22 * reach,
        length=(0.30 + 0.46 * reach) * rng.uniform(0.88, 1.10, total),
        half_width=0.044 if fine else 0.058,
        # A strap: as broad at the tip, cut straight across, as in the middle.
        outline=np.array([0.5, 0.9, 1.0, 0.8] if fine else [0.55, 1.0, 0.8]),
        across=np.array([-1.0, 0.1, 1.0] if radius > 45 else [-1.0, 1.0]),
        rise=(1.0 - reach) * 1.05 * (1.2 - 0.4 * plant.openness) + rng.normal(0.02, 0.10, total),
        bend=-0.5 * plant.openness * reach + rng.normal(0.0, 0.22, total),
        cup=0.5 if radius > 45 else 0.0,
        twist=0.25,
        height=0.10 * (1.0 - reach),
    )
    share = np.minimum(0.15 + 0.85 * reach[:, None] + 0.35 * middles(along), 1.0)
    colours = blend(plant.heart_colour, plant.ray_colour, share)
    colours = colours * (0.62 + 0.40 * middles(along))[:, None]
    colours = colours * rng.uniform(0.82, 1.10, (total, 1, 1))
    return Sheets(
        points.reshape(variants, count, *points.shape[1:]),
        colours.reshape(variants, count, -1, 1, 3),
        rank=(1.0 - reach).reshape(variants, count),
    )


@dataclass(frozen=True)
class Clock:
    """A ball of seeds, each with a stalk and a star of down.

    Attributes:
        down_colour: (3,) of the stars.
        seed_count: Seeds of a ball seen large.
        seed: For the differences between one ball and the next.
    """

    down_colour: Floats
    seed_count: int
    seed: int

    def prepare(self, canvas: Canvas, stand: Stand, light: Light) -> PaintOne:
        """A ball looks alike from all sides: only its place and size count."""

        def paint(number: int) -> None:
            rng = np.random.default_rng((self.seed, number))
            _paint_clock(
                canvas,
                rng,
                self,
                centre=stand.centres[number],
                radius=float(stand.radii[number]) * 0.92,
                light=light,
            )

        return paint


def _paint_clock(
    canvas: Canvas,
    rng: np.random.Generator,
    plant: Clock,
    *,
    centre: Floats,
    radius: float,
    light: Light,
) -> None:
    count = int(plant.seed_count * min(max(radius / 45.0, 0.35), 2.0))
    number = np.arange(count)
    z = 1.0 - 2.0 * (number + 0.5) / count
    ring = np.sqrt(1.0 - z * z)
    angle = number * GOLDEN_ANGLE + rng.normal(0.0, 0.12, count)
    outward = np.stack([ring * np.cos(angle), ring * np.sin(angle), z], axis=1)
    outward = outward[np.argsort(outward[:, 2])]
    blown = rng.random(count) < weighted(rng, [(0.6, 0.0), (0.25, 0.05), (0.15, 0.4)])
    outward = outward[~blown]
    count = len(outward)
    sunny = light.sky + light.sun * (0.55 + 0.45 * outward @ light.direction)[:, None]
    nearness = 0.60 + 0.40 * (outward[:, 2:] + 1.0) / 2.0
    down = plant.down_colour * sunny * nearness
    flip = np.array([1.0, -1.0]) * radius
    canvas.veil(centre, radius * 0.93, plant.down_colour * light.level, 0.24)
    canvas.veil(centre, radius * 0.70, plant.down_colour * light.level, 0.20)
    fine = 0.5 * max(radius / 70.0, 1.0)
    core = np.array([0.46, 0.38, 0.24]) * (light.sky + 0.6 * light.sun)
    inner = centre + outward[:, :2] * flip * 0.16
    outer = centre + outward[:, :2] * flip * 0.76
    canvas.stroke(np.stack([inner, outer], axis=1), down * 0.80, width=fine)
    canvas.dot(centre[None], np.array([[radius * 0.17]]), core[None])
    canvas.dot(
        inner, np.full((count, 1), max(radius * 0.028, 0.4)), np.tile(core * 0.7, (count, 1))
    )
    canvas.stroke(_stars(rng, outward, 9 if radius > 40 else 6) * flip + centre, down, width=fine)


def _stars(rng: np.random.Generator, outward: Floats, arms: int) -> Floats:
    """Zigzag lines (N, 2·arms, 2) from the end of each stalk to the tips of its down."""
    count = len(outward)
    reference = np.where(np.abs(outward[:, :1]) < 0.8, [[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]])
    one = np.cross(outward, reference)
    one /= np.linalg.norm(one, axis=1)[:, None]
    other = np.cross(outward, one)
    angle = np.arange(arms) * (2 * np.pi / arms) + rng.uniform(0, 6.28, (count, 1))
    length = rng.uniform(0.20, 0.30, (count, arms))
    spread = (
        np.cos(angle)[..., None] * one[:, None] + np.sin(angle)[..., None] * other[:, None]
    ) * length[..., None]
    tips = outward[:, None] * 0.98 + spread
    lines = np.empty((count, 2 * arms, 2))
    lines[:, 0::2] = outward[:, None, :2] * 0.76
    lines[:, 1::2] = tips[..., :2]
    return lines
