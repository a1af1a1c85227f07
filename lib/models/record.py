"""Record what the shipped model makes of the embedded pictures, for the start page.

``python -m lib.models.record`` writes ``data/activations`` anew: run it whenever the model in
``data/run`` or a picture changes, and commit what it wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from PIL import Image

from lib.manifest import describe_files
from lib.places import DATA
from lib.runs.shipped import shipped_run
from lib.stages.activations import FOLDER, NETWORK_FILE, SUFFIX, THUMBNAILS_FILE
from lib.stages.packing import pack

AUGMENTATION_SEED = 7
AUGMENTATION_DRAWS = 3
THUMBNAIL_SIDE = 88  # drawn at half that size: sharp on dense screens too

# What a layer is called in the row, and which of its settings decide the result.
_KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Sequential": ("augmentation", ()),
    "Rescaling": ("rescaling", ("scale",)),
    "Conv2D": ("convolution", ("filters", "kernel_size", "strides", "padding", "activation")),
    "MaxPooling2D": ("pooling", ("pool_size", "strides", "padding")),
    "Dropout": ("dropout", ("rate",)),
    "Flatten": ("flatten", ()),
    "Dense": ("dense", ("units", "activation")),
}
_NOTHING_LEARNED: dict[str, Any] = {"parameter_count": 0, "config": {}, "strengths": []}
_AUGMENTATION_SETTINGS = ("mode", "factor", "height_factor")


@dataclass(frozen=True)
class Source:
    """A picture to embed: pixels uint8 (H, W, 3), and where they come from."""

    key: str
    label: str | None
    pixels: np.ndarray
    origin: str
    licence: str


def embedded_sources() -> tuple[Source, ...]:
    """The pictures of the start page: a drawn flower a class, then four photographs."""
    from lib.datasets.garden import CLASS_NAMES
    from lib.datasets.pictures import specimen
    from lib.images.samples import sample_named, sample_picture

    drawn = [
        Source(name, name, specimen(name), "drawn by lib/datasets/garden", "as this project")
        for name in CLASS_NAMES
    ]
    photographs = [
        Source(key, None, sample_picture(key).pixels, _origin(sample.credit), sample.licence)
        for key in ("cat", "coffee", "astronaut", "rocket")
        for sample in [sample_named(key)]
    ]
    return (*drawn, *photographs)


def record(
    model_file: Path, classes: Iterable[str], sources: Iterable[Source], *, folder: Path = FOLDER
) -> None:
    """Write the network's facts, every picture's activations, and their manifest.

    Args:
        model_file: A ``.keras`` file of the network of the notes.
        classes: Names of its outputs.
        sources: The pictures; cut to their middle square and made as small as the input.
        folder: Where the files go; emptied of earlier recordings first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    model = keras.models.load_model(model_file)
    side = model.input_shape[1]
    sources = tuple(sources)
    facts = {
        "model": model_file.name,
        "classes": list(classes),
        "stages": network_stages(model),
        "pictures": [{"key": source.key, "label": source.label} for source in sources],
    }
    (folder / NETWORK_FILE).write_text(_readable(facts), encoding="utf-8")
    origins = {folder / NETWORK_FILE: (f"computed from {model_file.name}", "as this project")}
    for source in sources:
        small = middle_square(source.pixels, side)
        picture, recording = folder / f"{source.key}.png", folder / f"{source.key}{SUFFIX}"
        Image.fromarray(small).save(picture, optimize=True)
        recording.write_bytes(record_picture(model, small, label=source.label))
        origins |= dict.fromkeys((picture, recording), (source.origin, source.licence))
    _save_thumbnails(sources, folder / THUMBNAILS_FILE)
    origins[folder / THUMBNAILS_FILE] = ("the pictures beside it", "as the pictures beside it")
    describe_files(origins)


def network_stages(model: Any) -> list[dict[str, Any]]:
    """The facts of every stage, as Keras states them; the input comes first, as the picture."""
    picture = {"name": "picture", "keras": "Input", "kind": "picture"}
    stages = [picture | _shapes(model.input_shape, model.input_shape) | _NOTHING_LEARNED]
    for layer in model.layers:
        keras_name = type(layer).__name__
        kind, settings = _KINDS[keras_name]
        config = {name: layer.get_config()[name] for name in settings}
        if kind == "augmentation":
            config["layers"] = [_augmentation_facts(inner) for inner in layer.layers]
        if layer.name == "outputs":
            kind = "outputs"
        stage: dict[str, Any] = {"name": layer.name, "keras": keras_name, "kind": kind}
        stage |= _shapes(layer.input.shape, layer.output.shape) | _NOTHING_LEARNED
        stage |= {"parameter_count": int(layer.count_params()), "config": config}
        if kind == "convolution":
            kernels = np.asarray(layer.kernel)  # (3, 3, channels in, channels out)
            norms = np.sqrt((kernels**2).sum(axis=(0, 1))).T
            stage["strengths"] = norms.astype(float).round(3).tolist()
        elif kind == "outputs":
            stage["strengths"] = np.asarray(layer.kernel).T.astype(float).round(4).tolist()
        stages.append(stage)
    return stages


