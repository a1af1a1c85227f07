"""The first view: a photograph, a kernel of two cells, the lens, and two counts."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.figures.grids import short_number
from lib.figures.readable import in_latex
from lib.lens.lens import DISPLAYS, lens, lens_check
from lib.lens.operations import WeightedSum
from lib.lens.result import numpy_result
from lib.operations.checks.edges import largest_output
from lib.operations.edge_costs import EdgeCosts, edge_costs
from lib.operations.edge_questions import FLAT, flat_answer, flat_options, kernel_meaning
from lib.snippets.edges import kernel_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import choose_laying, frame_note, grey, take_picture
from lib.ui.kernel_control import KernelControl
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_HEIGHT = 262  # of the lens, so that all of it lies in the first screenful


def draw(page: Page) -> None:
    """Controls and counts in a row, the lens under them, then words."""
    say = page.say
    kernel = KernelControl(page, default="difference_x")
    with st.container(key="edges-controls"):
        left, middle, first, second = st.columns(
            [1.1, 1.1, 0.9, 1.15], gap="medium", vertical_alignment="bottom"
        )
    with left:
        picture = take_picture(page)
    with middle:
        with st.container(horizontal=True, gap="small"):
            with st.popover(say("edges.tools"), icon=":material/grid_on:"):
                kernel.tools()
            with st.popover(say("edges.laying"), icon=":material/tune:"):
                laying = choose_laying(page)
        kernel.choose()
    kernel.parameters(across=4)
    values = grey(picture)
    setting = laying.on((values.shape[0], values.shape[1]), _shape(kernel))
    costs = edge_costs(setting)
    _count(page, first, costs, "convolution")
    _count(page, second, costs, "rows")
    state = lens(
        values,
        WeightedSum(kernel.cells, bias=laying.bias),
        key=kernel.lens_key,
        say=say,
        stride=laying.stride,
        padding=setting.padding,
        border=setting.border_kind,
        editable=True,
        display=_display(page),
        displays=DISPLAYS,
        height=_HEIGHT,
        on_change=lambda: _keep_display(page, kernel.lens_key),
    )
    output = numpy_result(state.shown)
    lens_check(state, output, say=say)
    height, width = costs.output_shape
    caption = say(
        "edges.caption", height=height, width=width, negative=f"{(output < 0).mean():.0%}"
    )
    st.caption(f"{caption} {frame_note(page, picture)}".strip())
    answer = flat_answer(kernel.cells, laying.bias)
    predict_first(
        page,
        "flat",
        flat_options(answer),
        answer=answer,
        format_func=lambda value: short_number(value, digits=6),
        flat=FLAT,
        sum=short_number(kernel.cells.sum(), digits=4),
        bias=short_number(laying.bias, digits=6),
    )
    _explain(page, kernel, costs, laying.bias)
    reproduce(page, kernel_snippet(values, kernel.cells, setting, bias=laying.bias))
    ask(page, "kernel", largest_output(kernel.cells, laying.bias))


def _explain(page: Page, kernel: KernelControl, costs: EdgeCosts, bias: float) -> None:
    rows, columns = kernel.cells.shape
    ratio = costs["rows"].operations.value / costs["convolution"].operations.value
    meaning = page.say(f"edges.meaning.{kernel_meaning(kernel.cells)}")
    page.block("notice", ratio=f"{ratio:,.0f}", meaning=meaning)
    height, width = costs.output_shape
    page.block(
        "formula",
        rows=rows,
        columns=columns,
        cells=rows * columns,
        additions=rows * columns - 1,
        bias=f"{bias:g}",
        height=height,
        width=width,
        sliding=latex(costs["convolution"].operations.formula),
        sliding_value=latex(f"{costs['convolution'].operations.value:,}"),
        matrix=latex(costs["rows"].operations.formula),
        matrix_value=latex(f"{costs['rows'].operations.value:,}"),
    )


def latex(formula: str) -> str:
    """A count or its formula as LaTeX: the dot of a product, thousands without a gap."""
    return in_latex(formula.replace("·", r"\cdot"))


def _count(
    page: Page, place: st.delta_generator.DeltaGenerator, costs: EdgeCosts, name: str
) -> None:
    count = costs[name].operations
    times = count.value / costs["convolution"].operations.value
    more = "" if times == 1 else page.say("edges.times", times=f"{times:,.0f}")
    with place, st.container(gap=None):
        st.metric(
            page.say(f"edges.method.{name}"), f"{count.value:,}", help=page.say(f"edges.why.{name}")
        )
        st.caption(f"= {count.formula}{more}")


def _shape(kernel: KernelControl) -> tuple[int, int]:
    return kernel.cells.shape[0], kernel.cells.shape[1]


def _display(page: Page) -> str:
    """How the output is coloured, from the address; the lens itself has the buttons for it."""
    return page.controls.text("display", default="signed", parse=_known_display)


def _known_display(text: str) -> None:
    if text not in DISPLAYS:
        raise ConvScopeError("url.allowed", allowed=[*DISPLAYS])


def _keep_display(page: Page, key: str) -> None:
    chosen = (st.session_state.get(key) or {}).get("display")
    if chosen in DISPLAYS:
        page.controls.set(display=chosen)
