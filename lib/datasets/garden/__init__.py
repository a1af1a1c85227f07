"""The garden: flowers of five classes drawn from a seed, the embedded training data."""

from __future__ import annotations

from lib.datasets.garden.counts import (
    CLASS_NAMES,
    LARGEST_GARDEN,
    SMALLEST_GARDEN,
    class_counts,
)
from lib.datasets.garden.drawing import draw_flower, draw_jpeg
from lib.datasets.garden.planting import GardenReport, plant_garden
from lib.datasets.garden.specimens import SPECIMENS, Specimen, draw_specimen

__all__ = [
    "CLASS_NAMES",
    "LARGEST_GARDEN",
    "SMALLEST_GARDEN",
    "SPECIMENS",
    "GardenReport",
    "Specimen",
    "class_counts",
    "draw_flower",
    "draw_jpeg",
    "draw_specimen",
    "plant_garden",
]
