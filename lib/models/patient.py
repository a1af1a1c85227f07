"""A patient of the clinic, trained by its own program, and all that a doctor would look at."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from lib.models.chance import own_chance
from lib.models.data import find_data
from lib.operations.clinic.programs import PICTURES, SEED, SIDE, program
from lib.runs.recipe import Recipe

_HARDLY = 0.05  # of the training pictures: a class with fewer was hardly trained on
_FIT = "history = model.fit("
Curves = Mapping[str, list[Any]]  # by Keras' name, a number an epoch


def garden_folder() -> Path:
    """The drawn flowers that all patients learn from."""
    return find_data(Recipe(picture_count=PICTURES, image_size=SIDE), lambda *_: None).folder


def train_patient(
    fault: str,
    folder: Path,
    *,
    seed: int = SEED,
    told: Callable[[Curves], object] = lambda _: None,
) -> dict[str, Any]:
    """Run a patient's program to its end.

    Args:
        fault: One of :data:`~lib.operations.clinic.programs.CHANGES`.
        folder: Of pictures, one sub-folder a class.
        seed: As of :func:`~lib.operations.clinic.programs.program`.
        told: Given the curves so far after every epoch.

    Returns:
        What :class:`~lib.operations.clinic.patients.Patient` reads.
    """
    keras.backend.clear_session()
    before, fit, after = program(fault, seed=seed).partition(_FIT)
    names: dict[str, Any] = {"__name__": "patient"}
    arguments, sys.argv = sys.argv, ["patient.py", str(folder)]
    try:
        with own_chance(seed):  # the program sets the same one
            exec(before, names)
        watch, first = _Watch(names["training"], told), names["model"].get_weights()
        exec(fit + after.rstrip().removesuffix(")") + ", callbacks=[watch], verbose=0)",
             names | {"watch": watch})  # fmt: skip
    finally:
        sys.argv = arguments
    history, answers, end = watch.model.history.history, _answers(names), _layers(names)
    names["model"].set_weights(first)  # only now: to look before would draw other batches
    return {
        "fault": fault,
        "versions": {"keras": keras.__version__, "tensorflow": tf.__version__},
        "curves": {name: _rounded(history[name]) for name in sorted(history)},
        "gradients": watch.gradients,
        "changes": watch.changes,
        "start": _layers(names),
        "end": end,
        **answers,
        "data": _data(names, folder),
    }


class _Watch(keras.callbacks.Callback):  # type: ignore[misc]
    """After every epoch: each layer's gradient on one batch, and how far its weights moved."""

    def __init__(self, training: Any, told: Callable[[Curves], object]) -> None:
        super().__init__()
        self._training, self._told = training, told
        self._curves: dict[str, list[Any]] = {}
        self.gradients: dict[str, list[float | None]] = {}
        self.changes: dict[str, list[float | None]] = {}

    def on_train_begin(self, logs: Any = None) -> None:
        self._before = self._weights()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        pictures, labels = next(iter(self._training))
        with tf.GradientTape() as tape:
            loss = self.model.compute_loss(pictures, labels, self.model(pictures, training=False))
        now = self._weights()
        variables = [layer.kernel for layer in self._weighted()]
        for layer, gradient in zip(self._weighted(), tape.gradient(loss, variables), strict=True):
            norm = float(tf.norm(gradient)) if gradient is not None else 0.0
            self.gradients.setdefault(layer.name, []).append(_rounded(norm))
            moved = float(np.linalg.norm(now[layer.name] - self._before[layer.name]))
            size = float(np.linalg.norm(self._before[layer.name]))
            self.changes.setdefault(layer.name, []).append(_rounded(moved / size))
        self._before = now
        for name, value in sorted((logs or {}).items()):
            self._curves.setdefault(name, []).append(_rounded(float(value)))
        self._told(self._curves)

    def _weighted(self) -> list[Any]:
        return [layer for layer in self.model.layers if hasattr(layer, "kernel")]

    def _weights(self) -> dict[str, Any]:
        return {layer.name: layer.kernel.numpy() for layer in self._weighted()}


def _layers(names: dict[str, Any]) -> list[dict[str, Any]]:
    """What every layer gives for the first pictures held back."""
    model = names["model"]
    pictures, _ = next(iter(names["validation"].take(1)))
    x, found = pictures, []
    for layer in model.layers:
        x = layer(x, training=False)
        values = x.numpy()
        found.append(
            {
                "layer": layer.name,
                "low": _rounded(float(values.min())),
                "high": _rounded(float(values.max())),
                "mean": _rounded(float(values.mean())),
                "zeros": _rounded(float((values == 0).mean())),
            }
        )
    return found


def _answers(names: dict[str, Any]) -> dict[str, Any]:
    """What the network says of the pictures held back, asked twice."""
    model, validation = names["model"], list(names["validation"])
    labels = np.concatenate([labels.numpy() for _, labels in validation])
    first, second = (
        np.concatenate([model(pictures, training=False).numpy() for pictures, _ in validation])
        for _ in range(2)
    )
    sums_to_one = bool(np.allclose(first.sum(axis=1), 1, atol=1e-4) and first.min() >= 0)
    shares = first if sums_to_one else tf.nn.softmax(first).numpy()
    classes = shares.shape[1]
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (labels, first.argmax(axis=1)), 1)
    sums = np.zeros((classes, classes))
    np.add.at(sums, labels, shares)
    met = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return {
        "confusion": counts.tolist(),
        "shares": [[_rounded(value) for value in row] for row in (sums / met).tolist()],
        "outputs": [_rounded(float(first.min())), _rounded(float(first.max()))],
        "sums_to_one": sums_to_one,
        "fickle": _rounded(float((first.argmax(axis=1) != second.argmax(axis=1)).mean())),
    }


def _data(names: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What can be counted about the two sets of pictures themselves."""
    loader = keras.utils.image_dataset_from_directory
    whole = loader(folder, image_size=(SIDE, SIDE), batch_size=None, shuffle=False, verbose=False)
    truth = {picture.numpy().tobytes(): int(label) for picture, label in whole}
    batches = [(pictures.numpy(), labels.numpy()) for pictures, labels in names["training"]]
    pictures = [picture.tobytes() for some, _ in batches for picture in some]
    labels = [int(label) for _, some in batches for label in some]
    known, taught = set(pictures), Counter(labels)
    held = [
        (picture.tobytes(), int(label))
        for some, those in names["validation"]
        for picture, label in zip(some.numpy(), those.numpy(), strict=True)
    ]
    wrong = [truth[picture] != label for picture, label in zip(pictures, labels, strict=True)]
    return {
        "training": len(pictures),
        "validation": len(held),
        "updates": len(batches),
        "batch": max(len(some) for _, some in batches),
        "one_class": _rounded(
            float(np.mean([len(set(some.tolist())) == 1 for _, some in batches]))
        ),
        "wrong": _share(wrong),
        "shared": _share(picture in known for picture, _ in held),
        "strangers": _share(taught[label] < _HARDLY * len(labels) for _, label in held),
        "varied": _share(picture not in truth for picture, _ in held),
    }


def _share(found: Iterable[bool]) -> Any:
    return _rounded(float(np.mean([*found])))


def _rounded(value: Any) -> Any:
    """Four figures that count; what is not finite is told as text, which JSON has no number for."""
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return float(f"{value:.4g}") if math.isfinite(value) else str(float(value))
