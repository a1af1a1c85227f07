"""Pictures from a folder to batches, such that any epoch can be drawn again by its number.

``keras.utils.image_dataset_from_directory`` finds, splits, decodes and resizes; that happens
once, and the result stays in memory as whole numbers.  Which picture is in which batch follows
from seed and epoch alone, not from what was drawn before, so that training that resumes at
epoch 8 sees exactly what it would have seen without the break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.models.fused import augment_batch
from lib.runs.recipe import Recipe

VALIDATION_SHARE = 0.2  # as in the notes
_LOADED_AT_ONCE = 32  # pictures between two reports of progress

Report = Callable[[int, int], object]  # (pictures done, pictures in all)


@dataclass(frozen=True)
class Subset:
    """Pictures and labels in memory.

    Attributes:
        pictures: (N, S, S, 3) uint8.  Resizing gives fractions; rounding them moves a value by
            at most half a grey level and takes a quarter of the memory of float32.
        labels: (N,) int32, index into the class names.
        files: (N,) paths relative to the folder, in the same order; empty for the training
            subset, which Keras hands over shuffled.
    """

    pictures: NDArray[np.uint8]
    labels: NDArray[np.int32]
    files: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class LoadedData:
    """A folder of classes, split and loaded."""

    class_names: tuple[str, ...]
    training: Subset
    validation: Subset


def load_folder(folder: Path, recipe: Recipe, *, report: Report | None = None) -> LoadedData:
    """Load a folder of classes, 80 % for training and 20 % for validation.

    Args:
        folder: One folder a class; every file readable.
        recipe: Gives the size and the seed of the split.
        report: Told after every few pictures; what it raises ends the loading.
    """
    training, validation = keras.utils.image_dataset_from_directory(
        folder,
        validation_split=VALIDATION_SHARE,
        subset="both",
        seed=recipe.seed,
        image_size=(recipe.image_size, recipe.image_size),
        crop_to_aspect_ratio=recipe.resizing == "crop",
        pad_to_aspect_ratio=recipe.resizing == "pad",
        batch_size=_LOADED_AT_ONCE,
        verbose=False,
    )
    total = len(training.file_paths) + len(validation.file_paths)
    tell: Report = report or (lambda done, total: None)
    names = tuple(training.class_names)
    files = tuple(Path(path).relative_to(folder).as_posix() for path in validation.file_paths)
    held_back = _collect(validation, len(files), lambda done: tell(done, total))
    trained_on = _collect(
        training, len(training.file_paths), lambda done: tell(len(files) + done, total)
    )
    return LoadedData(names, Subset(*trained_on), Subset(*held_back, files))


def _collect(
    batches: Iterable[Any], count: int, report: Callable[[int], object]
) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Fill one array: the pictures are never in memory twice."""
    pictures: NDArray[np.uint8] | None = None
    labels = np.empty(count, np.int32)
    done = 0
    for fresh, fresh_labels in batches:
        if pictures is None:
            pictures = np.empty((count, *fresh.shape[1:]), np.uint8)
        end = done + len(fresh)
        pictures[done:end] = np.rint(fresh.numpy())
        labels[done:end] = fresh_labels.numpy()
        done = end
        report(done)
    if pictures is None:
        raise ValueError("no pictures")  # prepare_folder refuses such folders before
    return pictures, labels


def training_batches(subset: Subset, recipe: Recipe, *, first_epoch: int = 0) -> Any:
    """Every batch from ``first_epoch`` (counted from 0) to the last, one epoch after another.

    Returns:
        ``tf.data.Dataset`` of pictures (N, S, S, 3) float32 from 0 to 255 and labels (N,).
        ``fit`` needs ``steps_per_epoch=batch_count(subset, recipe)`` to tell the epochs apart.
    """
    pictures = tf.constant(subset.pictures)
    labels = tf.constant(subset.labels)

    def indices_of(epoch: Any) -> Any:
        batches = _batches_of_indices(subset, recipe, epoch).enumerate()
        return batches.map(lambda batch, indices: (epoch, batch, indices))

    def gather(epoch: Any, batch: Any, indices: Any) -> Any:
        chosen = tf.gather(pictures, indices)
        if recipe.augmenting == "fused":
            return augment_batch(chosen, recipe, epoch, batch), tf.gather(labels, indices)
        return tf.cast(chosen, tf.float32), tf.gather(labels, indices)

    epochs = tf.data.Dataset.range(first_epoch, recipe.epochs)
    # In parallel, but in their order: augmentation must not wait for its turn.
    return epochs.flat_map(indices_of).map(gather, num_parallel_calls=2).prefetch(2)


def _batches_of_indices(subset: Subset, recipe: Recipe, epoch: Any) -> Any:
    """The batches of an epoch as numbers of pictures; what is random follows from its number.

    ======================  ==================================================================
    ``order``               as which pipeline of :mod:`lib.operations.pipelines`
    ======================  ==================================================================
    ``pictures``            all pictures are shuffled anew in every epoch
    ``notes``               shuffled once into batches; then whole batches change places
    ``once``                shuffled once; every epoch is the same
    ``sorted``              class after class, never shuffled
    ======================  ==================================================================
    """

    def shuffled(numbers: int, of_epoch: Any) -> Any:
        seed = tf.stack([tf.constant(recipe.seed, tf.int64), of_epoch])
        return tf.random.experimental.stateless_shuffle(tf.range(numbers), seed=seed)

    count, size, slices = len(subset), recipe.batch_size, tf.data.Dataset.from_tensor_slices
    if recipe.order == "sorted":
        by_class = np.argsort(subset.labels, kind="stable").astype(np.int32)
        return slices(by_class).batch(size)
    first = tf.constant(0, tf.int64)
    if recipe.order == "notes":
        members = shuffled(count, first)
        places = slices(shuffled(batch_count(subset, recipe), epoch))
        return places.map(lambda place: members[place * size : (place + 1) * size])
    return slices(shuffled(count, first if recipe.order == "once" else epoch)).batch(size)


def batch_indices(subset: Subset, recipe: Recipe, epoch: int, batch: int) -> NDArray[np.int32]:
    """Which pictures are in a batch: (N,) numbers; epoch and batch are counted from 0."""
    batches = _batches_of_indices(subset, recipe, tf.constant(epoch, tf.int64))
    (numbers,) = batches.skip(batch).take(1)
    return np.asarray(numbers)


def batch_count(subset: Subset, recipe: Recipe) -> int:
    """Batches an epoch: one may be smaller.

    Example: 2,936 pictures in batches of 32 are 92, the last one of 24.
    """
    return -(-len(subset) // recipe.batch_size)
