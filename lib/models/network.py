"""The network of a recipe, that of the notes or an edited one, built and compiled."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from lib.models.edited import edited_layers
from lib.runs.recipe import Recipe


def build_network(recipe: Recipe, class_count: int) -> Any:
    """The network of a recipe, compiled; that of the notes, where it names no other:

    ======================  ===================  =================================
    layer                   output for H×W       parameters at 180×180, 5 classes
    ======================  ===================  =================================
    augmentation            H, W, 3              0
    Rescaling 1/255         H, W, 3              0
    Conv 16, MaxPool        H/2, W/2, 16         448 = (3·3·3 + 1)·16
    Conv 32, MaxPool        H/4, W/4, 32         4,640 = (3·3·16 + 1)·32
    Conv 64, MaxPool        H/8, W/8, 64         18,496 = (3·3·32 + 1)·64
    Dropout, Flatten        H/8 · W/8 · 64       0
    Dense 128               128                  3,965,056 = (22·22·64 + 1)·128
    Dense ``outputs``       classes              645 = (128 + 1)·5
    ======================  ===================  =================================

    Args:
        recipe: Sizes and strengths.  An augmentation of strength zero is left out.
        class_count: Length of the output.

    Returns:
        ``keras.Sequential``.  Input: pictures (N, H, W, 3), float32 from 0 to 255.  Output:
        logits (N, class_count), float32; softmax makes them probabilities.

    Example:
        >>> build_network(Recipe(image_size=180), 5).count_params()
        3989285
    """
    side = recipe.image_size
    # In the order of the exported script: each layer draws its seed when it is made.
    before = [layers.Input((side, side, 3)), *_augmentation(recipe)]
    body = (
        edited_layers(recipe.network, class_count)
        if recipe.edited
        else _layers_of_the_notes(recipe.dropout, class_count)
    )
    network = keras.Sequential([*before, *body])
    network.compile(
        optimizer=keras.optimizers.Adam(recipe.learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return network


def _layers_of_the_notes(dropout: float, class_count: int) -> list[Any]:
    return [
        layers.Rescaling(1.0 / 255),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(dropout),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(class_count, name="outputs"),
    ]


def _augmentation(recipe: Recipe) -> list[Any]:
    """One nested ``Sequential`` with the layers that do something, or nothing at all."""
    if recipe.augmenting == "fused":  # the batches come augmented: see lib.models.fused
        return []
    changes: list[Any] = []
    if recipe.flip != "none":
        changes.append(layers.RandomFlip(recipe.flip))
    if recipe.rotation > 0:
        changes.append(layers.RandomRotation(recipe.rotation))
    if recipe.zoom > 0:
        changes.append(layers.RandomZoom(recipe.zoom))
    return [keras.Sequential(changes, name="augmentation")] if changes else []
