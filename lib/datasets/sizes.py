"""How large the pictures of a data set are, without decoding a single one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lib.datasets.folder import resolve_folder
from lib.datasets.garden.counts import class_counts
from lib.datasets.garden.drawing import draw_size
from lib.datasets.scan import list_candidates, read_picture_file
from lib.errors import ImageError
from lib.images.container import BrokenContainerError
from lib.images.containers import open_container
from lib.places import datasets_home
from lib.runs.recipe import GARDEN_SEED

_MOST_FILES = 5000
_LYING = 5  # EXIF orientations from here on exchange width and height


@dataclass(frozen=True)
class Sizes:
    """Widths and heights of a data set's pictures.

    Attributes:
        sides: int64 (N, 2): height and width in pixels, upright.
        unreadable: Files that announce no size.
    """

    sides: NDArray[np.int64]
    unreadable: int = 0


@lru_cache(maxsize=2)
def garden_sizes(picture_count: int) -> Sizes:
    """The sizes of a garden's flowers, planned as for drawing, but not painted.

    Args:
        picture_count: Flowers over all classes, as :func:`~lib.datasets.garden.plant_garden`.

    Raises:
        DatasetError: ``garden.count_out_of_range``.
    """
    sides = [
        draw_size(class_name, seed=GARDEN_SEED, index=index)
        for class_name, count in class_counts(picture_count).items()
        for index in range(count)
    ]
    return Sizes(np.array([(height, width) for width, height in sides], np.int64))


def folder_sizes(name: str) -> Sizes:
    """The sizes that the picture files of a data folder announce.

    Args:
        name: Of a folder directly under :func:`~lib.places.datasets_home`.

    Raises:
        DatasetError: ``folder.unknown``, ``folder.unreadable`` or ``folder.empty``.
    """
    folder = resolve_folder(datasets_home(), name)
    candidates = list_candidates(folder).candidates[:_MOST_FILES]
    found = []
    for relative in candidates:
        try:
            container = open_container(read_picture_file(folder / relative))
        except (ImageError, BrokenContainerError):
            continue
        if container is not None and container.width > 0 and container.height > 0:
            sides = (container.height, container.width)
            found.append(sides if container.orientation < _LYING else sides[::-1])
    sides_found = np.array(found, np.int64).reshape(-1, 2)
    return Sizes(sides_found, len(candidates) - len(found))
