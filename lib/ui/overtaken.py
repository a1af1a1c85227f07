"""Parameters that were taken out of the address, and what an overtaken address says of them.

A control that is moved while the browser does not yet have its new address comes with the old one.
What was just ended there, the lesson or the large size, would begin again.
"""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import streamlit as st

_KEPT = "taken out of the address"  # in the session: name → page, text, when
_SECONDS = 3.0  # after which an address is not on its way any more


def take_out(name: str) -> None:
    """Take a parameter out of the address of the page, for good."""
    text = st.query_params.pop(name, None)
    if text is not None:
        st.session_state.setdefault(_KEPT, {})[name] = _page(), text, time.monotonic()


def asked_for(name: str) -> str | None:
    """What the address says; None also where it only has not heard yet that this was taken out.

    To be called at the start of every run: whoever was on another page meanwhile means it.
    """
    text: str | None = st.query_params.get(name)
    taken = st.session_state.get(_KEPT, {})
    if name in taken:
        page, old, since = taken[name]
        if page != _page() or time.monotonic() - since > _SECONDS:
            del taken[name]
        elif text == old:
            st.query_params.pop(name)
            return None
    return text


def _page() -> str:
    return urlsplit(st.context.url or "").path
