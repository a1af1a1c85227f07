"""The network of the notes, trained live: recipe, progress, curves, mistakes, files."""

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.operations.checks.training import updates_of_larger_batches
from lib.runs.directory import list_runs
from lib.runs.shipped import SHIPPED, find_run, shipped_run
from lib.settings import settings
from lib.ui.check import ask
from lib.ui.choose_run import warn_of_damaged
from lib.ui.known_sets import may_see
from lib.ui.page import Page
from lib.ui.recipe_form import recipe_form, use_recipe
from lib.ui.run.travel_view import travel_door, travel_view
from lib.ui.run_results import reproduce_run, run_downloads, run_results
from lib.ui.run_titles import run_title
from lib.ui.run_view import arithmetic_facts, is_active, kept_text, run_view
from lib.ui.training_off import say_training_is_off

page = Page("train")
engine.warm_up()


def show() -> None:
    """Show the run picked from the list."""
    page.controls.set(run=st.session_state["run picker"])


run = shipped_run()
with page.reporting():
    run = find_run(page.controls.held("run", default=SHIPPED, parse=lambda name: find_run(name).id))

# On a phone the run stands above the form while it trains: pressing Train must show something.
with st.container(key="run-first" if is_active(run) else "form-first"):
    form, view = st.columns([1, 2.5], gap="large")
with form:
    recipe = None
    if off := not settings().training:
        say_training_is_off(page)
    with page.reporting():
        recipe = recipe_form(page)
    pressed = st.button(
        page.say("train.start"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=off or recipe is None,
        width="stretch",
    )
    if pressed and recipe is not None:
        # Not in a callback: that would run before the form has been read.
        try:
            page.controls.set(run=engine.start_run(recipe).id)
        except ConvScopeError as error:
            st.error(page.say.error(error), icon=":material/error:")
        else:
            st.rerun()

with view:
    listing = list_runs()
    others = [known for known in listing.runs if known.id != run.id and may_see(known)]
    ids = [known.id for known in others[:30]]
    ids = [*ids, SHIPPED] if run.id == SHIPPED else [run.id, *ids, SHIPPED]
    st.session_state["run picker"] = run.id
    st.selectbox(
        page.say("run.choose"),
        ids,
        key="run picker",
        format_func=lambda name: run_title(page.say, find_run(name)),
        on_change=show,
        label_visibility="collapsed",
    )
    warn_of_damaged(page, listing)
    run_view(page, run)
    with st.container(horizontal=True, vertical_alignment="center"):
        with page.reporting():
            run_downloads(page, run)
        use_recipe(page, run.recipe)
        travel_door(page, run)
    if kept := kept_text(page.say, run):
        st.caption(kept)
    run_results(page, run)

travel_view(page, run)
if counted := arithmetic_facts(run):
    page.block("notice", **counted)
    page.fold("formula", **counted)
with page.reporting():
    reproduce_run(page, run)
if counted:
    recipe = run.recipe
    worked = updates_of_larger_batches(run.state.training_count, recipe.batch_size, recipe.epochs)
    ask(page, "updates", worked)
page.close()
