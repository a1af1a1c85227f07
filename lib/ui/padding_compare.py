"""Two rules of padding beside each other, drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.cnn.arrays import shape_text
from lib.cnn.windows import AxisRule
from lib.drawing.drawing import drawing
from lib.figures.paddings import difference_table, output_pair
from lib.operations.checks.padding import differing_sizes, moved_after
from lib.operations.padding import (
    CHOICES,
    LARGEST_SIDE,
    LARGEST_STRIDE,
    AxisControls,
    Comparison,
    changed_cells,
    difference_map,
    digit_grid,
    window_sums,
)
from lib.ui.check import ask
from lib.ui.padding_controls import AXES
from lib.ui.padding_view import draw_strips, pair_strips, verdict
from lib.ui.page import Page
from lib.ui.picked import picked_numbers
from lib.words import Words


def show_strips(say: Words, pairs: Sequence[Comparison]) -> None:
    """The windows of both rules along each axis, and a verdict below."""
    for axis, pair in zip(AXES, pairs, strict=True):
        draw_strips(say, axis, pair_strips(say, axis, pair))
        st.caption(verdict(say, axis, pair))


def columns_of(pair: Comparison) -> list[tuple[AxisRule, str]]:
    """The two rules of an axis with their names."""
    return [(pair.same, "same"), (pair.symmetric, "symmetric")]


def show_outputs(say: Words, axes: Sequence[AxisControls], pairs: Sequence[Comparison]) -> None:
    """The outputs of both rules on the same grid; one where they agree."""
    grid = digit_grid(axes[0].size, axes[1].size)
    outputs = [
        window_sums(grid, *rules, border="zero")
        for rules in ((pair.same for pair in pairs), (pair.symmetric for pair in pairs))
    ]
    changed = changed_cells(*outputs)
    titles = [f"{say(f'padding.padding.{name}')} {shape_text(output.shape)}"
              for name, output in zip(CHOICES[::2], outputs, strict=True)]  # fmt: skip
    drawing(output_pair(outputs, titles, changed), say=say, key="outputs",
            alt=say("padding.outputs.alt"))  # fmt: skip
    if changed is None:
        st.caption(say("padding.outputs.shapes"))
    else:
        st.caption(say("padding.outputs", changed=int(changed.sum()), cells=changed.size))


def show_map(page: Page, axes: Sequence[AxisControls]) -> None:
    """Where the rules differ, for every size and stride; pressing a cell goes there."""
    say, rows, columns = page.say, axes[0], axes[1]

    def sentence(size: int, stride: int, differs: bool | None) -> str:
        key = {True: "differs", False: "agrees", None: "impossible"}[differs]
        return say(f"padding.map.{key}", size=size, stride=stride)

    def picked() -> None:
        limits = (1, LARGEST_SIDE), (1, LARGEST_STRIDE)
        if numbers := picked_numbers("padding.map", *limits):
            side, stride = numbers
            page.controls.set(rows=side, columns=side, stride=stride, stride_columns=stride)

    table = difference_table(
        difference_map(columns.window, columns.dilation),
        here=sorted({(axis.size, axis.stride) for axis in (rows, columns)
                     if (axis.window, axis.dilation) == (columns.window, columns.dilation)}),
        size_title=say("padding.map.size"),
        stride_title=say("padding.stride"),
        say=sentence,
    )  # fmt: skip
    drawing(table, say=say, key="padding.map", alt=say("padding.map.alt", window=columns.window),
            hint=say("padding.map.hint"), on_pick=picked)  # fmt: skip
    st.caption(say("padding.map.caption", window=columns.window, dilation=columns.dilation))


def ask_about_layers(page: Page, axes: Sequence[AxisControls], pairs: Sequence[Comparison]) -> None:
    """How far layer after layer moves away; where nothing moves, at which sizes it would."""
    place = max(range(len(pairs)), key=lambda place: pairs[place].moved)
    if pairs[place].moved:
        worked = moved_after(pairs[place])
        ask(page, "compare", worked, axis=page.say(f"padding.{AXES[place]}"))
    else:
        ask(page, "compare_agree", differing_sizes(axes[-1]))
