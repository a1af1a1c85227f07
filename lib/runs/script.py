"""A run as a plain Keras script: the same numbers without this project."""

from __future__ import annotations

from collections.abc import Sequence

from lib.runs.recipe import Recipe

_SCRIPT = '''\
"""Train the network of the notes on a folder of pictures, one sub-folder a class.

    python {file_name} path/to/pictures

Written by ConvScope. With the same pictures, versions and kind of machine it repeats the run:
the same split, the same first weights, the same batches, the same augmentation.
"""

import sys{imports}

import keras
import tensorflow as tf
from keras import layers

CLASSES = {class_names}
SIZE, BATCH, EPOCHS, SEED = {image_size}, {batch_size}, {epochs}, {seed}
{skipping}
keras.utils.set_random_seed(SEED)

# The first 80 % of the shuffled files train, the others validate.
training, validation = keras.utils.image_dataset_from_directory(
    {folder},
    class_names=CLASSES,
    validation_split=0.2,
    subset="both",
    seed=SEED,
    image_size=(SIZE, SIZE),
    batch_size=32,
)


def load(dataset):
    """All pictures in memory, as whole numbers: a quarter of what float32 would take."""
    parts = [(tf.cast(tf.round(pictures), tf.uint8), labels) for pictures, labels in dataset]
    return [tf.concat(column, axis=0) for column in zip(*parts)]


pictures, labels = load(training)
held_back, held_back_labels = load(validation)
count = len(labels)


def batches_of(epoch):
    """The indices of all pictures in the order of this epoch, in batches."""
    seed = tf.stack([tf.constant(SEED, tf.int64), epoch])
    order = tf.random.experimental.stateless_shuffle(tf.range(count), seed=seed)
    return tf.data.Dataset.from_tensor_slices(order).batch(BATCH)


def as_float(pictures, labels):
    return tf.cast(pictures, tf.float32), labels


training = (
    tf.data.Dataset.range(EPOCHS)
    .flat_map(batches_of)
    .map(lambda indices: as_float(tf.gather(pictures, indices), tf.gather(labels, indices)))
    .prefetch(2)
)
validation = tf.data.Dataset.from_tensor_slices((held_back, held_back_labels))
validation = validation.batch(BATCH).map(as_float)

model = keras.Sequential(
    [
        layers.Input((SIZE, SIZE, 3)),
{augmentation}        layers.Rescaling(1.0 / 255),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout({dropout}),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(len(CLASSES), name="outputs"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam({learning_rate}),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.summary()
model.fit(
    training,
    validation_data=validation,
    epochs=EPOCHS,
    steps_per_epoch=-(-count // BATCH),
    shuffle=False,  # the batches come in an order of their own
    callbacks=[keras.callbacks.CSVLogger("history.csv")],
)
model.save("model.keras")
'''


_SKIPPING = '''
# Files that could not be used: Keras would stop at the first of them.
SKIPPED = {skipped}


def without_skipped(folder):
    """A folder of links to all files of a folder of classes but those."""
    links = Path(tempfile.mkdtemp())
    for file in Path(folder).resolve().rglob("*"):
        place = file.relative_to(Path(folder).resolve())
        if file.is_file() and place.as_posix() not in SKIPPED:
            (links / place).parent.mkdir(parents=True, exist_ok=True)
            (links / place).symlink_to(file)
    return links

'''


def keras_script(
    recipe: Recipe,
    class_names: Sequence[str],
    *,
    skipped: Sequence[str] = (),
    file_name: str = "train.py",
) -> str:
    """A Python script that repeats a run with TensorFlow alone.

    It takes the folder of pictures as its argument and leaves ``history.csv`` and
    ``model.keras`` in the working directory.

    Args:
        recipe: Of the run.
        class_names: Names of its classes, which are the names of the sub-folders.
        skipped: Files that the run left out, relative to the folder.
        file_name: The name that the script gives itself in its explanation.

    Example:
        >>> "RandomZoom(0.1)" in keras_script(Recipe(), ["daisy", "roses"])
        True
    """
    return _SCRIPT.format(
        file_name=file_name,
        class_names=_as_literal(class_names),
        imports="\nimport tempfile\nfrom pathlib import Path" if skipped else "",
        skipping=_SKIPPING.format(skipped=_as_literal(skipped)) if skipped else "",
        folder="without_skipped(sys.argv[1])" if skipped else "sys.argv[1]",
        image_size=recipe.image_size,
        batch_size=recipe.batch_size,
        epochs=recipe.epochs,
        seed=recipe.seed,
        augmentation=_augmentation(recipe),
        dropout=recipe.dropout,
        learning_rate=recipe.learning_rate,
    )


def _as_literal(names: Sequence[str]) -> str:
    """A list literal with any name safely quoted."""
    return repr([str(name) for name in names])


def _augmentation(recipe: Recipe) -> str:
    """The lines of the layers that do something; see ``lib.models.network``."""
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
