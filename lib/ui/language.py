"""Which language a visitor reads: the address, else the session, else the browser."""

from __future__ import annotations

import streamlit as st

from lib.settings import settings
from lib.ui.nonsense import note_language
from lib.words import LANGUAGES, PageText, Words, load_page_text, load_words

_KEPT = "language"  # in the session: navigation links drop the address's parameters
_PICKER = "language_picker"


def choose_language() -> str:
    """Decide the language at the start of a run and write it into the address.

    The address always carries it, so that a copied link opens in the language it was copied in.
    """
    asked: str | None = st.query_params.get("lang")
    if asked is not None and asked not in settings().languages:
        note_language(asked, settings().languages)
        asked = None
    if asked is None:
        asked = str(st.session_state.get(_KEPT) or _browser_language())
    st.session_state[_KEPT] = asked
    if st.query_params.get("lang") != asked:
        st.query_params["lang"] = asked
    return asked


def words() -> Words:
    """The short strings in the visitor's language."""
    return load_words(st.session_state.get(_KEPT) or settings().languages[0])


def page_text(page: str) -> PageText:
    """The text of ``page`` in the visitor's language."""
    return load_page_text(words().language, page)


def language_picker() -> None:
    """Draw the picker; each language is written in itself, so it needs no translation."""
    offered = settings().languages
    if len(offered) == 1:
        return
    st.session_state[_PICKER] = st.session_state[_KEPT]
    st.segmented_control(
        words()("language.label"),
        list(offered),
        format_func=LANGUAGES.__getitem__,
        key=_PICKER,
        on_change=_picked,
        label_visibility="collapsed",
        required=True,
    )


def _picked() -> None:
    language = st.session_state[_PICKER] or settings().languages[0]
    st.session_state[_KEPT] = language
    st.query_params["lang"] = language


def _browser_language() -> str:
    offered = settings().languages
    spoken = (st.context.locale or "").lower().partition("-")[0]
    return spoken if spoken in offered else offered[0]
