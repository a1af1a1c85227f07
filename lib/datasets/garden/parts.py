"""The parts that blooms are made of, prepared for all flowers of a picture at once.

A part is built once a plant.  ``prepare`` turns, lights and orders it for every flower that
stands in the picture, and gives back what paints one of them: NumPy works on large arrays
that way, which makes a group of nine flowers little dearer than one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lib.datasets.garden.canvas import Canvas, inks
from lib.datasets.garden.space import Floats, Light, Stand

PaintOne = Callable[[int], None]


class Part(Protocol):
    """Something that every flower of a plant has."""

    def prepare(self, canvas: Canvas, stand: Stand, light: Light) -> PaintOne:
        """What paints this part of flower number n."""
        ...


@dataclass(frozen=True)
class Sheets:
    """Petals, sepals or bracts.

    Attributes:
        points: (V, P, U + 1, W + 1, 3) sheets of V slightly different flowers.
        colours: (V, P, U, W, 3) own colour of every facet, or what broadcasts to it.
        rank: (V, P) order of whole petals in a flower that faces us, where their depths are
            too close to decide; others are ordered facet by facet, the farthest first.
        whole: Order petals that nearly touch as wholes, by their mean depths.
        side_view_only: Not seen, and not painted, on flowers that face us.
    """

    points: Floats
    colours: Floats
    rank: Floats | None = None
    whole: bool = False
    side_view_only: bool = False

    def prepare(self, canvas: Canvas, stand: Stand, light: Light) -> PaintOne:
        """Facets of all flowers, lit and in order."""
        shown = stand.facing < 0.62 if self.side_view_only else np.ones(len(stand), dtype=bool)
        if not shown.any():
            return _nothing
        variants, count, long, wide, _ = self.points.shape
        chosen = np.arange(len(stand)) % variants
        turned = stand.turned(self.points.reshape(variants, -1, 3)[chosen])
        shape = (len(stand), count, long, wide)
        pixels = (stand.pixels(turned) * canvas.zoom).reshape(*shape, 2)
        corners = np.empty((len(stand), count, long - 1, wide - 1, 4, 2))
        corners[..., 0, :] = pixels[:, :, :-1, :-1]
        corners[..., 1, :] = pixels[:, :, 1:, :-1]
        corners[..., 2, :] = pixels[:, :, 1:, 1:]
        corners[..., 3, :] = pixels[:, :, :-1, 1:]
        axes = [np.ascontiguousarray(turned[..., axis]).reshape(shape) for axis in range(3)]
        colours = self.colours[chosen] if len(self.colours) == variants else self.colours
        shaded = inks(colours * light.falling_on(*_normals(axes))).reshape(len(stand), -1)
        depth = axes[2][:, :, 1:, 1:] + axes[2][:, :, :-1, :-1]
        if self.whole:
            depth += 100.0 * depth.mean(axis=(2, 3), keepdims=True)
        if self.rank is not None:
            flat = (stand.facing > 0.6)[:, None] * self.rank[chosen] * 100.0
            depth += flat[..., None, None]
        order = np.argsort(depth.reshape(len(stand), -1), axis=1)
        outlines = corners.reshape(len(stand), -1, 8)
        outline = [outlines[number][line].tolist() for number, line in enumerate(order)]
        colour = [shaded[number][line].tolist() for number, line in enumerate(order)]

        def paint(number: int) -> None:
            if shown[number]:
                canvas.fill_prepared(zip(outline[number], colour[number], strict=True))

        return paint


def _nothing(number: int) -> None:
    """A part that no flower of the picture shows."""


def _normals(axes: list[Floats]) -> tuple[Floats, Floats, Floats]:
    """Components (F, P, U, W) of the unit normals of all facets: their diagonals' cross product.

    Axis by axis, because NumPy is several times slower along a last axis of three.
    """
    one = [values[:, :, 1:, 1:] - values[:, :, :-1, :-1] for values in axes]
    other = [values[:, :, :-1, 1:] - values[:, :, 1:, :-1] for values in axes]
    x = one[1] * other[2] - one[2] * other[1]
    y = one[2] * other[0] - one[0] * other[2]
    z = one[0] * other[1] - one[1] * other[0]
    shrink = 1.0 / (np.sqrt(x * x + y * y + z * z) + 1e-9)
    return x * shrink, y * shrink, z * shrink
