"""A fixed set of pictures on which a network is looked at: the same for everyone, every time."""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lib.datasets.garden import CLASS_NAMES
from lib.datasets.pictures import garden_picture
from lib.datasets.scan import read_picture_file
from lib.errors import ConvScopeError
from lib.images.decode import decode_image
from lib.layers.effort import set_size
from lib.models.inference import resize
from lib.models.inside.network import describe
from lib.models.loaded import resizing_of
from lib.places import DATA
from lib.runs.directory import Run
from lib.runs.recipe import GARDEN
from lib.runs.shipped import SHIPPED

SAMPLE_SIZE = 48
_SEED = 123
_SAMPLES_KEPT = 3  # 1.3 MB each at 96×96, 9.4 at most
_GARDEN_FILE = re.compile(rf"({'|'.join(CLASS_NAMES)})/\1_(\d{{4}})\.jpg")


@lru_cache(maxsize=_SAMPLES_KEPT)
def sample_of(
    model: Path, side: int, _written: int, garden: bool
) -> tuple[NDArray[np.uint8], tuple[str, ...], str]:
    """Some of the pictures that a run held back, drawn with a fixed seed; else of the garden.

    Args:
        model: The ``model.keras`` of a run.
        side: Of the network's square.
        garden: Whether the run's own are not to be seen: whoever asks has no key to them.

    Returns:
        uint8 (N, side, side, 3); the pictures' names, ``class/file``; and where they are from,
        ``"validation"``, ``"garden"`` or ``"private"``: of the garden too, because of that.
        N is 48, or fewer where the run held back fewer or the network is a large one.
    """
    size = set_size(describe(str(model)), least=len(CLASS_NAMES), most=SAMPLE_SIZE)
    run = Run(SHIPPED if model.parent.parent == DATA else model.parent.name, model.parent)
    found: dict[str, NDArray[np.uint8]] = {}
    way = resizing_of(model)
    files: tuple[str, ...] = ()
    if not garden:
        with contextlib.suppress(ConvScopeError):
            files, _ = run.validation_files()
    order = np.random.default_rng(_SEED).permutation(len(files))
    for number in order:
        if len(found) == size:
            break
        pixels = _picture(run, files[int(number)])
        if pixels is not None:
            found[files[int(number)]] = resize(pixels, side, way=way)
    source = "validation"
    if not found:
        source = "private" if garden else "garden"
        count = size // len(CLASS_NAMES)
        for name in CLASS_NAMES:
            for index in range(count):
                pixels = garden_picture(name, index)
                found[f"{name}/{name}_{index:04}.jpg"] = resize(pixels, side, way=way)
    return np.stack(list(found.values())), tuple(found), source


def _picture(run: Run, file: str) -> NDArray[np.uint8] | None:
    """A picture from its file, or drawn again; None where it has gone."""
    folder = run.data_folder
    path = None if folder is None else folder / file
    if path is not None and path.is_file():
        try:
            return decode_image(read_picture_file(path), name=file).pixels
        except (ConvScopeError, OSError):
            return None
    flower = _GARDEN_FILE.fullmatch(file)
    if run.recipe.data != GARDEN or flower is None:
        return None
    return garden_picture(flower[1], int(flower[2]))
