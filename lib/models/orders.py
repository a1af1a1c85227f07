"""Who comes when: the orders that tf.data really gives, as numbers.

A picture's way through ``shuffle``, ``batch`` and ``cache`` does not depend on its pixels, so a
number can take its place.  All of this runs in a worker and comes back as small arrays.
"""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.datasets.miniatures import COUNT, SHEET, SIDE, write_folder
from lib.manifest import digest
from lib.operations.pipelines import NOTES_BUFFER
from lib.operations.seeds import WAYS, seeds_of
from lib.places import home

Order = NDArray[np.uint16]


@functools.lru_cache(maxsize=2048)
def shuffled(count: int, buffer: int, seed: int) -> Order:
    """The order in which ``Dataset.range(count).shuffle(buffer, seed=seed)`` hands out numbers.

    Args:
        count: N, at most 65,536.
        buffer: Places of the shuffle buffer, at least 1.
        seed: Of the operation; there is no global seed.

    Returns:
        ``(N,)``: the number that comes out first, second, ….
    """
    _forget_global_seed()
    return _drawn(tf.data.Dataset.range(count).shuffle(buffer, seed=seed), count)


def shuffled_each(buffers: Iterable[int], count: int, seed: int) -> list[Order]:
    """:func:`shuffled` for several buffers."""
    return [shuffled(count, buffer, seed) for buffer in buffers]


@functools.lru_cache(maxsize=256)
def seeded(count: int, operation_seed: int, global_seed: int) -> dict[str, NDArray[np.uint16]]:
    """Two epochs of a shuffle for each way to give seeds, in three runs of the program.

    A run begins as a new process does: nothing random has been asked for, and the global seed
    is unset or given.  In the third run another random operation comes first, as when somebody
    adds a line further up.

    Args:
        count: N; the buffer holds all of them.
        operation_seed: Given to ``shuffle`` in the ways that have one.
        global_seed: Given to ``tf.random.set_seed`` in the ways that have one.

    Returns:
        For each of :data:`lib.operations.seeds.WAYS` an array (3 runs, 2 epochs, N).
    """
    found = {}
    for way in WAYS:
        of_operation, of_program = seeds_of(way, operation_seed, global_seed)
        found[way] = np.stack(
            [_one_run(count, of_operation, of_program, before=run == 2) for run in range(3)]
        )
    _forget_global_seed()
    return found


def _one_run(
    count: int, operation_seed: int | None, global_seed: int | None, *, before: bool
) -> Order:
    # Setting the global seed also resets the count of random operations that it keeps.
    tf.random.set_seed(global_seed)
    if before:
        tf.random.uniform(())
    data = tf.data.Dataset.range(count).shuffle(count, seed=operation_seed)
    return np.stack([_drawn(data, count) for _ in range(2)])  # (2, N)


@functools.lru_cache(maxsize=256)
def memberships(pipeline: str, seed: int, *, epochs: int, batch_size: int) -> Order:
    """Which pictures of the miniature garden come when, epoch by epoch.

    The folder is real and so is every call; only the labels are the pictures' own numbers, so
    that each can be recognised after its way.

    Args:
        pipeline: One of :data:`lib.operations.pipelines.PIPELINES`.
        seed: Of the loader and of the shuffle.
        epochs: How many to draw.
        batch_size: Pictures a batch.

    Returns:
        ``(epochs, 480)``: numbers of the pictures in the order of their coming; every
        ``batch_size`` of them are a batch.
    """
    _forget_global_seed()
    data = open_pipeline(
        pipeline,
        miniature_folder(),
        side=SIDE,
        batch_size=batch_size,
        seed=seed,
        labels=list(range(COUNT)),
    )
    orders = [[np.asarray(labels) for _, labels in data] for _ in range(epochs)]
    return np.stack([np.concatenate(order) for order in orders]).astype(np.uint16)


def members_of(pipeline: str, seed: int, epochs: int, batch_size: int) -> Order:
    """:func:`memberships`, to be called by position."""
    return memberships(pipeline, seed, epochs=epochs, batch_size=batch_size)


def open_pipeline(
    pipeline: str,
    folder: Path,
    *,
    side: int,
    batch_size: int,
    seed: int,
    labels: str | list[int] = "inferred",
) -> Any:
    """A folder as batches, in one of the ways of :data:`lib.operations.pipelines.PIPELINES`.

    Returns:
        ``tf.data.Dataset`` of pictures (batch, side, side, 3) float32 from 0 to 255 and labels.

    Raises:
        ValueError: There is no such pipeline.
    """
    load = functools.partial(
        keras.utils.image_dataset_from_directory,
        folder,
        labels=labels,
        label_mode="int",
        image_size=(side, side),
        verbose=False,
    )
    if pipeline == "notes":
        return load(batch_size=batch_size, seed=seed).cache().shuffle(NOTES_BUFFER, seed=seed)
    if pipeline == "no_cache":
        return load(batch_size=batch_size, seed=seed).shuffle(NOTES_BUFFER, seed=seed)
    if pipeline == "pictures":
        one_by_one = load(batch_size=None, seed=seed).cache()
        return one_by_one.shuffle(NOTES_BUFFER, seed=seed).batch(batch_size)
    if pipeline == "once":
        one_by_one = load(batch_size=None, seed=seed).cache()
        return one_by_one.shuffle(NOTES_BUFFER, seed=seed, reshuffle_each_iteration=False).batch(
            batch_size
        )
    if pipeline == "sorted":
        return load(batch_size=batch_size, shuffle=False).cache()
    raise ValueError(f"no pipeline is called {pipeline!r}")


def miniature_folder() -> Path:
    """The miniature garden as a folder of 480 PNG files, written once and found again."""
    folder = home() / "miniatures" / digest(SHEET)[:16]
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.parent))
    try:
        write_folder(unfinished)
        try:
            os.replace(unfinished, folder)  # noqa: PTH105  Path.replace says the same, less plainly
        except OSError:
            if not folder.is_dir():  # else another process wrote the same: that one will do
                raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _drawn(data: Any, count: int) -> Order:
    (order,) = data.batch(count)
    return np.asarray(order, dtype=np.uint16)


def _forget_global_seed() -> None:
    """As in a process in which nobody has called ``tf.random.set_seed``."""
    tf.random.set_seed(None)
