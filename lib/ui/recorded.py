"""Choose one of the pictures whose way through the shipped network is recorded."""

from __future__ import annotations

import streamlit as st

from lib.stages.activations import FOLDER, load_network
from lib.ui.page import Page


def choose_recorded(page: Page, *, default: str) -> str:
    """Draw the chooser; the key of the picture, bound to ``picture`` in the address."""
    say = page.say
    key: str = page.controls.choice(
        "picture",
        [picture.key for picture in load_network().pictures],
        label=say("picture.sample"),
        default=default,
        format_func=lambda name: say(f"picture.sample.{name}"),
        style="select",
    )
    return key


def show_recorded(page: Page, key: str, *, width: int) -> None:
    """The picture as the network gets it, pixel by pixel."""
    with st.container(key=f"pixels-{page.path}-{key}"):
        title = page.say(f"picture.sample.{key}")
        st.image(str(FOLDER / f"{key}.png"), width=width, alt=title)
