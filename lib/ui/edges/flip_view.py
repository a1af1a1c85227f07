"""Cross-correlation and convolution side by side: the same kernel, as it is and turned by 180°."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lib.figures.pixels import signed_png
from lib.lens.lens import lens, lens_check
from lib.lens.operations import WeightedSum
from lib.lens.result import numpy_result
from lib.operations.checks.edges import turned_answer
from lib.operations.edge_questions import turned_effect
from lib.snippets.edges import flip_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import choose_laying, grey, take_picture
from lib.ui.inline_picture import inline_picture
from lib.ui.kernel_control import KernelControl
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_HEIGHT = 190
_EFFECTS = ("same", "negative", "other")


def draw(page: Page) -> None:
    """The question first; then two lenses that point at the same cell."""
    say = page.say
    kernel = KernelControl(page, default="difference_x")
    controls, *outputs_shown = st.columns([1.2, 1, 1], gap="large")
    with controls:
        picture = take_picture(page)
        with st.container(horizontal=True, gap="small"):
            with st.popover(say("edges.tools"), icon=":material/grid_on:"):
                kernel.tools()
            with st.popover(say("edges.laying"), icon=":material/tune:"):
                laying = choose_laying(page)
        kernel.choose()
        kernel.parameters(across=2)
    effect = turned_effect(kernel.cells)
    with controls:
        predict_first(
            page,
            "turn",
            _EFFECTS,
            answer=effect,
            format_func=lambda name: say(f"edges.effect.{name}"),
        )
    values = grey(picture)
    setting = laying.on((values.shape[0], values.shape[1]), kernel.cells.shape)
    outputs = []
    for flip, place in zip((False, True), outputs_shown, strict=True):
        name = "convolve" if flip else "correlate"
        st.markdown(f"**{say(f'edges.{name}')}**")
        state = lens(
            values,
            WeightedSum(kernel.cells, bias=laying.bias, flip=flip),
            key=f"edges.{name}.lens" if flip else kernel.lens_key,
            say=say,
            stride=laying.stride,
            padding=setting.padding,
            border=setting.border_kind,
            editable=not flip,
            link="edges",
            height=_HEIGHT,
        )
        outputs.append(numpy_result(state.shown))
        lens_check(state, outputs[-1], say=say)
        with place, st.container(key=f"pixels-map-{name}"):
            st.markdown(f"**{say(f'edges.{name}.short')}**")
            # The first one's scale for both, so that they can be compared.
            peak = float(np.abs(outputs[0]).max())
            file = signed_png(outputs[-1][..., 0], peak=peak)
            inline_picture(file, width="stretch", alt=say(f"edges.{name}"))
    largest = float(np.abs(outputs[0] - outputs[1]).max())
    with outputs_shown[0]:
        st.caption(say("edges.flip.caption", largest=f"{largest:,.4g}"))
    page.block("notice-flip")
    page.block("formula-flip", rows=kernel.cells.shape[0], columns=kernel.cells.shape[1])
    reproduce(page, flip_snippet(values, kernel.cells))
    ask(page, "flip", turned_answer(kernel.cells, laying.bias))
