"""How far a training run is, and what went wrong with it."""

from __future__ import annotations

import math

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.jobs.cluster import TRAINING
from lib.runs.directory import Run
from lib.runs.history import History
from lib.runs.report import Progress, progress
from lib.ui.known_sets import may_see
from lib.words import Words, plain


def run_progress(say: Words, run: Run, status: str, history: History) -> None:
    """Say the error that ended it, the files left out, its place in the queue or how far it is."""
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
    elif status in ("running", "paused", "stopping"):
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
        # With workers of our own there is one that trains, and nothing to tell apart.
        if state.worker not in (None, TRAINING):
            st.caption(say("run.worker", worker=plain(state.worker)))


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
