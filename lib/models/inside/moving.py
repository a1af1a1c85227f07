"""A moved picture through the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from lib.jobs.steps import Steps, Stepwise, Unfinished
from lib.layers.field import fields_of, sees_only
from lib.layers.movement import (
    PIXEL_GRID,
    Change,
    Course,
    Grid,
    Moved,
    Movement,
    apart,
    grids_of,
)
from lib.layers.passage import shrink
from lib.layers.spec import UNCHANGED, LayerSpec
from lib.models.inside.answering import softmax_of, stepwise_probabilities
from lib.models.inside.network import describe
from lib.models.inside.passing import Picture, passage, square
from lib.models.loaded import own_path, version_of

_GREY = 128.0
_SLACK = 1e-4  # of bilinear weights in float32, which do not always sum to 1
_SHOWN_SIDE = 72  # cells a side of a map that is sent
_SKIPPED = (*UNCHANGED, "Flatten")  # give what they get
_steps = Steps[Course](kept=8)


def moved(
    digest: str, picture: Picture, model: str, movement: Movement, shown: tuple[str, int]
) -> Moved | None:
    """The picture before and after, and some of a layer's maps for both.

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
    name, count = shown
    image, after = _after(digest, seen, model, movement)
    before = passage(digest, seen, model)
    place = describe(model).place(name)
    old, new = before[place], after[place]
    units = np.argsort(-np.abs(old).mean(axis=(0, 1)), kind="stable")[:count]
    maps = np.stack([np.moveaxis(each[..., units], 2, 0) for each in (old, new)])
    small = np.stack([shrink(each, _SHOWN_SIDE)[0] for each in maps])
    peak = float(np.abs(small).max())
    return Moved(
        before=seen,
        after=image,
        probabilities=softmax_of(np.stack([before[-1], after[-1]])),
        units=tuple(int(unit) for unit in units),
        # As shares: what a network without rescaling gives can be beyond the range of halves.
        maps=(small / (peak or 1.0)).astype(np.float16),
        peak=peak,
    )


def changes(
    digest: str, picture: Picture, model: str, movement: Movement
) -> tuple[Change, ...] | None:
    """How far every layer's values are from before; args as :func:`moved`."""
    seen = square(digest, picture, model)
    if seen is None:
        return None
    before = passage(digest, seen, model)
    _, after = _after(digest, seen, model, movement)
    layers = describe(model).layers
    return tuple(
        _change(layers, place, (old, new), movement)
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        if layers[place].kind not in _SKIPPED
    )


def course(
    digest: str, picture: Picture, model: str, movement: Movement, kind: str
) -> Course | Unfinished | None:
    """The probabilities over the whole range of one movement, the others as they are.

    In steps: a large network would keep the worker from all others for seconds.
    """
    seen = square(digest, picture, model)
    if seen is None:
        return None
    key = (*version_of(own_path(model)), digest, movement, kind)
    return _steps.answer(key, lambda: _course(seen, model, movement, kind))


def _course(seen: NDArray[np.uint8], model: str, movement: Movement, kind: str) -> Stepwise[Course]:
    side = seen.shape[0]
    all_ = movement.along(kind, side)

    def pictures(some: slice) -> NDArray[np.uint8]:
        still = np.broadcast_to(seen.astype(np.float32), (len(all_[some]), *seen.shape))
        return _whole(move(still, all_[some], side))

    shares = yield from stepwise_probabilities(model, len(all_), pictures)
    return Course(np.array([getattr(each, kind) for each in all_]), shares)


def move(
    values: NDArray[np.float32],
    movements: tuple[Movement, ...],
    side: int,
    *,
    grids: tuple[Grid, Grid] = (PIXEL_GRID, PIXEL_GRID),
    fill: float = _GREY,
) -> NDArray[np.float32]:
    """Pictures or maps (N, h, w, C), each moved in its own way; bilinear.

    Args:
        values: What is moved.
        movements: N of them, all with the same fill.
        side: Of the picture, in pixels.
        grids: Where rows and columns of the values lie on the picture.
        fill: The value beyond the border where that is ``"constant"``.
    """
    # What keras.ops.image.affine_transform calls, without its detours: they take longer.
    moved: NDArray[np.float32] = tf.raw_ops.ImageProjectiveTransformV3(
        images=values,
        transforms=np.array([each.transform(side, *grids) for each in movements], np.float32),
        output_shape=values.shape[1:3],
        fill_value=fill,
        interpolation="BILINEAR",
        fill_mode=movements[0].fill.upper(),
    ).numpy()
    return moved


def _after(
    digest: str, seen: NDArray[np.uint8], model: str, movement: Movement
) -> tuple[NDArray[np.uint8], tuple[NDArray[np.float32], ...]]:
    """The moved picture, and every layer's output for it."""
    image = _whole(move(seen.astype(np.float32)[None], (movement,), seen.shape[0]))[0]
    return image, passage(f"{digest} {movement}", image, model)


def _change(
    layers: Sequence[LayerSpec],
    place: int,
    values: tuple[NDArray[np.float32], NDArray[np.float32]],
    movement: Movement,
) -> Change:
    (old, new), name = values, layers[place].name
    if old.ndim < 3 or min(old.shape[:2]) < 2:
        return Change(name, apart(old, new), None)
    side, fields = layers[0].input_shape[0], fields_of(layers, place)
    blank = (replace(movement, fill="constant"),)

    def along(maps: NDArray[np.float32]) -> NDArray[np.float32]:
        """The maps of before, (H, W, C), moved as the picture was."""
        taken = move(maps[None], blank, side, grids=grids_of(fields), fill=0.0)
        return np.asarray(taken[0])

    # Padding stays where it is and what comes in over the border is new: both would hide what a
    # filter does with a moved picture.
    clear = sees_only(fields, np.ones((side, side), bool)).astype(np.float32)
    inside = sees_only(fields, movement.comes_from_within(side))
    inside &= along(clear[..., None])[..., 0] > 1 - _SLACK
    if not inside.any():
        return Change(name, apart(old, new), None)
    before, after, taken = old[inside], new[inside], along(old)[inside]  # (cells, C)
    return Change(name, apart(before, after), apart(taken, after), len(before))


def _whole(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rounded to whole numbers, as the pictures in training are."""
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
