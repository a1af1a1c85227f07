"""What argues for a class and against it: the logit as a sum, by units and by places."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lib.drawing.drawing import drawing
from lib.errors import ConvScopeError
from lib.figures.layers.evidence import evidence_map
from lib.figures.layers.products import NARROW, Term, product_rows
from lib.figures.quantities import number_text
from lib.figures.readable import readable, readable_latex
from lib.layers.argument import Argument
from lib.layers.checks import unopposed
from lib.layers.evidence import deciding, last_maps
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.spec import UNCHANGED
from lib.snippets.evidence import evidence_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench
from lib.ui.layers.classes import choose_class, shares_of, show_classes, show_picture
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title
from lib.words import plain

_TERMS = "layers.evidence.terms"
_QUARTER, _HALF = 0.25, 0.5


def draw(bench: Bench) -> None:
    """The class, the places on the photograph, the terms beside them."""
    page, say = bench.page, bench.page.say
    seen: Overview = bench.ask("passing.overview", FIRST_LOOK)
    last = bench.network.layers[deciding(bench.network.layers)]
    if last.kind != "Dense":
        st.info(say("layers.evidence.no_dense", layer=last.name), icon=":material/layers_clear:")
        return
    shares = shares_of(seen)
    beside, places, terms = st.columns([1.05, 1.7, 1.75], gap="medium")
    with beside:
        class_ = choose_class(bench, shares)
    inputs = last.input_shape[-1]
    via = _held_unit(bench, inputs)
    whole: Argument = bench.ask("evidence.argument", class_, None)
    via = via if whole.through else 0
    found: Argument = bench.ask("evidence.argument", class_, via - 1) if via else whole
    facts = _facts(bench, class_, whole, found, via)
    with beside:
        show_picture(bench, seen)
        show_classes(bench, shares, class_)
    with places:
        _draw_places(bench, seen, whole, found, facts)
    with terms:
        _draw_terms(bench, whole, via, facts)
    st.caption(say("layers.evidence.caption", **facts))
    _predict(bench, whole, facts)
    page.block("notice-evidence", **facts)
    page.block("formula-evidence", **facts)
    if found.cells is not None:
        page.block("formula-evidence-unit" if via else "formula-evidence-cells", **facts)
    reproduce(page, evidence_snippet(bench.run.id, bench.network, class_, whole))
    ask(page, "evidence", unopposed(whole), **facts)


def _draw_places(
    bench: Bench, seen: Overview, whole: Argument, found: Argument, facts: dict[str, Any]
) -> None:
    page, say = bench.page, bench.page.say
    if found.cells is None or whole.cells is None:
        st.info(say("layers.evidence.crooked", **facts), icon=":material/timeline:")
        return
    cells = found.cells
    peak = float(np.abs(cells).max())
    title = "layers.evidence.places.unit" if facts["via"] else "layers.evidence.places"
    st.markdown(f"**{say(title, **facts)}**")
    drawing(
        evidence_map(
            seen.seen, cells, peak=peak, sentence=say("layers.evidence.cells", **facts),
            say_cell=lambda row, column: say(
                "layers.evidence.cell", row=row + 1, column=column + 1,
                value=number_text(float(cells[row, column]), 4), **facts,
            ),
        ),
        say=say, key="layers.evidence.map", alt=say("layers.evidence.map.alt", **facts),
        hint=say("layers.evidence.map.hint", peak=readable(peak)),
    )  # fmt: skip
    if facts["via"]:
        st.button(
            say("layers.evidence.all"), icon=":material/arrow_back:",
            on_click=lambda: page.controls.set(via=0),
        )  # fmt: skip


def _draw_terms(bench: Bench, whole: Argument, via: int, facts: dict[str, Any]) -> None:
    page, say = bench.page, bench.page.say
    st.markdown(f"**{say('layers.evidence.terms', **facts)}**")

    def pick() -> None:
        if numbers := picked_numbers(_TERMS, (0, whole.inputs)):
            page.controls.set(via=0 if numbers[0] == via else numbers[0])

    rows = _rows(bench, whole, via)
    drawing(
        product_rows(rows, width=NARROW), say=say, key=_TERMS, on_pick=pick,
        alt=say("layers.evidence.terms.alt", **facts),
        hint=say("layers.evidence.hint" if whole.through else "layers.dense.hint"),
    )  # fmt: skip


def _rows(bench: Bench, whole: Argument, via: int) -> list[Term]:
    say, rows = bench.page.say, []
    shown = sorted(whole.strongest, key=lambda each: -each.product)
    others = whole.inputs - whole.silent - len(shown)
    for each in shown:
        label = say("layers.dense.input", unit=each.index + 1)
        rows.append(
            Term(
                f"▸ {label}" if each.index + 1 == via else label, "", each.product,
                say("layers.evidence.term", unit=each.index + 1, value=number_text(each.value, 4),
                    weight=number_text(each.weight, 4), product=number_text(each.product, 4)),
                pick=str(each.index + 1) if whole.through else None,
            )
        )  # fmt: skip
    if others > 0:
        text = say("layers.dense.others", count=f"{others:,}")
        place = sum(each.product > 0 for each in shown)
        rows.insert(place, Term(text, "", whole.rest, text, many=True))
    rows.append(Term(say("layers.dense.bias"), "", whole.bias, say("layers.dense.bias")))
    total = say("layers.evidence.logit")
    rows.append(Term(total, "", whole.total, total, result=True))
    return rows


def _held_unit(bench: Bench, inputs: int) -> int:
    """The unit that is followed singly, from 1; 0 for all of them."""

    def parse(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else -1
        if not 0 <= number <= inputs:
            raise ConvScopeError(
                "url.out_of_range", field="via", value=text[:20], minimum=1, maximum=inputs
            )
        return number

    number = int(bench.page.controls.held("via", default=0, parse=parse))
    return number if number <= inputs else 0  # another network may have fewer


def _predict(bench: Bench, whole: Argument, facts: dict[str, Any]) -> None:
    share = whole.silent / whole.inputs
    answer = "few" if share < _QUARTER else "some" if share <= _HALF else "most"
    predict_first(
        bench.page, "silent", ("few", "some", "most"), answer=answer,
        format_func=lambda code: bench.page.say(f"layers.predict.silent.{code}"), **facts,
    )  # fmt: skip


def _facts(bench: Bench, class_: int, whole: Argument, found: Argument, via: int) -> dict[str, Any]:
    layers = bench.network.layers
    begin = last_maps(layers)
    # Dropout hands the maps on unchanged: the layer before it is the one that made them.
    makers = [each for each in layers[: (begin or 0) + 1] if each.kind not in UNCHANGED]
    maps = makers[-1] if makers else layers[0]
    cells = found.cells if found.cells is not None else np.zeros((1, 1))
    between = sum(worth for _, worth in found.biases)
    term = found.followed if via else 0.0
    return {
        "class": plain(class_title(bench.page.say, bench.network.class_names[class_])),
        "last": layers[deciding(layers)].name,
        "maps": maps.name,
        "rows": cells.shape[0],
        "columns": cells.shape[1],
        "count": f"{cells.size:,}",
        "channels": maps.units,
        "inputs": f"{whole.inputs:,}",
        "silent": f"{whole.silent:,}",
        "via": via,
        "plus": number_text(whole.plus, 4).replace("−", "-"),
        "minus": number_text(whole.minus, 4).replace("−", "-"),
        "bias": number_text(whole.bias, 4).replace("−", "-"),
        "total": number_text(whole.total, 4).replace("−", "-"),
        "total_text": number_text(whole.total, 4),
        "logit": number_text(whole.logit, 4),
        "difference": readable(whole.largest_difference),
        "classes": len(bench.network.class_names),
        "cells": number_text(float(cells.sum(dtype=np.float64)), 4).replace("−", "-"),
        "between": number_text(between, 4).replace("−", "-"),
        "term": readable_latex(round(term, 4)),
        "term_text": readable(round(term, 4)),
        "positive": int((cells > 0).sum()),
        "negative": int((cells < 0).sum()),
        "crooked": found.crooked[0] if found.crooked else "",
        "activation": found.crooked[1] if found.crooked else "",
        "best_maps": bench.page.say("list.separator").join(
            str(number + 1) for number, worth in found.channels if worth > 0
        ) or "–",
    }  # fmt: skip
