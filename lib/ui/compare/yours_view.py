"""Two to four runs that a visitor chooses, side by side, and what is different in their recipes."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import streamlit as st

from lib.operations.comparisons import load_recording, recorded
from lib.operations.courses import Repeats
from lib.runs.directory import Run, list_runs
from lib.runs.recipe import GARDEN
from lib.runs.shipped import SHIPPED, find_run
from lib.runs.state import ACTIVE
from lib.snippets.compare import gap_snippet
from lib.ui.compare.formulas import gap_lines
from lib.ui.compare.run_courses import course_of, opened_runs, rate_changed
from lib.ui.compare.shared import (
    ask_about_mistakes,
    choose_quantity,
    show_curves,
    show_ends,
    signed,
)
from lib.ui.compare.titles import FIELDS, classes_title, compared_fields, long_value, recipe_titles
from lib.ui.known_sets import may_see
from lib.ui.page import Page, door
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import data_title
from lib.ui.several import choose_several
from lib.words import plain

MOST = 4
_LISTED = 60  # newest runs of the list
_POLL_SECONDS = 2.0


def draw(page: Page) -> None:
    """Choose runs; their curves, their ends, the table of their recipes, words."""
    at_choice, at_quantity = st.columns([2.2, 1], gap="medium", vertical_alignment="bottom")
    with at_choice:
        runs = _choose_runs(page)
    with at_quantity:
        quantity = choose_quantity(page)
    if not runs:
        st.info(page.say("compare.yours.none"), icon=":material/compare_arrows:")
        door("train", label=page.say("compare.yours.train"))
        return
    titles = run_titles(page, runs)
    _live(page, runs, titles, quantity)
    compared = {run.id: Repeats((course_of(run),)) for run in runs}
    begun = {name: one for name, one in compared.items() if one.begun}
    _warn(page, runs)
    show_ends(page, "yours", begun, titles)
    if len(runs) > 1:
        _table(page, runs, titles)
    else:
        st.info(page.say("compare.yours.one"), icon=":material/compare_arrows:")
        door("train", label=page.say("compare.yours.train"))
    if len(begun) > 1:
        _predict(page)
    page.block("notice-yours", spread=_usual_spread())
    if begun:
        page.block("formula-yours", lines=gap_lines(begun))
        numbered = {f"run {number}": one for number, one in enumerate(begun.values(), start=1)}
        reproduce(page, gap_snippet(numbered))
        held = {run.id: run.state.validation_count for run in runs}
        ask_about_mistakes(page, begun, titles, held)


def run_titles(page: Page, runs: Sequence[Run]) -> dict[str, str]:
    """What the runs are called beside each other; equal ones by the end of their names."""
    if len(runs) == 1:  # with nothing beside it that it could differ from
        return {runs[0].id: _listed(page, runs[0])}
    told = recipe_titles(page.say, [run.recipe for run in runs])
    titles = [
        page.say("compare.rate_changed", recipe=title) if rate_changed(run) else title
        for run, title in zip(runs, told, strict=True)
    ]
    named = [
        title if titles.count(title) == 1 else f"{title} · {run.id[-8:]}"
        for run, title in zip(runs, titles, strict=True)
    ]
    return dict(zip((run.id for run in runs), named, strict=True))


def _choose_runs(page: Page) -> list[Run]:
    say = page.say
    known = [run for run in list_runs().runs if may_see(run)][:_LISTED]
    options = {run.id: _listed(page, run) for run in [*known, find_run(SHIPPED)]}
    # Whoever has the link of a run may see how it went, and nothing of its pictures.
    linked = [*dict.fromkeys(filter(None, st.query_params.get("runs", "").split(",")))]
    if len(linked) > MOST:
        linked = []  # too many are refused as a whole
    for run in opened_runs(page, [code for code in linked if code not in options]):
        options[run.id] = _listed(page, run)
    failed = [code for code in linked if code not in options]
    if failed:  # said above the page; what is left stays
        kept = ",".join(code for code in linked if code in options)
        page.controls.set(runs=kept)
    begun = next((run.id for run in known if run.history().epochs), None)
    default = [SHIPPED] if begun is None else [SHIPPED, begun]
    chosen = choose_several(
        page,
        "runs",
        options,
        label=say("compare.yours.choose"),
        most=MOST,
        default=default,
        help=say("compare.yours.help"),
    )
    return [find_run(code) for code in chosen]


def _listed(page: Page, run: Run) -> str:
    """A run's name, short enough for two or three of them in a line; it keeps it for ever."""
    if run.id == SHIPPED:
        return page.say("compare.shipped")
    recipe = run.recipe
    data = (
        page.say("compare.flowers", count=f"{recipe.picture_count:,}")
        if recipe.data == GARDEN
        else data_title(page.say, run)
    )
    when = time.strftime("%m-%d %H:%M", time.localtime(run.state.created_at))
    size = recipe.image_size
    return page.say("compare.entry", when=when, data=data, size=size, number=run.id[-8:])


