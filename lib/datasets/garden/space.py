"""Where a flower stands before the camera, and the light that falls on it.

A flower is built in its own space: the stem comes up along −z, the face looks along +z, the
tips of the petals lie about 1 from the axis.  A pose turns it, a light shades it; the camera
looks along −z without perspective, so depth is simply the turned z.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Pose:
    """A flower's place in the picture.

    Attributes:
        x: Column of the flower's centre in pixels of the picture.
        y: Row of the flower's centre.
        radius: Pixels for a length of 1 in the flower's own space.
        turn: (3, 3) rotation from flower space to camera space (x right, y up, z to the eye).
    """

    x: float
    y: float
    radius: float
    turn: Floats

    def project(self, points: Floats) -> Floats:
        """Pixels (…, 2) of points (…, 3) in flower space."""
        turned = points @ self.turn.T
        pixels = turned[..., :2] * (self.radius, -self.radius)
        pixels += (self.x, self.y)
        return pixels


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

    def shade(self, colours: Floats, normals: Floats) -> Floats:
        """Colours (N, 3) of surfaces with unit normals (N, 3), two-sided as petals are.

        A petal is thin: what falls on its back glows through, weaker.
        """
        cosine = normals @ self.direction
        facing = np.maximum(cosine, 0.42 * np.abs(cosine))
        return colours * (self.sky + facing[:, None] * self.sun)


def turn(*, tilt: float, towards: float, spin: float) -> Floats:
    """Rotation that leans the face by ``tilt`` towards the picture angle ``towards``.

    Args:
        tilt: Radians between the flower's axis and the line of sight; 0 looks at us, π/2 is a
            side view.
        towards: Direction of the lean in the picture, radians counter-clockwise from right.
        spin: Rotation of the flower about its own axis, radians.

    Returns:
        (3, 3) rotation matrix.
    """
    return _about_z(towards) @ _about_y(tilt) @ _about_z(spin - towards)


def _about_z(angle: float) -> Floats:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])


def _about_y(angle: float) -> Floats:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, 0.0, sine], [0.0, 1.0, 0.0], [-sine, 0.0, cosine]])
