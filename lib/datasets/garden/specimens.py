"""Five pictures of the garden that show their kinds best, one a class."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from lib.datasets.garden.drawing import draw_flower


@dataclass(frozen=True)
class Specimen:
    """Which picture to draw, and how large.

    Attributes:
        seed: Of the garden.
        index: Number of the picture in its class.
        enlarge: Times the usual size, so that the shorter side has at least 360 pixels.
    """

    seed: int
    index: int
    enlarge: float = 2.25


SPECIMENS = {
    "daisy": Specimen(seed=1, index=565),
    "dandelion": Specimen(seed=1, index=3),
    "roses": Specimen(seed=1, index=14),
    "sunflowers": Specimen(seed=1, index=472),
    "tulips": Specimen(seed=1, index=620),
}


def draw_specimen(class_name: str) -> Image.Image:
    """The clearest flower of a class, RGB, sides of 360 pixels and more."""
    specimen = SPECIMENS[class_name]
    return draw_flower(
        class_name, seed=specimen.seed, index=specimen.index, enlarge=specimen.enlarge
    )
