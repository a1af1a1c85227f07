"""Sparse connections and shared weights: drawn, counted, timed, and how far they reach."""

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.connections import connection_graph
from lib.figures.reach_rows import reach_rows
from lib.operations.notes_network import SIDE, notes_layers
from lib.operations.reach import stack_layers
from lib.operations.wiring import KINDS, wire
from lib.snippets import connectivity as snippets
from lib.snippets.snippet import Snippet
from lib.ui import connectivity_view as view
from lib.ui.measured import cost_charts, dense_growth, timing_facts
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

page = Page("connectivity")
say, controls = page.say, page.controls
LAYERS = ("conv16", "pool16", "conv32", "pool32", "conv64", "pool64", "dense", "outputs")
PICTURE = 48  # cells of the drawn picture: four poolings leave three


def slider(name: str, minimum: int, maximum: int, default: int, step: int = 1) -> int:
    """A slider with the page's word for it."""
    label = say(f"connectivity.{name}")
    options = {"minimum": minimum, "maximum": maximum, "default": default, "step": step}
    return int(controls.slider(name, label=label, **options))


def finish(name: str, snippet: Snippet, **facts: object) -> None:
    """What to notice, the formula in numbers, and the same in Keras."""
    page.block(f"notice-{name}", **facts)
    page.block(f"formula-{name}", **facts)
    reproduce(page, snippet)


def connections() -> None:
    """The same inputs and outputs connected in three ways."""
    m, n, k = st.columns(3, gap="medium")
    with m:
        inputs = slider("m", 8, 16, 10)
    with n:
        outputs = slider("n", 1, 8, 8)
    with k:
        fan_in = slider("k", 1, 7, 3)
    wiring = wire(inputs, outputs, fan_in)
    facts = view.connection_facts(wiring)
    for kind, column in zip(KINDS, st.columns(3, gap="medium"), strict=True):
        with column:
            svg = connection_graph(wiring, kind, say)
            alt = say(f"connectivity.kind.{kind}.alt", **facts)
            drawing(svg, say=say, key=kind, alt=alt, hint=say("connectivity.hint"))
    st.caption(say("connectivity.caption", **facts))
    options = ["2 · 2 · 1", "4 · 2 · 1", "4 · 4 · 1", "4 · 4 · 4"]
    predict_first(page, "double", options, answer=facts["growth"], **facts)
    finish("connections", snippets.connections_snippet(wiring), **facts)


def layer() -> None:
    """Any layer of the network of the notes, and what it would cost connected otherwise."""
    picker, size = st.columns([2.2, 1], gap="medium", vertical_alignment="bottom")
    with size:
        side = slider("side", 32, 256, SIDE, 4)
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
    for what, column in zip(
        ("weights", "multiplications"), st.columns(2, gap="large"), strict=True
    ):
        with column:
            svg = view.layer_bars(picked, say, of=what)
            alt = say(f"connectivity.bars.{what}.alt", **facts)
            drawing(svg, say=say, key=what, alt=alt, hint="")
    st.caption(say("connectivity.bars.caption", **facts))
    answer = view.dense_growth(side, chosen)
    predict_first(page, "grow", view.GROWTHS, answer=answer, **facts)
    finish(f"layer-{view.family(picked)}", snippets.layer_snippet(picked), **facts)


def measured() -> None:
    """Counted cost beside the time this machine takes."""
    timings = cost_charts(page)
    predict_first(page, "side", [2, 4, 8, 16], answer=dense_growth())
    if timings is not None:
        page.block("measured-words", **timing_facts(timings))
    finish("measured", snippets.measured_snippet(12))


def reach() -> None:
    """The cone of cells that a unit deep in the network depends on."""
    figure, beside = st.columns([1.15, 1], gap="large")
    with beside:
        kernel = controls.choice("kernel", (3, 5, 7), label=say("connectivity.kernel"), default=3)
        blocks = slider("blocks", 1, 4, 3)
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
    finish("reach", snippets.reach_snippet(layers), **facts, **view.notes_reach())


VIEWS = {"connections": connections, "layer": layer, "measured": measured, "reach": reach}
shown = controls.choice(
    "view",
    list(VIEWS),
    label=say("connectivity.view"),
    default="connections",
    format_func=lambda name: say(f"connectivity.view.{name}"),
    label_visibility="collapsed",
)
VIEWS[shown]()
page.close()
