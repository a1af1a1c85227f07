"""How a layer's values are spread, for the picture and over the set."""

from __future__ import annotations

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.spread_bars import SpreadPanel, spread_bars
from lib.figures.quantities import share_text
from lib.figures.readable import readable
from lib.layers.passage import LayerMaps, Spread
from lib.layers.spec import LayerSpec
from lib.ui.layers.bench import Bench
from lib.ui.layers.whole_set import set_statistics, set_title
from lib.ui.page import Page


def show_spread(bench: Bench, layer: LayerSpec, maps: LayerMaps) -> None:
    """Histograms on one scale, and the numbers of both below them."""
    page, say = bench.page, bench.page.say
    found = set_statistics(bench)
    over_set = found.layers[bench.network.place(layer.name)].spread
    panels = [_panel(page, "picture", maps.spread), _panel(page, "set", over_set)]
    drawing(
        spread_bars(panels),
        narrow=spread_bars(panels, narrow=True),
        say=say,
        key="layers.spread.figure",
        alt=say("layers.spread.alt", name=layer.name),
    )
    st.caption(say("layers.spread.caption", set=set_title(bench, found)))


def _panel(page: Page, name: str, spread: Spread) -> SpreadPanel:
    say = page.say

    def sentence(low: float, high: float, count: int) -> str:
        return say("layers.spread.bin", low=readable(low), high=readable(high), count=f"{count:,}")

    zeros = say("layers.spread.zeros", share=share_text(spread.zeros))
    facts = {"low": readable(spread.minimum), "high": readable(spread.maximum),
             "mean": readable(spread.mean)}  # fmt: skip
    return SpreadPanel(say(f"layers.spread.{name}", **facts), spread, sentence, zeros)
