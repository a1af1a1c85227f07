"""The recipe of a training run as a form; every field lives in the address."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from lib.datasets.annotation.names import is_set_name
from lib.datasets.folder import list_folders
from lib.places import datasets_home
from lib.runs.allowed import allowed, allowed_sizes, narrowed
from lib.runs.recipe import (
    CHOICES,
    FLOWER_PHOTOS,
    GARDEN,
    NOTES,
    NOTES_NETWORK,
    QUICK,
    Recipe,
)
from lib.ui.known_sets import known_sets, set_title
from lib.ui.network_field import chosen_network, show_network
from lib.ui.page import Page

# Overfitting shows when nothing is left that holds it back.
_BARE = replace(QUICK, flip="none", rotation=0.0, zoom=0.0, dropout=0.0)
PRESETS = {"quick": QUICK, "bare": _BARE, "notes": NOTES}
# Fields that a preset leaves as the visitor has them.
_OWN = {"data", "picture_count", "seed", "network"}
_OF_THE_NOTES = {"picture_count", "network"}  # and yet these belong to the preset of the notes


def recipe_form(page: Page) -> Recipe:
    """Draw the form and return the recipe it says; what it cannot say is reported on the page."""
    with st.container(gap="xsmall"):
        _presets(page)
        network, place = chosen_network(page), st.container(gap="xsmall")
        values = {"network": network, **_data_fields(page), **_main_fields(page, network)}
        with place:  # above the fields, but its numbers depend on one of them
            show_network(page, network, side=values["image_size"])
        with st.expander(page.say("recipe.more"), icon=":material/tune:"):
            values |= _more_fields(page)
    return Recipe(**values)


def _presets(page: Page) -> None:
    with st.container(horizontal=True, gap="small"):
        for name, preset in PRESETS.items():
            st.button(
                page.say(f"recipe.preset.{name}"),
                help=page.say(f"recipe.preset.{name}.help"),
                on_click=_apply,
                args=(page, preset),
                key=f"preset-{name}",
            )


def use_recipe(page: Page, recipe: Recipe) -> None:
    """A button that sets the form to the recipe of a run."""
    st.button(
        page.say("recipe.use"),
        icon=":material/content_copy:",
        help=page.say("recipe.use.help"),
        on_click=_use,
        args=(page, recipe),
        key="use-recipe",
    )
    if _is_private(recipe):
        st.caption(page.say("recipe.data.private"))


def _is_private(recipe: Recipe) -> bool:
    """Whether it names a stranger's own pictures: seeing a run of theirs is no key to them."""
    return is_set_name(recipe.data) and recipe.data not in known_sets()


def _use(page: Page, recipe: Recipe) -> None:
    values = asdict(narrowed(recipe))
    if _is_private(recipe):
        del values["data"]
    page.controls.set(**values)


def _apply(page: Page, preset: Recipe) -> None:
    kept = _OWN - _OF_THE_NOTES if preset is NOTES else _OWN
    page.controls.set(**{k: v for k, v in asdict(narrowed(preset)).items() if k not in kept})


def _data_fields(page: Page) -> dict[str, Any]:
    say = page.say
    names = [GARDEN, FLOWER_PHOTOS]
    names += [name for name in list_folders(datasets_home()) if name not in names]
    own = known_sets()
    names += own

    def title(name: str) -> str:
        if name in own:
            return set_title(say, name)
        return say(f"recipe.data.{name}") if name in (GARDEN, FLOWER_PHOTOS) else name

    data = page.controls.choice(
        "data",
        names,
        label=say("field.data"),
        default=GARDEN,
        format_func=title,
        style="select",
        help=say("recipe.data.help"),
    )
    if data != GARDEN:
        return {"data": data}
    count = allowed("picture_count")
    return {
        "data": data,
        "picture_count": page.controls.slider(
            "picture_count",
            label=say("field.picture_count"),
            minimum=int(count.minimum),
            maximum=int(count.maximum),
            default=narrowed(QUICK).picture_count,
            step=10,
        ),
    }


def _main_fields(page: Page, network: str) -> dict[str, Any]:
    say, controls = page.say, page.controls
    values: dict[str, Any] = {
        "image_size": controls.choice(
            "image_size",
            allowed_sizes(),
            label=say("field.image_size"),
            default=narrowed(QUICK).image_size,
            format_func=lambda size: f"{size}×{size}",
            help=say("recipe.image_size.help"),
        )
    }
    left, right = st.columns(2)
    with left:
        values["epochs"] = _slider(page, "epochs", step=1, help=say("recipe.epochs.help"))
        values["rotation"] = _slider(page, "rotation", step=0.05, help=say("recipe.rotation.help"))
    with right:
        own = network != NOTES_NETWORK
        hint = say("recipe.dropout.own" if own else "recipe.dropout.help")
        values["dropout"] = _slider(page, "dropout", step=0.05, help=hint, disabled=own)
        values["zoom"] = _slider(page, "zoom", step=0.05, help=say("recipe.zoom.help"))
    values["flip"] = _choice(page, "flip")
    return values


def _more_fields(page: Page) -> dict[str, Any]:
    return {
        "learning_rate": _number(page, "learning_rate", step=0.0001, format="%.6f"),
        "batch_size": _number(page, "batch_size", step=1),
        "seed": _number(page, "seed", step=1, help=page.say("recipe.seed.help")),
        "resizing": _choice(page, "resizing", help=page.say("recipe.resizing.help")),
        "order": _choice(page, "order", help=page.say("recipe.order.help")),
        "augmenting": _choice(page, "augmenting", help=page.say("recipe.augmenting.help")),
    }


def _choice(page: Page, field: str, **options: Any) -> str:
    chosen: str = page.controls.choice(
        field,
        CHOICES[field],
        label=page.say(f"field.{field}"),
        default=getattr(QUICK, field),
        format_func=lambda name: page.say(f"recipe.{field}.{name}"),
        style="select",
        **options,
    )
    return chosen


def _slider(page: Page, field: str, *, step: float, **options: Any) -> Any:
    limit = allowed(field)
    kind = int if limit.whole else float
    return page.controls.slider(
        field,
        label=page.say(f"field.{field}"),
        minimum=kind(limit.minimum),
        maximum=kind(limit.maximum),
        default=getattr(narrowed(QUICK), field),
        step=step,
        **options,
    )


def _number(page: Page, field: str, *, step: float, **options: Any) -> Any:
    limit = allowed(field)
    kind = int if limit.whole else float
    return page.controls.number(
        field,
        label=page.say(f"field.{field}"),
        minimum=kind(limit.minimum),
        maximum=kind(limit.maximum),
        default=getattr(narrowed(QUICK), field),
        step=step,
        **options,
    )
