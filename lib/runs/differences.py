"""What is different between recipes, and what each says of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from lib.runs.recipe import Recipe

AUGMENTATION = ("flip", "rotation", "zoom")


def differing(recipes: Sequence[Recipe]) -> tuple[str, ...]:
    """The fields that are not the same in all recipes, in the order of the recipe.

    Example:
        >>> differing([Recipe(), Recipe(dropout=0.5), Recipe(seed=1)])
        ('dropout', 'seed')
    """
    return tuple(
        field.name
        for field in dataclasses.fields(Recipe)
        if len({getattr(recipe, field.name) for recipe in recipes}) > 1
    )


def without_seed(recipe: Recipe) -> Recipe:
    """The recipe with seed 0: equal for runs that repeat each other but for the seed."""
    return dataclasses.replace(recipe, seed=0)


def augmentation_of(recipe: Recipe) -> str:
    """``"notes"``, ``"none"`` or ``"own"``: flip, rotation and zoom together.

    Example:
        >>> augmentation_of(Recipe()), augmentation_of(Recipe(zoom=0.0))
        ('notes', 'own')
    """
    values = tuple(getattr(recipe, name) for name in AUGMENTATION)
    return {("horizontal", 0.1, 0.1): "notes", ("none", 0.0, 0.0): "none"}.get(values, "own")


def head_of(recipe: Recipe) -> str:
    """``"flatten"``, ``"globalaverage"``, … : by which layer maps become a vector, if any."""
    if not recipe.edited:
        return "flatten"
    heads = ("flatten", "globalaverage", "globalmax")
    layers = [layer.partition("-")[0] for layer in recipe.network.split("_")]
    return next((name for name in layers if name in heads), "other")
