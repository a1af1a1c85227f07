"""All layers in order, each a row of its most active maps."""

from __future__ import annotations

from functools import cache

from lib.drawing.drawing import drawing
from lib.figures.layers.overview import NARROW, WIDE, PictureRow, Row, overview
from lib.layers.passage import LayerMaps, MapChoice, Overview
from lib.layers.spec import LayerSpec
from lib.ui.layers.bench import Bench, kind_title
from lib.ui.layers.map_words import (
    map_sentence,
    network_peak,
    range_text,
    seen_words,
    spread_facts,
)
from lib.ui.layers.shared import SharedAnswers, drawn_once
from lib.ui.page import Page
from lib.ui.picked import picked_numbers

_ROWS = "layers.rows.figure"
_drawings = SharedAnswers(8_000_000)  # 400 kB each
LOOK = "passing.overview"  # what is asked of the picture


def draw_all(bench: Bench, seen: Overview, choice: MapChoice, scale: str) -> None:
    """Draw the picture and the rows; pressing a map opens its layer.

    Args:
        bench: Network and picture.
        seen: What to draw.
        choice: Which maps the worker was asked for.
        scale: What is drawn at full strength: the peak of each ``"map"``, ``"layer"``, or of the
            ``"network"``.
    """
    page, say = bench.page, bench.page.say
    key = *bench.key(LOOK, choice), scale, say.language
    wide, narrow = drawn_once(_drawings, bench.picture, key, lambda: _draw(bench, seen, scale))
    drawing(
        wide,
        narrow=narrow,
        say=say,
        key=_ROWS,
        alt=say("layers.rows.alt", layers=len(seen.layers), title=bench.picture.title),
        hint=say("layers.rows.hint"),
        on_pick=lambda: _pick(page, bench.network.names),
    )
    page.let_paint()


def _draw(bench: Bench, seen: Overview, scale: str) -> tuple[str, str]:
    """In both widths."""
    whole = network_peak(bench, seen)
    rows = [
        _row(bench, layer, maps, scale, whole)
        for layer, maps in zip(bench.network.layers, seen.layers, strict=True)
    ]
    gets = seen_words(bench, seen)
    joined = bench.page.say("list.separator").join(gets)
    picture = PictureRow(seen.seen, bench.picture.title, gets, joined)
    return overview(picture, rows, width=WIDE), overview(picture, rows, width=NARROW)


def _row(bench: Bench, layer: LayerSpec, maps: LayerMaps, scale: str, whole: float | None) -> Row:
    say = bench.page.say
    shape = "×".join(f"{size:,}" for size in layer.output_shape)
    return Row(
        maps=maps,
        count=layer.units,
        accent=layer.accent,
        title=layer.name,
        notes=(shape, range_text(maps)),
        say=say("layers.row.say", name=layer.name, kind=kind_title(bench.page, layer),
                shape=shape, **spread_facts(maps)),
        map_say=cache(lambda place: map_sentence(bench.page, layer, maps, place)),  # two widths
        peak={"map": None, "layer": maps.peak, "network": whole}[scale],
    )  # fmt: skip


def _pick(page: Page, names: tuple[str, ...]) -> None:
    """From the overview to one layer."""
    if numbers := picked_numbers(_ROWS, (0, len(names) - 1), (0, 10**6 - 1)):
        page.controls.set(show="one", layer=names[numbers[0]], unit=numbers[1] + 1)
