"""The healthy program, and what is wrong in each faulty one: a line or two of plain Keras.

What is recorded is this very text, run; so a visitor who runs it meets the same fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SEED, SIDE, EPOCHS, PICTURES, RATE = 123, 64, 12, 600, 0.001

HEALTHY = f"""\
import sys

import keras
import tensorflow as tf
from keras import layers

folder = sys.argv[1]  # one sub-folder a class
keras.utils.set_random_seed({SEED})
load = keras.utils.image_dataset_from_directory
options = dict(validation_split=0.2, image_size=({SIDE}, {SIDE}), batch_size=32, verbose=False)
training = load(folder, subset="training", seed={SEED}, **options)
validation = load(folder, subset="validation", seed={SEED}, **options)
training, validation = training.cache(), validation.cache()

augmentation = keras.Sequential([
    layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.1),
])
model = keras.Sequential([
    keras.Input(({SIDE}, {SIDE}, 3)),
    augmentation,
    layers.Rescaling(1 / 255),
    layers.Conv2D(16, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(64, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Dropout(0.2),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dense(5),
])
model.compile(
    optimizer=keras.optimizers.Adam({RATE}),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
history = model.fit(training, validation_data=validation, epochs={EPOCHS})
"""
_CACHED = "training, validation = training.cache(), validation.cache()\n"
_SUBSET = f'validation = load(folder, subset="validation", seed={SEED}, **options)\n'
_LOADED = f'training = load(folder, subset="training", seed={SEED}, **options)\n{_SUBSET}'


@dataclass(frozen=True)
class Change:
    """Lines of the healthy program, and what stands in their place.

    Attributes:
        healthy: The lines as they should be; they occur once.
        faulty: The lines as they are; or more of them.
    """

    healthy: str
    faulty: str


def _line(healthy: str, faulty: str) -> Change:
    return Change(healthy, faulty)


# What is wrong, by its name; nothing in the healthy one.
CHANGES: Mapping[str, Change | None] = MappingProxyType(
    {
        "healthy": None,
        "integer_division": _line("layers.Rescaling(1 / 255)", "layers.Rescaling(1 // 255)"),
        "no_rescaling": _line("layers.Rescaling(1 / 255)", "layers.Rescaling(1.0)"),
        "rate_high": _line(f"Adam({RATE})", "Adam(0.1)"),
        "rate_low": _line(f"Adam({RATE})", "Adam(0.00001)"),
        "sorted": _line(
            _CACHED,
            "def of_class(number):\n"
            "    return training.unbatch().filter(lambda picture, label: label == number)\n\n\n"
            "in_order = of_class(0)\n"
            "for number in range(1, 5):\n"
            "    in_order = in_order.concatenate(of_class(number))\n"
            "training, validation = in_order.batch(32).cache(), validation.cache()\n",
        ),
        "split": _line(
            _LOADED,
            'training = load(folder, subset="training", shuffle=False, **options)\n'
            'validation = load(folder, subset="validation", shuffle=False, **options)\n'
            f"training = training.unbatch().shuffle(1000, seed={SEED}).batch(32)\n",
        ),
        "leak": _line(_SUBSET, _SUBSET.replace(f"{SEED}", f"{SEED + 1}")),
        "labels": _line(
            _CACHED,
            "training = training.map(\n"
            "    lambda pictures, labels: (pictures, tf.random.shuffle(labels, seed=1))\n"
            ")\n" + _CACHED,
        ),
        "logits_taken_for_shares": _line("from_logits=True", "from_logits=False"),
        "softmax_twice": _line(
            "layers.Dense(5),",
            "layers.Dense(5),\n"
            "    layers.Lambda(lambda x: tf.exp(x) / tf.reduce_sum(tf.exp(x), -1, keepdims=True)),",
        ),
        "varied_validation": _line(
            "model = keras.Sequential([",
            "validation = validation.map(\n"
            "    lambda pictures, labels: (augmentation(pictures, training=True), labels)\n"
            ")\n"
            "model = keras.Sequential([",
        ),
        "dropout_always": _line(
            "    layers.Dropout(0.2),\n",
            "    layers.Lambda(lambda x: tf.nn.dropout(x, 0.6)),\n",
        ),
        "dead": _line(
            'layers.Dense(128, activation="relu")',
            'layers.Dense(128, activation="relu", '
            "bias_initializer=keras.initializers.Constant(-20))",
        ),
        "batch_of_one": _line("batch_size=32", "batch_size=1"),
        "few_pictures": _line(_CACHED, "training = training.take(1)\n" + _CACHED),
    }
)


def program(fault: str, *, seed: int = SEED) -> str:
    """The whole program with a fault.

    Args:
        fault: One of :data:`CHANGES`.
        seed: Of the weights, the pictures held back and the order of the others.

    Example:
        >>> program("healthy") == HEALTHY, "1 // 255" in program("integer_division")
        (True, True)
        >>> "seed=8" in program("leak", seed=7), f"{SEED}" in program("leak", seed=7)
        (True, False)
    """
    change, text = CHANGES[fault], HEALTHY
    if change is not None:
        if HEALTHY.count(change.healthy) != 1:
            raise ValueError(f"{change.healthy!r} stands {HEALTHY.count(change.healthy)} times")
        text = HEALTHY.replace(change.healthy, change.faulty)
    # The leak's second seed is the one after; no other number of the program is either of them.
    # All at once: one after the other would change what has just been put in.
    others = {f"{SEED}": f"{seed}", f"{SEED + 1}": f"{seed + 1}"}
    return re.sub("|".join(others), lambda found: others[found[0]], text)
