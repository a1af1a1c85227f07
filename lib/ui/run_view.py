"""A training run on the page: how far it is, its curves, its end, its validation pictures.

Everything shown is what the run's directory says, so a reload, a second browser or a restart
of the server shows the same.
"""

from __future__ import annotations

import math
import time
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from lib.errors import ConvScopeError
from lib.figures.curves import Curve, CurveLabels, learning_curve
from lib.jobs import engine
from lib.runs.directory import Run, request_stop
from lib.runs.history import History
from lib.runs.report import Progress, epoch_arithmetic, progress
from lib.runs.state import ACTIVE, RESUMABLE
from lib.ui.known_sets import may_see
from lib.ui.page import Page
from lib.ui.run_titles import recipe_line
from lib.words import Words, plain

_Colour = Literal["gray", "blue", "orange", "green", "red"]
_BADGES: dict[str, tuple[_Colour, str]] = {
    "queued": ("gray", ":material/hourglass_empty:"),
    "running": ("blue", ":material/play_arrow:"),
    "stopping": ("orange", ":material/stop:"),
    "stopped": ("orange", ":material/stop:"),
    "interrupted": ("orange", ":material/power_off:"),
    "finished": ("green", ":material/check:"),
    "failed": ("red", ":material/error:"),
}
_POLL_SECONDS = 0.5
_CURVE_SECONDS = 2.0
_REDRAW_SECONDS = 4.0


def run_view(page: Page, run: Run) -> None:
    """Draw the run, polling its directory while somebody works on it."""
    active = run.status() in ACTIVE
    drawn, drawn_at = _last_epoch(run), time.monotonic()

    @st.fragment(run_every=_POLL_SECONDS if active else None)
    def live() -> None:
        try:
            status = run.status()
            history = _history(run)
            _draw(page.say, run, status, history)
        except ConvScopeError as error:
            st.error(page.say.error(error), icon=":material/error:")
            return
        later = history.last_epoch != drawn and time.monotonic() - drawn_at > _REDRAW_SECONDS
        if active != (status in ACTIVE) or later:
            # An ended run gets what only ended runs have, a resumed one is watched again, and
            # the matrix below the curves keeps up with them.
            st.rerun()

    live()


def _last_epoch(run: Run) -> int:
    try:
        return _history(run).last_epoch
    except ConvScopeError:
        return 0  # said where the run is drawn


def is_active(run: Run) -> bool:
    """Whether somebody works on the run, or is about to."""
    return run.status() in ACTIVE


def _history(run: Run) -> History:
    # Only lines appended since the last look are parsed; of the run shown, for it may be long.
    kept: tuple[str, History] | None = st.session_state.get("run history")
    known = kept[1] if kept is not None and kept[0] == run.id else None
    history = run.history(after=known)
    st.session_state["run history"] = run.id, history
    return history


def _draw(say: Words, run: Run, status: str, history: History) -> None:
    _headline(say, run, status)
    _status_line(say, run, status, history)
    _curves(say, run, history, live=status in ACTIVE)
    _numbers(say, history)


