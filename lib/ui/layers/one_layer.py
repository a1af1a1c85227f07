"""All maps of one layer, large, and how its values are spread."""

from __future__ import annotations

from functools import cache

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.sheet import sheet
from lib.layers.passage import LayerMaps, MapChoice, Overview
from lib.layers.spec import LayerSpec
from lib.ui.layers.bench import Bench, choose_layer, forget_other, held_unit
from lib.ui.layers.map_words import (
    map_sentence,
    network_peak,
)
from lib.ui.layers.shared import SharedAnswers, drawn_once
from lib.ui.layers.spread import show_spread
from lib.ui.page import Page
from lib.ui.picked import picked_numbers

_ON_A_SHEET = 64
_SHEET_SIDES = ((4, 192), (16, 128), (64, 72))  # maps at most, and the cells of their sides
_drawings = SharedAnswers(6_000_000)  # 400 kB each
_LOOK = "passing.layer_maps"
_SHEET = "layers.sheet.figure"


def draw_one(bench: Bench, seen: Overview, scale: str, order: str) -> LayerSpec | None:
    """Draw the list of layers, and the layer chosen; None where the network has none.

    Args:
        bench: Network and picture.
        seen: All layers.
        scale: As for all layers.
        order: Which maps come first, as in :class:`~lib.layers.passage.MapChoice`.
    """
    page, say = bench.page, bench.page.say
    chooser, pages = st.columns([1.4, 1], gap="medium")
    with chooser:
        layer = choose_layer(page, bench.network, fits=lambda _: True)
    if layer is None:
        return None
    count = layer.units if layer.has_maps else 1
    sheets = -(-count // _ON_A_SHEET)
    number = 1
    if sheets > 1:
        with pages:
            numbers = range(1, sheets + 1)
            forget_other(page, "sheet", numbers, 1)
            number = page.controls.choice(
                "sheet", numbers, label=say("layers.sheet"), default=1, style="select",
                format_func=lambda each: _sheet_title(page, each, count),
            )  # fmt: skip
    side = next((cells for most, cells in _SHEET_SIDES if count <= most), _SHEET_SIDES[-1][1])
    choice = MapChoice(order, (number - 1) * _ON_A_SHEET, _ON_A_SHEET, side)
    asked = layer.name, choice
    maps: LayerMaps = bench.ask(_LOOK, *asked)
    whole = network_peak(bench, seen)
    peak = {"map": None, "layer": maps.peak, "network": whole}[scale]
    if layer.has_maps:
        unit = held_unit(page, layer)
        wide, narrow = drawn_once(
            _drawings,
            bench.picture,
            (*bench.key(_LOOK, *asked), scale, unit, say.language),
            lambda: _draw(page, layer, maps, peak, unit),
        )
        drawing(
            wide, narrow=narrow, say=say, key=_SHEET,
            alt=say("layers.sheet.alt", name=layer.name, count=len(maps.units)),
            hint=say("layers.sheet.hint"), on_pick=lambda: _pick_unit(page, count),
        )  # fmt: skip
    show_spread(bench, layer, maps)
    return layer


def _draw(
    page: Page, layer: LayerSpec, maps: LayerMaps, peak: float | None, unit: int
) -> tuple[str, str]:
    """In both widths."""
    say_map = cache(lambda place: map_sentence(page, layer, maps, place))
    wide, narrow = (
        sheet(maps, peak=peak, chosen=unit - 1, narrow=narrow, say_map=say_map)
        for narrow in (False, True)
    )
    return wide, narrow


def _sheet_title(page: Page, number: int, count: int) -> str:
    first = (number - 1) * _ON_A_SHEET + 1
    last = min(count, number * _ON_A_SHEET)
    return page.say("layers.sheet.entry", first=first, last=last, count=count)


def _pick_unit(page: Page, count: int) -> None:
    if numbers := picked_numbers(_SHEET, (0, count - 1)):
        page.controls.set(unit=numbers[0] + 1)
