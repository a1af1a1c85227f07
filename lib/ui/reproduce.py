"""The same number with plain Keras: the code, and what it prints."""

from __future__ import annotations

import streamlit as st

from lib.snippets.snippet import Snippet
from lib.ui.page import Page


def fold_key(path: str) -> str:
    """The key of the fold on a page: in the session it says whether it is open."""
    return f"{path}.reproduce"


def reproduce(page: Page, snippet: Snippet) -> None:
    """Draw a snippet folded away, with what it prints under it.

    It is sent when the fold is opened: what colours code is the largest script of all, and every
    page would load it before its figure is painted.
    """
    say = page.say
    fold = st.expander(
        say("reproduce.title"),
        icon=":material/code:",
        key=fold_key(page.path),
        on_change="rerun",
    )
    if not fold.open:
        return
    with fold:
        st.code(snippet.code, language="python")
        st.caption(say("reproduce.operation"))
        st.code(snippet.printed, language=None)
