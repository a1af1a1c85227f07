"""Pause, one batch, another learning rate: what can be asked of a run while it trains."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.figures.readable import decimal
from lib.runs import commands
from lib.runs.directory import Run
from lib.runs.history import History
from lib.runs.recipe import LIMITS
from lib.words import Words


def run_controls(say: Words, run: Run, status: str, history: History) -> None:
    """Draw the controls of a run that trains or waits, and what was changed on the way."""
    if status == "paused" or (status == "running" and run.state.phase == "training"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if status == "running":
                _button(say, run, "pause", ":material/pause:")
            else:
                _button(say, run, "continue", ":material/play_arrow:", primary=True)
                _button(say, run, "step", ":material/skip_next:")
            _rate(say, run, history)
        if status == "paused":
            st.caption(say("train.control.paused"))
    changed_rates(say, run, history)
    _pauses(say, history)


def changed_rates(say: Words, run: Run, history: History) -> None:
    """Say where the learning rate was changed: the recipe alone then repeats no more."""
    if history.rates:
        changes = say("train.control.joint").join(
            say(
                "train.control.changed.one",
                rate=decimal(row.value or 0.0),
                epoch=row.epoch,
                batch=row.batch,
            )
            for row in history.rates
        )
        first = decimal(run.recipe.learning_rate)
        st.caption(say("train.control.changed", first=first, changes=changes))


def _pauses(say: Words, history: History) -> None:
    """Say where the run was paused, and that it is none the worse for it."""
    steps: dict[tuple[int, int], int] = {}  # at each place, batches taken one at a time
    at = None
    for row in history.controls:
        if row.what == "pause":
            at = row.epoch, row.batch
            steps[at] = 0
        elif row.what == "step" and at is not None:
            steps[at] += 1
    if steps:
        places = say("train.control.pauses.joint").join(
            say(
                "train.control.pauses.stepped" if count else "train.control.pauses.one",
                epoch=epoch,
                batch=batch,
                count=count,
            )
            for (epoch, batch), count in steps.items()
        )
        st.caption(say("train.control.pauses", places=places))


def _button(say: Words, run: Run, name: str, icon: str, *, primary: bool = False) -> None:
    st.button(
        say(f"train.control.{name}"),
        key=f"control-{name}",
        icon=icon,
        type="primary" if primary else "secondary",
        on_click=getattr(commands, f"request_{name}"),
        args=(run,),
    )


def _rate(say: Words, run: Run, history: History) -> None:
    limit = LIMITS["learning_rate"]
    now = history.rates[-1].value if history.rates else run.recipe.learning_rate
    key = f"control-rate-{run.id}"
    with st.popover(say("train.control.rate", rate=decimal(now or 0.0)), icon=":material/speed:"):
        st.number_input(
            say("field.learning_rate"),
            limit.minimum,
            limit.maximum,
            now,
            format="%g",
            key=key,
        )
        st.button(
            say("train.control.rate.set"), key="control-rate", on_click=_ask, args=(say, run, key)
        )


def _ask(say: Words, run: Run, key: str) -> None:
    try:
        commands.request_rate(run, st.session_state[key])
    except ConvScopeError as error:
        st.toast(say.error(error), icon=":material/error:")
