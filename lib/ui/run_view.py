"""A training run on the page: how far it is, its curves, its end, its validation pictures.

Everything shown is what the run's directory says, so a reload, a second browser or a restart
of the server shows the same.
"""

from __future__ import annotations

import random
import time
from typing import Literal

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.runs.directory import Run, request_stop
from lib.runs.expiry import note_opened
from lib.runs.history import History
from lib.runs.report import epoch_arithmetic
from lib.runs.shipped import SHIPPED
from lib.runs.state import ACTIVE, RESUMABLE
from lib.settings import settings
from lib.ui.page import Page
from lib.ui.run.controls_view import run_controls
from lib.ui.run.curves_view import run_curves, run_numbers
from lib.ui.run.progress_view import run_progress
from lib.ui.run.resumed import redraw_when_resumed
from lib.ui.run.step_view import step_view
from lib.ui.run_titles import recipe_line
from lib.ui.turns import taking_turns
from lib.words import Words

_Colour = Literal["gray", "blue", "orange", "green", "red"]
_BADGES: dict[str, tuple[_Colour, str]] = {
    "queued": ("gray", ":material/hourglass_empty:"),
    "running": ("blue", ":material/play_arrow:"),
    "paused": ("orange", ":material/pause:"),
    "stopping": ("orange", ":material/stop:"),
    "stopped": ("orange", ":material/stop:"),
    "interrupted": ("orange", ":material/power_off:"),
    "finished": ("green", ":material/check:"),
    "failed": ("red", ":material/error:"),
}
_POLL_SECONDS, _SLOWEST_POLL = 0.5, 4.0
# The whole page is drawn anew after at least so many looks; not by all who watch at one moment.
_REDRAW_POLLS = (10, 16)
_POLL_SHARE = 20  # of the time between two looks at most a twentieth goes into drawing
_TAKEN = "run drawing seconds"


def run_view(page: Page, run: Run) -> None:
    """Draw the run, polling its directory while somebody works on it."""
    note_opened(run)
    active = run.status() in ACTIVE
    drawn, drawn_at = _last_epoch(run), time.monotonic()
    seconds = poll_seconds(st.session_state.get(_TAKEN, 0.0))
    patience = seconds * random.uniform(*_REDRAW_POLLS)

    @st.fragment(run_every=seconds if active else None)
    def live() -> None:
        began = time.monotonic()
        try:
            status = run.status()
            history = run.history()
            with taking_turns():
                _draw(page, run, status, history)
        except ConvScopeError as error:
            st.error(page.say.error(error), icon=":material/error:")
            return
        taken = time.monotonic() - began
        st.session_state[_TAKEN] = (st.session_state.get(_TAKEN, taken) + taken) / 2
        waited = time.monotonic() - drawn_at
        later = history.last_epoch != drawn and waited > patience
        if active != (status in ACTIVE) or later:
            # An ended run gets what only ended runs have, a resumed one is watched again, and
            # the matrix below the curves keeps up with them.
            page.again()

    live()
    redraw_when_resumed([run])


def poll_seconds(taken: float) -> float:
    """Seconds between two looks at a run: the more, the longer a server with many visitors draws.

    Args:
        taken: Seconds that drawing it took lately.

    Example:
        >>> poll_seconds(0.02), poll_seconds(0.2), poll_seconds(30.0)
        (0.5, 4.0, 4.0)
    """
    return min(_SLOWEST_POLL, max(_POLL_SECONDS, _POLL_SHARE * taken))


def _last_epoch(run: Run) -> int:
    try:
        return run.history().last_epoch
    except ConvScopeError:
        return 0  # said where the run is drawn


def kept_text(say: Words, run: Run) -> str:
    """How long a training is kept; nothing of what ships, which stays."""
    if run.id == SHIPPED:
        return ""
    days = settings().keep_run_days
    return say("run.kept", days=days) if days else say("run.kept.always")


def is_active(run: Run) -> bool:
    """Whether somebody works on the run, or is about to."""
    return run.status() in ACTIVE


def _draw(page: Page, run: Run, status: str, history: History) -> None:
    say = page.say
    _headline(say, run, status)
    run_progress(say, run, status, history)
    run_controls(say, run, status, history)
    if status == "paused":
        step_view(page, run)
    run_curves(say, run, history, live=status in ACTIVE)
    run_numbers(say, history)


def _headline(say: Words, run: Run, status: str) -> None:
    colour, icon = _BADGES[status]
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="stretch"):
            st.badge(say(f"run.status.{status}"), icon=icon, color=colour)
            st.caption(recipe_line(say, run))
        if status in ("queued", "running", "paused"):
            st.button(say("run.stop"), icon=":material/stop:", on_click=request_stop, args=(run,))
        elif status in RESUMABLE and settings().training:
            st.button(
                say("run.resume"),
                key="run-resume",  # the style keeps it in its place
                icon=":material/resume:",
                on_click=_resume,
                args=(say, run),
                type="primary",
            )


def _resume(say: Words, run: Run) -> None:
    try:
        engine.resume_run(run.id)
    except ConvScopeError as error:
        st.toast(say.error(error), icon=":material/error:")


def arithmetic_facts(run: Run) -> dict[str, str]:
    """The run's pictures, batches and updates as text; empty before they have been counted."""
    state, recipe = run.state, run.recipe
    if not state.training_count:
        return {}
    found = epoch_arithmetic(
        state.training_count,
        state.validation_count,
        batch_size=recipe.batch_size,
        epochs=recipe.epochs,
        class_count=len(state.class_names),
    )
    facts = {name: f"{value:,}" for name, value in vars(found).items()}
    return facts | {"guess": f"{found.guess:.0%}", "guess_loss": f"{found.guess_loss:.3f}"}
