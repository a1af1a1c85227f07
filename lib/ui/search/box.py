"""A field to type what is looked for, kept in the address as ``q``."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.page import Page

LONGEST = 100  # characters


def search_box(page: Page, label: str, hint: str) -> str:
    """Draw the field.

    Args:
        page: The page.
        label: Key of what the field is called.
        hint: Key of what stands in it while it is empty.

    Returns:
        What is looked for, without spaces around it; empty if nothing is.
    """
    text = page.controls.text("q", default="", parse=_parse)
    key = f"{page.path}.search-box"
    if st.session_state.get(key) != text:
        st.session_state[key] = text
    st.text_input(
        page.say(label),
        key=key,
        max_chars=LONGEST,
        placeholder=page.say(hint),
        icon=":material/search:",
        on_change=lambda: page.controls.set(q=st.session_state[key].strip()),
    )
    return text.strip()


def _parse(text: str) -> str:
    if len(text) > LONGEST:
        raise ConvScopeError("url.too_long", field="q", count=len(text), limit=LONGEST)
    return text
