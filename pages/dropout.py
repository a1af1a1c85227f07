"""Dropout on real numbers: the mask, the scale, many draws, and whether a layer is cut off."""

import streamlit as st

from lib.lens.lens import lens, lens_check
from lib.lens.operations import Masking
from lib.operations import cut_off, dropout
from lib.operations.checks.dropout import safe_units
from lib.operations.feature_maps import SIDE
from lib.operations.notes_network import SIDE as NOTES_SIDE
from lib.operations.small_layer import draw_small, small_layer
from lib.snippets.dropout import dropout_snippet
from lib.ui.check import ask
from lib.ui.dropout_view import ask_cut_off, show_cut_offs, show_graph, show_means
from lib.ui.page import Page
from lib.ui.pairs import paired_columns
from lib.ui.recorded import choose_recorded
from lib.ui.reproduce import reproduce
from lib.ui.seed import MOST_SEED, choose_seed

MODES = ("training", "prediction")

page = Page("dropout")
say, controls = page.say, page.controls


def show() -> None:
    """Controls, graph, map, draws, words."""
    at_rate, at_units, at_mode, at_seed, at_again = paired_columns(
        page, "draw", [1.7, 1.5, 1.35, 0.8, 0.9], gap="medium", vertical_alignment="bottom"
    )
    with at_rate:
        rate = controls.slider(
            "rate", label=say("dropout.rate"), minimum=0.0, maximum=0.95, default=0.2, step=0.05
        )
    with at_units:
        units = controls.slider(
            "units",
            label=say("dropout.units"),
            minimum=1,
            maximum=cut_off.SMALL_LAYERS[-1],
            default=6,
            step=1,
        )
    with at_mode:
        mode = controls.choice(
            "mode",
            MODES,
            label=say("dropout.mode"),
            default="training",
            format_func=lambda code: say(f"dropout.mode.{code}"),
        )
    with at_seed:
        seed = choose_seed(page, default=1)
    with at_again:
        st.button(
            say("dropout.again"),
            icon=":material/casino:",
            on_click=lambda: controls.set(seed=(seed + 1) % (MOST_SEED + 1)),
            disabled=mode != "training",
            width="stretch",
        )

    graph, numbers = st.columns([1.25, 1], gap="large")
    with numbers:
        at_picture, at_map, at_side = paired_columns(page, "map", [1.3, 0.8, 1.2], gap="small")
    with at_picture:
        picture = choose_recorded(page, default="daisy")
    with at_side:
        side = controls.choice(
            "side",
            (NOTES_SIDE, SIDE),
            label=say("dropout.side"),
            default=NOTES_SIDE,
            format_func=lambda pixels: say(f"dropout.side.{pixels}"),
            style="select",
        )
    training = mode == "training"
    draw = dropout.draw(picture, rate, seed=seed, training=training, side=side)
    # The dense layer was learned for maps of 12×12, so its graph stays with these.
    learned = dropout.draw(picture, rate, seed=seed, training=training)
    shape = draw.before.shape
    with at_map:
        channel = controls.choice(
            "map", range(1, shape[-1] + 1), label=say("dropout.map"), default=4, style="select"
        )
    small = draw_small(small_layer(picture, units), learned)
    facts = dropout.in_words(draw) | {"side": side}
    trials = cut_off.cut_offs(rate, seed=seed)
    with graph:
        show_graph(page, small)
        numbers_of_network = f"{learned.before.size:,}"
        st.caption(say("dropout.graph.caption", units=units, numbers=numbers_of_network))
    with numbers:
        page.block("numbers", **facts)
        ask_cut_off(page, rate, units, seed)

    plane = channel - 1
    state = lens(
        draw.before[..., plane],
        Masking(draw.mask.kept[..., plane], draw.scale),
        key="dropout.lens",
        say=say,
        display="magnitude",
        titles={
            "input": say("dropout.lens.before", map=channel),
            "output": say(f"dropout.lens.{mode}"),
        },
        height=280,
        start=dropout.loudest_cell(draw.before[..., plane]),
    )
    lens_check(state, draw.after[..., plane], say=say)
    st.caption(say("dropout.lens.caption", map=channel, maps=shape[-1], side=side))

    at_means, at_cut_off = st.columns(2, gap="large")
    with at_means:
        show_means(page, dropout.means(float(small.layer.values[0]), rate, seed=seed), rate)
    with at_cut_off:
        show_cut_offs(page, trials, units)

    page.block("notice", **facts)
    page.block("formula", units=units, **cut_off.formula_facts(draw, rate, units), **facts)
    reproduce(page, dropout_snippet(rate, shape, units, seed=seed))
    ask(page, "safe", safe_units(rate))


page.run(show)
