"""Sparse connections and shared weights: drawn, counted, timed, and how far they reach."""

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.reach_rows import reach_rows
from lib.operations.checks import connectivity as checks
from lib.operations.notes_network import SIDE, notes_layers
from lib.operations.reach import stack_layers
from lib.operations.wiring import KINDS, wire
from lib.snippets import connectivity as snippets
from lib.ui import connectivity_view as view
from lib.ui.measured import cost_charts, dense_growth, size_facts, timing_facts
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.views import finish, show_views, side_by_side, sliders

page = Page("connectivity")
say, controls = page.say, page.controls
LAYERS = ("conv16", "pool16", "conv32", "pool32", "conv64", "pool64", "dense", "outputs")
PICTURE = 48  # cells of the drawn picture: four poolings leave three


def connections() -> None:
    """The same inputs and outputs connected in three ways."""
    wiring = wire(*sliders(page, ("m", 8, 16, 10, 1), ("n", 1, 8, 8, 1), ("k", 1, 7, 3, 1)))
    facts = view.connection_facts(wiring)
    drawings = (
        (
            kind,
            view.graph(wiring, kind, say.language),
            say(f"connectivity.kind.{kind}.alt", **facts),
        )
        for kind in KINDS
    )
    side_by_side(page, drawings, hint=say("connectivity.hint"))
    st.caption(say("connectivity.caption", **facts))
    options = ["2 · 2 · 1", "4 · 2 · 1", "4 · 4 · 1", "4 · 4 · 4"]
    predict_first(page, "double", options, answer=facts["growth"], **facts)
    code = snippets.connections_snippet(wiring)
    finish(page, "connections", code, checks.several_filters(wiring), **facts)


def layer() -> None:
    """Any layer of the network of the notes, and what it would cost connected otherwise."""
    picker, size = st.columns([2.2, 1], gap="medium", vertical_alignment="bottom")
    with size:
        (side,) = sliders(page, ("side", 32, 256, SIDE, 4))
    with picker:
        chosen = controls.choice(
            "layer",
            LAYERS,
            label=say("connectivity.layer"),
            default=LAYERS[0],
            format_func=lambda code: say(f"connectivity.layer.{code}"),
        )
    picked = next(found for found in notes_layers(side) if found.code == chosen)
    facts = view.layer_facts(picked, say)
    drawings = (
        (what, view.layer_bars(picked, say, of=what), say(f"connectivity.bars.{what}.alt", **facts))
        for what in ("weights", "multiplications")
    )
    side_by_side(page, drawings, hint="")
    st.caption(say("connectivity.bars.caption", **facts))
    answer = view.dense_growth(side, chosen)
    predict_first(page, "grow", view.GROWTHS, answer=answer, **facts)
    name, code = f"layer-{view.family(picked)}", snippets.layer_snippet(picked)
    finish(page, name, code, checks.changed_layer(picked), **facts)


def measured() -> None:
    """Counted cost beside the time this machine takes."""
    timings = cost_charts(page)
    predict_first(page, "side", [2, 4, 8, 16], answer=dense_growth())
    if timings is not None:
        page.block("measured-words", **timing_facts(timings))
    worked = checks.dense_against_kernel()
    finish(page, "measured", snippets.measured_snippet(12), worked, **size_facts())


def reach() -> None:
    """The cone of cells that a unit deep in the network depends on."""
    figure, beside = st.columns([1.15, 1], gap="large")
    with beside:
        kernel = controls.choice("kernel", (3, 5, 7), label=say("connectivity.kernel"), default=3)
        (blocks,) = sliders(page, ("blocks", 1, 4, 3, 1))
        pooling = controls.toggle("pooling", label=say("connectivity.pooling"), default=True)
        layers = stack_layers(PICTURE, blocks=blocks, kernel=kernel, pooling=pooling)
        facts = view.reach_facts(layers)
        other = stack_layers(PICTURE, blocks=blocks, kernel=kernel, pooling=not pooling)
        options, answer = view.reach_guesses(layers, other)
        question = "without" if pooling else "with"
        predict_first(page, question, options, answer=answer, **view.reach_facts(other))
    with figure:
        alt = say("connectivity.reach.alt", **facts)
        hint = say("connectivity.reach.hint", **facts)
        drawing(reach_rows(layers, say), say=say, key="connectivity.reach", alt=alt, hint=hint)
        st.caption(say("connectivity.reach.caption", **facts))
    worked = checks.one_more_convolution(layers, kernel)
    finish(page, "reach", snippets.reach_snippet(layers), worked, **facts, **view.notes_reach())


show_views(page, {"connections": connections, "layer": layer, "measured": measured, "reach": reach})
