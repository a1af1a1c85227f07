"""Two to four recipes made from one: which fields are varied, and what each recipe says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from lib.operations.comparisons import BASE, head_network
from lib.runs.allowed import allowed, allowed_sizes, narrowed
from lib.runs.differences import AUGMENTATION, augmentation_of
from lib.runs.recipe import (
    CHOICES,
    GARDEN,
    NOTES,
    NOTES_NETWORK,
    QUICK,
    Recipe,
)
from lib.runs.shipped import find_run
from lib.ui.compare.titles import compared_fields
from lib.ui.known_sets import visible_runs
from lib.ui.page import Page
from lib.ui.run_titles import run_title
from lib.ui.several import choose_several

MOST_VARIED, MOST_RECIPES, MOST_SEEDS = 3, 4, 5
_BASES = {"recorded": BASE, "quick": QUICK, "notes": NOTES}
_AUGMENTATIONS: dict[str, dict[str, Any]] = {
    "notes": {"flip": "horizontal", "rotation": 0.1, "zoom": 0.1},
    "none": {"flip": "none", "rotation": 0.0, "zoom": 0.0},
    "flip": {"flip": "horizontal", "rotation": 0.0, "zoom": 0.0},
    "strong": {"flip": "horizontal", "rotation": 0.3, "zoom": 0.3},
}
_HEADS = ("flatten", "average")
# What the second, third and fourth recipe begin with; the first is the base.
_OTHERS: dict[str, tuple[Any, ...]] = {
    "augmentation": ("none", "flip", "strong"),
    "dropout": (0.0, 0.5, 0.8),
    "head": ("average", "flatten", "average"),
    "learning_rate": (0.01, 0.0001, 0.003),
    "resizing": ("crop", "pad", "squash"),
    "order": ("notes", "once", "sorted"),
    "augmenting": ("fused", "layers", "fused"),
    "image_size": (32, 64, 128),
    "picture_count": (200, 100, 400),
    "batch_size": (8, 128, 1),
    "epochs": (5, 20, 30),
}


def choose_recipes(page: Page) -> list[Recipe]:
    """Draw the form; the recipes with the base's own seed, the base first where it is unchanged."""
    say, controls = page.say, page.controls
    at_base, at_varied, at_count = st.columns([1.3, 1.7, 0.8], gap="medium")
    with at_base:
        base = _choose_base(page)
    with at_varied:
        varied = choose_several(
            page,
            "vary",
            {name: say(f"compare.field.{name}") for name in _can_vary(base)},
            label=say("compare.live.vary"),
            most=MOST_VARIED,
            default=("augmentation",),
            help=say("compare.live.vary.help"),
        )
    with at_count:
        count = int(controls.choice("count", (2, 3, 4), label=say("compare.live.count"), default=2))
    recipes = []
    for number, place in enumerate(st.columns(count, gap="medium"), start=1):
        with place:
            st.markdown(f"**{say('compare.live.recipe', number=number)}**")
            changes: dict[str, Any] = {}
            for field in varied:
                changes |= _changes(page, base, field, number)
            recipes.append(dataclasses.replace(base, **changes))
    return recipes


def live_settings(recipes: Sequence[Recipe]) -> dict[str, Any] | None:
    """What the form must say to train these recipes; None where it has no way to say it."""
    names = ["head" if name == "network" else name for name in compared_fields([BASE, *recipes])]
    varied = [name for name in names if name != "seed"]
    if len(varied) > MOST_VARIED or not set(varied) <= set(_OTHERS):
        return None
    values: dict[str, Any] = {"base": "recorded", "vary": ",".join(varied), "count": len(recipes)}
    for number, recipe in enumerate(recipes, start=1):
        for field in varied:
            values[f"{field}-{number}"] = (
                ("average" if recipe.edited else "flatten")
                if field == "head"
                else _own(recipe, field)
            )
    return values


def _choose_base(page: Page) -> Recipe:
    say = page.say
    runs = visible_runs()
    names = [*_BASES, *list(runs)[:30]]
    chosen = page.controls.choice(
        "base",
        names,
        label=say("compare.live.base"),
        default="recorded",
        format_func=lambda name: (
            say(f"compare.base.{name}") if name in _BASES else run_title(say, runs[name])
        ),
        style="select",
        help=say("compare.live.base.help"),
    )
    return narrowed(_BASES[chosen] if chosen in _BASES else find_run(chosen).recipe)


def _can_vary(base: Recipe) -> list[str]:
    hidden = set()
    if base.edited:
        hidden |= {"head", "dropout"}  # a network of one's own has its own
    if base.data != GARDEN:
        hidden.add("picture_count")
    return [name for name in _OTHERS if name not in hidden]


def _changes(page: Page, base: Recipe, field: str, number: int) -> dict[str, Any]:
    """What a recipe changes in one field, from its widget."""
    begin = _own(base, field) if number == 1 else _other(base, field, number)
    value = _WIDGETS.get(field, _number)(page, field, number, begin)
    if field == "augmentation":
        own = {name: getattr(base, name) for name in AUGMENTATION}
        return own if value == "own" else _AUGMENTATIONS[value]
    if field == "head":
        return {"network": NOTES_NETWORK if value == "flatten" else head_network(base.dropout)}
    return {field: value}


def _own(base: Recipe, field: str) -> Any:
    if field == "augmentation":
        return augmentation_of(base)
    return "flatten" if field == "head" else getattr(base, field)


def _other(base: Recipe, field: str, number: int) -> Any:
    """The first of the suggestions that is not the base's own comes second, and so on."""
    own = _own(base, field)
    others = [value for value in _OTHERS[field] if value != own]
    other = others[(number - 2) % len(others)]
    if field in ("epochs", "picture_count"):
        return min(other, int(allowed(field).maximum))
    return min(other, allowed_sizes()[-1]) if field == "image_size" else other


def _choice(options: Sequence[Any], say_key: str) -> Callable[[Page, str, int, Any], Any]:
    def widget(page: Page, field: str, number: int, begin: Any) -> Any:
        listed = [*options] if begin in options else [begin, *options]
        return page.controls.choice(
            f"{field}-{number}",
            listed,
            label=page.say(f"compare.field.{field}"),
            default=begin,
            format_func=lambda value: (
                page.say(f"{say_key}.{value}") if say_key else f"{value}×{value}"
            ),
            style="select",
        )

    return widget


def _size(page: Page, field: str, number: int, begin: Any) -> Any:
    return _choice(allowed_sizes(), "")(page, field, number, begin)


def _number(page: Page, field: str, number: int, begin: Any) -> Any:
    limit = allowed(field)
    kind = int if limit.whole else float
    options: dict[str, Any] = {"format": "%.6f"} if field == "learning_rate" else {}
    steps = {"learning_rate": 0.0001, "dropout": 0.05, "picture_count": 10}
    return page.controls.number(
        f"{field}-{number}",
        label=page.say(f"compare.field.{field}"),
        minimum=kind(limit.minimum),
        maximum=kind(limit.maximum),
        default=kind(begin),
        step=kind(steps.get(field, 1)),
        **options,
    )


_WIDGETS: dict[str, Callable[[Page, str, int, Any], Any]] = {
    "augmentation": _choice((*_AUGMENTATIONS,), "compare.augmentation.choose"),
    "head": _choice(_HEADS, "compare.head.choose"),
    "resizing": _choice(CHOICES["resizing"], "recipe.resizing"),
    "order": _choice(CHOICES["order"], "recipe.order"),
    "augmenting": _choice(CHOICES["augmenting"], "recipe.augmenting"),
    "image_size": _size,
}
