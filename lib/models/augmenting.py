"""One picture, varied by Keras' augmentation layers: draws, epochs, training and prediction."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.images.framing import fill_frame
from lib.images.symbols import draw_symbol
from lib.models.augmentation_chain import build_layers, chain_of, whole_numbers
from lib.models.kept_pictures import kept_picture
from lib.operations.augmentation import (
    SIDE,
    Augmentation,
    Draw,
    Draws,
    Epochs,
    Inference,
    picture_digest,
)
from lib.places import scratch_home

_PROCESS = secrets.token_hex(4)  # two workers do not remove each other's files
_DATA_KEPT = 8
_FILE_SIDE = 192  # pixels a side of the file: twice what the data set makes of it


def draws(
    digest: str, pixels: NDArray[np.uint8] | None, settings: Augmentation, seed: int, count: int
) -> Draws | None:
    """One picture, as a batch of ``count`` copies, through the layers.

    Args:
        digest: Of the picture's content.
        pixels: (H, W, 3) uint8; None when the worker is hoped to know it.
        settings: Of the layers.
        seed: Layer ``i`` draws with ``seed + i``: with one seed for all of them, the coin of the
            flip and the angle of the rotation would come from the same number.
        count: Pictures.

    Returns:
        None when the picture is not known here.
    """
    picture = kept_picture(digest, pixels)
    if picture is None:
        return None
    return _drawn(_framed(picture), settings, seed=seed, count=count)


def symbol_draws(symbol: str, settings: Augmentation, seed: int, count: int) -> Draws:
    """A sign through the layers, with paper beyond its edge; see :func:`draws`."""
    return _drawn(draw_symbol(symbol), settings, seed=seed, count=count)


def distinct(
    digest: str, pixels: NDArray[np.uint8] | None, settings: Augmentation, seed: int, count: int
) -> list[str] | None:
    """sha256 of each of ``count`` draws, in their order; see :func:`draws`."""
    found = draws(digest, pixels, settings, seed, count)
    return None if found is None else [picture_digest(picture) for picture in found.pictures]


def epochs(
    digest: str, pixels: NDArray[np.uint8] | None, settings: Augmentation, seed: int, count: int
) -> Epochs | None:
    """A file on disk, read and varied anew in every epoch; see :func:`draws`.

    Meanwhile the picture is a file in a folder of its own.  ``image_dataset_from_directory``
    reads it in every epoch, the layers vary the batch of one, and nothing writes to the file.
    """
    picture = kept_picture(digest, pixels)
    if picture is None:
        return None
    chain = chain_of(settings, seed, SIDE)
    pictures: list[NDArray[np.uint8]] = []
    values: list[Draw] = []
    with _on_disk(digest, picture) as path:
        before, size = _sha256(path), path.stat().st_size
        data = _read_from(str(path.parent))
        for _ in range(count):
            for batch in data:  # one batch of one picture
                fresh, drawn = chain.run(batch)
                pictures.extend(fresh)
                values.extend(drawn)
        after = _sha256(path)
    return Epochs(Draws(np.stack(pictures), tuple(values)), before, after, size)


def inference(
    digest: str, pixels: NDArray[np.uint8] | None, settings: Augmentation, seed: int
) -> Inference | None:
    """The layers called with ``training=True`` and with ``training=False``; see :func:`draws`."""
    picture = kept_picture(digest, pixels)
    if picture is None:
        return None
    original = _framed(picture)
    batch = original[None].astype(np.float32)
    varied = _drawn(original, settings, seed=seed, count=1).pictures[0]
    through = batch
    for layer in build_layers(settings, seed):
        through = layer(through, training=False)
    plain = np.asarray(through, np.float32)
    alone = keras.layers.RandomRotation(0.1, seed=seed)
    return Inference(
        original,
        varied,
        whole_numbers(plain)[0],
        float(np.abs(varied.astype(np.float32) - original).max()),
        float(np.abs(plain - batch).max()),
        float(np.abs(np.asarray(alone(batch)) - batch).max()),
    )


def _drawn(picture: NDArray[np.uint8], settings: Augmentation, *, seed: int, count: int) -> Draws:
    batch = np.repeat(picture[None], count, axis=0)  # (N, S, S, 3)
    return Draws(*chain_of(settings, seed, picture.shape[0]).run(batch))


def _framed(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return fill_frame(picture, SIDE, SIDE)


@contextlib.contextmanager
def _on_disk(digest: str, picture: NDArray[np.uint8]) -> Iterator[Path]:
    """A picture as the one file of a folder, which is gone afterwards: it may be a visitor's own.

    What a kill leaves goes with the next sweep.
    """
    name = hashlib.sha256(digest.encode()).hexdigest()[:16]
    folder = scratch_home() / f"{_PROCESS}-{name}"
    folder.mkdir(exist_ok=True)
    try:
        path = folder / "picture.png"
        Image.fromarray(fill_frame(picture, _FILE_SIDE, _FILE_SIDE)).save(path)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=_DATA_KEPT)
def _read_from(folder: str) -> Any:
    """What reads the file of a folder; it is kept, for making it takes longer than the file."""
    return keras.utils.image_dataset_from_directory(
        folder, labels=None, image_size=(SIDE, SIDE), batch_size=1, shuffle=False, verbose=False
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
