"""A moved picture through the network."""

from __future__ import annotations

import keras
import numpy as np
from numpy.typing import NDArray

from lib.layers.movement import Change, Course, Moved, Movement, apart
from lib.layers.passage import shrink
from lib.layers.spec import UNCHANGED
from lib.models.inside.answering import probabilities
from lib.models.inside.network import describe
from lib.models.inside.passing import Picture, passage, square, through
from lib.models.loaded import own_path, version_of

_GREY = 128.0
_SHOWN_SIDE = 72  # cells a side of a map that is sent
_SKIPPED = (*UNCHANGED, "Flatten")  # give what they get


def moved(
    digest: str, picture: Picture, model: str, movement: Movement, shown: tuple[str, int]
) -> Moved | None:
    """The picture before and after, and the layers' values for both.

    Args:
        digest: Of the picture's content.
        picture: As in :func:`lib.models.inside.passing.overview`.
        model: Path of the ``model.keras`` of a run.
        movement: What is done to the network's square.
        shown: The layer whose maps are sent, and how many at most; it gives maps.

    Returns:
        None when the picture is not known here.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    layers = describe(model).layers
    name, count = shown
    before = passage(digest, seen, model)
    image = _whole(move(seen.astype(np.float32)[None], (movement,), seen.shape[0]))[0]
    after = [np.asarray(output)[0] for output in through(*version_of(own_path(model)))(image[None])]
    changes = []
    for layer, old, new in zip(layers, before, after, strict=True):
        if layer.kind not in _SKIPPED:
            changes.append(_change(layer.name, old, new, movement, seen.shape[0]))
    place = next(place for place, layer in enumerate(layers) if layer.name == name)
    old, new = before[place], after[place]
    units = np.argsort(-np.abs(old).mean(axis=(0, 1)), kind="stable")[:count]
    maps = np.stack([np.moveaxis(each[..., units], 2, 0) for each in (old, new)])
    small = np.stack([shrink(each, _SHOWN_SIDE)[0] for each in maps])
    return Moved(
        before=seen,
        after=image,
        probabilities=probabilities(model, np.stack([seen, image])),
        units=tuple(int(unit) for unit in units),
        maps=small.astype(np.float16),
        peak=float(np.abs(small).max()),
        changes=tuple(changes),
    )


def course(
    digest: str, picture: Picture, model: str, movement: Movement, kind: str
) -> Course | None:
    """The probabilities over the whole range of one movement, the others as they are."""
    seen = square(digest, picture, model)
    if seen is None:
        return None
    side = seen.shape[0]
    all_ = movement.along(kind, side)
    pictures = np.broadcast_to(seen.astype(np.float32), (len(all_), *seen.shape))
    shares = probabilities(model, _whole(move(pictures, all_, side)))
    return Course(np.array([getattr(each, kind) for each in all_]), shares)


def move(
    values: NDArray[np.float32], movements: tuple[Movement, ...], side: int, *, fill: float = _GREY
) -> NDArray[np.float32]:
    """Pictures or maps (N, h, h, C), each moved in its own way; bilinear.

    Args:
        values: What is moved.
        movements: N of them, all with the same fill.
        side: Of the picture, in pixels: what shifts are counted in.
        fill: The value beyond the border where that is ``"constant"``.
    """
    moved: NDArray[np.float32] = np.asarray(
        keras.ops.image.affine_transform(
            values,
            np.array([each.transform(side, values.shape[1]) for each in movements], np.float32),
            interpolation="bilinear",
            fill_mode=movements[0].fill,
            fill_value=fill,
            data_format="channels_last",
        )
    )
    return moved


def _change(
    name: str, old: NDArray[np.float32], new: NDArray[np.float32], movement: Movement, side: int
) -> Change:
    if old.ndim < 3 or old.shape[0] != old.shape[1] or old.shape[0] < 2:
        return Change(name, apart(old, new), None)
    blank = Movement(movement.right, movement.down, movement.width, movement.turn, fill="constant")
    # Only cells whose value comes from within the picture can be compared.
    one = np.ones((1, *old.shape[:2], 1), np.float32)
    inside = move(one, (blank,), side, fill=0.0)[0] > 0.999
    if not inside.any():
        return Change(name, apart(old, new), None)
    taken = move(old[None], (blank,), side, fill=0.0)[0]
    return Change(name, apart(old * inside, new * inside), apart(taken * inside, new * inside))


def _whole(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rounded to whole numbers, as the pictures in training are."""
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
