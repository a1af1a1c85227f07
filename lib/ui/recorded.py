"""Choose one of the pictures whose way through the shipped network is recorded."""

from __future__ import annotations

import streamlit as st

from lib.operations.feature_maps import picture_keys
from lib.stages.activations import FOLDER
from lib.ui.page import Page


def choose_recorded(page: Page, *, default: str, name: str = "picture") -> str:
    """Draw the chooser; the key of the picture, bound to ``name`` in the address."""
    say = page.say
    key: str = page.controls.choice(
        name,
        picture_keys(),
        label=say("picture.recorded"),
        default=default,
        format_func=lambda key: say(f"picture.sample.{key}"),
        style="select",
    )
    return key


def show_recorded(page: Page, key: str, *, width: int) -> None:
    """The picture as the network gets it, pixel by pixel."""
    with st.container(key=f"pixels-{page.path}-{key}"):
        title = page.say(f"picture.sample.{key}")
        st.image(str(FOLDER / f"{key}.png"), width=width, alt=title)
