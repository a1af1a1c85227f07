"""One picture of a data set as pixels: read from its folder, or drawn again."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.datasets.garden import CLASS_NAMES, SPECIMENS, draw_jpeg, draw_specimen
from lib.datasets.scan import read_picture_file, spelled
from lib.errors import ImageError
from lib.images.decode import decode_image, shrink
from lib.runs.directory import Run
from lib.runs.recipe import GARDEN, GARDEN_SEED

_THUMBNAIL_SIDE = 240  # pixels: twice what a page shows
_GARDEN_FILE = re.compile(rf"({'|'.join(CLASS_NAMES)})/\1_(\d{{4}})\.jpg")


def run_picture(run: Run, file: str) -> NDArray[np.uint8]:
    """A picture that a run was validated on, small enough for a gallery.

    Args:
        run: The run.
        file: Path relative to its data folder, as ``validation.json`` names it.

    Returns:
        uint8 (H, W, 3), no side longer than 240.

    Raises:
        ImageError: The file has gone (``image.unreadable``) or cannot be decoded.
    """
    folder = run.data_folder
    if folder is not None and (folder / file).is_file():
        try:
            data = (folder / file).read_bytes()
        except OSError as error:
            raise ImageError("image.unreadable", name=file) from error
        return shrink(decode_image(data, name=file), _THUMBNAIL_SIDE).pixels
    flower = _GARDEN_FILE.fullmatch(file)
    if run.recipe.data != GARDEN or flower is None:
        raise ImageError("image.unreadable", name=file)
    return garden_picture(flower[1], int(flower[2]))


@lru_cache(maxsize=256)
def garden_picture(class_name: str, index: int) -> NDArray[np.uint8]:
    """A flower of the garden that trainings use, uint8 (H, W, 3), drawn anew.

    Drawing is repeatable, so a garden that is not on this disk is no loss.

    Args:
        class_name: One of the five classes.
        index: Its number in the class, from 0.
    """
    with Image.open(io.BytesIO(draw_jpeg(class_name, seed=GARDEN_SEED, index=index))) as picture:
        return np.asarray(picture.convert("RGB"))


def file_picture(folder: Path, file: str) -> NDArray[np.uint8]:
    """A picture of a folder, small enough for a gallery.

    Args:
        folder: The data set.
        file: Path relative to it.

    Returns:
        uint8 (H, W, 3), no side longer than 240.

    Raises:
        ImageError: The file cannot be read or decoded.
    """
    try:
        changed = (folder / file).stat().st_mtime_ns
    except OSError as error:
        raise ImageError("image.unreadable", name=spelled(file)) from error
    return _decoded(folder, file, changed)


@lru_cache(maxsize=128)
def _decoded(folder: Path, file: str, changed: int) -> NDArray[np.uint8]:
    data = read_picture_file(folder / file)
    return shrink(decode_image(data, name=spelled(file)), _THUMBNAIL_SIDE).pixels


@lru_cache(maxsize=len(SPECIMENS))
def specimen(class_name: str) -> NDArray[np.uint8]:
    """An especially clear drawn flower of a class, uint8 (H, W, 3)."""
    return np.asarray(draw_specimen(class_name))
