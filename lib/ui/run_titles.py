"""What a run, its data and its classes are called, in the visitor's language."""

from __future__ import annotations

import time

from lib.datasets.annotation.names import is_set_name
from lib.runs.directory import Run
from lib.runs.recipe import GARDEN, QUICK, Recipe
from lib.runs.shipped import SHIPPED
from lib.words import Words, plain


def recipe_line(say: Words, run: Run) -> str:
    """A run's recipe in a line."""
    recipe = run.recipe
    facts = {
        "data": plain(data_title(say, run)),
        "size": recipe.image_size,
        "epochs": recipe.epochs,
        "augmentation": say("run.augmented" if _augmented(run) else "run.not_augmented"),
    }
    if recipe.edited:
        line = say("run.line.edited", layers=recipe.network.count("_") + 1, **facts)
    else:
        line = say("run.line", dropout=f"{recipe.dropout:g}", **facts)
    # Only where they are others than in nearly all recipes.
    seldom = ("resizing", "order", "augmenting")
    rare = [name for name in seldom if getattr(recipe, name) != getattr(QUICK, name)]
    return " · ".join([line, *(say(f"run.{name}.{getattr(recipe, name)}") for name in rare)])


def run_title(say: Words, run: Run) -> str:
    """A run's name in a list: when, on what, and the end of its id.

    The browser sends the name back when a run is picked, so a run keeps it for ever and no two
    runs share one.
    """
    if run.id == SHIPPED:
        return say("run.shipped")
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.state.created_at))
    return say(
        "run.entry.edited" if run.recipe.edited else "run.entry",
        when=when,
        data=data_title(say, run),
        size=run.recipe.image_size,
        number=run.id[-8:],
    )


def data_title(say: Words, run: Run) -> str:
    """What a run learned from, in a few words."""
    return recipe_data_title(say, run.recipe)


def recipe_data_title(say: Words, recipe: Recipe) -> str:
    """What a recipe learns from, in a few words."""
    data = recipe.data
    if data == GARDEN:
        return say("run.data.garden", count=f"{recipe.picture_count:,}")
    if is_set_name(data):  # the name would be the key to it
        return say("run.data.own")
    return data


def class_title(say: Words, name: str) -> str:
    """What a class is called: flowers of the tutorial in the visitor's language."""
    return say.strings.get(f"stage.class.{name}", name)


def _augmented(run: Run) -> bool:
    recipe = run.recipe
    return recipe.flip != "none" or recipe.rotation > 0 or recipe.zoom > 0
