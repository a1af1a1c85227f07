"""The network of the notes, trained live: recipe, progress, curves, mistakes, files."""

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.runs.directory import list_runs
from lib.runs.script import keras_script
from lib.runs.shipped import SHIPPED, find_run, shipped_run
from lib.ui.page import Page
from lib.ui.recipe_form import recipe_form
from lib.ui.run_results import run_downloads, run_results
from lib.ui.run_view import arithmetic_facts, run_title, run_view

page = Page("train")
engine.warm_up()


def start() -> None:
    """Start a run with the recipe of the form and show it."""
    try:
        run = engine.start_run(st.session_state["recipe"])
    except ConvScopeError as error:
        st.session_state["start error"] = error
    else:
        st.query_params["run"] = st.session_state["run"] = run.id


def show() -> None:
    """Show the run picked from the list."""
    st.query_params["run"] = st.session_state["run"] = st.session_state["run picker"]


asked = st.query_params.get("run") or st.session_state.get("run") or SHIPPED
run = shipped_run()
with page.reporting():
    run = find_run(asked)
st.session_state["run"] = run.id
if run.id != SHIPPED:
    st.query_params["run"] = run.id  # navigation links drop it

form, view = st.columns([1, 2.5], gap="large")
with form:
    with page.reporting():
        st.session_state["recipe"] = recipe_form(page)
    st.button(
        page.say("train.start"),
        type="primary",
        icon=":material/play_arrow:",
        on_click=start,
        width="stretch",
    )
    if error := st.session_state.pop("start error", None):
        st.error(page.say.error(error), icon=":material/error:")

with view:
    listing = list_runs()
    ids = [*(known.id for known in listing.runs[:30]), SHIPPED]
    st.session_state["run picker"] = run.id if run.id in ids else SHIPPED
    st.selectbox(
        page.say("run.choose"),
        ids,
        key="run picker",
        format_func=lambda name: run_title(page.say, find_run(name)),
        on_change=show,
        label_visibility="collapsed",
    )
    if listing.damaged:
        st.warning(page.say("run.damaged_list", runs=", ".join(listing.damaged)))
    run_view(page, run)
    run_downloads(page, run)
    run_results(page, run)

if counted := arithmetic_facts(run):
    page.block("notice", **counted)
    page.fold("formula", **counted)
with st.expander(page.say("reproduce.title"), icon=":material/code:"):
    st.caption(page.say("reproduce.script"))
    st.code(keras_script(run.recipe, run.state.class_names), language="python")
page.close()
