"""What live training costs over the same ``model.fit`` in a bare script.

    python benchmarks/live_training.py [--folder FOLDER] [--size 96] [--size 180]

Live training writes a line a batch, looks for a stop, evaluates with every probability, and
writes a checkpoint an epoch.  The bare script has the same network, pictures and batches, with
``validation_data``.  Both are trained in turn, in one process; the first epoch of each, in which
TensorFlow builds its graphs, does not count.  Ratios of medians; allowed is 1.03.

Processor time tells the cost also where other work runs on the machine; wall time does not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

from lib.models.data import find_data
from lib.models.live import LiveHistory
from lib.models.network import build_network
from lib.models.pipeline import LoadedData, batch_count, load_folder, training_batches
from lib.places import datasets_home
from lib.runs.directory import create_run
from lib.runs.history import HistoryWriter
from lib.runs.recipe import Recipe


class Clock(keras.callbacks.Callback):
    """Wall and processor time of every epoch but the first, from end to end."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[tuple[float, float]] = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Note the time."""
        self.ends.append((time.perf_counter(), time.process_time()))

    def epochs(self) -> Iterator[tuple[float, float]]:
        """Wall and processor seconds from each end to the next."""
        for before, after in zip(self.ends, self.ends[1:], strict=False):
            yield after[0] - before[0], after[1] - before[1]


def train(recipe: Recipe, data: LoadedData, *, live: bool) -> list[tuple[float, float]]:
    keras.backend.clear_session()
    keras.utils.set_random_seed(recipe.seed)
    network, clock = build_network(recipe, len(data.class_names)), Clock()
    network.optimizer.build(network.trainable_variables)
    settings = {
        "x": training_batches(data.training, recipe),
        "epochs": recipe.epochs,
        "steps_per_epoch": batch_count(data.training, recipe),
        "shuffle": False,
        "verbose": 0,
    }
    if live:
        run = create_run(recipe)
        with HistoryWriter(run.folder) as history:
            callback = LiveHistory(run, history, data, seconds=0.0)
            network.fit(**settings, callbacks=[callback, clock])
            callback.finish()
    else:
        held_back = data.validation.pictures, data.validation.labels
        batches = tf.data.Dataset.from_tensor_slices(held_back).batch(recipe.batch_size)
        batches = batches.map(lambda pictures, labels: (tf.cast(pictures, tf.float32), labels))
        network.fit(**settings, validation_data=batches.prefetch(2), callbacks=[clock])
    return list(clock.epochs())


def compare(recipe: Recipe, repeats: int) -> None:
    prepared = find_data(recipe, lambda phase, done, total: None)
    data = load_folder(prepared.folder, recipe)
    times: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for turn in range(2 * repeats):
        live = turn % 4 in (1, 2)  # bare live live bare: a slow drift hits both alike
        times[live] += train(recipe, data, live=live)
    bare, with_history = (
        [statistics.median(column) for column in zip(*times[live], strict=True)]
        for live in (False, True)
    )
    pictures = len(data.training)
    print(
        f"{recipe.image_size:5} {pictures:9} {bare[0]:9.2f} {with_history[0]:9.2f} "
        f"{pictures / with_history[0]:9.0f} {with_history[0] / bare[0]:9.3f} "
        f"{with_history[1] / bare[1]:9.3f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="of classes; without it, a garden is drawn")
    parser.add_argument("--size", type=int, action="append", help="of the pictures; repeatable")
    parser.add_argument("--pictures", type=int, default=600, help="in the garden")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args()
    keras.config.disable_interactive_logging()
    print(f"{'size':>5} {'pictures':>9} {'bare s':>9} {'live s':>9} {'images/s':>9} "
          f"{'wall':>9} {'processor':>9}")  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVSCOPE_HOME"] = home
        name = "garden"
        if chosen.folder:
            name = "chosen"
            (datasets_home() / name).symlink_to(chosen.folder.resolve())
        for size in chosen.size or [96, 180]:
            recipe = Recipe(
                data=name, picture_count=chosen.pictures, image_size=size, epochs=chosen.epochs
            )
            compare(recipe, chosen.repeats)


if __name__ == "__main__":
    main()
