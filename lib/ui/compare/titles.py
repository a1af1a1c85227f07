"""What recipes are called beside each other: by what is different between them."""

from __future__ import annotations

from collections.abc import Sequence

from lib.runs.differences import AUGMENTATION, augmentation_of, differing, head_of
from lib.runs.recipe import GARDEN, Recipe
from lib.runs.state import RunState
from lib.ui.run_titles import recipe_data_title
from lib.words import Words

FIELDS = (
    "data", "picture_count", "image_size", "resizing", "order", "batch_size", "epochs",
    "learning_rate", "augmentation", "augmenting", "dropout", "network", "seed",
)  # fmt: skip


def recipe_titles(say: Words, recipes: Sequence[Recipe]) -> list[str]:
    """A name for each, from what not all of them share; equal recipes are called so.

    Args:
        say: The words.
        recipes: At least one.
    """
    fields = compared_fields(recipes)
    if not fields:
        return [say("compare.the_same")] * len(recipes)
    return [
        say("compare.joint").join(short_value(say, recipe, field, recipes) for field in fields)
        for recipe in recipes
    ]


def compared_fields(recipes: Sequence[Recipe]) -> list[str]:
    """Which of :data:`FIELDS` are different; flip, rotation and zoom are one: augmentation."""
    different = {"augmentation" if name in AUGMENTATION else name for name in differing(recipes)}
    if all(recipe.data != GARDEN for recipe in recipes):
        different.discard("picture_count")  # which counts for the garden only
    return [field for field in FIELDS if field in different]


def short_value(say: Words, recipe: Recipe, field: str, among: Sequence[Recipe]) -> str:
    """What a recipe says of a field, in a few words that need no heading."""
    if field == "augmentation":
        kind = augmentation_of(recipe)
        if kind != "own":
            return say(f"compare.augmentation.{kind}")
        return say("compare.augmentation.own", **_augmentation_facts(say, recipe))
    if field == "network":
        return _network(say, recipe, among)
    if field == "data":
        return say("compare.garden") if recipe.data == GARDEN else recipe_data_title(say, recipe)
    if field in ("resizing", "order", "augmenting"):
        return say(f"compare.{field}.{getattr(recipe, field)}")
    return say(f"compare.value.{field}", value=number(getattr(recipe, field)))


def long_value(say: Words, recipe: Recipe, field: str) -> str:
    """What a recipe says of a field, for a table whose rows are the fields."""
    if field in ("resizing", "order", "augmenting"):
        return say(f"recipe.{field}.{getattr(recipe, field)}")
    if field == "picture_count" and recipe.data != GARDEN:
        return "–"
    if field in ("augmentation", "network", "data"):
        return short_value(say, recipe, field, [recipe])
    if field == "dropout" and recipe.edited:
        return say("compare.dropout.own")
    value = getattr(recipe, field)
    return f"{value}×{value}" if field == "image_size" else number(value)


def number(value: float) -> str:
    """A value of a recipe as it is read: a seed has no thousands."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def classes_title(state: RunState) -> str:
    """How many classes a run has; unknown before its pictures were found."""
    return str(len(state.class_names)) if state.class_names else "–"


def _network(say: Words, recipe: Recipe, among: Sequence[Recipe]) -> str:
    heads = {head_of(one) for one in among}
    networks = {one.network for one in among}
    if len(heads) == len(networks) and len(networks) > 1:
        return say(f"compare.head.{head_of(recipe)}")
    if not recipe.edited:
        return say("compare.network.notes")
    return say("compare.network.own", layers=recipe.network.count("_") + 1)


def _augmentation_facts(say: Words, recipe: Recipe) -> dict[str, str]:
    return {
        "flip": say(f"recipe.flip.{recipe.flip}"),
        "rotation": number(recipe.rotation),
        "zoom": number(recipe.zoom),
    }
