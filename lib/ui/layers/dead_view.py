"""Units that never answer: zero at every place for every picture of the set."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.awake import AwakeRow, awake_rows
from lib.figures.quantities import share_text
from lib.layers.checks import cut_out
from lib.layers.passage import LayerMaps, MapChoice
from lib.layers.spec import LayerSpec
from lib.layers.statistics import LayerStatistics, SetStatistics
from lib.snippets.layers import dead_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, kind_title
from lib.ui.layers.whole_set import set_statistics, set_title
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_KEY = "layers.awake.figure"
_SILENT = ("fewer", "same", "some", "most")


def draw(bench: Bench) -> None:
    """A row of units for every layer with an activation; the dead ones are struck out."""
    page, say = bench.page, bench.page.say
    found = set_statistics(bench)
    layers = [
        (layer, statistics)
        for layer, statistics in zip(bench.network.layers, found.layers, strict=True)
        if _counts(layer)
    ]
    if not layers:
        st.info(say("layers.dead.nothing"), icon=":material/check:")
        return
    worst, most = max(layers, key=lambda pair: len(pair[1].dead) / pair[0].units)
    facts = _facts(bench, worst, most, found)
    rows = [_row(bench, layer, statistics, found) for layer, statistics in layers]
    drawing(
        awake_rows(rows),
        narrow=awake_rows(rows, narrow=True),
        say=say,
        key=_KEY,
        alt=say(
            "layers.dead.alt", layers=len(rows), dead=sum(len(each.dead) for _, each in layers)
        ),
        hint=say("layers.dead.hint"),
        on_pick=lambda: _pick(bench, [layer for layer, _ in layers]),
    )
    st.caption(say("layers.dead.caption", **facts))
    _predict(bench, layers)
    page.block("notice-dead", **facts)
    page.block("formula-dead", **facts)
    reproduce(page, dead_snippet(bench.run.id, bench.network, worst, found))
    worked = cut_out([(layer, len(statistics.dead)) for layer, statistics in layers])
    if worked is not None:
        ask(page, "dead", worked)


def _counts(layer: LayerSpec) -> bool:
    """Layers whose units can fall silent: those with an activation at their end, or that are one.

    Pooling and dropout only hand on what is silent already.
    """
    activates = layer.activation != "linear" or layer.kind in ("ReLU", "LeakyReLU", "ELU")
    return activates and layer.units <= 4096


def _row(
    bench: Bench, layer: LayerSpec, statistics: LayerStatistics, found: SetStatistics
) -> AwakeRow:
    say = bench.page.say

    def sentence(unit: int) -> str:
        awake = int(statistics.awake[unit])
        key = "layers.dead.unit" if awake else "layers.dead.unit.dead"
        return say(key, unit=unit + 1, name=layer.name, awake=awake, pictures=found.pictures)

    return AwakeRow(
        title=layer.name,
        accent=layer.accent,
        note=say("layers.dead.count", dead=len(statistics.dead), units=layer.units),
        shares=statistics.awake / found.pictures,
        say=sentence,
        say_layer=say("layers.dead.layer", name=layer.name, kind=kind_title(bench.page, layer),
                      dead=len(statistics.dead), units=layer.units, pictures=found.pictures),
    )  # fmt: skip


def _pick(bench: Bench, layers: list[LayerSpec]) -> None:
    """From a unit to its arithmetic."""
    if numbers := picked_numbers(_KEY, (0, len(layers) - 1), (0, 10**5)):
        layer = layers[numbers[0]]
        if numbers[1] < layer.units:
            bench.page.controls.set(view="lens", layer=layer.name, unit=numbers[1] + 1, cell="")


def _facts(
    bench: Bench, layer: LayerSpec, statistics: LayerStatistics, found: SetStatistics
) -> dict[str, Any]:
    dead = len(statistics.dead)
    return {
        "name": layer.name,
        "dead": dead,
        "units": layer.units,
        "share": share_text(dead / layer.units),
        "latex_share": share_text(dead / layer.units).replace("%", r"\%"),
        "pictures": found.pictures,
        "set": set_title(bench, found),
    }


def _predict(bench: Bench, layers: list[tuple[LayerSpec, LayerStatistics]]) -> None:
    """How many units of a dense layer are silent on one picture, next to those that are dead."""
    dense = [pair for pair in layers if not pair[0].has_maps and pair[1].dead]
    if not dense:
        return
    layer, statistics = dense[0]
    maps: LayerMaps = bench.ask("passing.layer_maps", layer.name, MapChoice("number", 0, 1, 1))
    dead, silent = len(statistics.dead), round(maps.spread.zeros * layer.units)
    left = layer.units - dead
    answer = "fewer" if silent < dead else "same" if silent == dead else "some"
    answer = "most" if silent - dead > left / 2 else answer
    predict_first(
        bench.page, "dead", _SILENT, answer=answer, layer=layer.name, units=layer.units,
        dead=dead, left=left, silent=silent, more=silent - dead,
        format_func=lambda code: bench.page.say(f"layers.predict.dead.{code}"),
    )  # fmt: skip
