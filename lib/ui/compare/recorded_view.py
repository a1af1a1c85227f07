"""Recorded comparisons: the answer at once, with the recipes that repeat it."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from lib.datasets.garden import CLASS_NAMES
from lib.operations.comparisons import PHOTOGRAPHS, Recording, load_recording, recorded
from lib.operations.courses import Repeats, pairs_ahead
from lib.runs.recipe import FLOWER_PHOTOS, QUICK, Recipe
from lib.runs.script import keras_script
from lib.snippets.compare import spread_snippet
from lib.ui.compare.formulas import formula_facts
from lib.ui.compare.shared import (
    Compared,
    Titles,
    ask_about_mistakes,
    choose_quantity,
    listed,
    show_curves,
    show_ends,
    show_verdicts,
)
from lib.ui.compare.titles import recipe_titles
from lib.ui.compare.variants import live_settings
from lib.ui.page import Page, door
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce


def draw(page: Page) -> None:
    """Choose a comparison; its curves, its ends, words, and doors to train it."""
    say = page.say
    at_choice, at_quantity = st.columns([2.2, 1], gap="medium", vertical_alignment="bottom")
    with at_choice:
        name = page.controls.choice(
            "comparison",
            recorded(),
            label=say("compare.comparison"),
            default=recorded()[0],
            format_func=lambda code: say(f"compare.comparison.{code}"),
            style="select",
        )
    with at_quantity:
        quantity = choose_quantity(page)
    recording = load_recording(name)
    compared: dict[str, Repeats] = {
        code: variant.repeats for code, variant in recording.variants.items()
    }
    recipes = {code: variant.recipe for code, variant in recording.variants.items()}
    titles = dict(zip(recipes, recipe_titles(say, [*recipes.values()]), strict=True))
    epochs = max(recipe.epochs for recipe in recipes.values())
    show_curves(page, "recorded", compared, titles, quantity=quantity, epochs=epochs)
    show_verdicts(page, compared, titles)
    st.caption(_caption(page, name, recording))
    _predict(page, compared, titles)
    show_ends(page, "recorded", compared, titles)
    page.block(f"about-{name}")
    page.block("notice-recorded", seeds=len(recording.seeds))
    page.block("formula-recorded", **formula_facts(compared, titles))
    _repeat(page, name, recipes, titles)
    reproduce(page, spread_snippet(compared))
    held = {code: variant.validation_count for code, variant in recording.variants.items()}
    ask_about_mistakes(page, compared, titles, held)


def _caption(page: Page, name: str, recording: Recording) -> str:
    say = page.say
    variants = [*recording.variants.values()]
    recipe = variants[0].recipe
    facts: dict[str, Any] = {
        "trained": listed(page, _distinct(f"{one.training_count:,}" for one in variants)),
        "held": listed(page, _distinct(f"{one.validation_count:,}" for one in variants)),
        "sides": listed(
            page, _distinct(f"{one.recipe.image_size}×{one.recipe.image_size}" for one in variants)
        ),
        "epochs": recipe.epochs,
        "seeds": len(recording.seeds),
        "keras": recording.versions["keras"],
        "tensorflow": recording.versions["tensorflow"],
    }
    kind = "photographs" if name == PHOTOGRAPHS else "garden"
    return say(f"compare.caption.{kind}", **facts) + " " + say("compare.caption.lines")


def _distinct(texts: Any) -> list[str]:
    return list(dict.fromkeys(texts))


def _predict(page: Page, compared: Compared, titles: Titles) -> None:
    """In how many pairs of single runs the comparison would have come out the other way."""
    first, second = [*compared][:2]
    ends = [compared[name].end("validation") for name in (first, second)]
    ahead = pairs_ahead(*ends)
    count = len(ends[0].seeds) * len(ends[1].seeds)
    options = sorted({0, count // 3, count - count // 3, count, ahead})
    predict_first(
        page,
        "pairs",
        options,
        answer=ahead,
        format_func=lambda pairs: page.say("compare.pairs", pairs=pairs, count=count),
        first=titles[first],
        second=titles[second],
        pairs=ahead,
        count=count,
    )


def _repeat(page: Page, name: str, recipes: dict[str, Recipe], titles: Titles) -> None:
    """Doors to train each recipe, all of them together, and the plain script of one."""
    say = page.say
    st.markdown(f"**{say('compare.repeat')}**")
    if name == PHOTOGRAPHS:
        st.caption(say("compare.repeat.photographs"))
    with st.container(horizontal=True):
        for code, recipe in recipes.items():
            door("train", label=titles[code], query_params=recipe_address(recipe))
    if (settings := live_settings([*recipes.values()])) is not None:
        st.button(
            say("compare.train_these"),
            icon=":material/play_arrow:",
            on_click=lambda: page.controls.set(view="live", trained="", **settings),
        )
    with st.expander(say("compare.script"), icon=":material/code:"):
        chosen = st.selectbox(
            say("compare.script.choose"),
            list(recipes),
            format_func=lambda code: titles[code],
            key=f"compare.script.{name}",
        )
        st.caption(say("reproduce.script"))
        st.code(
            keras_script(recipes[chosen or next(iter(recipes))], CLASS_NAMES), language="python"
        )


def recipe_address(recipe: Recipe) -> dict[str, str]:
    """What the address of the page that trains says of a recipe: what is not its default."""
    values, usual = dataclasses.asdict(recipe), dataclasses.asdict(QUICK)
    if recipe.data == FLOWER_PHOTOS:
        del values["picture_count"]
    return {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in values.items()
        if value != usual[name]
    }
