"""What is known of a network over its fixed set of pictures, and which pictures those are."""

from __future__ import annotations

import streamlit as st

from lib.layers.statistics import SetStatistics
from lib.ui.layers.bench import Bench

_KNOWN = "layers/sets that were looked at"


def set_is_known(bench: Bench) -> bool:
    """Whether the answer was given to this visitor before, and comes without waiting."""
    return bench.run.id in st.session_state.get(_KNOWN, ())


def set_statistics(bench: Bench) -> SetStatistics:
    """What the layers' values are like over the set; takes seconds the first time, and says so."""
    say = bench.page.say
    with st.spinner(say("layers.set.waiting"), show_time=True):
        found: SetStatistics = bench.ask_network("values.statistics", bench.garden_only)
    st.session_state.setdefault(_KNOWN, set()).add(bench.run.id)
    return found


def set_title(bench: Bench, found: SetStatistics) -> str:
    """Which pictures the set has."""
    return bench.page.say(f"layers.set.{found.source}", count=found.pictures)
