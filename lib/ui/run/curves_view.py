"""The curves of a training run and what its last ended epoch came to."""

from __future__ import annotations

import math
import time
from threading import Lock

import plotly.graph_objects as go
import streamlit as st

from lib.figures.curves import Curve, CurveLabels, learning_curve
from lib.runs.directory import Run
from lib.runs.history import History
from lib.ui.chart import chart
from lib.words import Words

_CURVE_SECONDS = 2.0
_MOST_DRAWN = 16
_DRAWN: dict[tuple[str, str, bool, int], tuple[float, dict[str, go.Figure]]] = {}
_DRAWING = Lock()


def run_curves(say: Words, run: Run, history: History, *, live: bool) -> None:
    """Draw loss and accuracy side by side."""
    figures = _figures(say, run, history, live=live)
    for column, (name, figure) in zip(st.columns(2), figures.items(), strict=True):
        column.markdown(f"**{say(f'run.{name}')}**")
        chart(figure, place=column, key=f"curve-{name}", alt=say(f"run.{name}.alt"))


def _figures(say: Words, run: Run, history: History, *, live: bool) -> dict[str, go.Figure]:
    """The curves; while a run goes on, drawn anew every two seconds and when an epoch has ended.

    A browser on the machine that trains takes a sixth of a second of its processor for a chart,
    and a class that watches one run takes of the server what one visitor does: all see the same.
    """
    # Of an ended run the whole file counts: one that was resumed may stop at the same batch again.
    key = (run.id, say.language, live, history.last_epoch if live else history.offset)
    with _DRAWING:
        drawn, figures = _DRAWN.get(key, (-math.inf, {}))
        if not figures or (live and time.monotonic() - drawn >= _CURVE_SECONDS):
            figures = {name: _figure(say, run, history, name) for name in ("loss", "accuracy")}
            _DRAWN.pop(key, None)  # so that the oldest comes first
            _DRAWN[key] = time.monotonic(), figures
            while len(_DRAWN) > _MOST_DRAWN:
                del _DRAWN[next(iter(_DRAWN))]
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


def run_numbers(say: Words, history: History) -> None:
    """Write the numbers of the last ended epoch."""
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
