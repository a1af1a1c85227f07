"""Train the small network with augmentation and without, from the same seeds.

``python -m lib.models.record_augmentation`` writes ``data/augmentation``: run it when the garden
or the network changes, and commit what it wrote.  Two recipes, three seeds and fifteen epochs
take about three minutes on two cores.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lib.manifest import describe_files
from lib.models.orders import open_pipeline
from lib.models.recorded_runs import Split, fit_network, readable, record_trainings
from lib.operations.augmentation_runs import CHANGES, FILE
from lib.runs.recipe import Recipe

# The quick preset on fewer and smaller pictures; as many epochs, so that overfitting shows.
RECIPE = Recipe(picture_count=1000, image_size=64)
SEEDS = (123, 124, 125)
_PIPELINE = "pictures"  # every picture in another batch each epoch: not what is compared here


def train_once(split: Split, recipe: Recipe) -> dict[str, Any]:
    """Train the network of a recipe.

    Returns:
        As :func:`lib.models.recorded_runs.fit_network`, and ``unvaried_accuracy``: after the
        last epoch, on the training pictures as they are, with every random layer off.
    """
    network, run = fit_network(_PIPELINE, split, recipe)
    pictures = open_pipeline(
        "sorted",
        split.folder,
        side=recipe.image_size,
        batch_size=recipe.batch_size,
        seed=recipe.seed,
    )
    _, accuracy = network.evaluate(pictures, verbose=0)
    return run | {"unvaried_accuracy": round(float(accuracy), 4)}


def record_runs(recipe: Recipe = RECIPE, seeds: Sequence[int] = SEEDS) -> dict[str, Any]:
    """Train both recipes from every seed; the pictures held back are the same in all runs."""

    def changed(changes: Mapping[str, Any]) -> Callable[[Split, Recipe], dict[str, Any]]:
        return lambda split, each: train_once(split, dataclasses.replace(each, **changes))

    return record_trainings(
        recipe, seeds, {name: changed(changes) for name, changes in CHANGES.items()}
    )


def main() -> None:
    """Record anew."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(readable(record_runs()), encoding="utf-8")
    describe_files({FILE: ("trained by lib/models/record_augmentation.py", "as this project")})


if __name__ == "__main__":
    main()
