"""The model as arithmetic: shapes, parameters and operations of every layer, and its editing."""

from functools import partial

import streamlit as st

from lib.drawing.drawing import drawing
from lib.operations.checks import shapes as checks
from lib.snippets import shapes as snippets
from lib.ui.check import ask
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.shapes import batch_view, code_view, editing, table_view, where_view
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import in_times, in_words
from lib.ui.shapes.questions import FACTORS, GROWTHS, growth_question, work_question
from lib.ui.views import finish, show_views, sliders

page = Page("shapes")
say = page.say


def opened(*, says_problem: bool = True) -> Model:
    """The network of the address, counted; a problem in it is said above the figure."""
    model = Model(page)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        model.measure()
        reason = editing.show_whole(model)
    if reason:
        st.caption(reason)
    if says_problem and model.found.problem is not None:
        st.error(say.error(model.found.problem), icon=":material/error:")
    return model


def table() -> None:
    """All layers with their numbers; the opened one with formulas and settings."""
    # The table marks the layer that does not fit; why is said beside its settings.
    model = opened(says_problem=False)
    table_view.show_table(model)
    st.caption(say("shapes.table.caption"))
    with st.container(border=True, key="shapes-layer", gap="small"):
        editing.show_steps(model)
        editing.show_settings(model)
        editing.show_trouble(model)
    formulas, beside = st.columns([1.45, 1], gap="large")
    with formulas:
        table_view.show_formulas(model)
    with beside:
        question = growth_question(model)
        if question is not None:
            answer, numbers = question
            named = partial(in_words, say, "growth")
            predict_first(page, "growth", GROWTHS, answer=answer, format_func=named, **numbers)
    if model.found.rows:
        facts = table_view.total_facts(model)
        worked = checks.one_class_more(model.found)
        finish(page, "table", snippets.table_snippet(model.found), worked, **facts)


def batch() -> None:
    """The same network fed one picture and several."""
    model = opened()
    (own,) = sliders(page, ("pictures", 1, 256, 32, 1))
    if not model.found.rows:
        st.caption(say("shapes.no_rows"))
        return
    counts = batch_view.batches(own)
    facts = batch_view.batch_facts(model, own)
    wide, narrow = batch_view.draw_batches(model, counts, say)
    alt = say("shapes.batch.alt", **facts)
    drawing(wide, narrow=narrow, say=say, key="shapes.batch", alt=alt, hint="")
    st.caption(say("shapes.batch.caption", **facts))
    named = partial(in_words, say, "epoch")
    predict_first(page, "epoch", batch_view.EPOCHS, answer="same", format_func=named, **facts)
    worked = checks.largest_batch(model.found)
    finish(page, "batch", snippets.batch_snippet(model.found, counts), worked, **facts)


def where() -> None:
    """Which layers hold the parameters, and which do the work."""
    model = opened()
    if not where_view.costly_rows(model):
        st.caption(say("shapes.where.nothing"))
        return
    facts = where_view.where_facts(model, say)
    wide, narrow = where_view.draw_shares(model, say)
    alt = say("shapes.where.alt", **facts)
    drawing(wide, narrow=narrow, say=say, key="shapes.where", alt=alt,
            hint=say("shapes.where.hint"))  # fmt: skip
    st.caption(say("shapes.where.caption", **facts))
    question = work_question(model)
    if question is not None:
        answer, numbers = question
        named = partial(in_times, say)
        predict_first(page, "work", FACTORS, answer=answer, format_func=named, **numbers)
    worked = checks.uses_of_a_weight(model.found, where_view.busiest_layer(model))
    finish(page, "where", snippets.where_snippet(model.found), worked, **facts)


def code() -> None:
    """Keras code out and in."""
    model = opened()
    left, right = st.columns(2, gap="large")
    with left:
        code_view.show_export(model)
    with right:
        code_view.show_import(model)
    page.block("notice-code")
    if model.found.problem is None:
        ask(page, "code", checks.weight_arrays(model.found))


show_views(page, {"table": table, "batch": batch, "where": where, "code": code})
