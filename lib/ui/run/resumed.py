"""A page of trainings that were cut short sees it when one of them goes on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.errors import RunError
from lib.runs.directory import Run
from lib.runs.state import ACTIVE, RESUMABLE
from lib.settings import settings

_LOOK_SECONDS = 4.0


def redraw_when_resumed(runs: Sequence[Run]) -> None:
    """Draw the page anew once a run goes on that nobody trains.

    Somebody resumes it on another page, or a server takes it over from one that died; a page
    that was drawn before would call it stopped or interrupted to its end, and after.

    Args:
        runs: Those on the page; while one of them is trained, they are watched anyway.
    """
    statuses = {_status(run) for run in runs}
    if not settings().training or statuses & ACTIVE or not statuses & RESUMABLE:
        return

    @st.fragment(run_every=_LOOK_SECONDS)
    def look() -> None:
        if any(_status(run) in ACTIVE for run in runs):
            st.rerun()

    look()


def _status(run: Run) -> str | None:
    try:
        return run.status()
    except RunError:  # damaged or deleted meanwhile: said when the page is drawn
        return None
