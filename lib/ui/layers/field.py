"""The pixels of the photograph that a unit can see, and those that move it."""

from __future__ import annotations

import streamlit as st

from lib.cnn.receptive_field import LayerWindow
from lib.drawing.drawing import drawing
from lib.figures.layers.field import FieldWords, field_pictures
from lib.figures.quantities import share_text
from lib.figures.readable import readable
from lib.layers.field import SeenPixels, pixels_seen, windows_of
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.spec import LayerSpec
from lib.layers.unit import Influence
from lib.ui.layers.bench import Bench

_HALF, _MOST = 0.5, 0.9


def show_field(bench: Bench, layer: LayerSpec, unit: tuple[int, int, int], stage: str) -> None:
    """Draw the field in theory beside the influence of every pixel, with the numbers.

    Args:
        bench: Network and picture.
        layer: The layer.
        unit: Row, column and number of the map, from 0.
        stage: ``"depthwise"``: half a layer, whose gradient the worker does not know.
    """
    if stage == "depthwise":
        return
    page, say = bench.page, bench.page.say
    seen: Overview = bench.ask("passing.overview", FIRST_LOOK)
    found: Influence = bench.ask("units.influence", layer.name, unit)
    place = bench.network.place(layer.name)
    field = pixels_seen(bench.network.layers, place, unit[0], unit[1])
    few = found.pixels_for(_MOST)
    facts = {
        "name": layer.name,
        "unit": unit[2] + 1,
        "row": unit[0] + 1,
        "column": unit[1] + 1,
        "rows": field.size[0],
        "columns": field.size[1],
        "count": f"{field.count:,}",
        "few": f"{few:,}",
        "share": share_text(few / field.count),
        "value": readable(found.value),
        "sum": _sum(bench, place),
        "side": bench.network.side,
    }
    words = FieldWords(
        titles=(
            say("layers.field.photograph", **facts),
            say("layers.field.near", **facts),
            say("layers.field.heat", **facts),
        ),
        sentences=(
            say("layers.field.photograph.say", **facts),
            say("layers.field.near.say", **facts),
            say("layers.field.heat.say", **facts),
        ),
    )
    svg, narrow = (
        field_pictures(seen.seen, field, found.heat, words, narrow=each) for each in (False, True)
    )
    title = say("layers.field.title" if layer.has_maps else "layers.field.title.unit", **facts)
    st.markdown(f"**{title}**")
    drawing(
        svg, narrow=narrow, say=say, key="layers.field.figure",
        alt=say("layers.field.alt", **facts),
        hint=say("layers.field.hint"),
    )  # fmt: skip
    kind = "still" if found.heat.max() == 0 else _caption(field, bench.network.side)
    said = [say(f"layers.field.{kind}", **facts)]
    if kind == "caption" and _windows(bench, place) > 1:
        said.append(say("layers.field.paths"))
    st.caption(" ".join(said))
    page.block("formula-field-whole" if field.whole else "formula-field", **facts)


def _caption(field: SeenPixels, side: int) -> str:
    """Which of the captions fits: of a window, of the whole picture, or of nearly all of it."""
    if not field.whole:
        return "caption"
    return "caption.whole" if field.count == side * side else "caption.most"


def _windows(bench: Bench, place: int) -> int:
    """How many layers up to this one look through a window: with one, every pixel has one path."""
    layers = bench.network.layers[: place + 1]
    return sum(max(each.window for each in windows_of(layer)) > 1 for layer in layers)


def _sum(bench: Bench, place: int) -> str:
    """``1 + Σ (window − 1) · jump`` along the rows, in the network's own numbers, as LaTeX."""
    terms, jump = ["1"], 1
    for layer in bench.network.layers[: place + 1]:
        window: LayerWindow = windows_of(layer)[0]
        if window.window > 1:
            reach = window.dilation * (window.window - 1) + 1
            terms.append(rf"({reach} - 1) \cdot {jump}")
        jump *= window.stride
    return " + ".join(terms)
