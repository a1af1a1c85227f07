"""An activation on a real feature map: what it keeps, what passes back, which filters die."""

import streamlit as st

from lib.cnn.activations import ACTIVATIONS
from lib.drawing.drawing import drawing
from lib.figures.activation_curve import CurveWords, activation_curve
from lib.figures.pixels import signed_png
from lib.lens.lens import lens, lens_check
from lib.lens.operations import Pointwise
from lib.operations import relu
from lib.operations.checks.relu import silencing_shift
from lib.operations.feature_maps import CONVOLUTIONS, picture_keys
from lib.snippets.relu import relu_snippet
from lib.ui.check import ask
from lib.ui.filter_view import ask_about_silence, show_filters
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.pairs import paired_columns
from lib.ui.recorded import choose_recorded
from lib.ui.reproduce import reproduce

page = Page("relu")
say, controls = page.say, page.controls


def show() -> None:
    """Controls, map, curve, filters, words."""
    name = controls.choice(
        "activation",
        list(ACTIVATIONS),
        label=say("relu.activation"),
        default="relu",
        format_func=lambda code: say(f"relu.name.{code}"),
        label_visibility="collapsed",
    )
    at_picture, at_layer, at_filter, at_shift = paired_columns(
        page, "map", [1.1, 1, 0.7, 2], gap="medium"
    )
    with at_picture:
        picture = choose_recorded(page, default="daisy")
    with at_layer:
        layers = range(1, len(CONVOLUTIONS) + 1)
        layer = controls.choice("layer", layers, label=say("relu.layer"), default=1)
    with at_filter:
        numbers = range(1, relu.filter_count(layer) + 1)
        number = controls.choice(
            "filter", numbers, label=say("relu.filter"), default=8, style="select"
        )
    with at_shift:
        shift = controls.slider(
            "shift",
            label=say("relu.shift"),
            minimum=-1.2,
            maximum=0.4,
            default=0.0,
            step=0.02,
            help=say("relu.shift.help"),
        )
    called = say(f"relu.name.{name}")
    response = relu.respond(picture, layer, number, name, shift=shift)
    shares = {
        "zeros": f"{response.zero_share:.1%}",
        "blocked": f"{response.blocked_share:.1%}",
        "mean": f"{response.mean_slope:.2f}",
    }

    state = lens(
        response.before,
        Pointwise(name),
        key="relu.lens",
        say=say,
        titles={"input": say("relu.before"), "output": say("relu.after", name=called)},
        height=300,
    )
    lens_check(state, response.after, say=say)
    st.caption(say("relu.lens.caption", cells=f"{response.after.size:,}", name=called, **shares))
    cell = relu.follow(response, state.pinned)

    at_curve, at_slope, at_meaning = st.columns([1.3, 0.75, 1], gap="medium")
    with at_curve:
        words = CurveWords(
            say("relu.curve.value"), say("relu.curve.slope"), say("relu.curve.inputs")
        )
        drawing(
            activation_curve(response, (cell.z, cell.value), words=words),
            say=say,
            key="relu.curve",
            alt=say("relu.curve.alt", name=called),
        )
    with at_slope, st.container(key="pixels-map"):
        slopes = signed_png(response.slope, peak=1.0)
        inline_picture(slopes, width=250, alt=say("relu.slope.alt", name=called))
    with at_meaning:
        st.markdown(f"**{say('relu.slope.title')}**")
        st.caption(say("relu.slope.caption", **shares))
        st.caption(say("relu.curve.caption", name=called))

    filters = relu.shifted_filters(picture, layer, shift=shift)
    question, bars = st.columns([1, 2], gap="medium")
    with question:
        ask_about_silence(page, layer, filters)
    with bars:
        show_filters(page, filters, number)

    deepest = relu.shifted_filters(picture, layers[-1], shift=0.0)
    page.block(
        "notice",
        name=called,
        rows=response.after.shape[0],
        columns=response.after.shape[1],
        steepest=f"{relu.steepest(name):.2f}",
        cubed=f"{relu.steepest(name) ** 3:.3g}",
        pictures=len(picture_keys()),
        dead=int(deepest.silent.sum()),
        deep=len(deepest.anywhere),
    )
    page.block("formula", formula=response.activation.formula, **relu.in_digits(cell))
    reproduce(page, relu_snippet(name, relu.around(response.before, (cell.row, cell.column))))
    ask(page, "silencing", silencing_shift(response), filter=number)


page.run(show)
