"""Train two to four recipes from several seeds, and watch them side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import reduce

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.operations.checks.training import luck_of_unequal
from lib.operations.courses import Repeats, chance_apart
from lib.runs.differences import without_seed
from lib.runs.directory import Run, request_stop
from lib.runs.recipe import LIMITS, Recipe
from lib.runs.state import ACTIVE, RESUMABLE
from lib.settings import settings
from lib.snippets.compare import gap_snippet, spread_snippet
from lib.ui.check import ask
from lib.ui.compare.formulas import formula_facts, gap_lines
from lib.ui.compare.run_courses import course_of, opened_runs
from lib.ui.compare.shared import (
    Compared,
    Titles,
    choose_quantity,
    show_curves,
    show_ends,
    show_verdicts,
)
from lib.ui.compare.titles import recipe_titles
from lib.ui.compare.variants import MOST_RECIPES, MOST_SEEDS, choose_recipes
from lib.ui.known_sets import may_see
from lib.ui.page import Page, door
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run.resumed import redraw_when_resumed
from lib.ui.several import checked_codes
from lib.ui.training_off import say_training_is_off
from lib.ui.turns import taking_turns

_POLL_SECONDS = 1.5
Groups = dict[str, list[Run]]


def draw(page: Page) -> None:
    """The trainings of the address, if it names some; the form; words."""
    groups = _trained(page)
    if groups:
        _show(page, groups)
        with st.expander(page.say("compare.live.another"), icon=":material/add:"):
            seeds = _form(page)
    else:
        seeds = _form(page)
    predict_first(
        page,
        "luck",
        sorted(_luck(count) for count in range(1, MOST_SEEDS + 1)),
        answer=_luck(seeds),
        format_func=lambda share: f"{share:g}%",
        seeds=seeds,
        chance=f"{_luck(seeds):g}",
    )
    page.block("notice-live", places=engine.run_limit())
    _words(page, groups)
    ask(page, "live", luck_of_unequal(seeds))


def _luck(seeds: int) -> float:
    """How often two equal recipes lie apart, in per cent."""
    return round(100 * chance_apart(seeds, seeds), 1)


def _words(page: Page, groups: Groups) -> None:
    compared = {name: _repeats(runs) for name, runs in groups.items()}
    begun = {name: one for name, one in compared.items() if one.begun}
    numbered = {f"recipe {number}": one for number, one in enumerate(begun.values(), start=1)}
    several = [one for one in begun.values() if len(one.farthest) > 1]
    if len(begun) > 1 and len(several) == len(begun):
        page.block("formula-live", **formula_facts(begun, _titles(page, groups)))
        reproduce(page, spread_snippet(numbered))
    elif begun:
        page.block("formula-yours", lines=gap_lines(begun))
        reproduce(page, gap_snippet(numbered))


# -- the form ----------------------------------------------------------------------------------


def _form(page: Page) -> int:
    """Recipes, seeds, what they need, and the button; returns the number of seeds."""
    say = page.say
    if off := not settings().training:
        say_training_is_off(page)
    recipes = choose_recipes(page)
    at_seeds, at_need, at_button = st.columns(
        [1.1, 1.7, 1], gap="medium", vertical_alignment="bottom"
    )
    with at_seeds:
        seeds = int(
            page.controls.slider(
                "seeds", label=say("compare.live.seeds"), minimum=1, maximum=MOST_SEEDS,
                default=2, step=1, help=say("compare.live.seeds.help"),
            )
        )  # fmt: skip
    needed, free = len(recipes) * seeds, engine.free_places()
    twice = len({without_seed(recipe) for recipe in recipes}) < len(recipes)
    with at_need:
        if off:
            pass  # said above
        elif twice:
            st.warning(say("compare.live.twice"), icon=":material/content_copy:")
        else:
            kind, icon = (st.info, ":material/queue:") if needed <= free else (
                st.warning, ":material/block:")  # fmt: skip
            kind(
                say(
                    "compare.live.need" if needed <= free else "compare.live.short",
                    recipes=len(recipes), seeds=seeds, needed=needed, free=free,
                    limit=engine.run_limit(),
                ),
                icon=icon,
            )  # fmt: skip
    with at_button:
        pressed = st.button(
            say("compare.live.start", needed=needed),
            type="primary",
            icon=":material/play_arrow:",
            disabled=off or twice or needed > free,
            width="stretch",
        )
    if pressed:
        _start(page, recipes, seeds)
    return seeds


def _start(page: Page, recipes: Sequence[Recipe], seeds: int) -> None:
    """Every recipe from the first seed, then from the next: what is compared comes together."""
    most = int(LIMITS["seed"].maximum)
    try:
        runs = engine.start_runs(
            [
                dataclasses.replace(recipe, seed=min(recipe.seed, most - seeds) + number)
                for number in range(seeds)
                for recipe in recipes
            ]
        )
    except ConvScopeError as error:
        page.report(error)
        return
    page.controls.set(trained=",".join(run.id for run in runs))
    st.rerun()


# -- what is trained ---------------------------------------------------------------------------


def _trained(page: Page) -> Groups:
    """The runs that the address names, by recipe; the seed tells those of a recipe apart."""
    most = MOST_RECIPES * MOST_SEEDS
    text: str = page.controls.held("trained", default="", parse=checked_codes("trained", most))
    names = list(dict.fromkeys(code for code in text.split(",") if code))
    runs = opened_runs(page, names)
    groups: dict[Recipe, list[Run]] = {}
    for run in runs:
        groups.setdefault(without_seed(run.recipe), []).append(run)
    found = [*groups.values()]
    if len(found) > MOST_RECIPES:
        page.report(ConvScopeError("compare.too_many_recipes", got=len(found), most=MOST_RECIPES))
    return {f"recipe-{number}": group for number, group in enumerate(found[:MOST_RECIPES])}


def _titles(page: Page, groups: Groups) -> Titles:
    recipes = [without_seed(runs[0].recipe) for runs in groups.values()]
    return dict(zip(groups, recipe_titles(page.say, recipes), strict=True))


def _repeats(runs: Sequence[Run]) -> Repeats:
    return Repeats(tuple(course_of(run) for run in runs))


def _show(page: Page, groups: Groups) -> None:
    say, titles = page.say, _titles(page, groups)
    runs = [run for group in groups.values() for run in group]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        quantity = choose_quantity(page)
        _buttons(page, runs)
    active = any(run.status() in ACTIVE for run in runs)

    @st.fragment(run_every=_POLL_SECONDS if active else None)
    def live() -> None:
        with taking_turns():
            compared = {name: _repeats(group) for name, group in groups.items()}
            _progress(page, runs, titles, groups)
            epochs = max(run.recipe.epochs for run in runs)
            show_curves(page, "live", compared, titles, quantity=quantity, epochs=epochs)
        if active and not any(run.status() in ACTIVE for run in runs):
            page.again()  # an ended comparison gets its verdict

    live()
    redraw_when_resumed(runs)
    st.caption(say("compare.live.caption"))
    compared = {name: _repeats(group) for name, group in groups.items()}
    _verdict(page, compared, titles, active=active)
    show_ends(page, "live", compared, titles)
    with st.expander(say("compare.live.runs"), icon=":material/list:"):
        for name, group in groups.items():
            st.markdown(f"**{titles[name]}**")
            with st.container(horizontal=True):
                for run in group:
                    status = say(f"run.status.{run.status()}")
                    door(
                        "train",
                        label=say("compare.live.run", seed=run.recipe.seed, status=status),
                        query_params={"run": run.id},
                    )


def _buttons(page: Page, runs: Sequence[Run]) -> None:
    say = page.say
    runs = sorted(runs, key=lambda run: run.state.queued_at)  # not by recipe, as they are shown
    active = [run for run in runs if run.status() in ACTIVE]
    paused = [run for run in runs if run.status() in RESUMABLE and may_see(run)]
    paused = paused if settings().training else []

    def stop() -> None:
        for run in reversed(active):  # the last first: else the next would begin meanwhile
            request_stop(run)

    def resume() -> None:
        try:
            for run in paused:
                engine.resume_run(run.id)
        except ConvScopeError as error:
            st.toast(say.error(error), icon=":material/error:")

    if active:
        st.button(say("compare.live.stop"), icon=":material/stop:", on_click=stop)
    if paused:
        st.button(say("compare.live.resume"), icon=":material/resume:", on_click=resume)


def _progress(page: Page, runs: Sequence[Run], titles: Titles, groups: Groups) -> None:
    """How many have ended, and which one is at it."""
    say = page.say
    statuses = {run.id: run.status() for run in runs}
    done = sum(status not in ACTIVE for status in statuses.values())
    total = sum(run.recipe.epochs for run in runs)
    epochs = sum(course_of(run).epochs for run in runs)
    parts = [say("compare.live.progress", done=done, count=len(runs))]
    if cut := sum(status in RESUMABLE for status in statuses.values()):
        parts.append(say("compare.live.cut", count=cut))
    for name, group in groups.items():
        for run in group:
            if statuses[run.id] in ("running", "paused", "stopping"):
                now = say(
                    "compare.live.now", recipe=titles[name], seed=run.recipe.seed,
                    epoch=min(course_of(run).epochs + 1, run.recipe.epochs),
                    epochs=run.recipe.epochs,
                )  # fmt: skip
                parts.append(now)
    text = reduce(lambda told, more: say("compare.live.then", told=told, more=more), parts)
    if done < len(runs):
        st.progress(min(1.0, epochs / max(1, total)), text=text)
    else:
        st.caption(text)
    for run in runs:
        if statuses[run.id] == "failed" and run.state.message:
            reason = say.error(ConvScopeError(run.state.message, **run.state.facts))
            st.error(reason, icon=":material/error:")
            break  # they mostly share one reason


def _verdict(page: Page, compared: Compared, titles: Titles, *, active: bool) -> None:
    if active:
        st.caption(page.say("compare.live.not_yet"))
    elif sum(bool(one.begun) for one in compared.values()) > 1:
        show_verdicts(page, compared, titles)
