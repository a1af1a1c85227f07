"""What lies behind the flowers: meadow, foliage, sky, soil, a wall, a table, the dark."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from PIL import Image

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import blend, leaf_green, vary
from lib.datasets.garden.greenery import paint_blades
from lib.datasets.garden.space import Floats, Light

Painter = Callable[[Canvas, np.random.Generator, Light], None]


def clouds(
    rng: np.random.Generator, size: tuple[int, int], one: Floats, other: Floats, *, grain: int = 6
) -> Image.Image:
    """A soft random mixture of two colours, in blots of about 1/grain of the width."""
    cells = blend(one, other, rng.random((grain, grain + 1)))
    cells = cells * rng.uniform(0.88, 1.12, (grain, grain + 1, 1))
    return _to_image(cells).resize(size, Image.Resampling.BICUBIC)


def _meadow(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    near, far = leaf_green(rng), leaf_green(rng) * rng.uniform(0.7, 1.4)
    canvas.image.paste(clouds(rng, canvas.image.size, near, far, grain=int(rng.integers(3, 9))))
    width, height = canvas.size
    count = 26
    feet = np.stack([rng.uniform(0, width, count), rng.uniform(0.3, 1.2, count) * height], axis=1)
    tips = feet + np.stack(
        [rng.normal(0, 0.12, count) * width, -rng.uniform(0.2, 0.5, count) * height], axis=1
    )
    paint_blades(canvas, rng, feet, tips, width=3.0, colour=leaf_green(rng), light=light)


def _foliage(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    dark = leaf_green(rng) * 0.45
    canvas.image.paste(clouds(rng, canvas.image.size, dark, dark * 1.6))
    width, height = canvas.size
    count = 34
    feet = rng.uniform(-0.1, 1.1, (count, 2)) * (width, height)
    tips = feet + rng.normal(0.0, 0.22, (count, 2)) * min(width, height)
    colour = leaf_green(rng)
    paint_blades(canvas, rng, feet, tips, width=11.0, colour=colour, light=light, round_leaf=True)


def _sky(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    top = vary(rng, np.array([0.36, 0.58, 0.88]), spread=0.10)
    low = blend(top, np.array([0.92, 0.94, 0.96]), rng.uniform(0.3, 0.9))
    width, height = canvas.image.size
    gradient = blend(top, low, np.linspace(0, 1, 8)[:, None] + rng.normal(0, 0.13, (8, 6)))
    canvas.image.paste(_to_image(gradient).resize((width, height), Image.Resampling.BICUBIC))
    if rng.random() < 0.5:
        _treeline(canvas, rng, light)


def _treeline(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    width, height = canvas.size
    count = 30
    level = rng.uniform(0.6, 0.95) * height
    centres = np.stack(
        [rng.uniform(0, width, count), level + rng.uniform(0, 0.3, count) * height], 1
    )
    green = leaf_green(rng) * rng.uniform(0.4, 1.0)
    colours = green * rng.uniform(0.7, 1.2, (count, 1)) * (light.sky + 0.5 * light.sun)
    canvas.dot(centres, rng.uniform(0.06, 0.16, (count, 1)) * width, colours)


def _soil(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    brown = vary(rng, np.array([0.36, 0.27, 0.19]), spread=0.10)
    canvas.image.paste(clouds(rng, canvas.image.size, brown * 0.6, brown * 1.3, grain=14))
    width, height = canvas.size
    count = 60
    centres = rng.uniform(0, 1, (count, 2)) * (width, height)
    shades = brown * rng.uniform(0.5, 1.5, (count, 1)) * (light.sky + 0.6 * light.sun)
    canvas.dot(centres, rng.uniform(1.0, 6.0, (count, 2)), shades)


def _wall(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    colour = vary(
        rng,
        rng.choice(
            [
                [0.86, 0.83, 0.77],
                [0.62, 0.66, 0.70],
                [0.93, 0.93, 0.92],
                [0.70, 0.55, 0.45],
                [0.45, 0.52, 0.50],
            ]
        ),
        spread=0.08,
    )
    canvas.image.paste(clouds(rng, canvas.image.size, colour * 0.82, colour, grain=3))
    if rng.random() < 0.35:
        width, height = canvas.size
        board = width / rng.integers(4, 9)
        edges = np.arange(0, width, board)
        lines = np.stack(
            [np.stack([edges, 0 * edges], 1), np.stack([edges, 0 * edges + height], 1)], 1
        )
        canvas.stroke(lines, np.tile(colour * 0.5, (len(edges), 1)), width=2.0)


def _table(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    _wall(canvas, rng, light)
    width, height = canvas.size
    level = rng.uniform(0.62, 0.88) * height
    wood = vary(rng, np.array([0.52, 0.36, 0.22]), spread=0.12)
    cuts = np.linspace(level, height, 7)
    corners = np.array(
        [[[0, a], [width, a], [width, b], [0, b]] for a, b in pairwise(cuts.tolist())]
    )
    canvas.fill(corners, wood * np.linspace(0.75, 1.1, 6)[:, None])


def _dark(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    deep = leaf_green(rng) * rng.uniform(0.05, 0.25)
    canvas.image.paste(clouds(rng, canvas.image.size, deep * 0.4, deep * 1.3, grain=4))


def _bokeh(canvas: Canvas, rng: np.random.Generator, light: Light) -> None:
    one, other = leaf_green(rng) * 0.8, vary(rng, np.array([0.75, 0.72, 0.40]), spread=0.2)
    canvas.image.paste(clouds(rng, canvas.image.size, one, other, grain=5))
    width, height = canvas.size
    for _ in range(int(rng.integers(8, 20))):
        spot = vary(rng, np.array([0.86, 0.86, 0.55]), spread=0.25)
        where = rng.random(2) * (width, height)
        canvas.veil(where, rng.uniform(0.03, 0.11) * width, spot, rng.uniform(0.15, 0.45))


PAINTERS: dict[str, Painter] = {
    "meadow": _meadow,
    "foliage": _foliage,
    "sky": _sky,
    "soil": _soil,
    "wall": _wall,
    "table": _table,
    "dark": _dark,
    "bokeh": _bokeh,
}


def _to_image(cells: Floats) -> Image.Image:
    return Image.fromarray((np.clip(cells, 0.0, 1.0) * 255).astype(np.uint8))
