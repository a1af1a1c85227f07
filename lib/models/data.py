"""From a recipe to a folder of classes that Keras can load to the last file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lib.datasets.annotation.names import is_set_name
from lib.datasets.annotation.store import PREPARED
from lib.datasets.folder import PreparedFolder, prepare_folder, resolve_folder
from lib.models.flower_photos import download_flower_photos
from lib.places import datasets_home, home
from lib.runs.recipe import FLOWER_PHOTOS, GARDEN, GARDEN_SEED, Recipe

Report = Callable[[str, int, int], object]  # (phase, done, total)


def find_data(recipe: Recipe, report: Report) -> PreparedFolder:
    """Draw, download or find what the recipe names, and make it safe for Keras.

    Args:
        recipe: Names the data.
        report: Told the phase and how far it is; what it raises ends the search.

    Raises:
        DatasetError: There is no such folder, it cannot be used, or there is no network.
    """
    if recipe.data == GARDEN:
        folder = _garden(recipe.picture_count, report)
    elif recipe.data == FLOWER_PHOTOS:
        folder = download_flower_photos(lambda done, total: report("downloading", done, total))
    else:
        folder = resolve_folder(datasets_home(), recipe.data)
    return prepare_folder(
        folder,
        # Copies of a visitor's pictures lie among them, so that they go with them.
        folder / PREPARED if is_set_name(recipe.data) else home() / "prepared",
        progress=lambda done, total: _ignore(report("checking", done, total)),
    )


def _garden(picture_count: int, report: Report) -> Path:
    """The garden of that size, as today's drawing draws it; found again when it is there."""
    from lib.datasets.garden import plant_garden

    return plant_garden(
        home() / "gardens" / str(picture_count),
        picture_count=picture_count,
        seed=GARDEN_SEED,
        progress=lambda done, total: _ignore(report("drawing", done, total)),
    ).folder


def _ignore(_: object) -> None:
    """Give nothing back where the listener must return ``None``."""
