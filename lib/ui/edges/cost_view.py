"""The four ways to compute the same, counted for any size and timed where they fit."""

from __future__ import annotations

import streamlit as st

from lib.cnn.arrays import FloatArray
from lib.cnn.matrices import as_matrix
from lib.drawing.drawing import drawing
from lib.errors import ConvScopeError
from lib.figures.edge_ledger import Entry, ledger
from lib.figures.edge_matrix import matrix_picture
from lib.figures.quantities import memory_text, seconds_text
from lib.operations.checks.edges import out_of_reach
from lib.operations.edge_costs import (
    METHODS,
    EdgeCosts,
    MethodCost,
    Setting,
    edge_costs,
    growth_of_dense,
)
from lib.operations.edge_timing import Timing
from lib.snippets.edges import cost_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import FRAME, choose_laying, take_picture
from lib.ui.edges.kernel_view import latex
from lib.ui.edges.measuring import measured
from lib.ui.kernel_control import KernelControl
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_SMALLEST, _LARGEST = 8, 640
_FITS = (64, 64)  # here even the dense matrix fits in memory
_TICK = 0.5  # seconds: a size that rests that long is measured


def draw(page: Page) -> None:
    """Sizes beside the four ways; under them a matrix small enough to see."""
    say = page.say
    kernel = KernelControl(page, default="difference_x")
    controls, figure = st.columns([1, 1.75], gap="large")
    with controls:
        kernel.choose()
        kernel.parameters(across=2)
        shape = _choose_size(page)
        with st.container(horizontal=True, gap="small"):
            with st.popover(say("edges.tools"), icon=":material/grid_on:"):
                kernel.tools()
            with st.popover(say("edges.laying"), icon=":material/tune:"):
                laying = choose_laying(page)
            with st.popover(say("edges.picture"), icon=":material/image:"):
                picture = take_picture(page)
        setting = laying.on(shape, (kernel.cells.shape[0], kernel.cells.shape[1]))
        costs = edge_costs(setting)
        growth = growth_of_dense(setting)
        predict_first(
            page, "growth", sorted({2, 4, 8, 16, growth}), answer=growth,
            height=shape[0], width=shape[1],
        )  # fmt: skip
    with figure:
        _ledger(page, picture, kernel.cells, setting, costs)
        st.caption(say("edges.ledger.caption"))
    _small_matrix(page, kernel.cells)
    _explain(page, setting, costs)
    reproduce(page, cost_snippet(kernel.cells, setting))
    ask(page, "cost", out_of_reach(setting))


def _choose_size(page: Page) -> tuple[int, int]:
    say = page.say
    sides = [
        page.controls.slider(
            name, label=say(f"edges.{name}"), minimum=_SMALLEST, maximum=_LARGEST,
            default=FRAME[side], step=1,
        )
        for side, name in enumerate(("height", "width"))
    ]  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for name, (height, width) in (("notes", FRAME), ("fits", _FITS)):
            st.button(
                say(f"edges.size.{name}", height=height, width=width),
                key=f"edges.size.{name}",
                on_click=page.controls.set,
                kwargs={"height": height, "width": width},
                help=say(f"edges.size.{name}.help"),
            )
    return int(sides[0]), int(sides[1])


def _ledger(
    page: Page, picture: ChosenPicture, kernel: FloatArray, setting: Setting, costs: EdgeCosts
) -> None:
    """The four ways; the times arrive by themselves once a size has rested."""
    try:
        known = measured(picture, kernel, setting, ask=False)
    except ConvScopeError:
        known = None  # asked again below
    first = True

    def show() -> None:
        nonlocal first
        timings, trouble = known, None
        if timings is None:
            try:
                # Not in the page's own run: a slider that is still moving is not worth measuring.
                timings = measured(picture, kernel, setting, ask=not first)
            except ConvScopeError as error:
                trouble = error
        first = False
        st.html(_rows(page, costs, timings))
        if trouble is not None:
            st.warning(page.say.error(trouble), icon=":material/timer_off:")
        elif timings is None:
            st.caption(f":material/timer: {page.say('edges.measuring')}")
        else:
            difference = max(timing.difference for timing in timings)
            st.caption(
                f":material/check: {page.say('edges.measured', difference=f'{difference:.1g}')}"
            )
            if known is None:
                page.again()  # drawn once more without the clock

    st.fragment(show, run_every=None if known is not None else _TICK)()


