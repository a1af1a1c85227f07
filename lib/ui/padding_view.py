"""Windows along an axis, in the visitor's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.cnn.windows import AxisRule, input_range, outputs_using
from lib.drawing.drawing import drawing
from lib.figures.windows import NARROW, Strip, window_strips
from lib.operations.padding import (
    BorderWindows,
    Comparison,
    added_cells,
    unseen,
    unseen_cells,
)
from lib.ui.padding_controls import AXES
from lib.words import Words


def facts(rule: AxisRule) -> dict[str, Any]:
    """The numbers of an axis for a sentence."""
    return {
        "size": rule.input_size,
        "window": rule.window,
        "stride": rule.stride,
        "reach": rule.reach,
        "before": rule.before,
        "after": rule.after,
        "output": rule.output_size,
    }


def border_facts(rule: AxisRule, touching: BorderWindows) -> dict[str, Any]:
    """Which windows use the border, for a sentence."""
    counted = {"left": touching.left, "right": touching.right, "both": touching.both}
    return {**facts(rule), "start": -rule.before, **counted}


def summary(say: Words, rules: Sequence[AxisRule]) -> str:
    """What was added and dropped, in one line under the lens."""
    rows, columns = rules
    return say(
        "padding.summary",
        top=rows.before,
        bottom=rows.after,
        left=columns.before,
        right=columns.after,
        added=added_cells(rows, columns),
        unseen=unseen_cells(rows, columns),
        output=f"{rows.output_size}×{columns.output_size}",
    )


def notice(say: Words, rules: Sequence[AxisRule], border: str) -> dict[str, object]:
    """The facts of the block about what to notice; what stands at the edge depends on both."""
    rows, columns = rules
    edge = "copied" if border != "zero" else "zero"
    if not added_cells(rows, columns):
        edge = "none"
    return {
        "input": f"{rows.input_size}×{columns.input_size}",
        "output": f"{rows.output_size}×{columns.output_size}",
        "added": added_cells(rows, columns),
        "unseen": unseen_cells(rows, columns),
        "cells": rows.input_size * columns.input_size,
        "edge": say(f"padding.edge.{edge}"),
    }


def axis_strip(rule: AxisRule, title: str, say: Words) -> Strip:
    """An axis to draw, with its sentences."""

    def window(number: int) -> str:
        places = [place + 1 for place in input_range(rule, number)]
        listed = say("list.separator").join(
            str(place) if 1 <= place <= rule.input_size else say("padding.strip.border")
            for place in places
        )
        return say("padding.strip.window", number=number + 1, cells=listed)

    def cell(place: int) -> str:
        users = outputs_using(rule, place)
        key = "padding.strip.cell" if users else "padding.strip.unseen"
        listed = say("list.separator").join(str(user + 1) for user in users)
        return say(key, number=place + 1, windows=listed)

    return Strip(
        rule=rule,
        title=title,
        note=say(
            "padding.strip.note",
            before=rule.before,
            after=rule.after,
            output=rule.output_size,
            unseen=len(unseen(rule)),
        ),
        windows=[window(number) for number in range(rule.output_size)],
        cells=[cell(place) for place in range(rule.input_size)],
        added=say("padding.strip.added"),
    )


def strip_alt(say: Words, strips: Sequence[Strip]) -> str:
    """What a drawing of axes shows, for who cannot see it."""
    return say.strings["list.separator"].join(f"{strip.title}: {strip.note}" for strip in strips)


def pair_strips(say: Words, axis: str, pair: Comparison) -> list[Strip]:
    """Both rules along one axis; a single strip where they agree."""
    name = say(f"padding.{axis}")
    if not pair.differs:
        return [axis_strip(pair.same, say("padding.pair.both", axis=name), say)]
    return [
        axis_strip(pair.same, say("padding.pair.same", axis=name), say),
        axis_strip(pair.symmetric, say("padding.pair.symmetric", axis=name), say),
    ]


def verdict(say: Words, axis: str, pair: Comparison) -> str:
    """Whether the rules agree along an axis, and what differs if not."""
    numbers = {
        "axis": say(f"padding.{axis}"),
        "same": pair.same.output_size,
        "symmetric": pair.symmetric.output_size,
        "moved": abs(pair.moved),
        "before": pair.same.before,
        "after": pair.same.after,
        "equal": pair.symmetric.before,
    }
    if not pair.differs:
        return say("padding.verdict.agree", **numbers)
    if pair.same.output_size != pair.symmetric.output_size:
        return say("padding.verdict.count", **numbers)
    return say("padding.verdict.moved", **numbers)


def moves(pairs: Sequence[Comparison]) -> dict[str, Any]:
    """Cells that the windows of ``same`` start further, and how many each rule has."""
    rows, columns = pairs
    return {
        "down": rows.moved,
        "right": columns.moved,
        "same": f"{rows.same.output_size}×{columns.same.output_size}",
        "symmetric": f"{rows.symmetric.output_size}×{columns.symmetric.output_size}",
    }


def show_axes(say: Words, rules: Sequence[AxisRule]) -> None:
    """The windows along both axes, beside each other."""
    for place, axis, rule in zip(st.columns(2, gap="large"), AXES, rules, strict=True):
        with place:
            draw_strips(say, axis, [axis_strip(rule, say(f"padding.{axis}"), say)])


def draw_strips(say: Words, axis: str, strips: Sequence[Strip]) -> None:
    """Draw the windows of an axis, once or by two rules."""
    drawing(
        window_strips(strips),
        narrow=window_strips(strips, width=NARROW),
        say=say,
        key=axis,
        alt=strip_alt(say, strips),
        hint=say("padding.strip.hint"),
    )
