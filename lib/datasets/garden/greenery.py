"""Stems, leaves and blades of grass."""

from __future__ import annotations

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.petals import steps
from lib.datasets.garden.space import Floats, Light


def curve(start: Floats, bend: Floats, end: Floats, count: int) -> Floats:
    """Points (…, count + 1, 2) on quadratic Bézier curves through ends (…, 2)."""
    t = steps(count)[:, None]
    first, second, third = (np.asarray(p)[..., None, :] for p in (start, bend, end))
    points: Floats = first * (1 - t) ** 2 + second * (2 * t * (1 - t)) + third * t**2
    return points


def paint_ribbons(
    canvas: Canvas,
    lines: Floats,
    half_widths: Floats,
    colours: Floats,
    *,
    light: Light,
    crease: bool = False,
) -> None:
    """Paint bands along curves, round like a stem or folded like a leaf.

    Args:
        canvas: What to paint on.
        lines: (N, K, 2) middle lines in pixels.
        half_widths: (N, K) half of the width at every point.
        colours: (N, 3) own colour of every band.
        light: What falls on them.
        crease: Fold the two halves of a leaf against each other; else it is round as a stem.
    """
    ahead = np.gradient(lines, axis=1)
    side = np.stack([-ahead[..., 1], ahead[..., 0]], axis=-1)
    side /= np.linalg.norm(side, axis=-1, keepdims=True) + 1e-9
    side *= half_widths[..., None]
    # Three strips: left, middle, right; a folded leaf has no middle.
    cuts = np.array([-1.0, -0.34, 0.34, 1.0]) if not crease else np.array([-1.0, 0.0, 1.0])
    edges = lines[:, :, None, :] + side[:, :, None, :] * cuts[:, None]
    corners = np.stack(
        [edges[:, :-1, :-1], edges[:, 1:, :-1], edges[:, 1:, 1:], edges[:, :-1, 1:]], axis=3
    ).reshape(-1, 4, 2)
    # A strip faces the side it lies on: the light from there reaches it.
    facing = (side[..., 0] * light.direction[0] - side[..., 1] * light.direction[1]) / (
        half_widths + 1e-6
    )
    middle = (cuts[1:] + cuts[:-1]) / 2
    lean = 0.55 * facing[:, :-1, None] * np.sign(middle) * (np.abs(middle) > 0.1)
    bright = light.sky + light.sun * np.clip(0.66 + lean, 0.22, 1.2)[..., None]
    shaded = (colours[:, None, None, :] * bright).reshape(-1, 3)
    canvas.fill(corners, shaded)


def paint_stems(
    canvas: Canvas,
    start: Floats,
    bend: Floats,
    end: Floats,
    *,
    width: Floats,
    colour: Floats,
    light: Light,
) -> None:
    """Stems (N) of a width (N,) from the flowers (start) down to their feet (end)."""
    lines = curve(start, bend, end, 6)
    half = (0.42 + 0.13 * steps(6)) * width[:, None]
    colours = np.broadcast_to(colour, (len(start), 3))
    paint_ribbons(canvas, lines, half, colours, light=light)


def paint_blades(
    canvas: Canvas,
    rng: np.random.Generator,
    feet: Floats,
    tips: Floats,
    *,
    width: Floats | float,
    colour: Floats,
    light: Light,
    round_leaf: bool = False,
) -> None:
    """Blades of grass, or broader leaves, from feet (N, 2) to tips (N, 2).

    Args:
        canvas: What to paint on.
        rng: For their differences.
        feet: Where they grow from.
        tips: Where they end.
        width: Half of the width of a blade 40 pixels long; one number or (N, 1).
        colour: (3,) of all.
        light: What falls on them.
        round_leaf: Leaves widest in the middle instead of blades.
    """
    count = len(feet)
    run = tips - feet
    length = np.sqrt((run**2).sum(axis=1, keepdims=True))
    away = np.stack([-run[:, 1], run[:, 0]], axis=1)
    bend = (feet + tips) / 2 + away * rng.uniform(-0.28, 0.28, (count, 1))
    knots = 7 if canvas.zoom > 1.0 else 4
    along = steps(knots)
    if round_leaf:
        shape = np.sin(np.pi * along**0.85) ** 0.8 + 0.04
    else:
        shape = np.minimum(0.55 + along * 1.2, 1.0) * (1.0 - along**2.6)
    half = shape * width * rng.uniform(0.7, 1.3, (count, 1)) * np.minimum(length / 40.0, 1.4)
    colours = colour * rng.uniform(0.72, 1.2, (count, 1))
    lines = curve(feet, bend, tips, knots)
    paint_ribbons(canvas, lines, half, colours, light=light, crease=True)
