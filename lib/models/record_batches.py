"""Draw the miniature garden, and train the small network behind each pipeline.

``python -m lib.models.record_batches`` writes ``data/batches``: run it when the garden, the
network or a pipeline changes, and commit what it wrote.  ``… record_batches sheet`` draws only.
Five pipelines, three seeds and ten epochs take about five minutes on two cores.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from PIL import Image

from lib.datasets.garden import CLASS_NAMES, class_counts, draw_jpeg
from lib.datasets.miniatures import COUNT, SHEET, SIDE, packed, tile
from lib.images.decode import decode_image
from lib.manifest import describe_files
from lib.models.record import middle_square
from lib.models.recorded_runs import Split, fit_network, readable, record_trainings
from lib.operations.pipeline_runs import FILE
from lib.operations.pipelines import PIPELINES
from lib.runs.recipe import GARDEN_SEED, Recipe

# The quick preset on fewer and smaller pictures: 25 updates an epoch, about a second.
RECIPE = Recipe(picture_count=1000, image_size=64, epochs=10)
SEEDS = (123, 124, 125)


def draw_sheet() -> bytes:
    """The first pictures of each class of the garden, cut to a square and made small."""
    counts = class_counts(COUNT)
    drawn = [
        middle_square(decode_image(draw_jpeg(name, seed=GARDEN_SEED, index=index)).pixels, SIDE)
        for name in CLASS_NAMES
        for index in range(counts[name])
    ]
    return packed(tile(np.stack(drawn)))


def train_behind(pipeline: str, split: Split, recipe: Recipe) -> dict[str, Any]:
    """Train the network of the notes on a pipeline's batches.

    Returns:
        ``seed``, and the lists ``accuracy``, ``loss``, ``validation_accuracy`` and
        ``validation_loss``, a number an epoch.
    """
    return fit_network(pipeline, split, recipe)[1]


def record_runs(
    recipe: Recipe = RECIPE, seeds: Sequence[int] = SEEDS, pipelines: Sequence[str] = (*PIPELINES,)
) -> dict[str, Any]:
    """Train every pipeline from every seed; the pictures held back are the same in all runs."""
    return record_trainings(
        recipe, seeds, {pipeline: partial(train_behind, pipeline) for pipeline in pipelines}
    )


def main() -> None:
    """Record anew."""
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_bytes(draw_sheet())
    with Image.open(SHEET) as drawn:
        print(f"{SHEET.name}: {drawn.size}, {SHEET.stat().st_size:,} bytes")
    origins = {SHEET: ("drawn by lib/datasets/garden", "as this project")}
    if "sheet" not in sys.argv[1:]:
        FILE.write_text(readable(record_runs()), encoding="utf-8")
        origins[FILE] = ("trained by lib/models/record_batches.py", "as this project")
    describe_files(origins)


if __name__ == "__main__":
    main()
