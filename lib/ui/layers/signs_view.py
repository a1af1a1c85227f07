"""Which layers can be negative: by the bounds of their values, and as it was observed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.bounds_rows import NARROW, WIDE, BoundsRow, BoundsWords, bounds_rows
from lib.figures.readable import readable, readable_latex
from lib.figures.svg import cut_to
from lib.layers.bounds import PIXELS, LayerBounds
from lib.layers.checks import spared_layers
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.spec import (
    CONVOLUTIONS,
    GLOBAL_POOLINGS,
    POINTWISE,
    POOLINGS,
    UNCHANGED,
    LayerSpec,
)
from lib.layers.statistics import LayerStatistics, SetStatistics
from lib.snippets.layers import signs_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, kind_title
from lib.ui.layers.whole_set import set_is_known, set_statistics, set_title
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import plain

_KEY = "layers.bounds.figure"
_TITLE = 132.0  # pixels for a layer's name


def draw(bench: Bench) -> None:
    """All layers with what can be and what was, the chosen one with its reason.

    What the weights and this picture tell is drawn at once; the set, which takes seconds the
    first time, is filled in.
    """
    page, say = bench.page, bench.page.say
    seen: Overview = bench.ask("passing.overview", FIRST_LOOK)
    bounds: tuple[LayerBounds, ...] = bench.ask_network("values.bounds")
    chooser, answer = st.columns([1, 1.9], gap="large")
    with chooser:
        layer = choose_layer(page, bench.network, fits=lambda _: True)
    if layer is None:
        return
    known = set_is_known(bench)
    figure = st.container() if known else st.empty()
    if not known:
        with figure.container():
            _draw_rows(bench, seen, bounds, None)
    over_set = set_statistics(bench)
    with figure if known else figure.container():
        _draw_rows(bench, seen, bounds, over_set)
    place = bench.network.place(layer.name)
    weighted = layer.kind == "Dense" or layer.kind in CONVOLUTIONS
    facts = _facts(bench, layer, bounds, over_set) | _between(
        bounds[place], over_set.layers[place], sums=weighted
    )
    facts["names"] = _negative(bench, bounds)
    with answer:
        verdict = "yes" if bounds[place].can_be_negative else "no"
        reason = say(f"layers.why.{_reason(layer, bounds[place])}", **facts)
        st.markdown(f"**{say(f'layers.signs.{verdict}', **facts)}** {reason}")
    st.caption(say("layers.signs.caption", **facts))
    _predict(bench, bounds)
    page.block("notice-signs", **facts)
    page.block("formula-signs-sum" if weighted else "formula-signs-other", **facts)
    reproduce(page, signs_snippet(bench.run.id, bench.network, seen))
    ask(page, "signs", spared_layers(bounds, [maps.spread.minimum for maps in seen.layers]))


def _draw_rows(
    bench: Bench,
    seen: Overview,
    bounds: tuple[LayerBounds, ...],
    over_set: SetStatistics | None,
) -> None:
    say, layers = bench.page.say, bench.network.layers
    observed = [None] * len(layers) if over_set is None else over_set.layers
    rows = [
        _row(bench, layer, bound, each, (maps.spread.minimum, maps.spread.maximum))
        for layer, bound, each, maps in zip(layers, bounds, observed, seen.layers, strict=True)
    ]
    words = BoundsWords(
        say("layers.signs.possible"),
        say("layers.signs.set", pictures="…" if over_set is None else over_set.pictures),
        say("layers.signs.here"),
    )
    drawing(
        bounds_rows(rows, words, width=WIDE),
        narrow=bounds_rows(rows, words, width=NARROW),
        say=say,
        key=_KEY if over_set else f"{_KEY}.first",
        alt=say("layers.signs.alt", layers=len(rows),
                negative=sum(row.negative for row in rows)),
        hint=say("layers.signs.hint"),
        on_pick=lambda: _pick(bench),
    )  # fmt: skip


def _row(
    bench: Bench, layer: LayerSpec, bound: LayerBounds, observed: LayerStatistics | None,
    here: tuple[float, float],
) -> BoundsRow:  # fmt: skip
    say = bench.page.say
    over_set = None if observed is None else (observed.spread.minimum, observed.spread.maximum)
    return BoundsRow(
        title=cut_to(layer.name, _TITLE),
        accent=layer.accent,
        bounds=(bound.low, bound.high),
        over_set=over_set,
        here=here,
        verdict=say("layers.signs.can" if bound.can_be_negative else "layers.signs.cannot"),
        negative=bound.can_be_negative,
        say=say(
            "layers.signs.say",
            name=layer.name,
            kind=kind_title(bench.page, layer),
            low=readable(bound.low),
            high=readable(bound.high),
            set_low="…" if over_set is None else readable(over_set[0]),
            set_high="…" if over_set is None else readable(over_set[1]),
            here_low=readable(here[0]),
            here_high=readable(here[1]),
        ),
    )


def _reason(layer: LayerSpec, bound: LayerBounds) -> str:
    """The key of the reason; a layer that is nothing but an activation has no sums of its own."""
    alone = layer.kind in POINTWISE and bound.reason in ("clipped", "squashed")
    return f"{bound.reason}.alone" if alone else bound.reason


def _pick(bench: Bench) -> None:
    if numbers := picked_numbers(_KEY, (0, len(bench.network.layers) - 1)):
        bench.page.controls.set(layer=bench.network.names[numbers[0]])


def _facts(
    bench: Bench, layer: LayerSpec, bounds: tuple[LayerBounds, ...], over_set: SetStatistics
) -> dict[str, Any]:
    place = bench.network.place(layer.name)
    bound, observed = bounds[place], over_set.layers[place]
    into = (bounds[place - 1].low, bounds[place - 1].high) if place else PIXELS
    got = PIXELS
    if place:
        before = over_set.layers[place - 1].spread
        got = (before.minimum, before.maximum)
    named = layer.kind if layer.activation == "linear" else layer.activation
    return {
        "name": layer.name,
        "activation": named.replace("_", " "),
        "low": readable(bound.low),
        "high": readable(bound.high),
        "into_low": readable(into[0]),
        "into_high": readable(into[1]),
        "got_low": readable(got[0]),
        "got_high": readable(got[1]),
        "before_low": readable(bound.before[0]),
        "before_high": readable(bound.before[1]),
        "set_low": readable(observed.spread.minimum),
        "negative": f"{bound.negative_units:,}",
        "units": f"{bound.units:,}",
        "set": set_title(bench, over_set),
        "pictures": over_set.pictures,
    }


def _between(bound: LayerBounds, observed: LayerStatistics, *, sums: bool) -> dict[str, str]:
    """The bounds of the formula, and what was seen: of a layer's sums, or of what it gives."""
    low, high = bound.before if sums else (bound.low, bound.high)
    seen = (observed.before_low, observed.before_high)
    if not sums:
        seen = (observed.spread.minimum, observed.spread.maximum)
    return {
        "latex_low": readable_latex(low),
        "latex_high": readable_latex(high),
        "seen_low": readable(seen[0]),
        "seen_high": readable(seen[1]),
    }


