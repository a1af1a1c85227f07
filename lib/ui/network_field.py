"""Which network a recipe trains: that of the notes, or one edited on the page about shapes."""

from __future__ import annotations

import streamlit as st

from lib.architecture.analysis import analyse
from lib.architecture.text import NOTES, network_text, read_network
from lib.ui.page import Page, door

_CLASSES = 5  # of the flowers; how many there will be is known once the data is found


def network_field(page: Page) -> str:
    """Say which network the address names, with the door to where it is edited; its text."""
    say = page.say
    text = page.controls.text("network", default=NOTES, parse=read_network)
    network = read_network(text)
    written = network_text(network)
    there = {"network": written}
    with st.container(gap="xsmall", key="recipe-network"):
        if written == NOTES:
            door("shapes", label=say("recipe.network.notes"))
            return written
        # At the sides of the tutorial's pictures, as the sentence says nothing of the size.
        side = int(st.session_state.get(f"{page.path}.image_size", 96))
        found = analyse(network, (side, side, 3), classes=_CLASSES)
        st.info(
            say("recipe.network", layers=len(network.layers), parameters=f"{found.parameters:,}"),
            icon=":material/table_rows:",
        )
        with st.container(horizontal=True):
            door("shapes", label=say("recipe.network.edit"), query_params=there)
            st.button(
                say("recipe.network.reset"),
                icon=":material/restart_alt:",
                key="recipe-network-reset",
                on_click=lambda: page.controls.set(network=NOTES),
            )
    return written
