"""What the host allows a visitor to train, and how a recipe is made to fit.

A recipe that may not be trained here is still one: recorded runs, and those of another host, can
be looked at whatever this host allows.
"""

from __future__ import annotations

import dataclasses

from lib.datasets.annotation.label_set import open_set
from lib.datasets.annotation.names import is_set_name
from lib.errors import DatasetError, EngineError, RecipeError
from lib.runs.recipe import FLOWER_PHOTOS, GARDEN, LIMITS, NOTES, QUICK_SIZES, Limit, Recipe
from lib.settings import settings

FLOWER_PHOTOS_COUNT = 3670


def check_allowed(*recipes: Recipe) -> None:
    """Refuse what this host does not train.

    Raises:
        EngineError: It trains nothing (``engine.training_off``).
        RecipeError: A recipe wants more than it gives (``recipe.host_limit``).
    """
    if not settings().training:
        raise EngineError("engine.training_off")
    for recipe in recipes:
        for field, value, most in (
            ("epochs", recipe.epochs, allowed("epochs").maximum),
            ("image_size", recipe.image_size, allowed("image_size").maximum),
            ("pictures", _picture_count(recipe), allowed("picture_count").maximum),
        ):
            if value > most:
                raise RecipeError("recipe.host_limit", field=field, value=value, limit=int(most))


def allowed(field: str) -> Limit:
    """What a number in a recipe may be on this host.

    Example:
        >>> allowed("dropout") == LIMITS["dropout"]
        True
    """
    here = settings()
    most = {
        "epochs": here.epoch_limit,
        "image_size": here.size_limit,
        "picture_count": here.picture_limit,
    }
    limit = LIMITS[field]
    return dataclasses.replace(limit, maximum=min(limit.maximum, most.get(field, limit.maximum)))


def allowed_sizes() -> tuple[int, ...]:
    """The sides of pictures that a form offers, in pixels."""
    sizes = (*QUICK_SIZES, NOTES.image_size)
    return tuple(size for size in sizes if size <= allowed("image_size").maximum)


def narrowed(recipe: Recipe) -> Recipe:
    """The recipe, with as much of each number as this host allows."""
    changes = {
        field: min(getattr(recipe, field), int(allowed(field).maximum))
        for field in ("epochs", "picture_count")
    }
    if recipe.image_size > allowed("image_size").maximum:
        changes["image_size"] = allowed_sizes()[-1]
    return dataclasses.replace(recipe, **changes)


def _picture_count(recipe: Recipe) -> int:
    """How many pictures a recipe trains on, validation included; 0 for the host's own folders."""
    if recipe.data == GARDEN:
        return recipe.picture_count
    if recipe.data == FLOWER_PHOTOS:
        return FLOWER_PHOTOS_COUNT
    if is_set_name(recipe.data):
        try:
            return open_set(recipe.data).contents().labelled_count
        except DatasetError:
            return 0  # the training will say that there is no such set
    return 0
