"""Which layers can be negative: by the bounds of their values, and as it was observed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.bounds_rows import NARROW, WIDE, BoundsRow, BoundsWords, bounds_rows
from lib.figures.readable import readable, readable_latex
from lib.layers.bounds import LayerBounds
from lib.layers.passage import MapChoice, Overview
from lib.layers.spec import CONVOLUTIONS, LayerSpec
from lib.layers.statistics import LayerStatistics, SetStatistics
from lib.snippets.layers import signs_snippet
from lib.ui.layers.bench import Bench, choose_layer, kind_title
from lib.ui.layers.whole_set import set_statistics, set_title
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import plain

_KEY = "layers.bounds.figure"


def draw(bench: Bench) -> None:
    """All layers with what can be and what was, the chosen one with its reason."""
    page, say = bench.page, bench.page.say
    seen: Overview = bench.ask("passing.overview", MapChoice("active", 0, 10, 64))
    bounds: tuple[LayerBounds, ...] = bench.ask_network("values.bounds")
    over_set = set_statistics(bench)
    _predict(bench, bounds)
    chooser, answer = st.columns([1, 1.9], gap="large")
    with chooser:
        layer = choose_layer(page, bench.network, fits=lambda _: True)
    if layer is None:
        return
    place = bench.network.place(layer.name)
    facts = _facts(bench, layer, bounds[place], over_set.layers[place], over_set)
    facts["names"] = _negative(bench, bounds)
    with answer:
        verdict = "yes" if bounds[place].can_be_negative else "no"
        reason = say(f"layers.why.{bounds[place].reason}", **facts)
        st.markdown(f"**{say(f'layers.signs.{verdict}', **facts)}** {reason}")
    rows = [
        _row(bench, each, bound, observed, (maps.spread.minimum, maps.spread.maximum))
        for each, bound, observed, maps in zip(
            bench.network.layers, bounds, over_set.layers, seen.layers, strict=True
        )
    ]
    words = BoundsWords(
        say("layers.signs.possible"),
        say("layers.signs.set", pictures=over_set.pictures),
        say("layers.signs.here"),
    )
    drawing(
        bounds_rows(rows, words, width=WIDE),
        narrow=bounds_rows(rows, words, width=NARROW),
        say=say,
        key=_KEY,
        alt=say("layers.signs.alt", layers=len(rows),
                negative=sum(row.negative for row in rows)),
        hint=say("layers.signs.hint"),
        on_pick=lambda: _pick(bench),
    )  # fmt: skip
    st.caption(say("layers.signs.caption", **facts))
    page.block("notice-signs", **facts)
    weighted = layer.kind == "Dense" or layer.kind in CONVOLUTIONS
    page.block("formula-signs-sum" if weighted else "formula-signs-other", **facts)
    reproduce(page, signs_snippet(bench.run.id, bench.network, seen))


def _row(
    bench: Bench, layer: LayerSpec, bound: LayerBounds, observed: LayerStatistics,
    here: tuple[float, float],
) -> BoundsRow:  # fmt: skip
    say = bench.page.say
    spread = observed.spread
    return BoundsRow(
        title=layer.name if len(layer.name) <= 17 else f"{layer.name[:16]}…",
        accent=layer.accent,
        bounds=(bound.low, bound.high),
        over_set=(spread.minimum, spread.maximum),
        here=here,
        verdict=say("layers.signs.can" if bound.can_be_negative else "layers.signs.cannot"),
        negative=bound.can_be_negative,
        say=say(
            "layers.signs.say",
            name=layer.name,
            kind=kind_title(bench.page, layer),
            low=readable(bound.low),
            high=readable(bound.high),
            set_low=readable(spread.minimum),
            set_high=readable(spread.maximum),
            here_low=readable(here[0]),
            here_high=readable(here[1]),
        ),
    )


def _pick(bench: Bench) -> None:
    if numbers := picked_numbers(_KEY, (0, len(bench.network.layers) - 1)):
        bench.page.controls.set(layer=bench.network.names[numbers[0]])


def _facts(
    bench: Bench, layer: LayerSpec, bound: LayerBounds, observed: LayerStatistics,
    over_set: SetStatistics,
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": layer.name,
        "activation": layer.activation.replace("_", " "),
        "low": readable(bound.low),
        "high": readable(bound.high),
        "before_low": readable(bound.before[0]),
        "before_high": readable(bound.before[1]),
        "latex_low": readable_latex(bound.before[0]),
        "latex_high": readable_latex(bound.before[1]),
        "seen_low": readable(observed.before_low),
        "seen_high": readable(observed.before_high),
        "set_low": readable(observed.spread.minimum),
        "negative": f"{bound.negative_units:,}",
        "units": f"{bound.units:,}",
        "set": set_title(bench, over_set),
        "pictures": over_set.pictures,
    }


def _predict(bench: Bench, bounds: tuple[LayerBounds, ...]) -> None:
    """How many of the layers can be negative."""
    negative = sum(bound.can_be_negative for bound in bounds)
    convolutions = sum(layer.accent == "convolution" for layer in bench.network.layers)
    options = sorted({0, 1, convolutions, negative, len(bounds) - 1})
    predict_first(
        bench.page, "negative", options, answer=negative, layers=len(bounds),
        names=_negative(bench, bounds),
    )  # fmt: skip


def _negative(bench: Bench, bounds: tuple[LayerBounds, ...]) -> str:
    names = [plain(bound.name) for bound in bounds if bound.can_be_negative]
    return bench.page.say("list.separator").join(names) or "–"
