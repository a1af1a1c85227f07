"""Where flowers stand before the camera, and the light that falls on them.

A flower is built in its own space: the stem comes up along −z, the face looks along +z, the
tips of the petals lie about 1 from the axis.  A stand turns and places it; the camera looks
along −z without perspective, so depth is simply the turned z.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Stand:
    """The places of F flowers in one picture.

    Attributes:
        centres: (F, 2) column and row of every flower's centre, in pixels of the picture.
        radii: (F,) pixels for a length of 1 in the flower's own space.
        turns: (F, 3, 3) rotations to camera space (x right, y up, z to the eye).
    """

    centres: Floats
    radii: Floats
    turns: Floats

    def __len__(self) -> int:
        return len(self.radii)

    @property
    def facing(self) -> Floats:
        """(F,) how much a flower faces us: 1 is full face, 0 a side view."""
        facing: Floats = self.turns[:, 2, 2]
        return facing

    def turned(self, points: Floats) -> Floats:
        """Camera space (F, N, 3) of points (F, N, 3) or (N, 3) in flower space."""
        return points @ self.turns.transpose(0, 2, 1)

    def pixels(self, turned: Floats) -> Floats:
        """Pixels (F, N, 2) of points (F, N, 3) in camera space."""
        scale = np.stack([self.radii, -self.radii], axis=1)
        return turned[..., :2] * scale[:, None] + self.centres[:, None]


@dataclass(frozen=True)
class Light:
    """A sun and the sky around it.

    Attributes:
        direction: (3,) unit vector towards the sun, in camera space.
        sun: (3,) colour and strength of the direct light.
        sky: (3,) colour and strength of the light from everywhere.
    """

    direction: Floats
    sun: Floats
    sky: Floats

    @property
    def level(self) -> Floats:
        """(3,) light on something that faces the sun halfway."""
        return self.sky + 0.6 * self.sun

    def falling_on(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Light (…, 3) on surfaces with unit normals (x, y, z), two-sided as petals are.

        A petal is thin: what falls on its back glows through, weaker.
        """
        cosine = x * self.direction[0] + y * self.direction[1] + z * self.direction[2]
        facing = np.maximum(cosine, -0.45 * cosine)
        light: Floats = self.sky + facing[..., None] * self.sun
        return light

    def shade(self, colours: Floats, normals: Floats) -> Floats:
        """Colours (…, 3) of surfaces with unit normals (…, 3)."""
        return colours * self.falling_on(normals[..., 0], normals[..., 1], normals[..., 2])


def turns(*, tilt: Floats, towards: Floats, spin: Floats) -> Floats:
    """Rotations that lean faces by ``tilt`` towards the picture angles ``towards``.

    Args:
        tilt: (F,) radians between a flower's axis and the line of sight; 0 looks at us, π/2 is
            a side view.
        towards: (F,) direction of the lean in the picture, radians counter-clockwise from right.
        spin: (F,) rotation of the flower about its own axis, radians.

    Returns:
        (F, 3, 3) rotation matrices.
    """
    return _about_z(towards) @ _about_y(tilt) @ _about_z(spin - towards)


def _about_z(angle: Floats) -> Floats:
    matrix = np.zeros((len(angle), 3, 3))
    matrix[:, 0, 0] = matrix[:, 1, 1] = np.cos(angle)
    matrix[:, 1, 0] = np.sin(angle)
    matrix[:, 0, 1] = -matrix[:, 1, 0]
    matrix[:, 2, 2] = 1.0
    return matrix


def _about_y(angle: Floats) -> Floats:
    matrix = np.zeros((len(angle), 3, 3))
    matrix[:, 0, 0] = matrix[:, 2, 2] = np.cos(angle)
    matrix[:, 0, 2] = np.sin(angle)
    matrix[:, 2, 0] = -matrix[:, 0, 2]
    matrix[:, 1, 1] = 1.0
    return matrix
