"""Gradients and weight changes of each layer over the epochs of a run."""

from __future__ import annotations

import streamlit as st

from lib.figures.layer_courses import layer_courses
from lib.runs.history import History
from lib.ui.chart import chart
from lib.ui.page import Page


def layers_view(page: Page, history: History) -> None:
    """Draw both, side by side, for a history that has such lines."""
    say, rows = page.say, history.layers
    names = rows[-1].names
    rows = tuple(row for row in rows if row.names == names)
    kinds = {name: _kind(name, last=name == names[-1]) for name in names}
    st.markdown(f"#### {say('train.layers')}")
    for column, quantity in zip(st.columns(2), ("gradients", "changes"), strict=True):
        values = {
            name: [getattr(row, quantity)[number] for row in rows]
            for number, name in enumerate(names)
        }
        figure = layer_courses([row.epoch for row in rows], values, kinds, title=say("run.epoch"))
        column.markdown(f"**{say(f'train.layers.{quantity}')}**")
        chart(
            figure,
            place=column,
            key=f"layers-{quantity}",
            alt=say(f"train.layers.{quantity}.alt"),
        )
    st.caption(say("train.layers.caption"))


def _kind(name: str, *, last: bool) -> str:
    """The kind of a layer, whose accent it has, from Keras' name for it."""
    if last:
        return "outputs"
    return "convolution" if "conv" in name else "dense"
