"""What speaks for an answer: live figures from the code of the other pages, a function a question.

Each draws its figure and returns the numbers of its answer's text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.cnn.dropout import cut_off_probability
from lib.drawing.drawing import drawing
from lib.operations.cut_off import NOTES_SHAPE, cut_offs, power_of_ten
from lib.operations.dropout import draw as draw_dropout
from lib.operations.dropout import in_words, means
from lib.operations.pipeline_runs import load_runs
from lib.operations.questions import second_convolution
from lib.operations.shuffling import kept_batches
from lib.operations.small_layer import draw_small, small_layer
from lib.ui.asking import Asking
from lib.ui.batches.epochs_view import BATCH, BATCHES
from lib.ui.dropout_view import show_cut_offs, show_graph, show_means
from lib.ui.page import Page
from lib.ui.questions import pictures, recorded, rights
from lib.ui.questions.bounds import show_bounds
from lib.ui.shapes import batch_view
from lib.ui.shapes.model import Model
from lib.ui.shapes.table_view import show_formulas, show_table

Facts = dict[str, Any]


def show_evidence(page: Page, asking: Asking, number: int) -> Facts:
    """Draw what speaks for the answer of a question.

    Returns:
        The numbers of the block ``answer-<number>``.
    """
    return _EVIDENCE[number](page, asking)


def _gap(page: Page, _: Asking) -> Facts:
    return recorded.show(page, "augmentation", 3, ("none", "notes"))


def _cut_off(page: Page, _: Asking) -> Facts:
    at_rate, at_units = st.columns(2, gap="medium")
    with at_rate:
        rate = _rate(page, default=rights.RATE)
    with at_units:
        units = page.controls.slider(
            "units", label=page.say("dropout.units"), minimum=1, maximum=8, default=6, step=1
        )
    show_cut_offs(page, cut_offs(rate, seed=1), units)
    count = NOTES_SHAPE[0] * NOTES_SHAPE[1] * NOTES_SHAPE[2]
    return {
        "rate": f"{rate:g}",
        "units": units,
        "small": power_of_ten(cut_off_probability(rate, units)),
        "shape": "×".join(map(str, NOTES_SHAPE)),
        "numbers": f"{count:,}",
        "chance": power_of_ten(cut_off_probability(rate, count)),
    }


def _batches(page: Page, asking: Asking) -> Facts:
    orders = rights.batch_orders(asking)
    if orders is None:
        asking.still_starting()
        return {"kept": "…", "batches": BATCHES, "placed": "…", "pictures": BATCH, **_runs()}
    kept = kept_batches(orders, BATCH)[1]
    facts = recorded.show(page, "order", 5, ("notes", "pictures"))
    return facts | {
        "kept": kept.members,
        "batches": BATCHES,
        "placed": kept.places,
        "pictures": BATCH,
        **_runs(),
    }


def _runs() -> Facts:
    return {"trained": load_runs().training_count}


def _bounds(page: Page, asking: Asking) -> Facts:
    bounds = rights.shipped_bounds(asking)
    if bounds is None:
        asking.still_starting()
        return {"negative": "…", "layers": "…", "low": "…", "high": "…"}
    return show_bounds(page, asking, bounds)


def _guessing(page: Page, _: Asking) -> Facts:
    return recorded.show(page, "order", 7, ("pictures", "sorted"))


def _batch_size(page: Page, _: Asking) -> Facts:
    say = page.say
    model = Model(page)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        model.measure()
    own = int(
        page.controls.slider(
            "pictures",
            label=say("shapes.pictures"),
            minimum=1,
            maximum=256,
            default=32,
            step=1,
        )
    )
    counts = batch_view.batches(own)
    facts = batch_view.batch_facts(model, own)
    wide, narrow = batch_view.draw_batches(model, counts, say)
    alt = say("shapes.batch.alt", **facts)
    drawing(wide, narrow=narrow, say=say, key="questions.batch", alt=alt, hint="")
    st.caption(say("shapes.batch.caption", **facts))
    return facts


def _mask(page: Page, _: Asking) -> Facts:
    rate = _rate(page, default=rights.RATE)
    whole = draw_dropout("daisy", rate, seed=1, training=True)
    small = draw_small(small_layer("daisy", 6), whole)
    graph, settling = st.columns([1.25, 1], gap="large")
    with graph:
        show_graph(page, small)
        st.caption(page.say("dropout.graph.caption", units=6, numbers=f"{whole.before.size:,}"))
    with settling:
        show_means(page, means(float(small.layer.values[0]), rate, seed=1), rate)
    return in_words(whole) | {
        "rate": f"{rate:g}",
        "percent": f"{rate:.0%}",
        "scale": f"{1 / (1 - rate):.4g}",
    }


def _table(page: Page, _: Asking) -> Facts:
    model = Model(page)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        model.measure()
    if model.found.rows:
        show_table(model)
        show_formulas(model)
    found = rights.notes_counts()
    row = second_convolution(found)
    return {
        "filters": row.output_shape[-1],
        "inputs": row.input_shape[-1],
        "weights": f"{9 * row.input_shape[-1]:,}",
        "parameters": f"{row.count.parameters:,}",
        "total": f"{found.parameters:,}",
        "shape": "×".join(map(str, row.output_shape)),
    }


def _rate(page: Page, *, default: float) -> float:
    rate: float = page.controls.slider(
        "rate",
        label=page.say("dropout.rate"),
        minimum=0.0,
        maximum=0.95,
        default=default,
        step=0.05,
    )
    return rate


_EVIDENCE: dict[int, Callable[[Page, Asking], Facts]] = {
    1: pictures.show_squashed,
    2: pictures.show_factors,
    3: _gap,
    4: _cut_off,
    5: _batches,
    6: _bounds,
    7: _guessing,
    8: _batch_size,
    9: _mask,
    10: _table,
}
