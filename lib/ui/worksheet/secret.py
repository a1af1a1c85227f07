"""The teacher's secret: in the address and in the session, and in no link but the teacher's own."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.operations.worksheet.names import checked_secret, new_secret, sheet_name
from lib.ui.page import Page

_NAME = "key"  # of the parameter
_KEPT = "worksheet key"
_REPLACED = "worksheet keys replaced"


def known_secret(page: Page) -> tuple[str, bool]:
    """The secret, empty where there is none; and whether the address brought it.

    A change that reaches the server while a new secret is on its way to the browser still carries
    the old one, which is therefore no longer heard.
    """
    asked = st.query_params.get(_NAME)
    kept = str(st.session_state.get(_KEPT, ""))
    if asked is None or asked in st.session_state.get(_REPLACED, ()):
        return kept, False
    try:
        return checked_secret(asked), True
    except ConvScopeError as problem:
        page.controls.problems.append(problem)
        del st.query_params[_NAME]
        return kept, False


def put_secret(secret: str) -> None:
    """Keep a secret in the session and in the address."""
    st.session_state[_KEPT] = secret
    if st.query_params.get(_NAME) != secret:
        st.query_params[_NAME] = secret


def replace_secret(page: Page) -> None:
    """A new secret, and with it new numbers."""
    replaced = st.session_state.setdefault(_REPLACED, set())
    replaced.add(st.session_state.get(_KEPT))
    secret = new_secret()
    put_secret(secret)
    page.controls.set(sheet=sheet_name(secret))
