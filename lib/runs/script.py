"""A run as a plain Keras script: the same numbers without this project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.architecture.keras_code import layer_lines
from lib.architecture.text import read_network
from lib.runs.clean_copy import CleanCopy
from lib.runs.directory import Run
from lib.runs.history import ControlRow
from lib.runs.recipe import Recipe
from lib.runs.script_parts import (
    CHANGING,
    COPYING,
    FUSED_BATCHES,
    ORDERS,
    PLAIN_BATCHES,
    RESIZINGS,
)

_SCRIPT = '''\
"""Train {network} on a folder of pictures, one sub-folder a class.

    python {file_name} path/to/pictures

Written by ConvScope. With the same pictures, versions and kind of machine it repeats the run:
the same split, the same first weights, the same batches, the same augmentation.
"""

{imports}import sys{more_imports}

import keras
{libraries}import tensorflow as tf
from keras import layers{pillow}

CLASSES = {class_names}
SIZE, BATCH, EPOCHS, SEED = {image_size}, {batch_size}, {epochs}, {seed}
{copying}
keras.utils.set_random_seed(SEED)

# The first 80 % of the shuffled files train, the others validate.
training, validation = keras.utils.image_dataset_from_directory(
    {folder},
    class_names=CLASSES,
    validation_split=0.2,
    subset="both",
    seed=SEED,
    image_size=(SIZE, SIZE),
{resizing}    batch_size=32,
)


def load(dataset):
    """All pictures in memory, as whole numbers: a quarter of what float32 would take."""
    parts = [(tf.cast(tf.round(pictures), tf.uint8), labels) for pictures, labels in dataset]
    return [tf.concat(column, axis=0) for column in zip(*parts)]


pictures, labels = load(training)
held_back, held_back_labels = load(validation)
count = len(labels)


{order}


def as_float(pictures, labels):
    return tf.cast(pictures, tf.float32), labels


{training}validation = tf.data.Dataset.from_tensor_slices((held_back, held_back_labels))
validation = validation.batch(BATCH).map(as_float)

model = keras.Sequential(
    [
        layers.Input((SIZE, SIZE, 3)),
{augmentation}{layers}    ]
)
model.compile(
    optimizer=keras.optimizers.Adam({learning_rate}),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.summary()
{changing}model.fit(
    training,
    validation_data=validation,
    epochs=EPOCHS,
    steps_per_epoch=-(-count // BATCH),
    shuffle=False,  # the batches come in an order of their own
    callbacks=[keras.callbacks.CSVLogger("history.csv"){callbacks}],
)
model.save("model.keras")
'''


def keras_script(
    recipe: Recipe,
    class_names: Sequence[str],
    *,
    clean_copy: CleanCopy | None = None,
    rates: Sequence[ControlRow] = (),
    file_name: str = "train.py",
) -> str:
    """A Python script that repeats a run with TensorFlow (and Pillow, for a clean copy) alone.

    It takes the folder of pictures as its argument and leaves ``history.csv`` and
    ``model.keras`` in the working directory.

    Args:
        recipe: Of the run.
        class_names: Names of its classes, which are the names of the sub-folders.
        clean_copy: How the run's folder was made clean; the script then does the same.
        rates: Changes of the learning rate on the way; the script then makes the same.
        file_name: The name that the script gives itself in its explanation.

    Example:
        >>> "RandomZoom(0.1)" in keras_script(Recipe(), ["daisy", "roses"])
        True
    """
    return _SCRIPT.format(
        file_name=file_name,
        class_names=_as_literal(class_names),
        imports=("import math\n" if recipe.augmenting == "fused" else "")
        + ("import os\n" if clean_copy else ""),
        more_imports="\nimport tempfile\nfrom pathlib import Path" if clean_copy else "",
        libraries="import numpy as np\n" if clean_copy else "",
        pillow="\nfrom PIL import Image, ImageOps" if clean_copy else "",
        copying=_copying(clean_copy) if clean_copy else "",
        folder="clean_copy(sys.argv[1])" if clean_copy else "sys.argv[1]",
        image_size=recipe.image_size,
        batch_size=recipe.batch_size,
        epochs=recipe.epochs,
        seed=recipe.seed,
        resizing=RESIZINGS[recipe.resizing],
        order=ORDERS[recipe.order],
        augmentation=_augmentation(recipe),
        training=_training(recipe),
        network="a network" if recipe.edited else "the network of the notes",
        layers="".join(f"        {line},\n" for line in _layers(recipe)),
        learning_rate=recipe.learning_rate,
        changing=_changing(rates),
        callbacks=", ChangeRate()" if rates else "",
    )


@dataclass(frozen=True)
class RunScript:
    """The script of a run, and the name of its file, which is also named in it."""

    text: str
    file_name: str


def run_script(run: Run) -> RunScript | None:
    """The script that repeats ``run``; None until its classes are known.

    Raises:
        RunError: The run's files cannot be read (``run.damaged``).
    """
    class_names = run.state.class_names
    if not class_names:  # it waits, or failed before its pictures were found
        return None
    name = f"convscope-{run.id}.py"
    text = keras_script(
        run.recipe,
        class_names,
        clean_copy=run.clean_copy(),
        rates=run.history().rates,
        file_name=name,
    )
    return RunScript(text, name)


def _changing(rates: Sequence[ControlRow]) -> str:
    if not rates:
        return ""
    lines = "".join(f"    ({row.epoch}, {row.batch}): {row.value!r},\n" for row in rates)
    return CHANGING.format(rates=f"{{\n{lines}}}")


def _copying(clean_copy: CleanCopy) -> str:
    return COPYING.format(
        skipped=_as_literal(clean_copy.skipped),
        renamed=_as_table(clean_copy.renamed),
        converted=_as_table(clean_copy.converted),
    )


def _as_literal(names: Sequence[str]) -> str:
    """A list literal with any name safely quoted."""
    return repr([str(name) for name in names])


def _as_table(names: Mapping[str, str]) -> str:
    """A dictionary literal, a name a line."""
    lines = "".join(f"    {name!r}: {other!r},\n" for name, other in names.items())
    return f"{{\n{lines}}}" if lines else "{}"


def _layers(recipe: Recipe) -> list[str]:
    """The lines of the layers after the augmentation."""
    if recipe.edited:
        return layer_lines(read_network(recipe.network), classes="len(CLASSES)")
    blocks = [
        line
        for filters in (16, 32, 64)
        for line in (
            f'layers.Conv2D({filters}, 3, padding="same", activation="relu")',
            "layers.MaxPooling2D()",
        )
    ]
    return [
        "layers.Rescaling(1.0 / 255)",
        *blocks,
        f"layers.Dropout({recipe.dropout})",
        "layers.Flatten()",
        'layers.Dense(128, activation="relu")',
        'layers.Dense(len(CLASSES), name="outputs")',
    ]


def _training(recipe: Recipe) -> str:
    """The lines that make the batches; see ``lib.models.pipeline``."""
    if recipe.augmenting == "layers":
        return PLAIN_BATCHES
    return FUSED_BATCHES.format(flip=recipe.flip, rotation=recipe.rotation, zoom=recipe.zoom)


def _augmentation(recipe: Recipe) -> str:
    """The lines of the layers that do something; see ``lib.models.network``."""
    if recipe.augmenting == "fused":
        return ""
    changes = []
    if recipe.flip != "none":
        changes.append(f'layers.RandomFlip("{recipe.flip}")')
    if recipe.rotation > 0:
        changes.append(f"layers.RandomRotation({recipe.rotation})")
    if recipe.zoom > 0:
        changes.append(f"layers.RandomZoom({recipe.zoom})")
    if not changes:
        return ""
    lines = "".join(f"                {change},\n" for change in changes)
    return f"        keras.Sequential(\n            [\n{lines}            ]\n        ),\n"
