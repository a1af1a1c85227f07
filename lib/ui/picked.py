"""What was pressed in a drawing, read in a callback; a browser may send anything."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def picked_number(key: str, most: int, otherwise: int) -> int:
    """The whole number that a pressed part's ``data-pick`` begins with.

    Args:
        key: Of the drawing.
        most: The largest number that makes sense; the smallest is 1.
        otherwise: What holds when nothing sensible was sent.
    """
    state = st.session_state.get(key)
    sent = state.get("picked") if isinstance(state, Mapping) else None
    first = str(sent).partition(" ")[0]
    if first.isascii() and first.isdigit() and 1 <= int(first) <= most:
        return int(first)
    return otherwise
