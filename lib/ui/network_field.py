"""Which network a recipe trains: that of the notes, or one edited on the page about shapes."""

from __future__ import annotations

import streamlit as st

from lib.architecture.analysis import analyse
from lib.architecture.text import NOTES, network_text, read_network
from lib.architecture.trainable import CHANNELS
from lib.ui.page import Page, door

_CLASSES = 5  # of the flowers; how many there will be is known once the data is found


def chosen_network(page: Page) -> str:
    """The text of the network that the address names."""
    return network_text(
        read_network(page.controls.text("network", default=NOTES, parse=read_network))
    )


def show_network(page: Page, text: str, *, side: int) -> None:
    """Say which network it is, with the door to where it is edited.

    Args:
        page: The page being drawn.
        text: Of the network.
        side: Of the square pictures.
    """
    say, network = page.say, read_network(text)
    there = {"network": text, "side": str(side)}
    if text == NOTES:
        door("shapes", label=say("recipe.network.notes"), query_params=there)
        return
    found = analyse(network, (side, side, CHANNELS), classes=_CLASSES)
    st.info(
        say("recipe.network", layers=len(network.layers), parameters=f"{found.parameters:,}"),
        icon=":material/table_rows:",
    )
    door("shapes", label=say("recipe.network.edit"), query_params=there)
    st.button(
        say("recipe.network.reset"),
        icon=":material/restart_alt:",
        key="recipe-network-reset",
        on_click=lambda: page.controls.set(network=NOTES),
    )
