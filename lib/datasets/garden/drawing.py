"""Draw one picture: plan it, paint it back to front, photograph it."""

from __future__ import annotations

from types import ModuleType

import numpy as np
from PIL import Image, ImageFilter

from lib.datasets.garden import daisy, dandelion, rose, sunflower, tulip
from lib.datasets.garden.backdrop import PAINTERS
from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import leaf_green
from lib.datasets.garden.counts import CLASS_NAMES
from lib.datasets.garden.greenery import paint_blades, paint_stems
from lib.datasets.garden.photograph import expose, jpeg
from lib.datasets.garden.scene import Scene, Standing, plan
from lib.datasets.garden.space import Floats, Light, Stand, turns

# Flowers of one picture that differ in their petals; more differ by pose and turn alone.
MOST_VARIANTS = 3

KINDS: dict[str, ModuleType] = {
    "daisy": daisy,
    "dandelion": dandelion,
    "roses": rose,
    "sunflowers": sunflower,
    "tulips": tulip,
}
# class: how far below the flower's middle the stem begins, stem width (of the radius)
STEMS = {
    "daisy": (0.10, 0.11),
    "dandelion": (0.20, 0.12),
    "roses": (0.45, 0.11),
    "sunflowers": (0.12, 0.15),
    "tulips": (0.70, 0.16),
}


def draw_flower(class_name: str, *, seed: int, index: int, enlarge: float = 1.0) -> Image.Image:
    """Draw picture number ``index`` of a class in the garden of a seed.

    Args:
        class_name: One of ``CLASS_NAMES``.
        seed: Of the garden, at least 0.
        index: Number of the picture within its class, from 0.
        enlarge: How many times larger than in the garden to paint the same picture.

    Returns:
        RGB picture, sides about 150 to 270 pixels times ``enlarge``.

    Example:
        >>> draw_flower("tulips", seed=1, index=0) == draw_flower("tulips", seed=1, index=0)
        True
    """
    return _draw(class_name, _generator(class_name, seed, index), enlarge=enlarge)


def draw_jpeg(class_name: str, *, seed: int, index: int) -> bytes:
    """The same picture as the bytes of its JPEG file."""
    rng = _generator(class_name, seed, index)
    return jpeg(_draw(class_name, rng, enlarge=1.0), rng)


def draw_size(class_name: str, *, seed: int, index: int) -> tuple[int, int]:
    """Width and height of the same picture, without painting it.

    Example:
        >>> draw_size("tulips", seed=1, index=0) == draw_flower("tulips", seed=1, index=0).size
        True
    """
    scene = plan(class_name, _generator(class_name, seed, index))
    return scene.width, scene.height


def _generator(class_name: str, seed: int, index: int) -> np.random.Generator:
    return np.random.default_rng((seed, CLASS_NAMES.index(class_name), index))


def _draw(class_name: str, rng: np.random.Generator, *, enlarge: float) -> Image.Image:
    scene = plan(class_name, rng)
    size = round(scene.width * enlarge), round(scene.height * enlarge)
    plant = KINDS[class_name].grow(rng)
    far = _paint_far(class_name, plant, scene, size, np.random.default_rng(scene.seed))
    # Painted at twice the size and reduced: that is what smooths the edges.
    canvas = Canvas(far.resize((2 * size[0], 2 * size[1]), Image.Resampling.NEAREST), 2.0)
    # Each step has chances of its own: a finer flower must not move the grass before it.
    grass, brush, before = (np.random.default_rng((scene.seed, step)) for step in range(1, 4))
    green = leaf_green(grass)
    _paint_grass(canvas, grass, scene, green)
    _paint_flowers(canvas, brush, class_name, plant, scene.flowers, light=scene.light, green=green)
    _paint_before(canvas, before, scene, green)
    return expose(canvas.image.reduce(2), rng, enlarge=enlarge)


