"""A page for a projector: large, and without what leads away from it."""

from __future__ import annotations

import streamlit as st

from lib.ui.language import words
from lib.ui.nonsense import note_switch
from lib.ui.overtaken import asked_for, take_out

PARAMETER = "present"
_KEPT = "presenting"  # in the session: navigation links drop the address's parameters

# Text and controls grow with the root's size, figures with the width they get.  The property
# ``zoom`` would scale all alike, but what is pointed at would then be elsewhere.
_RULES = """
<style>
html {font-size: 22px;}
[data-testid="stHeader"] {display: none;}
[data-testid="stMainBlockContainer"] {padding-top: 1.2rem; max-width: none;}
[class*="st-key-question"] p {font-size: 1.25rem;}
</style>
"""


def choose_presenting() -> None:
    """Decide at the start of a run whether the page is shown large, and say so in the address."""
    asked = asked_for(PARAMETER)
    if asked in ("0", "1"):
        st.session_state[_KEPT] = asked == "1"
    elif asked is not None:
        note_switch(PARAMETER, asked)
    if presenting():
        st.query_params[PARAMETER] = "1"
    else:
        st.query_params.pop(PARAMETER, None)


def presenting() -> bool:
    """Whether the page is shown large."""
    return bool(st.session_state.get(_KEPT, False))


def apply_size() -> None:
    """Add the rules to the page being drawn, if it is shown large."""
    if presenting():
        st.html(_RULES)


def end_button() -> None:
    """Draw the way back to the usual size."""
    st.button(
        words()("share.present.end"),
        icon=":material/close_fullscreen:",
        type="tertiary",
        key="present-end",
        on_click=_end,
    )


def _end() -> None:
    st.session_state[_KEPT] = False
    take_out(PARAMETER)
