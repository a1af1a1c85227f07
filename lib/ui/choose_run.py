"""Choose a trained network: the one that ships, or one that the visitor may see."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.runs.directory import Run, RunList
from lib.runs.expiry import note_opened
from lib.runs.model_file import is_whole
from lib.runs.shipped import SHIPPED
from lib.ui.known_sets import damaged_runs, may_see, visible_runs
from lib.ui.page import Page
from lib.ui.run_titles import run_title


def choose_run(page: Page, *, label: str = "predict.run", **options: Any) -> Run:
    """Draw the list of trained networks, bound to the parameter ``run`` of the address.

    Args:
        page: The page being drawn.
        label: Key of the list's title.
        **options: Of ``st.selectbox``.
    """
    runs = visible_runs(linked=st.query_params.get("run"))
    chosen: str = page.controls.choice(
        "run",
        list(runs),
        label=page.say(label),
        default=SHIPPED,
        format_func=lambda name: run_title(page.say, runs[name]),
        style="select",
        **options,
    )
    note_opened(runs[chosen])
    return runs[chosen]


def warn_of_damaged(page: Page, listed: RunList) -> None:
    """Name runs that cannot be read or whose network is lost or damaged; count the unnameable."""
    named, others = damaged_runs(listed)
    if named:
        runs = page.say("list.separator").join(named)
        st.warning(page.say("run.damaged_list", runs=runs), icon=":material/folder_off:")
    if others:
        st.warning(page.say("run.damaged_count", count=others), icon=":material/folder_off:")
    for key, is_meant in (("lost", _has_lost_network), ("damaged", _has_damaged_network)):
        meant = [run.id for run in listed.runs if is_meant(run) and may_see(run)]
        if meant:
            runs = page.say("list.separator").join(meant)
            st.warning(page.say(f"run.network_{key}", runs=runs), icon=":material/folder_off:")


def _has_lost_network(run: Run) -> bool:
    return run.state.status == "finished" and not run.model_path.exists()


def _has_damaged_network(run: Run) -> bool:
    return run.model_path.exists() and not is_whole(run.model_path)
