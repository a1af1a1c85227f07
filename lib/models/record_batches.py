"""Draw the miniature garden, and train the small network behind each pipeline.

``python -m lib.models.record_batches`` writes ``data/batches``: run it when the garden, the
network or a pipeline changes, and commit what it wrote.  ``… record_batches sheet`` draws only.
Five pipelines, three seeds and ten epochs take about five minutes on two cores.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from PIL import Image

from lib.datasets.garden import CLASS_NAMES, class_counts, draw_jpeg
from lib.datasets.miniatures import COUNT, SHEET, SIDE, packed, tile
from lib.images.decode import decode_image
from lib.manifest import describe_files
from lib.models.data import find_data
from lib.models.network import build_network
from lib.models.orders import open_pipeline
from lib.models.pipeline import VALIDATION_SHARE
from lib.models.record import middle_square
from lib.operations.pipeline_runs import FILE
from lib.operations.pipelines import PIPELINES
from lib.runs.recipe import GARDEN_SEED, Recipe

# The quick preset on fewer and smaller pictures: 25 updates an epoch, about a second.
RECIPE = Recipe(picture_count=1000, image_size=64, epochs=10)
SEEDS = (123, 124, 125)


@dataclass(frozen=True)
class Split:
    """A folder of classes to train on, and the pictures held back, in batches."""

    folder: Path
    training_count: int
    validation: Any
    validation_count: int


def draw_sheet() -> bytes:
    """The first pictures of each class of the garden, cut to a square and made small."""
    counts = class_counts(COUNT)
    drawn = [
        middle_square(decode_image(draw_jpeg(name, seed=GARDEN_SEED, index=index)).pixels, SIDE)
        for name in CLASS_NAMES
        for index in range(counts[name])
    ]
    return packed(tile(np.stack(drawn)))


def split_folder(folder: Path, recipe: Recipe, scratch: Path) -> Split:
    """Hold back what the call of the notes would, and link the rest into a folder of its own.

    So a pipeline that does not shuffle is trained on every class, too.
    """
    training, validation = keras.utils.image_dataset_from_directory(
        folder,
        validation_split=VALIDATION_SHARE,
        subset="both",
        seed=recipe.seed,
        image_size=(recipe.image_size, recipe.image_size),
        batch_size=recipe.batch_size,
        verbose=False,
    )
    for path in map(Path, training.file_paths):
        place = scratch / path.parent.name / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(path)
    return Split(scratch, len(training.file_paths), validation.cache(), len(validation.file_paths))


def train_behind(pipeline: str, split: Split, recipe: Recipe) -> dict[str, Any]:
    """Train the network of the notes on a pipeline's batches.

    Returns:
        ``seed``, and the lists ``accuracy``, ``loss``, ``validation_accuracy`` and
        ``validation_loss``, a number an epoch.
    """
    return fit_network(pipeline, split, recipe)[1]


def fit_network(pipeline: str, split: Split, recipe: Recipe) -> tuple[Any, dict[str, Any]]:
    """The trained network, and what :func:`train_behind` returns of its training."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(recipe.seed)
    network = build_network(recipe, len(CLASS_NAMES))
    data = open_pipeline(
        pipeline,
        split.folder,
        side=recipe.image_size,
        batch_size=recipe.batch_size,
        seed=recipe.seed,
    )
    history = network.fit(
        data, validation_data=split.validation, epochs=recipe.epochs, verbose=0
    ).history
    return network, {"seed": recipe.seed} | {
        name.replace("val_", "validation_"): [round(float(value), 4) for value in values]
        for name, values in history.items()
    }


def record_runs(
    recipe: Recipe = RECIPE, seeds: Sequence[int] = SEEDS, pipelines: Sequence[str] = (*PIPELINES,)
) -> dict[str, Any]:
    """Train every pipeline from every seed; the pictures held back are the same in all runs."""
    folder = find_data(recipe, lambda *_: None).folder
    with tempfile.TemporaryDirectory() as scratch:
        split = split_folder(folder, recipe, Path(scratch))
        runs: dict[str, list[dict[str, Any]]] = {}
        for pipeline in pipelines:
            for seed in seeds:
                run = train_behind(pipeline, split, dataclasses.replace(recipe, seed=seed))
                runs.setdefault(pipeline, []).append(run)
                print(f"{pipeline}, seed {seed}: validation {run['validation_accuracy'][-1]:.3f}")
        return {
            "recipe": dataclasses.asdict(recipe),
            "seeds": list(seeds),
            "training_count": split.training_count,
            "validation_count": split.validation_count,
            "versions": {"keras": keras.__version__},
            "runs": runs,
        }


def readable(facts: dict[str, Any]) -> str:
    """JSON with a line a run, so that a change can be read."""
    runs = ",\n".join(
        f'  "{name}": [\n   ' + ",\n   ".join(json.dumps(run) for run in found) + "\n  ]"
        for name, found in facts["runs"].items()
    )
    head = [f' "{key}": {json.dumps(value)}' for key, value in facts.items() if key != "runs"]
    return "{\n" + ",\n".join([*head, f' "runs": {{\n{runs}\n }}']) + "\n}\n"


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
