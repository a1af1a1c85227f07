"""A data set of a few small pictures, made in milliseconds, that a network can learn."""

from pathlib import Path

import numpy as np
from PIL import Image

from lib.runs.recipe import Recipe

CLASSES = ("amber", "blue")


def make_tiny_folder(folder: Path, *, count: int = 24, side: int = 40) -> Path:
    """``count`` noisy JPEGs a class, told apart by their tint, in shapes that are no squares."""
    rng = np.random.default_rng(5)
    for name, channel in zip(CLASSES, (0, 2), strict=True):
        (folder / name).mkdir(parents=True)
        for number in range(count):
            pixels = rng.integers(0, 200, (side, side + number, 3), dtype=np.uint8)
            pixels[..., channel] //= 2
            Image.fromarray(pixels).save(folder / name / f"{number:02}.jpg", quality=90)
    return folder


def tiny_recipe(**changes) -> Recipe:
    """Two epochs on 32×32 pictures in batches of 8, with everything random switched on."""
    return Recipe(**{"data": "tiny", "image_size": 32, "batch_size": 8, "epochs": 2} | changes)
