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
        side_view_only: Not seen, and not painted, on flowers that face us.
    """

    points: Floats
    colours: Floats
    rank: Floats | None = None
    side_view_only: bool = False

    def prepare(self, canvas: Canvas, stand: Stand, light: Light) -> PaintOne:
        """Facets of all flowers, lit and in order."""
        shown = stand.facing < 0.62 if self.side_view_only else np.ones(len(stand), dtype=bool)
        if not shown.any():
            return _nothing
        variants, count, long, wide, _ = self.points.shape
        long, wide = long - 1, wide - 1
        chosen = np.arange(len(stand)) % variants
        turned = stand.turned(self.points.reshape(variants, -1, 3)[chosen])
        shape = (len(stand), count, long + 1, wide + 1)
        pixels = (stand.pixels(turned) * canvas.zoom).reshape(*shape, 2)
        turned = turned.reshape(*shape, 3)
        corners = np.empty((len(stand), count, long, wide, 4, 2))
        corners[..., 0, :] = pixels[:, :, :-1, :-1]
        corners[..., 1, :] = pixels[:, :, 1:, :-1]
        corners[..., 2, :] = pixels[:, :, 1:, 1:]
        corners[..., 3, :] = pixels[:, :, :-1, 1:]
        one = turned[:, :, 1:, 1:] - turned[:, :, :-1, :-1]
        other = turned[:, :, :-1, 1:] - turned[:, :, 1:, :-1]
        colours = self.colours[chosen] if len(self.colours) == variants else self.colours
        shaded = inks(light.shade(colours, _unit_normals(one, other)))
        depth = turned[:, :, 1:, 1:, 2] + turned[:, :, :-1, :-1, 2]
        if self.rank is not None:
            flat = (stand.facing > 0.6)[:, None] * self.rank[chosen] * 100.0
            depth = depth + flat[..., None, None]
        order = np.argsort(depth.reshape(len(stand), -1), axis=1, kind="stable")
        outlines = np.take_along_axis(corners.reshape(len(stand), -1, 8), order[..., None], axis=1)
        colour = np.take_along_axis(shaded.reshape(len(stand), -1), order, axis=1).tolist()
        outline = outlines.tolist()

        def paint(number: int) -> None:
            if shown[number]:
                canvas.fill_prepared(zip(outline[number], colour[number], strict=True))

        return paint


def _nothing(number: int) -> None:
    """A part that no flower of the picture shows."""


def _unit_normals(one: Floats, other: Floats) -> Floats:
    normals = np.empty(one.shape)
    normals[..., 0] = one[..., 1] * other[..., 2] - one[..., 2] * other[..., 1]
    normals[..., 1] = one[..., 2] * other[..., 0] - one[..., 0] * other[..., 2]
    normals[..., 2] = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    length = np.sqrt(np.einsum("...i,...i->...", normals, normals)) + 1e-9
    normals /= length[..., None]
    return normals
