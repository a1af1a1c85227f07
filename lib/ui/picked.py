"""What was pressed in a drawing, read in a callback; a browser may send anything."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_MOST_DIGITS = 6


def picked_numbers(key: str, *limits: tuple[int, int]) -> tuple[int, ...] | None:
    """The whole numbers with which a pressed part's ``data-pick`` begins, commas between them.

    A space ends them: what follows only makes the next press a new one.

    Args:
        key: Of the drawing.
        *limits: The least and the largest of each that makes sense, least at least 0.

    Returns:
        As many numbers as limits; None when anything else was sent.
    """
    state = st.session_state.get(key)
    sent = state.get("picked") if isinstance(state, Mapping) else None
    if not isinstance(sent, str):
        return None
    parts = sent.partition(" ")[0].split(",")
    # Not isdigit() alone, which also holds for ² and ٣; and no numbers of thousands of digits.
    if len(parts) != len(limits) or not all(
        part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in parts
    ):
        return None
    numbers = tuple(int(part) for part in parts)
    sensible = all(
        least <= number <= most for number, (least, most) in zip(numbers, limits, strict=True)
    )
    return numbers if sensible else None