def _rows(page: Page, costs: EdgeCosts, timings: tuple[Timing, ...] | None) -> str:
    say = page.say
    times = None if timings is None else {timing.name: timing for timing in timings}
    entries = [
        Entry(
            title=say(f"edges.method.{cost.name}"),
            operations=cost.operations.value,
            formula=f"{say(f'edges.why.short.{cost.name}')} {cost.operations.formula}",
            memory=_memory(page, cost),
            time=_time(page, cost, times),
            sparse=cost.name in ("convolution", "sparse"),
        )
        for cost in costs.methods
    ]
    return ledger(entries, unit=say("edges.operations"), alt=say("edges.ledger.alt"))


def _memory(page: Page, cost: MethodCost) -> str:
    if cost.bytes is None:
        return page.say("edges.memory.kernel", entries=cost.entries.value)
    return page.say(
        "edges.memory", entries=f"{cost.entries.value:,}", memory=memory_text(cost.bytes.value)
    )


def _time(page: Page, cost: MethodCost, times: dict[str, Timing] | None) -> str:
    if not cost.fits:
        return page.say("edges.time.too_large")
    if times is None:
        return page.say("edges.time.waiting")
    timing = times[cost.name]
    return page.say("edges.time", time=seconds_text(timing.seconds), repeats=timing.repeats)


def _small_matrix(page: Page, kernel: FloatArray) -> None:
    """The dense matrix of a picture only just larger than the kernel."""
    say = page.say
    shape = (kernel.shape[0] + 2, kernel.shape[1] + 3)
    matrix = as_matrix(kernel, shape)
    width = shape[1] - kernel.shape[1] + 1

    def describe(row: int) -> str:
        filled = int((matrix[row] != 0).sum())
        return say(
            "edges.matrix.row",
            row=row // width + 1,
            column=row % width + 1,
            filled=filled,
            zeros=matrix.shape[1] - filled,
        )

    st.markdown(f"**{say('edges.matrix.title', height=shape[0], width=shape[1])}**")
    drawing(
        matrix_picture(matrix, describe=describe), say=say, key="edges.matrix",
        alt=say("edges.matrix.alt", rows=matrix.shape[0], columns=matrix.shape[1]),
    )  # fmt: skip
    st.caption(
        say(
            "edges.matrix.caption",
            rows=matrix.shape[0],
            columns=matrix.shape[1],
            share=f"{(matrix != 0).mean():.1%}",
        )
    )


def _explain(page: Page, setting: Setting, costs: EdgeCosts) -> None:
    inputs = setting.input_shape[0] * setting.input_shape[1]
    facts: dict[str, object] = {
        "height": setting.input_shape[0], "width": setting.input_shape[1], "inputs": f"{inputs:,}",
        "out_height": costs.output_shape[0], "out_width": costs.output_shape[1],
        "rows": setting.kernel_shape[0],
        "seen": setting.kernel_shape[0] * setting.input_shape[1],
        "cells": setting.kernel_shape[0] * setting.kernel_shape[1],
    }  # fmt: skip
    for name in METHODS:  # "rows" is also the number of the kernel's rows
        facts["rows_formula" if name == "rows" else name] = latex(costs[name].operations.formula)
        facts[f"{name}_value"] = latex(f"{costs[name].operations.value:,}")
        facts[f"{name}_entries"] = f"{costs[name].entries.value:,}"
    memory = costs["dense"].bytes
    page.block(
        "notice-cost",
        height=setting.input_shape[0],
        width=setting.input_shape[1],
        memory=memory_text(memory.value if memory else 0),
        fits="×".join(map(str, _FITS)),
    )
    page.block("formula-cost", **facts)
