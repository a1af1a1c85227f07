"""The pipeline of the notes as written, beside ours: pictures a second, and time to an accuracy.

    python benchmarks/pipelines.py [--folder FOLDER] [--size 180] [--epochs 12] [--seeds 3]

Three ways to the same network, in one process, by turns:

==========  =====================================================================================
``notes``   ``image_dataset_from_directory(…).cache().shuffle(1000).prefetch(…)``, float32 in
            memory, three augmentation layers in the network
``layers``  our default: whole numbers in memory, all pictures shuffled anew in every epoch, the
            same three layers
``fused``   as ``layers``, but flip, rotation and zoom in one step (:mod:`lib.models.fused`)
==========  =====================================================================================

First the speed: trainings of all three by turns, without validation, the first of each (in which
TensorFlow builds its graphs) left out; ratios of medians.  Processor time tells the work also
where other work runs on the machine.

Then the accuracy: each is trained from several seeds and validated after every epoch.  A seed also
splits the pictures, for all three alike: those held back are never trained on.  Printed are the
accuracy at the end (mean over the seeds, and its standard error), the mean difference from
``notes`` seed by seed with its standard error, and the training time until the validation accuracy
first reached a level, as a ratio to that of ``notes``.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

from lib.models.data import find_data
from lib.models.network import build_network
from lib.models.pipeline import LoadedData, batch_count, load_folder, training_batches
from lib.places import datasets_home
from lib.runs.recipe import Recipe

WAYS = ("notes", "layers", "fused")


class Clock(keras.callbacks.Callback):
    """Wall and processor time at the end of every epoch, validation left out."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[tuple[float, float]] = []

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Start the watch."""
        self.start = time.perf_counter(), time.process_time()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Note the time: the last batch's counts."""
        self.last = time.perf_counter(), time.process_time()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Keep what the epoch took."""
        self.epochs.append((self.last[0] - self.start[0], self.last[1] - self.start[1]))


def train(
    way: str, recipe: Recipe, folder: Path, data: LoadedData, *, validate: bool
) -> tuple[list[tuple[float, float]], list[float]]:
    """Train one way from one seed: seconds of every epoch, and its validation accuracy."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(recipe.seed)
    recipe = replace(recipe, augmenting="fused" if way == "fused" else "layers")
    network, clock = build_network(recipe, len(data.class_names)), Clock()
    written = way == "notes"
    held_back = tf.data.Dataset.from_tensor_slices(
        (data.validation.pictures, data.validation.labels)
    ).batch(recipe.batch_size)
    held_back = held_back.map(lambda pictures, labels: (tf.cast(pictures, tf.float32), labels))
    history = network.fit(
        _as_written(folder, recipe) if written else training_batches(data.training, recipe),
        validation_data=held_back if validate else None,
        epochs=recipe.epochs,
        steps_per_epoch=None if written else batch_count(data.training, recipe),
        shuffle=False,
        callbacks=[clock],
        verbose=0,
    )
    return clock.epochs, history.history.get("val_accuracy", [])


def _as_written(folder: Path, recipe: Recipe) -> Any:
    training = keras.utils.image_dataset_from_directory(
        folder,
        validation_split=0.2,
        subset="training",
        seed=recipe.seed,
        image_size=(recipe.image_size, recipe.image_size),
        batch_size=recipe.batch_size,
        verbose=False,
    )
    return training.cache().shuffle(1000).prefetch(tf.data.AUTOTUNE)


def measure_speed(recipe: Recipe, folder: Path, data: LoadedData, epochs: int) -> None:
    spent: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for order in (WAYS, WAYS[::-1]):  # a slow drift hits all alike
        for way in order:
            timed = replace(recipe, epochs=epochs + 1)
            spent[way] += train(way, timed, folder, data, validate=False)[0][1:]
    medians = {
        way: [statistics.median(column) for column in zip(*spent[way], strict=True)] for way in WAYS
    }
    count = len(data.training)
    print(f"{'':8} {'images/s':>9} {'wall':>6} {'processor':>10}   (ratios: notes / this)")
    for way, (wall, processor) in medians.items():
        print(
            f"{way:8} {count / wall:9.0f} {medians['notes'][0] / wall:6.2f} "
            f"{medians['notes'][1] / processor:10.2f}",
            flush=True,
        )


def measure_accuracy(recipe: Recipe, folder: Path, *, seeds: int, level: float) -> None:
    ends: dict[str, list[float]] = {way: [] for way in WAYS}
    until: dict[str, list[float]] = {way: [] for way in WAYS}
    for seed in range(seeds):
        seeded = replace(recipe, seed=recipe.seed + seed)
        data = load_folder(folder, seeded)  # another seed holds other pictures back
        for way in WAYS:
            spent, accuracies = train(way, seeded, folder, data, validate=True)
            ends[way].append(statistics.mean(accuracies[-3:]))
            reached = next((n for n, a in enumerate(accuracies) if a >= level), None)
            seconds = [processor for _, processor in spent]
            until[way].append(math.nan if reached is None else sum(seconds[: reached + 1]))
    print(f"\nlast three epochs of {recipe.epochs}; processor seconds until {level:.0%} validation")
    for way in WAYS:
        apart = [a - b for a, b in zip(ends[way], ends["notes"], strict=True)]
        times = ", ".join(f"{seconds:.0f}" for seconds in until[way])
        ratios = [a / b for a, b in zip(until["notes"], until[way], strict=True)]
        known = [ratio for ratio in ratios if not math.isnan(ratio)]
        mean = f"{statistics.geometric_mean(known):.2f}" if known else "-"
        print(
            f"{way:8} {_with_error(ends[way])}   apart {_with_error(apart)}   "
            f"{times}   ratio {mean}"
        )


def _with_error(values: list[float]) -> str:
    """Mean and its standard error."""
    error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.nan
    return f"{statistics.mean(values):+.3f} ± {error:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="of classes; without it, a garden is drawn")
    parser.add_argument("--size", type=int, default=180)
    parser.add_argument("--pictures", type=int, default=600, help="in the garden")
    parser.add_argument("--epochs", type=int, default=12, help="of the accuracy")
    parser.add_argument("--timed", type=int, default=5, help="epochs of the speed; 0 leaves it out")
    parser.add_argument("--seeds", type=int, default=3, help="of the accuracy; 0 leaves it out")
    parser.add_argument("--level", type=float, default=0.5, help="validation accuracy to reach")
    chosen = parser.parse_args()
    keras.config.disable_interactive_logging()
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVSCOPE_HOME"] = home
        name = "garden"
        if chosen.folder:
            name = "chosen"
            (datasets_home() / name).symlink_to(chosen.folder.resolve())
        recipe = Recipe(
            data=name,
            picture_count=chosen.pictures,
            image_size=chosen.size,
            epochs=chosen.epochs,
        )
        prepared = find_data(recipe, lambda phase, done, total: None)
        data = load_folder(prepared.folder, recipe)
        if chosen.timed:
            measure_speed(recipe, prepared.folder, data, chosen.timed)
        if chosen.seeds:
            measure_accuracy(recipe, prepared.folder, seeds=chosen.seeds, level=chosen.level)


if __name__ == "__main__":
    main()
