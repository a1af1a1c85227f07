"""Which pictures of the fixed set excite a unit most, and where."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lib.jobs.steps import Steps, Stepwise, Unfinished
from lib.layers.excitement import Example, Excitement, rank_pictures
from lib.models.inference import resize
from lib.models.inside.network import describe
from lib.models.inside.passing import Picture, output_of, square, through
from lib.models.inside.sample import sample_of
from lib.models.inside.values import batches_of
from lib.models.loaded import load_network, own_path, version_of

_SENT_SIDE = 128  # pixels a side of a picture that is sent

# Of every layer: the largest value of each map or unit in each picture, and where it is.
Peaks = dict[str, tuple[NDArray[np.float32], NDArray[np.int32]]]
_steps = Steps[Peaks]()


def excited(
    digest: str, picture: Picture, model: str, layer: str, choice: tuple[tuple[int, ...], int, bool]
) -> Excitement | Unfinished | None:
    """The pictures that excite some units most, and those that excite them least.

    Args:
        digest: Of the picture's content.
        picture: As in :func:`lib.models.inside.passing.overview`.
        model: Path of the ``model.keras`` of a run.
        layer: Its name.
        choice: Numbers of the units, from 0; how many pictures at either end; and ``garden`` as
            in :func:`~lib.models.inside.sample.sample_of`.

    Returns:
        None when the picture is not known here.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    numbers, ends, garden = choice
    version = version_of(own_path(model))
    found = _steps.answer((*version, garden), lambda: _peaks(*version, garden))
    if isinstance(found, Unfinished):
        return found
    peaks, places = found[layer]
    spec = describe(model).layer(layer)
    columns = spec.map_shape[1]
    own = output_of(digest, seen, model, layer).reshape(-1, spec.units)
    units = []
    for unit in numbers:
        row, column = divmod(int(own[:, unit].argmax()), columns)
        answer = Example(-1, float(own[:, unit].max()), row, column)
        units.append(
            rank_pictures(
                unit,
                peaks[:, unit],
                places[:, unit],
                own=answer,
                count=ends,
                columns=columns,
            )
        )
    pictures, names, source = sample_of(version[0], seen.shape[0], version[1], garden)
    shown = {each.picture for unit in units for each in (*unit.most, *unit.least)}
    return Excitement(
        count=len(pictures),
        source=source,
        units=tuple(units),
        names={place: names[place] for place in sorted(shown)},
        pictures={-1: _small(seen)} | {place: _small(pictures[place]) for place in sorted(shown)},
    )


def _peaks(path: Path, written: int, garden: bool) -> Stepwise[Peaks]:
    network = load_network(path, written)
    pictures, _, _ = sample_of(path, network.input_shape[1], written, garden)
    found: dict[str, list[tuple[NDArray[np.float32], NDArray[np.int32]]]] = {
        layer.name: [] for layer in network.layers
    }
    done = 0
    for batch in batches_of(str(path), pictures):
        outputs = through(path, written)(batch)
        for layer, output in zip(network.layers, outputs, strict=True):
            values = np.asarray(output, np.float32)
            flat = values.reshape(len(values), -1, values.shape[-1])  # (n, H·W, C)
            place = flat.argmax(axis=1)  # (n, C)
            peak = np.take_along_axis(flat, place[:, None], axis=1)[:, 0]
            found[layer.name].append((peak, place.astype(np.int32)))
        done += len(batch)
        yield done / len(pictures)
    return {
        name: (np.concatenate([p for p, _ in parts]), np.concatenate([w for _, w in parts]))
        for name, parts in found.items()
    }


def _small(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return pixels if len(pixels) <= _SENT_SIDE else resize(pixels, _SENT_SIDE)