def _headline(say: Words, run: Run, status: str) -> None:
    colour, icon = _BADGES[status]
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="stretch"):
            st.badge(say(f"run.status.{status}"), icon=icon, color=colour)
            st.caption(recipe_line(say, run))
        if status in ("queued", "running"):
            st.button(say("run.stop"), icon=":material/stop:", on_click=request_stop, args=(run,))
        elif status in RESUMABLE:
            st.button(
                say("run.resume"),
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


def _status_line(say: Words, run: Run, status: str, history: History) -> None:
    state = run.state
    if state.message:
        st.error(say.error(ConvScopeError(state.message, **state.facts)), icon=":material/error:")
    if state.skipped and not may_see(run):  # their names are somebody's own
        st.caption(say("run.skipped", count=len(state.skipped)))
    elif state.skipped:
        with st.expander(say("run.skipped", count=len(state.skipped)), icon=":material/warning:"):
            for skipped in state.skipped:
                st.markdown(f"- {plain(skipped['file'])}: {say('reason.' + skipped['reason'])}")
    if status == "queued":
        position = engine.queue_position(run.id)
        first = position is None or position == 1
        st.progress(
            0.0, text=say("run.position.next") if first else say("run.position", position=position)
        )
    elif status in ("running", "stopping"):
        if state.phase == "training":
            done = progress(
                history,
                epoch_count=run.recipe.epochs,
                batch_count=max(1, state.batches_per_epoch),
            )
            st.progress(min(1.0, done.share), text=_progress_text(say, done))
        else:
            total = state.phase_total
            share = state.phase_done / total if total else 0.0
            st.progress(
                min(1.0, share),
                text=say(
                    f"run.phase.{state.phase or 'starting'}",
                    done=f"{state.phase_done:,}",
                    total=f"{total:,}",
                ),
            )


def _progress_text(say: Words, done: Progress) -> str:
    if done.images_per_second is None or done.seconds_left is None:
        return say("run.progress.first", epoch=done.epoch, epochs=done.epoch_count)
    return say(
        "run.progress",
        epoch=done.epoch,
        epochs=done.epoch_count,
        batch=done.batch,
        batches=done.batch_count,
        speed=f"{done.images_per_second:,.0f}",
        left=_clock(done.seconds_left),
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _curves(say: Words, run: Run, history: History, *, live: bool) -> None:
    figures = _figures(say, run, history, live=live)
    for column, (name, figure) in zip(st.columns(2), figures.items(), strict=True):
        column.markdown(f"**{say(f'run.{name}')}**")
        column.plotly_chart(
            figure,
            key=f"curve-{name}",
            config={"displayModeBar": False},
            alt=say(f"run.{name}.alt"),
        )


def _figures(say: Words, run: Run, history: History, *, live: bool) -> dict[str, go.Figure]:
    """The curves; while a run goes on, drawn anew every two seconds and when an epoch has ended.

    A browser on the machine that trains takes a sixth of a second of its processor for a chart.
    """
    key = (run.id, say.language, history.last_epoch, live)
    now = time.monotonic()
    kept: tuple[object, float, dict[str, go.Figure]] | None = st.session_state.get("run curves")
    if live and kept is not None and kept[0] == key and now - kept[1] < _CURVE_SECONDS:
        return kept[2]
    figures = {name: _figure(say, run, history, name) for name in ("loss", "accuracy")}
    st.session_state["run curves"] = key, now, figures
    return figures


def _figure(say: Words, run: Run, history: History, name: str) -> go.Figure:
    batch_count = max(1, run.state.batches_per_epoch)
    share = name == "accuracy"
    guess = 1 / len(run.state.class_names) if run.state.class_names else None
    curve = Curve(
        [row.epoch - 1 + row.batch / batch_count for row in history.batches],
        [getattr(row, name) for row in history.batches],
        [row.epoch for row in history.epochs],
        [getattr(row, name) for row in history.epochs],
        [getattr(row, f"validation_{name}") for row in history.epochs],
    )
    labels = CurveLabels(
        say("run.epoch"),
        say("run.batch"),
        say("run.training"),
        say("run.validation"),
        say("run.guess"),
    )
    return learning_curve(
        curve,
        labels,
        epoch_count=run.recipe.epochs,
        share=share,
        reference=guess if share else (math.log(1 / guess) if guess else None),
    )


def _numbers(say: Words, history: History) -> None:
    if not history.epochs:
        st.caption(say("run.no_epoch"))
        return
    last = history.epochs[-1]
    gap = last.accuracy - last.validation_accuracy
    points, speed = f"{100 * gap:+.1f}", f"{last.images_per_second:,.0f}"
    with st.container(key="numbers"):
        _metric(say("run.accuracy.training"), f"{last.accuracy:.1%}")
        _metric(say("run.accuracy.validation"), f"{last.validation_accuracy:.1%}")
        _metric(say("run.gap"), say("run.points", points=points), help=say("run.gap.help"))
        _metric(
            say("run.speed"),
            say("run.speed.value", speed=speed),
            help=say("run.speed.help", seconds=f"{last.epoch_seconds:.1f}"),
        )


def _metric(label: str, value: str, *, help: str | None = None) -> None:
    st.metric(label, value, help=help)


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
