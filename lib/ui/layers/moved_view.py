"""Shift, squash and turn the picture; maps and probabilities answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.figures.quantities import share_text
from lib.figures.readable import in_latex
from lib.layers.checks import moved_cells
from lib.layers.field import fields_of
from lib.layers.movement import (
    FIRST_VALUES,
    KINDS,
    STILL_VALUES,
    Change,
    Course,
    Moved,
    Movement,
    limits_of,
)
from lib.layers.spec import UNCHANGED, LayerSpec
from lib.snippets.movement import movement_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, layer_title
from lib.ui.layers.moved_figures import draw_changes, draw_course, draw_sheet
from lib.ui.pairs import paired_columns
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title
from lib.words import plain

FILLS = ("reflect", "nearest", "constant")
_STEPS = {"right": 1, "down": 1, "width": 5, "turn": 5}
_MAPS = 2


def draw(bench: Bench) -> None:
    """Four sliders, the picture and its maps before and after, the course of probabilities."""
    page, say = bench.page, bench.page.say
    along = _held_along(bench)
    *places, fifth = paired_columns(page, "movement", [1, 1, 1, 1, 1.7], gap="medium")
    values = _sliders(bench, places)
    with fifth:
        layer = choose_layer(page, bench.network, fits=_movable)
    if layer is None:
        return
    sheet, curves = st.columns([1.08, 1], gap="large")
    with sheet:
        figure = st.container()
        fill = _choose_fill(bench)
    movement = Movement(**values, fill=fill)
    found: Moved = bench.ask("moving.moved", movement, (layer.name, _MAPS))
    course: Course = bench.ask("moving.course", _others(movement, along), along)
    with figure:
        draw_sheet(bench, layer, found)
    with curves:
        draw_course(bench, course, getattr(movement, along), along)
        # Asked for when what is looked at first has left for the browser.
        changes: tuple[Change, ...] = bench.ask("moving.changes", movement)
        draw_changes(bench, changes)
    change = next(each for each in changes if each.name == layer.name)
    facts = _facts(bench, layer, movement, found=found, course=course, along=along) | {
        "apart": in_latex(share_text(change.apart)),
        "along": in_latex(share_text(change.along or 0.0)),
        "cells": f"{change.cells:,}",
        "all_cells": f"{math.prod(layer.map_shape):,}",
    }
    st.caption(say("layers.moved.caption", **facts))
    _predict(bench, changes, movement)
    page.block("notice-moved", **facts)
    page.block("formula-moved-whole" if change.along is None else "formula-moved", **facts)
    reproduce(page, movement_snippet(bench.run.id, bench.network, movement, found))
    ask(page, "moved", moved_cells(bench.network.layers, layer.name, movement.right))


def _movable(layer: LayerSpec) -> bool:
    return min(layer.map_shape) > 1 and layer.kind not in UNCHANGED


def _held_along(bench: Bench) -> str:
    return bench.page.controls.held_choice("along", KINDS, default="right")


def _sliders(bench: Bench, places: Sequence[DeltaGenerator]) -> dict[str, int]:
    """The four movements; the curve follows the one that was moved last."""
    page, say, values = bench.page, bench.page.say, {}
    for kind, place in zip(KINDS, places, strict=True):
        low, high = limits_of(kind, bench.network.side)
        kept = st.session_state.get(f"{page.path}.{kind}")
        if kept is not None and not low <= kept <= high:  # set for another network
            page.controls.set(**{kind: STILL_VALUES[kind]})

        def follow(kind: str = kind) -> None:
            page.controls.set(along=kind)

        with place:
            values[kind] = int(
                page.controls.slider(
                    kind, label=say(f"layers.moved.{kind}"), minimum=low, maximum=high,
                    default=FIRST_VALUES[kind], step=_STEPS[kind], on_change=follow,
                )
            )  # fmt: skip
    return values


def _choose_fill(bench: Bench) -> str:
    page, say = bench.page, bench.page.say
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        fill: str = page.controls.choice(
            "edge", FILLS, label=say("layers.moved.edge"), default=FILLS[0],
            format_func=lambda code: say(f"layers.moved.edge.{code}"),
        )  # fmt: skip
        st.button(
            say("layers.moved.reset"), icon=":material/restart_alt:",
            on_click=lambda: page.controls.set(**STILL_VALUES),
        )  # fmt: skip
    return fill


def _others(movement: Movement, along: str) -> Movement:
    """The movement with the one that varies at rest: one course for all its values."""
    values = {kind: getattr(movement, kind) for kind in KINDS} | {along: STILL_VALUES[along]}
    return Movement(**values, fill=movement.fill)


def _predict(bench: Bench, changes: tuple[Change, ...], movement: Movement) -> None:
    """In how many layers the maps move along exactly with another shift than the one seen."""
    compared = [change.name for change in changes if change.along is not None]
    widths = {name: _cell_width(bench, name) for name in compared}
    coarsest = max(widths.values(), default=1)
    shifts = [each for each in (coarsest // 2, coarsest, 1) if each and each != movement.right]
    if coarsest == 1:
        return
    shift = shifts[0]
    exact = [name for name, width in widths.items() if shift % width == 0]
    predict_first(
        bench.page, "moved", range(len(compared) + 1), answer=len(exact), shift=shift,
        layers=len(compared), names=bench.page.say("list.separator").join(map(plain, exact)) or "–",
        broken=bench.page.say("list.separator").join(
            plain(name) for name in compared if name not in exact) or "–",
    )  # fmt: skip


def _cell_width(bench: Bench, name: str) -> int:
    """Pixels from a cell of a layer to the next one on its right."""
    layers = bench.network.layers
    return fields_of(layers, bench.network.place(name))[1].jump


def _facts(
    bench: Bench, layer: LayerSpec, movement: Movement, *, found: Moved, course: Course, along: str
) -> dict[str, Any]:
    say, names = bench.page.say, bench.network.class_names
    before, after = found.probabilities
    best, then = int(before.argmax()), int(after.argmax())
    own = _cell_width(bench, layer.name)
    widths = [_cell_width(bench, each.name) for each in bench.network.layers if each.has_maps]
    return {
        "layer": layer.name,
        "title": plain(layer_title(bench.page, bench.network, layer.name)),
        "right": movement.right,
        "shift": f"{movement.right / own:g}".replace("-", "−"),
        "factor": own,
        "coarsest": max(widths),
        "width": movement.width,
        "turn": movement.turn,
        "kind": say(f"layers.moved.{along}"),
        "class": plain(class_title(say, names[best])),
        "after_class": plain(class_title(say, names[then])),
        "share": share_text(float(before[best])),
        "after_share": share_text(float(after[best])),
        "then_share": share_text(float(after[then])),
        "turns": course.turns(),
        "steps": len(course.values),
    }