def record_picture(model: Any, pixels: np.ndarray, *, label: str | None) -> bytes:
    """What the model makes of one picture, in the file format of the start page.

    Args:
        model: The network; its input size is the picture's.
        pixels: uint8 (H, W, 3).
        label: The picture's class, if it belongs to one.
    """
    outputs = activations(model, pixels)
    logits = outputs["outputs"].astype(np.float64)
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    arrays: dict[str, np.ndarray] = {"picture": pixels.transpose(2, 0, 1)}  # (3, H, W)
    for layer in model.layers:
        if type(layer).__name__ == "Conv2D":
            maps = outputs[layer.name].transpose(2, 0, 1)  # (H, W, C) → (C, H, W)
            arrays[layer.name] = maps.astype(np.float64)
        elif type(layer).__name__ == "Dense":
            arrays[layer.name] = outputs[layer.name]
        elif type(layer).__name__ == "Sequential":
            arrays[layer.name] = augmentation_draws(layer, pixels).transpose(0, 3, 1, 2)
    extents = {name: [float(a.min()), float(a.max())] for name, a in outputs.items()}
    header = {"label": label, "probabilities": probabilities.tolist(), "extents": extents}
    return pack(header, arrays)


def activations(model: Any, pixels: np.ndarray) -> dict[str, np.ndarray]:
    """Every layer's output for one picture in inference, float32 without the batch axis."""
    through = keras.Model(model.inputs, [layer.output for layer in model.layers])
    outputs = through([pixels[None].astype(np.float32)], training=False)
    named = {"picture": pixels.astype(np.float32)}
    return named | {
        layer.name: np.asarray(output)[0]
        for layer, output in zip(model.layers, outputs, strict=True)
    }


def augmentation_draws(augmentation: Any, pixels: np.ndarray) -> np.ndarray:
    """What training would see of one picture: uint8 (draws, H, W, 3).

    The layers are made anew from the model's own settings with a known seed, because those in
    the model carry the state of the training they went through.
    """
    changes = [
        type(layer).from_config({**layer.get_config(), "seed": AUGMENTATION_SEED + position})
        for position, layer in enumerate(augmentation.layers)
    ]
    batch: Any = np.repeat(pixels[None].astype(np.float32), AUGMENTATION_DRAWS, axis=0)
    for change in changes:
        batch = change(batch, training=True)
    draws: np.ndarray = np.rint(np.asarray(batch)).clip(0, 255).astype(np.uint8)
    return draws


def middle_square(pixels: np.ndarray, side: int) -> np.ndarray:
    """The middle square of a picture (H, W, 3), made ``side`` pixels a side."""
    height, width = pixels.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    square = Image.fromarray(pixels[top : top + edge, left : left + edge])
    small: np.ndarray = np.asarray(square.resize((side, side), Image.Resampling.LANCZOS))
    return small


def _shapes(before: Any, after: Any) -> dict[str, Any]:
    """Shapes without the batch axis."""
    return {"input_shape": list(before[1:]), "output_shape": list(after[1:])}


def _augmentation_facts(layer: Any) -> dict[str, Any]:
    config = layer.get_config()
    return {"keras": type(layer).__name__} | {
        name: config[name] for name in _AUGMENTATION_SETTINGS if name in config
    }


def _save_thumbnails(sources: tuple[Source, ...], file: Path) -> None:
    strip = np.concatenate([middle_square(s.pixels, THUMBNAIL_SIDE) for s in sources], axis=1)
    Image.fromarray(strip).save(file, quality=82, method=6)


def _readable(facts: Mapping[str, Any]) -> str:
    """JSON with a line for each stage and picture, so that a change can be read."""
    parts = {
        name: "[\n  " + ",\n  ".join(json.dumps(entry) for entry in value) + "\n ]"
        if name in ("stages", "pictures")
        else json.dumps(value)
        for name, value in facts.items()
    }
    return "{\n" + ",\n".join(f' "{name}": {text}' for name, text in parts.items()) + "\n}\n"


def _origin(credit: str) -> str:
    return f"{credit}; from scikit-image's data folder, cut to a square and made smaller"


def main() -> None:
    """Record anew with the shipped model."""
    run = shipped_run()
    record(run.model_path, run.state.class_names, embedded_sources())
    describe_files(
        {
            file: ("written by lib/models/ship.py", "as this project")
            for file in run.folder.rglob("*")
            if file.is_file()
        }
        | {DATA / "icon.png": ("drawn for this project", "as this project")}
    )


if __name__ == "__main__":
    main()