def _paint_far(
    class_name: str, plant: object, scene: Scene, size: tuple[int, int], rng: np.random.Generator
) -> Image.Image:
    """What is out of focus, painted at half the size because it is blurred anyway."""
    canvas = Canvas(Image.new("RGB", (size[0] // 2, size[1] // 2)), 0.5)
    PAINTERS[scene.backdrop](canvas, rng, scene.light)
    if scene.strangers:
        stranger = KINDS[scene.stranger_class].grow(rng)
        _paint_blooms(
            canvas,
            rng,
            scene.stranger_class,
            stranger,
            stand=_stand(canvas, scene.strangers),
            light=scene.light,
        )
    if scene.companions:
        green = leaf_green(rng)
        _paint_flowers(
            canvas, rng, class_name, plant, scene.companions, light=scene.light, green=green
        )
    blurred = canvas.image.filter(ImageFilter.GaussianBlur(scene.blur * min(size) / 2))
    return blurred.resize(size, Image.Resampling.BILINEAR)


def _stand(canvas: Canvas, flowers: tuple[Standing, ...]) -> Stand:
    width, height = canvas.size
    values = np.array([(f.x, f.y, f.radius, f.tilt, f.towards, f.spin) for f in flowers])
    return Stand(
        centres=values[:, :2] * (width, height),
        radii=values[:, 2] * min(width, height),
        turns=turns(tilt=values[:, 3], towards=values[:, 4], spin=values[:, 5]),
    )


def _paint_blooms(
    canvas: Canvas,
    rng: np.random.Generator,
    class_name: str,
    plant: object,
    *,
    stand: Stand,
    light: Light,
) -> None:
    """Blooms alone, the farthest first."""
    fineness = float(stand.radii.max()) * min(canvas.zoom, 1.0)
    parts = KINDS[class_name].parts(
        rng, plant, radius=fineness, variants=min(len(stand), MOST_VARIANTS)
    )
    painters = [part.prepare(canvas, stand, light) for part in parts]
    for number in range(len(stand)):
        for paint in painters:
            paint(number)


def _paint_flowers(
    canvas: Canvas,
    rng: np.random.Generator,
    class_name: str,
    plant: object,
    flowers: tuple[Standing, ...],
    *,
    light: Light,
    green: Floats,
) -> None:
    """Stems, leaves and blooms."""
    stand = _stand(canvas, flowers)
    depth, thickness = STEMS[class_name]
    _, height = canvas.size
    start = stand.pixels(stand.turned(np.array([[0.0, 0.0, -depth]])))[:, 0]
    axis = stand.turns[:, :2, 2] * (-1.0, 1.0)
    reach = np.maximum(height * 1.05 - start[:, 1:], 4.0)
    sway = rng.normal(0.0, 0.12, (len(stand), 1))
    end = start + np.concatenate([sway, np.ones_like(sway)], axis=1) * reach
    bend = start + axis * 0.5 * stand.radii[:, None] + 0.35 * reach * (0.0, 1.0)
    width = np.maximum(thickness * stand.radii, 1.0)
    paint_stems(canvas, start, bend, end, width=width, colour=green, light=light)
    if class_name in ("tulips", "roses", "sunflowers"):
        _paint_leaves(
            canvas,
            rng,
            class_name,
            start=start,
            end=end,
            radii=stand.radii,
            green=green,
            light=light,
        )
    _paint_blooms(canvas, rng, class_name, plant, stand=stand, light=light)


def _paint_leaves(
    canvas: Canvas,
    rng: np.random.Generator,
    class_name: str,
    *,
    start: Floats,
    end: Floats,
    radii: Floats,
    green: Floats,
    light: Light,
) -> None:
    """Long blades from the foot (tulip), or leaves along the stem (rose, sunflower)."""
    tulip_like = class_name == "tulips"
    each = 3 if tulip_like else 4
    count = each * len(radii)
    start, end = np.repeat(start, each, axis=0), np.repeat(end, each, axis=0)
    size = np.repeat(radii, each)[:, None] * (1.1 if class_name == "sunflowers" else 0.85)
    side = np.where(rng.random(count) < 0.5, -1.0, 1.0)
    if tulip_like:
        feet = start + (end - start) * rng.uniform(0.75, 1.0, (count, 1))
        spread = np.stack([side * rng.uniform(0.3, 1.2, count), rng.uniform(0.1, 1.6, count)], 1)
        tips = start + spread * size
    else:
        feet = start + (end - start) * rng.uniform(0.12, 0.9, (count, 1))
        spread = np.stack([side * rng.uniform(0.6, 1.2, count), rng.uniform(-0.5, 0.5, count)], 1)
        tips = feet + spread * size
    paint_blades(
        canvas,
        rng,
        feet,
        tips,
        width=(0.19 if tulip_like else 0.26) * size,
        colour=green,
        light=light,
        round_leaf=not tulip_like,
    )


def _paint_grass(canvas: Canvas, rng: np.random.Generator, scene: Scene, green: Floats) -> None:
    """Sharp grass around the flowers."""
    if scene.backdrop not in ("meadow", "soil", "foliage") or rng.random() < 0.4:
        return
    width, height = canvas.size
    count = int(rng.integers(6, 26))
    feet = np.stack([rng.uniform(0, width, count), np.full(count, height * 1.03)], axis=1)
    tips = feet + np.stack(
        [rng.normal(0, 0.12, count) * width, -rng.uniform(0.1, 0.55, count) * height], axis=1
    )
    paint_blades(canvas, rng, feet, tips, width=0.010 * width, colour=green, light=scene.light)


def _paint_before(canvas: Canvas, rng: np.random.Generator, scene: Scene, green: Floats) -> None:
    """What stands in the way: blades or a leaf before the flowers."""
    chance = rng.random()
    if chance < 0.72:
        return
    width, height = canvas.size
    leaf = chance > 0.90
    count = int(rng.integers(1, 3)) if leaf else int(rng.integers(2, 7))
    feet = np.stack([rng.uniform(0, width, count), np.full(count, height * 1.05)], axis=1)
    tips = np.stack([rng.uniform(0, width, count), rng.uniform(0.15, 0.75, count) * height], axis=1)
    paint_blades(
        canvas,
        rng,
        feet,
        tips,
        width=(0.032 if leaf else 0.011) * width,
        colour=green * 0.9,
        light=scene.light,
        round_leaf=leaf,
    )
