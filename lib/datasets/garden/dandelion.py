"""Dandelion: a dense head of very many thin yellow rays, or the grey clock of its seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import blend, vary
from lib.datasets.garden.dome import GOLDEN_ANGLE, paint_calyx, spiral
from lib.datasets.garden.petals import middles, paint_sheets, rays, steps
from lib.datasets.garden.space import Floats, Light, Pose


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


def paint(
    canvas: Canvas, rng: np.random.Generator, plant: Dandelion, *, pose: Pose, light: Light
) -> None:
    """One head of the plant."""
    if plant.clock:
        _paint_clock(canvas, rng, plant, pose=pose, light=light)
        return
    if pose.turn[2, 2] < 0.5:
        paint_calyx(canvas, pose=pose, light=light, radius=0.30, depth=0.45)
    _paint_head(canvas, rng, plant, pose=pose, light=light)


def _paint_head(
    canvas: Canvas, rng: np.random.Generator, plant: Dandelion, *, pose: Pose, light: Light
) -> None:
    small = pose.radius < 18
    count = plant.ray_count // 2 if small else plant.ray_count
    azimuth, reach = spiral(count)
    azimuth = azimuth + rng.normal(0.0, 0.06, count)
    along = steps(2 if small else 3)
    # A strap: as broad at the tip, cut straight across, as in the middle.
    outline = np.array([0.55, 1.0, 0.8]) if small else np.array([0.5, 0.9, 1.0, 0.8])
    rise = (1.0 - reach) * 1.25 * (1.2 - 0.4 * plant.openness) + rng.normal(0.02, 0.10, count)
    sheets = rays(
        azimuth,
        start=0.28 * reach,
        length=(0.30 + 0.46 * reach) * rng.uniform(0.88, 1.10, count),
        half_width=0.062 if small else 0.044,
        outline=outline,
        across=np.array([-1.0, 1.0]) if small else np.array([-1.0, 0.1, 1.0]),
        rise=rise,
        bend=-0.5 * plant.openness * reach + rng.normal(0.0, 0.22, count),
        cup=0.0 if small else 0.5,
        height=0.10 * (1.0 - reach),
    )
    share = np.minimum(0.15 + 0.85 * reach[:, None] + 0.35 * middles(along), 1.0)
    colours = blend(plant.heart_colour, plant.ray_colour, share)[:, :, None, :]
    colours = colours * (0.62 + 0.40 * middles(along))[:, None, None]
    colours = colours * rng.uniform(0.82, 1.10, (count, 1, 1, 1))
    rank = (1.0 - reach) * 10 if pose.turn[2, 2] > 0.7 else None
    paint_sheets(canvas, sheets, colours, pose=pose, light=light, rank=rank)


def _paint_clock(
    canvas: Canvas, rng: np.random.Generator, plant: Dandelion, *, pose: Pose, light: Light
) -> None:
    """A ball of seeds, each with a stalk and a star of down."""
    radius = pose.radius * 0.92
    count = int(np.clip(plant.seed_count * radius / 45.0, 26, plant.seed_count))
    number = np.arange(count)
    z = 1.0 - 2.0 * (number + 0.5) / count
    ring = np.sqrt(1.0 - z * z)
    angle = number * GOLDEN_ANGLE + rng.normal(0.0, 0.12, count)
    outward = np.stack([ring * np.cos(angle), ring * np.sin(angle), z], axis=1)
    outward = outward[np.argsort(outward[:, 2])]
    blown = rng.random(count) < rng.choice([0.0, 0.05, 0.4], p=[0.6, 0.25, 0.15])
    outward = outward[~blown]
    count = len(outward)
    sunny = light.sky + light.sun * (0.55 + 0.45 * outward @ light.direction)[:, None]
    nearness = 0.60 + 0.40 * (outward[:, 2:] + 1.0) / 2.0
    down = plant.down_colour * sunny * nearness
    centre = np.array([pose.x, pose.y])
    flip = np.array([1.0, -1.0]) * radius
    canvas.veil(centre, radius * 0.93, light.sky + 0.5 * light.sun, 0.20)
    canvas.veil(centre, radius * 0.70, light.sky + 0.4 * light.sun, 0.14)
    core = np.array([0.46, 0.38, 0.24]) * (light.sky + 0.6 * light.sun)
    inner = centre + outward[:, :2] * flip * 0.16
    outer = centre + outward[:, :2] * flip * 0.76
    canvas.stroke(np.stack([inner, outer], axis=1), down * 0.80, width=0.5)
    canvas.dot(centre[None], np.array([radius * 0.17]), core[None])
    canvas.dot(inner, np.full(count, max(radius * 0.028, 0.4)), np.tile(core * 0.7, (count, 1)))
    canvas.stroke(_stars(rng, outward, 7 if radius > 22 else 5) * flip + centre, down, width=0.5)


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
