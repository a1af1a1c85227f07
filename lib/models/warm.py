"""Load TensorFlow and run a small network once, so that the first real request is fast."""

from __future__ import annotations

import numpy as np

from lib.models.network import build_network
from lib.runs.recipe import Recipe


def warm() -> None:
    """Import, build, run; changes nothing."""
    network = build_network(Recipe(image_size=32), 2)
    network(np.zeros((1, 32, 32, 3), np.float32), training=False)
