"""Pooling in the visitor's words: what drawings say of their parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lib.cnn.arrays import FloatArray
from lib.drawing.drawing import drawing
from lib.figures.grids import short_number
from lib.figures.pooling_corner import CornerTitles, corner_drawing
from lib.figures.pooling_gradient import gradient_drawing
from lib.figures.pooling_shift import NARROW, WIDE, ShareLine, share_curves, trial_drawing
from lib.figures.readable import readable_latex
from lib.lens.lens import LensState
from lib.operations.pooling import Map, PoolingControls, window_cells
from lib.operations.pooling_corner import WINDOWS, Strokes, draw_strokes
from lib.operations.pooling_gradient import Flow
from lib.operations.pooling_shift import ShiftCurve, ShiftTrial, changed_by, try_shift
from lib.words import Words


def show_flow(say: Words, flow: Flow, controls: PoolingControls) -> None:
    """The three grids of a pooling and its gradient."""

    def input_sentence(row: int, column: int) -> str:
        return say(
            "pooling.flow.input",
            row=row + 1,
            column=column + 1,
            value=short_number(flow.values[row, column]),
            gradient=short_number(flow.gradient[row, column]),
            windows=sum((row, column) in cells for cells in flow.windows.values()),
        )

    def output_sentence(row: int, column: int) -> str:
        facts = {
            "row": row + 1,
            "column": column + 1,
            "value": short_number(flow.output[row, column]),
        }
        if flow.winners is not None:
            won_row, won_column = flow.winners[row, column]
            return say(
                "pooling.flow.winner", **facts, won_row=won_row + 1, won_column=won_column + 1
            )
        shares = [flow.shares[row, column][cell] for cell in flow.windows[row, column]]
        return say(
            "pooling.flow.shared",
            **facts,
            count=len(shares),
            least=short_number(min(shares)),
            most=short_number(max(shares)),
        )

    picture = gradient_drawing(
        flow,
        titles=(say("lens.input"), say("lens.output"), say("pooling.flow.gradient")),
        say_input=input_sentence,
        say_output=output_sentence,
    )
    reduction = say(f"pooling.reduction.{controls.reduction}")
    drawing(picture, say=say, key="pooling.flow", alt=say("pooling.flow.alt", reduction=reduction),
            hint=say("pooling.flow.hint"))  # fmt: skip


def show_curves(say: Words, curves: Sequence[ShiftCurve], *, chosen: str, most: int) -> None:
    """The share of unchanged cells over the move, before and after each pooling."""
    names = {
        curve.name: say("pooling.before")
        if curve.name == "before"
        else say(f"pooling.reduction.{curve.name}")
        for curve in curves
    }
    sentences = [
        say(
            "pooling.curve.at",
            cells=cells,
            shares=say("list.separator").join(
                f"{names[curve.name]} {curve.shares[cells]:.0%}" for curve in curves
            ),
        )
        for cells in range(most + 1)
    ]
    lines = [
        ShareLine(names[curve.name], curve.shares, chosen=curve.name == chosen,
                  before=curve.name == "before")
        for curve in curves
    ]  # fmt: skip
    picture, narrow = (
        share_curves(
            lines,
            vertical=say("pooling.curve.vertical"),
            horizontal=say("pooling.curve.horizontal"),
            sentences=sentences,
            whole_width=width,
        )
        for width in (WIDE, NARROW)
    )
    drawing(picture, narrow=narrow, say=say, key="pooling.curves", alt=say("pooling.curve.alt"),
            hint=say("pooling.curve.hint"))  # fmt: skip


def share_facts(curves: Sequence[ShiftCurve], chosen: str) -> dict[str, str]:
    """The shares after one step, before and after the chosen pooling."""
    by_name = {curve.name: curve.shares for curve in curves}
    return {
        "before": f"{by_name['before'][1]:.0%}",
        "after": f"{by_name[chosen][1]:.0%}",
        "maximum": f"{by_name['max'][1]:.0%}",
        "average": f"{by_name['average'][1]:.0%}",
    }


def show_trial(say: Words, trial: ShiftTrial, cells: int) -> None:
    """The worst pattern before and after a move."""
    titles = (
        say("pooling.trial.still"),
        say("pooling.trial.pooled"),
        say("pooling.trial.moved", cells=short_number(cells)),
        say("pooling.trial.pooled"),
    )
    drawing(trial_drawing(trial, titles), say=say, key="pooling.trial",
            alt=say("pooling.trial.alt", cells=cells))  # fmt: skip
    st.markdown(
        say(
            "pooling.trial.verdict",
            changed=int(trial.changed.sum()),
            cells=trial.changed.size,
            changed_input=trial.changed_input,
            cells_input=trial.still.size,
        )
    )


def show_corners(say: Words, corner: Strokes, apart: Strokes, *, window: int) -> None:
    """Both pictures beside each other, and how much of their difference is left."""
    both = {"meet": corner, "apart": apart}
    for place, (key, strokes) in zip(st.columns(2, gap="large"), both.items(), strict=True):
        with place:
            _show_corner(say, strokes, window=window, key=f"pooling.corner.{key}")
    st.markdown(say("pooling.corner.verdict", **corner_facts(corner, apart)))


def _show_corner(say: Words, strokes: Strokes, *, window: int, key: str) -> None:
    titles = CornerTitles(
        picture=say("pooling.corner.touch" if strokes.touch else "pooling.corner.apart"),
        upright=say("pooling.corner.upright"),
        lying=say("pooling.corner.lying"),
        pooled=say("pooling.corner.pooled"),
    )
    drawing(corner_drawing(strokes, titles, window=window), say=say, key=key,
            alt=say("pooling.corner.alt"))  # fmt: skip


def display_of(map_: Map) -> str:
    """How a lens colours the output: a picture stays a picture."""
    return "grey" if map_.values.dtype == np.uint8 else "magnitude"


def size_facts(state: LensState) -> dict[str, object]:
    """Sizes before and after."""
    rows, columns, _ = state.shown.output_shape
    height, width = state.shown.values.shape[:2]
    return {
        "input": f"{height}×{width}",
        "output": f"{rows}×{columns}",
        "kept": f"{rows * columns / (height * width):.0%}",
        "window": state.shown.rules[0].window,
    }


def sizes(say: Words, state: LensState) -> str:
    """The line under the lens."""
    return say("pooling.sizes", **size_facts(state))


def plain(value: float) -> str:
    """A number as a learner writes it."""
    return short_number(value)


def first_window(say: Words, x: FloatArray, controls: PoolingControls) -> str:
    """The numbers of the top left window."""
    cells = window_cells(x.shape, controls, (0, 0))
    return say("list.separator").join(short_number(x[cell]) for cell in cells)


def count_options(flow: Flow) -> list[int]:
    """Counts of input cells to choose from."""
    return sorted({flow.reached, flow.output.size, flow.values.size, flow.values.size // 2})


def flow_facts(flow: Flow) -> dict[str, object]:
    """The numbers of the block about what to notice."""
    return {
        "reached": flow.reached,
        "cells": flow.values.size,
        "outputs": flow.output.size,
        "total": short_number(float(flow.gradient.sum())),
    }


def gradient_facts(flow: Flow) -> dict[str, object]:
    """The first output, and the cell of its window that hears most of it."""
    row, column = max(flow.windows[0, 0], key=lambda cell: abs(flow.shares[(0, 0, *cell)]))
    return {
        "y": readable_latex(float(flow.output[0, 0])),
        "x": readable_latex(float(flow.values[row, column])),
        "row": row + 1,
        "column": column + 1,
        "share": readable_latex(float(flow.shares[0, 0, row, column])),
    }


def corner_numbers(corner: Strokes, apart: Strokes) -> dict[str, object]:
    """The strongest answers of both detectors, and what is left to tell the pictures apart."""
    return {
        "upright": short_number(float(apart.pooled_upright.max())),
        "lying": short_number(float(apart.pooled_lying.max())),
        "differing": corner.differing(apart),
        "numbers": corner.pooled_upright.size + corner.pooled_lying.size,
    }


def other_corner(gap: int, window: int) -> tuple[int, int]:
    """The next window, to ask about, and how many pooled numbers differ with it."""
    other = WINDOWS[(WINDOWS.index(window) + 1) % len(WINDOWS)]
    return other, draw_strokes(0, other).differing(draw_strokes(gap, other))


def more_or_fewer(curves: Sequence[ShiftCurve], chosen: str) -> str:
    """Whether more cells stay after the pooling than before, for a move of one."""
    by_name = {curve.name: curve.shares[1] for curve in curves}
    before, after = by_name["before"], by_name[chosen]
    return "more" if after > before else "fewer" if after < before else "equal"


def back_options(trial: ShiftTrial, answer: int) -> list[int]:
    """Counts of pooled cells to choose from."""
    return sorted({0, answer, trial.changed.size // 2, trial.changed.size})


def flip_facts(say: Words, reduction: str, window: int, cells: int) -> dict[str, object]:
    """How much of the worst pattern a move changes, and what one step to the left would do."""
    left = try_shift(reduction, window, -1).changed
    key = "changed" if left.any() else "still"
    return {
        "changed": changed_by(reduction, window, cells),
        "left": say(f"pooling.flip.left.{key}", left_changed=int(left.sum()), cells=left.size),
    }


def corner_facts(corner: Strokes, apart: Strokes) -> dict[str, object]:
    """What the detectors and the pooling make of the two pictures."""
    return {
        "differing": corner.differing(apart),
        "pooled": corner.pooled_upright.size + corner.pooled_lying.size,
        "pixels": int(np.count_nonzero(corner.picture != apart.picture)),
    }


def name_of(say: Words, controls: PoolingControls) -> str:
    """What a reduction is called."""
    return say(f"pooling.reduction.{controls.reduction}")
