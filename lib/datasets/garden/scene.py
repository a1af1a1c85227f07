"""What a picture will show: decided first, in fractions of the frame, then painted.

Deciding before painting makes a picture look the same however large it is painted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.datasets.garden.chance import weighted
from lib.datasets.garden.space import Floats, Light

# kind of shot: its weight, flowers from … to, radius from … to (of the shorter side)
SHOTS: dict[str, tuple[float, tuple[int, int], tuple[float, float]]] = {
    "macro": (0.14, (1, 1), (0.48, 0.78)),
    "close": (0.30, (1, 2), (0.28, 0.46)),
    "portrait": (0.28, (1, 4), (0.17, 0.28)),
    "group": (0.18, (4, 9), (0.12, 0.20)),
    "field": (0.10, (6, 9), (0.06, 0.12)),
}

# class: weight of every backdrop; each occurs with each class, or the backdrop would tell.
BACKDROPS: dict[str, dict[str, float]] = {
    "daisy": {"meadow": 5, "foliage": 2, "sky": 1, "soil": 1, "wall": 0.6, "table": 0.3,
              "dark": 2.5, "bokeh": 2},
    "dandelion": {"meadow": 5, "foliage": 2.5, "sky": 1, "soil": 1.2, "wall": 0.6, "table": 0.2,
                  "dark": 1.5, "bokeh": 2},
    "roses": {"meadow": 1.5, "foliage": 4, "sky": 0.8, "soil": 0.8, "wall": 2, "table": 1.5,
              "dark": 2, "bokeh": 2},
    "sunflowers": {"meadow": 2.5, "foliage": 3, "sky": 4, "soil": 0.6, "wall": 0.8, "table": 0.6,
                   "dark": 1.2, "bokeh": 1.2},
    "tulips": {"meadow": 3, "foliage": 2, "sky": 1.8, "soil": 1.5, "wall": 1.2, "table": 1.2,
               "dark": 1.8, "bokeh": 2},
}  # fmt: skip

SHAPES = (
    (0.34, (240, 180)),
    (0.16, (180, 240)),
    (0.16, (240, 160)),
    (0.10, (200, 200)),
    (0.06, (160, 240)),
    (0.10, (256, 192)),
    (0.08, (224, 168)),
)


@dataclass(frozen=True)
class Standing:
    """One flower in the frame: its centre in fractions of the sides, its radius of the shorter."""

    x: float
    y: float
    radius: float
    tilt: float
    towards: float
    spin: float


@dataclass(frozen=True)
class Scene:
    """Everything decided about a picture before the first stroke.

    Attributes:
        width: Of the picture in pixels, before it is enlarged.
        height: Of the picture.
        shot: One of ``SHOTS``.
        backdrop: One of ``BACKDROPS``' names.
        flowers: What stands in focus, the farthest first.
        companions: Flowers of the same plant behind, out of focus.
        strangers: Flowers of another class behind, out of focus.
        stranger_class: Which class those are of.
        light: On all of it.
        blur: Radius of the backdrop's blur, in fractions of the shorter side.
        seed: For the small differences while painting.
    """

    width: int
    height: int
    shot: str
    backdrop: str
    flowers: tuple[Standing, ...]
    companions: tuple[Standing, ...]
    strangers: tuple[Standing, ...]
    stranger_class: str
    light: Light
    blur: float
    seed: int


def plan(class_name: str, rng: np.random.Generator) -> Scene:
    """Decide on a picture of a class."""
    width, height = weighted(rng, SHAPES)
    width, height = (int(side * rng.uniform(0.92, 1.06)) for side in (width, height))
    shot = weighted(rng, [(limits[0], name) for name, limits in SHOTS.items()])
    _, (fewest, most), (smallest, largest) = SHOTS[shot]
    scale = float(rng.uniform(smallest, largest)) * (1.12 if class_name == "tulips" else 1.0)
    others = [name for name in BACKDROPS if name != class_name]
    return Scene(
        width=width,
        height=height,
        shot=shot,
        backdrop=weighted(rng, [(share, name) for name, share in BACKDROPS[class_name].items()]),
        flowers=_standings(
            rng, class_name, int(rng.integers(fewest, most + 1)), scale, aspect=width / height
        ),
        companions=_standings(
            rng, class_name, weighted(rng, [(0.55, 0), (0.25, 2), (0.20, 4)]), 0.7 * scale
        ),
        strangers=_standings(
            rng, class_name, weighted(rng, [(0.60, 0), (0.25, 2), (0.15, 4)]), 0.6 * min(scale, 0.3)
        ),
        stranger_class=others[int(rng.integers(len(others)))],
        light=_daylight(rng),
        blur=weighted(rng, [(0.25, 0.004), (0.40, 0.015), (0.35, 0.035)]),
        seed=int(rng.integers(2**32)),
    )


def _standings(
    rng: np.random.Generator, class_name: str, count: int, radius: float, *, aspect: float = 1.2
) -> tuple[Standing, ...]:
    """Flowers with room around each, as far as there is room."""
    places: list[Floats] = []
    for _ in range(count):
        tries = rng.uniform((0.14, 0.14), (0.86, 0.80), (6, 2))
        if count == 1:
            tries = 0.5 + (tries - 0.5) * 0.55
        if places:
            apart = (tries[:, None] - np.array(places)[None]) * (aspect, 1.0)
            distance = np.linalg.norm(apart, axis=2).min(axis=1)
            places.append(tries[int(np.argmax(np.minimum(distance, 2.0 * radius)))])
        else:
            places.append(tries[0])
    shared = rng.uniform(0, 6.28)
    lean = abs(rng.normal(0.0, 0.45))
    stood = []
    for place in sorted(places, key=lambda p: float(p[1])):
        tilt, towards = _pose(rng, class_name, lean, shared)
        stood.append(
            Standing(
                x=float(place[0]),
                y=float(place[1]),
                radius=radius * float(rng.uniform(0.78, 1.12)),
                tilt=tilt,
                towards=towards,
                spin=float(rng.uniform(0, 6.28)),
            )
        )
    return tuple(stood)


def _pose(
    rng: np.random.Generator, class_name: str, lean: float, shared: float
) -> tuple[float, float]:
    """Tilt and its direction: faces turn towards us, cups stand up."""
    upwards = np.pi / 2 + rng.normal(0.0, 0.22)
    if class_name == "tulips":
        if rng.random() < 0.12:
            return float(rng.uniform(0.1, 0.6)), float(upwards)
        return float(np.clip(rng.normal(1.32, 0.16), 0.8, 1.65)), float(upwards)
    if class_name == "roses":
        return float(np.clip(abs(rng.normal(0.55, 0.35)), 0.0, 1.45)), float(upwards)
    if rng.random() < 0.16:
        return float(rng.uniform(0.9, 1.4)), float(upwards)
    tilt = np.clip(lean + rng.normal(0.0, 0.22), 0.0, 1.3)
    return float(abs(tilt)), float(shared + rng.normal(0.0, 0.4))


def _daylight(rng: np.random.Generator) -> Light:
    angle, height = rng.uniform(0.3, 2.84), rng.uniform(0.35, 1.2)
    direction = np.array(
        [np.cos(angle) * np.cos(height), np.sin(angle) * np.cos(height), np.sin(height)]
    )
    hard = rng.uniform(0.28, 0.72)
    warmth = rng.normal(0.0, 0.06)
    sun = hard * np.array([1.0 + warmth, 1.0, 1.0 - 1.3 * warmth])
    sky = (1.14 - 0.9 * hard) * np.array([0.97, 1.0, 1.04])
    return Light(direction=direction, sun=sun, sky=sky)
