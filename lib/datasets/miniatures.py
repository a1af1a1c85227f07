"""480 pictures of the garden made small, on one sheet that ships: a data set to watch on its way.

``python -m lib.models.record_batches`` draws the sheet.  Pictures lie on it in the order in which
Keras lists the files of a folder: class by class, number by number.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.datasets.garden import CLASS_NAMES, class_counts
from lib.places import DATA

SHEET = DATA / "batches" / "garden.webp"
COUNT = 480  # fifteen batches of 32
SIDE = 32  # pixels
COLUMNS = 24  # of the sheet
_COUNTS = class_counts(COUNT)


@lru_cache(maxsize=1)
def miniature_files() -> tuple[str, ...]:
    """Paths of the 480 pictures within their folder, as Keras sorts them.

    Example:
        >>> miniature_files()[0], len(miniature_files())
        ('daisy/daisy_0000.png', 480)
    """
    return tuple(
        f"{name}/{name}_{index:04d}.png" for name in CLASS_NAMES for index in range(_COUNTS[name])
    )


@lru_cache(maxsize=1)
def miniature_labels() -> NDArray[np.uint8]:
    """The class of each of the 480, as its place among the class names: uint8 (480,)."""
    counts = [_COUNTS[name] for name in CLASS_NAMES]
    return np.repeat(np.arange(len(CLASS_NAMES), dtype=np.uint8), counts)


@lru_cache(maxsize=1)
def sheet() -> bytes:
    """The sheet as it ships, a WebP file of 24 pictures a row."""
    return SHEET.read_bytes()


@lru_cache(maxsize=1)
def miniatures() -> NDArray[np.uint8]:
    """All pictures: uint8 (480, 32, 32, 3), 0 to 255."""
    with Image.open(io.BytesIO(sheet())) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    rows = len(pixels) // SIDE
    tiled = pixels.reshape(rows, SIDE, COLUMNS, SIDE, 3).swapaxes(1, 2)  # (20, 24, 32, 32, 3)
    return tiled.reshape(-1, SIDE, SIDE, 3)[:COUNT]


def few(each: int) -> NDArray[np.intp]:
    """Places of the first ``each`` pictures of every class: (classes · each,), sorted."""
    starts = np.cumsum([0, *[_COUNTS[name] for name in CLASS_NAMES[:-1]]])
    return (starts[:, None] + np.arange(each)).ravel()


@lru_cache(maxsize=4)
def small_sheet(each: int) -> bytes:
    """A strip of :func:`few` pictures side by side, as a WebP file."""
    strip = np.concatenate(list(miniatures()[few(each)]), axis=1)
    return packed(strip)


def packed(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels (H, W, 3) as a WebP file."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "WEBP", quality=80, method=6)
    return out.getvalue()


def tile(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lay pictures (N, S, S, 3) out as the sheet is: the opposite of :func:`miniatures`."""
    N, S = pictures.shape[:2]
    rows = -(-N // COLUMNS)
    room = np.zeros((rows * COLUMNS, S, S, 3), np.uint8)
    room[:N] = pictures
    tiled = room.reshape(rows, COLUMNS, S, S, 3).swapaxes(1, 2)  # (rows, S, columns, S, 3)
    return tiled.reshape(rows * S, COLUMNS * S, 3)


def write_folder(folder: Path) -> None:
    """Write the 480 as PNG files into ``folder``, one folder a class."""
    for file, pixels in zip(miniature_files(), miniatures(), strict=True):
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(place)
