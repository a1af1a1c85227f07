"""Costs measured on the server's machine: asked of the quick worker, kept for everybody."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.cnn.costs import VALUE_BYTES
from lib.figures.measured_costs import CostLabels, counted_chart, measured_chart
from lib.figures.quantities import factor_text, memory_text, seconds_text
from lib.jobs import engine
from lib.operations.timing import (
    SIDES,
    WAYS,
    Timings,
    expected_seconds,
    multiplications,
    sides_of,
)
from lib.ui.chart import chart
from lib.ui.page import Page
from lib.ui.turns import waiting
from lib.words import Words

_KEPT = "timings"


def cost_charts(page: Page) -> Timings | None:
    """Counted cost beside measured time; the times once somebody has had them measured."""
    say = page.say
    labels = _labels(say)
    timings = _measured(page)
    counted, measured = st.columns(2, gap="large")
    with counted:
        st.markdown(f"**{say('connectivity.counted.title')}**")
        chart(counted_chart(labels), key="counted", alt=say("connectivity.counted.alt"))
        st.caption(say("connectivity.counted.caption"))
    with measured:
        st.markdown(f"**{say('connectivity.measured.title')}**")
        if timings is None:
            st.info(say("connectivity.measured.waiting"), icon=":material/hourglass_empty:")
        else:
            figure = measured_chart(timings, labels)
            chart(figure, key="measured", alt=say("connectivity.measured.alt"))
            st.caption(say("connectivity.measured.caption"))
    return timings


def dense_growth() -> int:
    """How many times the dense multiplications grow when the picture's side doubles."""
    return multiplications("dense", 64) // multiplications("dense", 32)


def _measured(page: Page) -> Timings | None:
    # What was measured last, by whomever.
    shelf = _shelf()
    again = _KEPT in shelf
    label = page.say(
        "connectivity.measure.again" if again else "connectivity.measure",
        seconds=f"{expected_seconds():.0f}",
    )
    if st.button(label, icon=":material/timer:", type="secondary" if again else "primary"):
        with page.reporting(), st.spinner(page.say("connectivity.measuring"), show_time=True):
            with waiting():
                shelf[_KEPT] = engine.quick("lib.operations.timing", "measure")
            st.rerun()
    timings: Timings | None = shelf.get(_KEPT)
    return timings


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, Any]:
    # Of the process, not of the session: what one visitor had measured, the next need not.
    return {}


def size_facts() -> dict[str, Any]:
    """The largest dense matrix that is run, and the largest that is only counted."""
    limit, largest = max(sides_of("dense")), max(SIDES)
    return {
        "limit": limit,
        "limit_memory": memory_text(multiplications("dense", limit) * VALUE_BYTES),
        "largest": largest,
        "largest_memory": memory_text(multiplications("dense", largest) * VALUE_BYTES),
    }


def timing_facts(timings: Timings) -> dict[str, Any]:
    """Predicted beside measured growth, and dense beside shared, ready for the page's text."""
    facts: dict[str, Any] = {"difference": f"{timings.largest_difference:.7f}"}
    for way in WAYS:
        small, large = timings.growth(way)
        facts |= {
            f"{way}_from": str(small.side),
            f"{way}_to": str(large.side),
            f"{way}_counted": factor_text(large.multiplications / small.multiplications),
            f"{way}_measured": factor_text(large.seconds / small.seconds),
        }
    dense = timings.of("dense")[-1]
    shared = next(row for row in timings.of("shared") if row.side == dense.side)
    return facts | {
        "side": str(dense.side),
        "dense_time": seconds_text(dense.seconds),
        "shared_time": seconds_text(shared.seconds),
        "counted": factor_text(dense.multiplications / shared.multiplications),
        "measured": factor_text(dense.seconds / shared.seconds),
        "matrix": memory_text(dense.multiplications * VALUE_BYTES),
    }


def _labels(say: Words) -> CostLabels:
    return CostLabels(
        ways={way: say(f"connectivity.way.{way}") for way in WAYS},
        side=say("connectivity.side"),
        multiplications=say("connectivity.multiplications"),
        time=say("connectivity.time"),
        predicted=say("connectivity.predicted"),
    )
