"""What sits in the middle of a head of rays, and what holds it from below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.canvas import Canvas
from lib.datasets.garden.colour import blend
from lib.datasets.garden.parts import PaintOne, Sheets
from lib.datasets.garden.petals import steps, wraps
from lib.datasets.garden.space import Floats, Light, Stand

GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
CALYX_GREEN = np.array([0.36, 0.50, 0.20])


def spiral(count: int) -> tuple[Floats, Floats]:
    """Azimuths and radii (0 … 1) of ``count`` seeds, each a golden angle after the one before.

    Radii grow as the square root of the number, so that every seed gets the same area:
    H. Vogel, "A better way to construct the sunflower head", 1979.
    """
    number = np.arange(count)
    return number * GOLDEN_ANGLE, ((number + 0.5) / count) ** 0.5


@dataclass(frozen=True)
class Dome:
    """A dome of florets in golden-angle spirals.

    Attributes:
        radius: Of the dome, in flower space.
        height: Of its top above the petals.
        rim: (3,) colour at the edge.
        middle: (3,) colour at the top.
        ring: (3,) colour of the florets in bloom just inside the edge, if any.
        seed: For the florets' small differences.
    """

    radius: float
    height: float
    rim: Floats
    middle: Floats
    seed: int
    ring: Floats | None = None

    def prepare(self, canvas: Canvas, stand: Stand, light: Light) -> PaintOne:
        """Florets of all flowers; those on the far side of a dome are left out."""
        pixels = self.radius * float(stand.radii.max()) * min(canvas.zoom, 1.0)
        count = int(min(max(pixels * pixels * 0.15, 7), 230))
        points, normals, colours = self._florets(count)
        turned = stand.turned(normals)
        seen = turned[..., 2] > 0.05
        shaded = light.shade(colours, turned)
        centres = stand.pixels(stand.turned(points))
        ground = stand.pixels(stand.turned(self._ground()))
        ground_colour = light.shade(self.rim * 0.70, stand.turns[:, :, 2])
        size = 0.92 * self.radius * stand.radii / np.sqrt(count)
        layered = pixels > 9

        def paint(number: int) -> None:
            canvas.fill(ground[number][None], ground_colour[number][None])
            visible, reach = seen[number], float(size[number])
            here, colour = centres[number][visible], shaded[number][visible]
            radii = np.full((len(here), 1), reach)
            if not layered:
                canvas.dot(here, radii, colour)
                return
            drop = np.array([0.0, 0.42 * reach])
            # Its shadow, the floret, and the light on it, one floret after the other.
            canvas.dot(
                np.concatenate([here + drop, here, here - 0.7 * drop]),
                np.concatenate([radii, radii * 0.86, radii * 0.42]),
                np.concatenate([colour * 0.60, colour, colour * 1.25]),
            )

        return paint

    def _florets(self, count: int) -> tuple[Floats, Floats, Floats]:
        rng = np.random.default_rng(self.seed)
        azimuth, reach = spiral(count)
        azimuth, reach = azimuth[::-1], reach[::-1]
        cosine, sine = np.cos(azimuth), np.sin(azimuth)
        points = np.stack(
            [
                self.radius * reach * cosine,
                self.radius * reach * sine,
                self.height * (1.0 - reach**2),
            ],
            axis=1,
        )
        slope = 2.0 * self.height * reach / self.radius
        normals = np.stack([slope * cosine, slope * sine, np.ones(count)], axis=1)
        normals /= np.sqrt(slope**2 + 1.0)[:, None]
        colours = blend(self.middle, self.rim, reach**1.5)
        if self.ring is not None:
            share = np.exp(-(((reach - 0.86) / 0.10) ** 2)) * rng.uniform(0.3, 1.0, count)
            colours = blend(colours, self.ring, share)
        return points, normals, colours * rng.uniform(0.80, 1.16, (count, 1))

    def _ground(self) -> Floats:
        angle = steps(20)[:-1] * (2 * np.pi)
        ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(20)], axis=1)
        return ring * self.radius


def calyx(
    radius: float, depth: float, *, colour: Floats = CALYX_GREEN, side_view_only: bool = True
) -> Sheets:
    """The cup under a head, green where nothing else is said: what a side view shows of it."""
    along = steps(3)
    count = 10
    profile = radius * np.sin(0.5 * np.pi * (1.0 - along) ** 0.55)
    points = wraps(
        np.arange(count) * (2 * np.pi / count),
        radius=np.tile(0.06 + profile, (count, 1)),
        height=np.tile(-depth * along - 0.02, (count, 1)),
        half_angle=np.full((count, 4), 0.36),
        across=np.array([-1.0, 0.0, 1.0]),
    )
    colours = colour * np.array([0.85, 1.05])[:, None]
    return Sheets(points[None], colours[None, None, None], side_view_only=side_view_only)
