"""Where the host trains nothing: what is said, and what can be looked at instead."""

from __future__ import annotations

import streamlit as st

from lib.ui.page import Page, door


def say_training_is_off(page: Page) -> None:
    """Say so kindly, with doors to what works as ever."""
    with st.container(border=True, gap="small", key="training-off"):
        st.markdown(page.say("training.off"))
        with st.container(horizontal=True, gap="medium"):
            if page.path != "compare":
                door("compare")
            door("clinic")
            door("predict")