def _live(page: Page, runs: Sequence[Run], titles: dict[str, str], quantity: str) -> None:
    active = any(run.status() in ACTIVE for run in runs)

    @st.fragment(run_every=_POLL_SECONDS if active else None)
    def curves() -> None:
        compared = {run.id: Repeats((course_of(run),)) for run in runs}
        epochs = max(run.recipe.epochs for run in runs)
        show_curves(page, "yours", compared, titles, quantity=quantity, epochs=epochs)
        if active and not any(run.status() in ACTIVE for run in runs):
            page.again()  # what stands below keeps up

    curves()
    st.caption(page.say("compare.yours.caption"))


def _warn(page: Page, runs: Sequence[Run]) -> None:
    """Say what makes the numbers hard to compare."""
    say, recipes = page.say, [run.recipe for run in runs]
    different = set(compared_fields(recipes))
    reasons = []
    counts = {len(run.state.class_names) for run in runs if run.state.class_names}
    if len(counts) > 1:
        guesses = say("list.separator").join(
            say("compare.warn.guess", classes=count, share=f"{1 / count:.0%}")
            for count in sorted(counts)
        )
        reasons.append(say("compare.warn.classes", guesses=guesses))
    if {"data", "picture_count"} & different:
        reasons.append(say("compare.warn.data"))
    elif "seed" in different:
        reasons.append(say("compare.warn.seed"))
    if "epochs" in different:
        reasons.append(say("compare.warn.epochs"))
    if reasons:
        st.warning(" ".join(reasons), icon=":material/balance:")


def _table(page: Page, runs: Sequence[Run], titles: dict[str, str]) -> None:
    """A row a field; what is different is marked and comes first."""
    say, recipes = page.say, [run.recipe for run in runs]
    different = compared_fields(recipes)
    st.markdown(f"**{say('compare.table')}**")
    head = ["", *(plain(titles[run.id]) for run in runs)]
    rows = [head, [":---"] * len(head)]
    for field in [*different, *(name for name in FIELDS if name not in different)]:
        marked = field in different
        values = [plain(long_value(say, recipe, field)) for recipe in recipes]
        name = say(f"compare.field.{field}")
        rows.append(
            [f"**≠ {name}**", *(f"**{value}**" for value in values)] if marked else [name, *values]
        )
    rows.append([say("compare.field.classes"), *(classes_title(run.state) for run in runs)])
    rows.append([say("compare.field.status"), *(say(f"run.status.{run.status()}") for run in runs)])
    st.markdown("\n".join("| " + " | ".join(row) + " |" for row in rows))
    st.caption(say("compare.table.caption"))
    with st.container(horizontal=True):
        for run in runs:
            door("train", label=say("compare.open_run", recipe=titles[run.id]),
                 query_params={"run": run.id})  # fmt: skip


def _predict(page: Page) -> None:
    """One run each says nothing about luck: of two equal recipes one is always ahead."""
    predict_first(
        page,
        "single",
        [5, 10, 50, 100],
        answer=100,
        format_func=lambda share: f"{share}%",
        spread=_usual_spread(),
    )


def _usual_spread() -> str:
    """By how much two single runs of one recipe differ, from the recording of the base."""
    if not recorded():
        return "–"
    first = next(iter(load_recording(recorded()[0]).variants.values())).repeats
    spread = first.end("validation").spread or 0.0
    return signed(math.sqrt(2) * spread).removeprefix("+")
