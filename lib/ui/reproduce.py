"""The same number with plain Keras: the code, and what it prints."""

from __future__ import annotations

import streamlit as st

from lib.snippets.snippet import Snippet
from lib.ui.page import Page


def reproduce(page: Page, snippet: Snippet) -> None:
    """Draw a snippet folded away, with what it prints under it."""
    say = page.say
    with st.expander(say("reproduce.title"), icon=":material/code:"):
        st.code(snippet.code, language="python")
        st.caption(say("reproduce.operation"))
        st.code(snippet.printed, language=None)
