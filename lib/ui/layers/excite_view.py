"""Which pictures of a set excite a unit most, and which least, with the patch it answers to."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.excitement import ExcitedWords, excited_rows
from lib.figures.readable import readable, readable_latex
from lib.layers.checks import seen_share
from lib.layers.excitement import Example, Excited, Excitement
from lib.layers.field import pixels_seen
from lib.layers.spec import UNCHANGED, LayerSpec
from lib.snippets.excitement import excitement_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, forget_other
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title
from lib.words import plain

_EACH_END = 5  # pictures that excite it most, and as many that excite it least
_TOGETHER = (1, 2, 3)
_FLAT = (*UNCHANGED, "Flatten", "Rescaling")  # units that are pixels, or those of another layer


def draw(bench: Bench) -> None:
    """The layer, its units, a row of pictures for each."""
    page, say = bench.page, bench.page.say
    first, second, third = st.columns([1.2, 1.5, 0.9], gap="medium")
    with first:
        layer = choose_layer(
            page, bench.network, fits=lambda each: each.kind not in _FLAT,
            default=_default(bench),
        )  # fmt: skip
    if layer is None:
        return
    with third:
        together = page.controls.choice(
            "together", _TOGETHER, label=say("layers.excite.together"), default=1,
            format_func=str,
        )  # fmt: skip
    forget_other(page, "unit", range(1, layer.units + 1), 1)
    with second:
        unit = 1
        if layer.units > 1:
            unit = int(
                page.controls.slider(
                    "unit", label=say("layers.unit" if layer.has_maps else "layers.unit.dense"),
                    minimum=1, maximum=layer.units, default=1, step=1,
                )
            )  # fmt: skip
    begin = min(unit - 1, max(0, layer.units - together))
    numbers = tuple(range(begin, min(layer.units, begin + together)))
    found: Excitement = bench.ask(
        "exciting.excited", layer.name, (numbers, _EACH_END, bench.garden_only)
    )
    facts = _facts(bench, layer, found)
    _draw_rows(bench, layer, found, facts)
    st.caption(say(f"layers.excite.caption.{found.source}", **facts))
    _predict(bench, found, facts)
    page.block("notice-excite", **facts)
    page.block("formula-excite", **facts)
    reproduce(page, excitement_snippet(bench.run.id, bench.network, layer, found.units[0], found))
    seen = pixels_seen(bench.network.layers, bench.network.place(layer.name), 0, 0)
    ask(page, "excite", seen_share(layer, seen, bench.network.side))


def _default(bench: Bench) -> str | None:
    """The last convolution: its units answer to something that has a name."""
    names = [each.name for each in bench.network.layers if each.accent == "convolution"]
    return names[-1] if names else None


def _draw_rows(bench: Bench, layer: LayerSpec, found: Excitement, facts: dict[str, Any]) -> None:
    say, network = bench.page.say, bench.network
    place = network.place(layer.name)
    scale = found.pictures[-1].shape[0] / network.side  # large pictures are sent smaller

    def patch(example: Example) -> tuple[range, range] | None:
        if layer.has_maps and example.value == 0:
            return None  # zero everywhere: no place is the strongest
        seen = pixels_seen(network.layers, place, example.row, example.column)
        return _scaled(seen.rows, scale), _scaled(seen.columns, scale)

    words = [_words(bench, layer, unit, found) for unit in found.units]
    wide, narrow = (
        excited_rows(found.units, words, found.pictures, patch, narrow=each)
        for each in (False, True)
    )
    drawing(
        wide, narrow=narrow, say=say, key="layers.excite", alt=say("layers.excite.alt", **facts),
        hint=say("layers.excite.hint"),
    )  # fmt: skip


def _words(bench: Bench, layer: LayerSpec, unit: Excited, found: Excitement) -> ExcitedWords:
    say = bench.page.say
    title = _unit_title(bench, layer, unit.unit)
    row = _unit_title(bench, layer, unit.unit, ".row")
    if unit.silent == found.count:
        note = say("layers.excite.note.dead", count=found.count)
    else:
        note = say(
            "layers.excite.note", value=readable(unit.own.value), rank=unit.rank + 1,
            count=found.count + 1,
        )  # fmt: skip

    def sentence(example: Example) -> str:
        name = found.names[example.picture]
        folder, _, file = name.partition("/")
        key = "layers.excite.say" if layer.has_maps else "layers.excite.say.vector"
        key = "layers.excite.say.zero" if layer.has_maps and example.value == 0 else key
        return say(
            key, class_name=class_title(say, folder), file=file or name, title=title,
            value=readable(example.value), row=example.row + 1, column=example.column + 1,
        )  # fmt: skip

    return ExcitedWords(row, note, say("layers.excite.most"), say("layers.excite.least"), sentence)


def _unit_title(bench: Bench, layer: LayerSpec, unit: int, place: str = "") -> str:
    say, network = bench.page.say, bench.network
    if layer.name == network.layers[-1].name:
        return class_title(say, network.class_names[unit])
    return say(
        f"layers.excite.map{place}" if layer.has_maps else f"layers.excite.unit{place}",
        unit=unit + 1,
    )


def _scaled(pixels: range, scale: float) -> range:
    if scale == 1:
        return pixels
    start = int(pixels.start * scale)
    return range(start, max(start + 1, round(pixels.stop * scale)))


def _most_of_one_class(unit: Excited, found: Excitement) -> tuple[str, int]:
    """The class that most of the strongest pictures belong to, and how many of them."""
    folders = [found.names[each.picture].partition("/")[0] for each in unit.most]
    best = max(folders, key=folders.count)
    return best, folders.count(best)


def _predict(bench: Bench, found: Excitement, facts: dict[str, Any]) -> None:
    unit = found.units[0]
    options = tuple(range(1, len(unit.most) + 1))
    if unit.silent == found.count:
        return
    predict_first(
        bench.page, "excite", options, answer=_most_of_one_class(unit, found)[1],
        **{key: facts[key] for key in ("title", "shown", "best", "layer")},
    )  # fmt: skip


def _facts(bench: Bench, layer: LayerSpec, found: Excitement) -> dict[str, Any]:
    unit = found.units[0]
    place = bench.network.place(layer.name)
    first = unit.most[0]
    field = pixels_seen(bench.network.layers, place, first.row, first.column)
    best, _ = _most_of_one_class(unit, found)
    return {
        "layer": layer.name,
        "title": plain(_unit_title(bench, layer, unit.unit)),
        "count": found.count,
        "shown": len(unit.most),
        "rows": field.size[0],
        "columns": field.size[1],
        "cells": f"{layer.map_shape[0] * layer.map_shape[1]:,}",
        "first": readable_latex(first.value),
        "last": readable_latex(unit.least[-1].value if unit.least else first.value),
        "silent": unit.silent,
        "row": first.row + 1,
        "column": first.column + 1,
        "best": plain(class_title(bench.page.say, best)),
    }
