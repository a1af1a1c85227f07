"""Every layer's maps for the picture: all layers in order, or one of them large."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from lib.figures.quantities import share_text
from lib.figures.readable import readable
from lib.layers.checks import answering_cells
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.spec import LayerSpec
from lib.snippets.layers import maps_snippet
from lib.ui.check import ask
from lib.ui.layers.all_layers import LOOK, draw_all
from lib.ui.layers.bench import Bench
from lib.ui.layers.map_words import (
    network_peak,
    show_seen,
)
from lib.ui.layers.next_pictures import look_ahead
from lib.ui.layers.one_layer import draw_one
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

SHOWS = ("all", "one")
SCALES = ("map", "layer", "network")
ORDERS = ("active", "number")


def draw(bench: Bench) -> None:
    """Controls, the picture beside the maps, what to notice."""
    page, say = bench.page, bench.page.say
    first, second, third = st.columns([1, 1.3, 1.1], gap="medium")
    with first:
        show = _choice(page, "show", SHOWS)
    with second:
        scale = _choice(page, "scale", SCALES)
    with third:
        order = _choice(page, "order", ORDERS)
    choice = replace(FIRST_LOOK, order=order)
    seen: Overview = bench.ask(LOOK, choice)
    if show == "all":
        draw_all(bench, seen, choice, scale)
        # Of the pooling behind it the page asks.
        layer = bench.network.layers[(_pooling(bench) or 0) - 1]
    else:
        beside, figure = st.columns([1, 4.6], gap="medium")
        with figure:  # before what stands left of it: its way to the browser is longer
            layer = draw_one(bench, seen, scale, order) or bench.network.layers[-1]
        with beside:
            show_seen(bench, seen)
    facts = _facts(bench, seen, layer)
    facts["whole"] = readable(network_peak(bench, seen))
    facts["scale"] = say(f"layers.maps.scale.{scale}", **facts)
    st.caption(say(f"layers.maps.caption.{scale}", **facts))
    _predict(bench, seen)
    page.block("notice-maps", **facts)
    page.block("formula-maps", **facts)
    reproduce(page, maps_snippet(bench.run.id, bench.network, seen))
    ask(page, "maps", answering_cells(bench.network.layers, seen.layers, layer))
    look_ahead(bench, LOOK, choice)


def _choice(page: Page, name: str, options: tuple[str, ...]) -> str:
    chosen: str = page.controls.choice(
        name,
        options,
        label=page.say(f"layers.{name}"),
        default=options[0],
        format_func=lambda code: page.say(f"layers.{name}.{code}"),
    )
    return chosen


def _pooling(bench: Bench) -> int | None:
    """The first maximum pooling that has a layer before it."""
    places = [
        place for place, layer in enumerate(bench.network.layers)
        if place and layer.kind == "MaxPooling2D"
    ]  # fmt: skip
    return places[0] if places else None


def _predict(bench: Bench, seen: Overview) -> None:
    """What a maximum does to the share of zeros, before it is looked up."""
    place = _pooling(bench)
    if place is None:
        return
    spread = seen.layers[place - 1].spread
    if spread.minimum < 0 or spread.zeros == 0:  # other laws: the explanation would be false
        return
    before, after = spread.zeros, seen.layers[place].spread.zeros
    answer = "same" if before == after else "more" if after > before else "fewer"
    predict_first(
        bench.page,
        "pool",
        ("fewer", "same", "more"),
        answer=answer,
        format_func=lambda code: bench.page.say(f"layers.predict.pool.{code}"),
        pooling=bench.network.layers[place].name,
        window="×".join(map(str, bench.network.layers[place].config["pool_size"])),
        layer=bench.network.layers[place - 1].name,
        before=share_text(before),
        after=share_text(after),
    )


def _facts(bench: Bench, seen: Overview, layer: LayerSpec) -> dict[str, Any]:
    maps = seen.layers[bench.network.place(layer.name)]
    zeros = round(maps.spread.zeros * maps.spread.size)
    first = next((each for each in bench.network.layers if each.accent == "convolution"), layer)
    last = [each for each in bench.network.layers if each.has_maps or each is layer][-1]
    return {
        "name": layer.name,
        "shape": r" \cdot ".join(str(size) for size in layer.output_shape),
        "size": f"{maps.spread.size:,}".replace(",", "{,}"),
        "count": f"{zeros:,}".replace(",", "{,}"),
        "peak": readable(maps.peak),
        "first": first.name,
        "first_size": "×".join(map(str, first.map_shape)),
        "last": last.name,
        "last_size": "×".join(map(str, last.map_shape)),
        "share": share_text(maps.spread.zeros).replace("%", r"\%"),  # a formula's own sign
    }
