"""A kernel learned by gradient descent from a target picture, against a visitor's own try."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import cross_correlate
from lib.drawing.drawing import drawing
from lib.errors import KernelError
from lib.figures.kernels import kernel_cells
from lib.figures.pixels import signed_png
from lib.figures.quantities import share_text
from lib.figures.race_curve import race_curve
from lib.lens.lens import lens, lens_check
from lib.lens.operations import WeightedSum, look_at
from lib.lens.result import numpy_result
from lib.lens.state import read_state
from lib.operations.checks.edges import gradient_products
from lib.operations.edge_questions import step_options
from lib.operations.kernel_race import FRAME, STEPS, TARGETS, Race, loss_of, start_race
from lib.operations.kernel_text import read_kernel, write_kernel
from lib.snippets.edges import descent_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import grey, take_picture
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_PLAYING = "edges/playing"
_TICK = 0.35
_GOAL = 0.01
_LENS = "edges.mine.lens"


def draw(page: Page) -> None:
    """The task and both losses on top; the lens for the visitor's try below."""
    say = page.say
    controls, figure = st.columns([1, 2.6], gap="large")
    with controls:
        target = page.controls.choice(
            "target", TARGETS, label=say("edges.target"), default="sobel_x",
            format_func=lambda name: say(f"edges.preset.{name}"), style="select",
            help=say("edges.target.help"),
        )  # fmt: skip
        rate = page.controls.slider(
            "rate", label=say("edges.rate"), minimum=0.02, maximum=1.9, default=0.1, step=0.02,
            help=say("edges.rate.help"),
        )  # fmt: skip
        with st.popover(say("edges.picture"), icon=":material/image:"):
            picture = take_picture(page)
        own_steps = not page.controls.toggle(
            "plain", label=say("edges.plain"), default=False, help=say("edges.plain.help")
        )
    values = (grey(picture, FRAME) / 255).astype(np.float32)
    race = _race(picture.digest, target, float(rate), own_steps, values)
    shape = race.kernels[0].shape
    mine = _my_kernel(page, (shape[0], shape[1]))
    by_hand = loss_of(cross_correlate(values.astype(np.float64), mine), race.target)
    with figure:
        playing = st.session_state.get(_PLAYING, False)
        st.fragment(_descent, run_every=_TICK if playing else None)(page, race, values, by_hand)
    with controls:
        _predict(page, race)
    st.markdown(
        f"**{say('edges.mine.title')}** "
        + say("edges.mine.loss", loss=share_text(race.share(by_hand)))
    )
    state = lens(
        values, WeightedSum(mine), key=_LENS, say=say, editable=True, height=200,
        input_display="grey", input_range=(0.0, 1.0),
    )  # fmt: skip
    lens_check(state, numpy_result(state.shown), say=say)
    page.block("notice-descent")
    page.block(
        "formula-descent",
        cells=f"{race.target.size:,}",
        rate=f"{rate:g}",
        first=f"{race.losses[0]:.5f}",
        second=f"{race.losses[1]:.5f}",
        idle=f"{race.idle_loss:.5f}",
    )
    reproduce(page, descent_snippet(target, learning_rate=float(rate)))
    ask(page, "descent", gradient_products(race))


def _descent(page: Page, race: Race, values: NDArray[np.float32], by_hand: float) -> None:
    """One step of the descent: its kernel, its output, its place on the curve."""
    say = page.say
    if st.session_state.get(_PLAYING, False):
        _advance(page)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        playing = st.session_state.get(_PLAYING, False)
        if st.button(
            say("edges.pause" if playing else "edges.play"),
            icon=":material/pause:" if playing else ":material/play_arrow:",
            key="edges.play",
            type="primary",
        ):
            _toggle_playing(page)
            st.rerun()  # the page decides whether the clock ticks
        step = page.controls.slider(
            "step", label=say("edges.step"), minimum=0, maximum=STEPS, default=0, step=1
        )
    kernel = race.kernels[step]
    shares = {
        "descent": share_text(race.share(float(race.losses[step]))),
        "hand": share_text(race.share(by_hand)),
    }
    output = cross_correlate(values.astype(np.float64), kernel)
    peak = float(np.abs(race.target).max())
    wanted, found, cells, curve = st.columns([1, 1, 0.85, 2], gap="small")
    for place, name, pixels in ((wanted, "wanted", race.target), (found, "found", output)):
        with place, st.container(key=f"pixels-map-{name}"):
            inline_picture(
                signed_png(pixels, peak=peak), width="stretch",
                alt=say(f"edges.{name}"), caption=say(f"edges.{name}"),
            )  # fmt: skip
    with curve:
        drawing(
            race_curve(
                [race.share(float(each)) for each in race.losses], step=step,
                by_hand=race.share(by_hand),
                labels=(
                    say("edges.curve.descent"),
                    say("edges.curve.hand"),
                    say("edges.curve.steps"),
                ),
            ),
            say=say, key="edges.curve", hint="",
            alt=say("edges.curve.alt", **shares),
        )  # fmt: skip
    with cells:
        drawing(kernel_cells(kernel), say=say, key="edges.step.kernel", hint="",
                alt=say("edges.step.kernel", step=step))  # fmt: skip
    st.caption(say("edges.losses", step=step, **shares))
    if playing and step >= STEPS:
        st.session_state[_PLAYING] = False
        st.rerun()  # the clock stops with the page's own run


def _advance(page: Page) -> None:
    step = int(st.session_state.get("edges.step", 0))
    page.controls.set(step=min(step + 1, STEPS))


def _toggle_playing(page: Page) -> None:
    playing = not st.session_state.get(_PLAYING, False)
    st.session_state[_PLAYING] = playing
    if playing and st.session_state.get("edges.step", 0) >= STEPS:
        page.controls.set(step=0)


def _predict(page: Page, race: Race) -> None:
    reached = race.steps_to(_GOAL)
    if reached:
        predict_first(page, "steps", step_options(reached), answer=reached, share=f"{_GOAL:.0%}")


def _my_kernel(page: Page, shape: tuple[int, int]) -> FloatArray:
    """The visitor's try, from the address and the lens; all zeros at first."""

    def fits(text: str) -> None:
        if read_kernel(text).cells.shape != shape:
            raise KernelError("kernel.other_size", rows=shape[0], columns=shape[1])

    default = write_kernel(np.zeros(shape))
    name = f"mine_{shape[0]}x{shape[1]}"  # a try for another size waits for its return
    given = st.session_state.get("edges/mine")
    if given is not None and given.shape == shape:
        shown = look_at(np.zeros((7, 7)), WeightedSum(given))
        edited = read_state(st.session_state.get(_LENS), shown)[0]
        if edited is not None:
            page.controls.set(**{name: write_kernel(edited)})
    mine = read_kernel(page.controls.text(name, default=default, parse=fits)).cells
    st.session_state["edges/mine"] = mine
    return mine


# Keyed by the picture's digest: Streamlit hashes large arrays by a sample.
@st.cache_data(max_entries=100, show_spinner=False)
def _race(
    digest: str, target: str, rate: float, own_steps: bool, _values: NDArray[np.float32]
) -> Race:
    return start_race(_values, target, learning_rate=rate, own_steps=own_steps)
