"""What the visitor sets on the page about augmentation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.images.symbols import SYMBOLS
from lib.operations.augmentation import FILL_MODES, FLIPS, LARGEST, SAMPLINGS, Augmentation
from lib.runs.recipe import QUICK
from lib.ui.page import Page
from lib.ui.seed import MOST_SEED, choose_seed

SHARES = (1, 1.6, 1)  # of the controls, the figure and the words
_NOTES = Augmentation()
# Strengths that the notes do not use.
_MORE = ("translation", "contrast", "brightness")


def choose_settings(page: Page) -> Augmentation:
    """The six layers: those of the notes at once, the others folded away."""
    flip = _choice(page, "flip", FLIPS, _NOTES.flip)
    values: dict[str, Any] = {
        name: choose_strength(page, name, getattr(_NOTES, name)) for name in ("rotation", "zoom")
    }
    with st.expander(page.say("augmentation.more")):
        values |= {name: choose_strength(page, name, 0.0) for name in _MORE}
        values["fill_mode"] = _choice(page, "fill_mode", FILL_MODES, _NOTES.fill_mode)
        values["fill_value"] = float(
            page.controls.slider(
                "fill_value",
                label=page.say("augmentation.fill_value"),
                minimum=0,
                maximum=255,
                default=0,
                step=5,
                disabled=values["fill_mode"] != "constant",
            )
        )
        values["interpolation"] = _choice(page, "interpolation", SAMPLINGS, "bilinear")
    return Augmentation(flip=flip, **values)


def choose_strength(page: Page, name: str, default: float) -> float:
    """The strength of a layer on a slider; 0 leaves the layer out."""
    return float(
        page.controls.slider(
            name,
            label=page.say(f"augmentation.{name}"),
            minimum=0.0,
            maximum=LARGEST,
            default=default,
            step=0.05,
        )
    )


def choose_draw(page: Page) -> int:
    """The seed, and a button for the next one."""
    number, again = st.columns([1, 1.2], vertical_alignment="bottom")
    with number:
        seed = choose_seed(page, default=1)
    with again:
        st.button(
            page.say("augmentation.again"),
            icon=":material/casino:",
            on_click=lambda: page.controls.set(seed=(seed + 1) % (MOST_SEED + 1)),
            width="stretch",
        )
    return seed


def choose_symbol(page: Page) -> tuple[str, Augmentation]:
    """A sign, and how it is flipped and turned; beyond its edge is paper."""
    say = page.say
    symbol = page.controls.choice(
        "symbol",
        SYMBOLS,
        label=say("augmentation.symbol"),
        default="6",
        format_func=lambda code: say(f"augmentation.symbol.{code}"),
    )
    flip = _choice(page, "symbol_flip", FLIPS, "none", words="flip")
    rotation = float(
        page.controls.slider(
            "symbol_rotation",
            label=say("augmentation.rotation"),
            minimum=0.0,
            maximum=LARGEST,
            default=0.5,
            step=0.05,
        )
    )
    return symbol, Augmentation(flip, rotation, 0.0, fill_mode="constant", fill_value=255.0)


def choose_amounts(page: Page) -> tuple[int, int]:
    """How many files, for how many epochs."""
    files = page.controls.slider(
        "files",
        label=page.say("augmentation.files"),
        minimum=8,
        maximum=2936,
        default=2936,  # as in the notes
        step=8,
    )
    epochs = page.controls.slider(
        "epochs",
        label=page.say("augmentation.epochs"),
        minimum=1,
        maximum=100,
        default=QUICK.epochs,
        step=1,
    )
    return int(files), int(epochs)


def _choice(
    page: Page, name: str, options: Sequence[str], default: str, *, words: str | None = None
) -> str:
    words = words or name
    chosen: str = page.controls.choice(
        name,
        options,
        label=page.say(f"augmentation.{words}"),
        default=default,
        format_func=lambda code: page.say(f"augmentation.{words}.{code}"),
        style="select",
    )
    return chosen