def _predict(bench: Bench, bounds: tuple[LayerBounds, ...]) -> None:
    """Where negative numbers would get to if a ReLU were left out."""
    layers = bench.network.layers
    clipped = next(
        (place for place, bound in enumerate(bounds)
         if bound.reason == "clipped" and bound.before[0] < 0),
        None,
    )  # fmt: skip
    if clipped is None:
        return
    reached = [clipped]
    for place in range(clipped + 1, len(layers)):
        if layers[place].kind not in (*POOLINGS, *GLOBAL_POOLINGS, *UNCHANGED, "Flatten"):
            break
        reached.append(place)
    names = bench.page.say("list.separator").join(plain(layers[place].name) for place in reached)
    after = len(reached)
    stopped = layers[clipped + after].name if clipped + after < len(layers) else ""
    predict_first(
        bench.page, "negative", sorted({0, 1, after, after + 1, len(layers) - clipped}),
        answer=after, layer=layers[clipped].name, names=names,
        low=readable(bounds[clipped].before[0]),
        stopped=bench.page.say("layers.predict.negative.stopped", name=stopped) if stopped else "",
    )  # fmt: skip


def _negative(bench: Bench, bounds: tuple[LayerBounds, ...]) -> str:
    names = [plain(bound.name) for bound in bounds if bound.can_be_negative]
    return bench.page.say("list.separator").join(names) or "–"
