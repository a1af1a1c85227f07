"""The pipeline of the notes as written, beside ours: pictures a second, and time to an accuracy.

    python benchmarks/pipelines.py [--folder FOLDER] [--size 180] [--epochs 12] [--seeds 3]

Three ways to the same network, in one process, their epochs by turns:

==========  =====================================================================================
``notes``   ``image_dataset_from_directory(…).cache().shuffle(1000).prefetch(…)``, float32 in
            memory, three augmentation layers in the network
``layers``  our default: whole numbers in memory, all pictures shuffled anew in every epoch, the
            same three layers
``fused``   as ``layers``, but flip, rotation and zoom in one step (:mod:`lib.models.fused`)
==========  =====================================================================================

First the speed: epochs of all three in turn, without validation, the first of each (in which
TensorFlow builds its graphs) left out; ratios of medians.  Processor time tells the work also
where other work runs on the machine.

Then the accuracy: each is trained from several seeds and validated after every epoch.  Printed
are the accuracy at the end (mean and half the range over the seeds) and the training time until
the validation accuracy first reached a level, as a ratio to that of ``notes``.
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
from lib.models.pipeline import LoadedData, load_folder, training_batches
from lib.places import datasets_home
from lib.runs.recipe import Recipe

WAYS = ("notes", "layers", "fused")


class Training:
    """One way, from one seed, an epoch at a time."""

    def __init__(self, way: str, recipe: Recipe, folder: Path, data: LoadedData) -> None:
        keras.utils.set_random_seed(recipe.seed)
        self.recipe = replace(recipe, augmenting="fused" if way == "fused" else "layers")
        self.network = build_network(self.recipe, len(data.class_names))
        self.epoch, self.wall, self.processor = 0, 0.0, 0.0
        self.training = data.training
        self.as_written = _as_written(folder, recipe) if way == "notes" else None

    def train_epoch(self) -> tuple[float, float]:
        """Train one epoch; its wall and processor seconds."""
        wall, processor = time.perf_counter(), time.process_time()
        self.network.fit(
            self.as_written or self._batches(),
            initial_epoch=self.epoch,
            epochs=self.epoch + 1,
            shuffle=False,
            verbose=0,
        )
        self.epoch += 1
        spent = time.perf_counter() - wall, time.process_time() - processor
        self.wall, self.processor = self.wall + spent[0], self.processor + spent[1]
        return spent

    def _batches(self) -> Any:
        until_now = replace(self.recipe, epochs=self.epoch + 1)
        return training_batches(self.training, until_now, first_epoch=self.epoch)


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
    endless = replace(recipe, epochs=min(100, epochs + 1))
    trainings = {way: Training(way, endless, folder, data) for way in WAYS}
    spent: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for turn in range(epochs + 1):
        for way in WAYS if turn % 2 else WAYS[::-1]:  # a slow drift hits all alike
            one = trainings[way].train_epoch()
            if turn:
                spent[way].append(one)
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


def measure_accuracy(
    recipe: Recipe, folder: Path, data: LoadedData, *, seeds: int, level: float
) -> None:
    held_back = tf.data.Dataset.from_tensor_slices(
        (data.validation.pictures, data.validation.labels)
    ).batch(recipe.batch_size)
    held_back = held_back.map(lambda pictures, labels: (tf.cast(pictures, tf.float32), labels))
    ends: dict[str, list[float]] = {way: [] for way in WAYS}
    until: dict[str, list[float]] = {way: [] for way in WAYS}
    for seed in range(seeds):
        seeded = replace(recipe, seed=recipe.seed + seed)
        trainings = {way: Training(way, seeded, folder, data) for way in WAYS}
        reached: dict[str, float] = {}
        last: dict[str, list[float]] = {way: [] for way in WAYS}
        for _ in range(recipe.epochs):
            for way, training in trainings.items():
                training.train_epoch()
                accuracy = float(training.network.evaluate(held_back, verbose=0)[1])
                last[way].append(accuracy)
                if accuracy >= level:
                    reached.setdefault(way, training.processor)
        for way in WAYS:
            ends[way].append(statistics.mean(last[way][-3:]))
            until[way].append(reached.get(way, float("nan")))
    print(f"\nlast three epochs of {recipe.epochs}; processor seconds until {level:.0%} validation")
    for way in WAYS:
        spread = (max(ends[way]) - min(ends[way])) / 2
        times = ", ".join(f"{seconds:.0f}" for seconds in until[way])
        ratios = [a / b for a, b in zip(until["notes"], until[way], strict=True)]
        known = [ratio for ratio in ratios if not math.isnan(ratio)]
        mean = f"{statistics.geometric_mean(known):.2f}" if known else "-"
        print(f"{way:8} {statistics.mean(ends[way]):.3f} ± {spread:.3f}   {times}   ratio {mean}")


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
            measure_accuracy(recipe, prepared.folder, data, seeds=chosen.seeds, level=chosen.level)


if __name__ == "__main__":
    main()
