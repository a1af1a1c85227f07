"""Every layer's maps for the picture: all layers in order, or one of them large."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.overview import NARROW, WIDE, PictureRow, Row, overview
from lib.figures.layers.sheet import sheet
from lib.figures.pixels import picture_png
from lib.figures.quantities import share_text
from lib.figures.readable import readable
from lib.layers.checks import answering_cells
from lib.layers.passage import LayerMaps, MapChoice, Overview
from lib.layers.spec import LayerSpec
from lib.snippets.layers import maps_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, forget_other, held_unit, kind_title
from lib.ui.layers.classes import PICTURE_SIDE, shares_of
from lib.ui.layers.spread import show_spread
from lib.ui.page import Page
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title
from lib.words import plain

SHOWS = ("all", "one")
SCALES = ("map", "layer", "network")
ORDERS = ("active", "number")
_IN_A_ROW = 10
_SMALL = 64  # cells a side of a small map
_ON_A_SHEET = 64
_SHEET_SIDES = ((4, 192), (16, 128), (64, 72))  # maps at most, and the cells of their sides
_ROWS, _SHEET = "layers.rows.figure", "layers.sheet.figure"


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
    seen: Overview = bench.ask("passing.overview", MapChoice(order, 0, _IN_A_ROW, _SMALL))
    if show == "all":
        _draw_all(bench, seen, scale)
        # Of the pooling behind it the page asks.
        layer = bench.network.layers[(_pooling(bench) or 0) - 1]
    else:
        beside, figure = st.columns([1, 4.6], gap="medium")
        with figure:  # before what stands left of it: its way to the browser is longer
            layer = _draw_one(bench, seen, scale, order) or bench.network.layers[-1]
        with beside:
            show_seen(bench, seen)
    facts = _facts(bench, seen, layer)
    facts["whole"] = readable(_network_peak(bench, seen))
    facts["scale"] = say(f"layers.maps.scale.{scale}", **facts)
    st.caption(say(f"layers.maps.caption.{scale}", **facts))
    _predict(bench, seen)
    page.block("notice-maps", **facts)
    page.block("formula-maps", **facts)
    reproduce(page, maps_snippet(bench.run.id, bench.network, seen))
    ask(page, "maps", answering_cells(bench.network.layers, seen.layers, layer))


def show_seen(bench: Bench, seen: Overview) -> None:
    """The picture as the network got it, and what it says of it."""
    with st.container(key="pixels-seen"):
        st.image(picture_png(seen.seen), width=PICTURE_SIDE, alt=bench.picture.title)
    gets, says = _seen_words(bench, seen)
    st.caption(gets)
    st.caption(plain(says))


def _seen_words(bench: Bench, seen: Overview) -> tuple[str, str]:
    """What the network gets, and what it says of that."""
    say, picture, side = bench.page.say, bench.picture, bench.network.side
    shares = shares_of(seen)
    best = int(shares.argmax())
    name = class_title(say, bench.network.class_names[best])
    return (
        say("layers.seen", side=side, width=picture.width, height=picture.height),
        say("layers.seen.says", name=name, share=share_text(float(shares[best]))),
    )


def _draw_all(bench: Bench, seen: Overview, scale: str) -> None:
    page, say = bench.page, bench.page.say
    whole = _network_peak(bench, seen)
    rows = [
        _row(bench, layer, maps, scale, whole)
        for layer, maps in zip(bench.network.layers, seen.layers, strict=True)
    ]
    gets = _seen_words(bench, seen)
    picture = PictureRow(seen.seen, bench.picture.title, gets, say("list.separator").join(gets))
    drawing(
        overview(picture, rows, width=WIDE),
        narrow=overview(picture, rows, width=NARROW),
        say=say,
        key=_ROWS,
        alt=say("layers.rows.alt", layers=len(rows), title=bench.picture.title),
        hint=say("layers.rows.hint"),
        on_pick=lambda: _pick(page, bench.network.names),
    )


def _network_peak(bench: Bench, seen: Overview) -> float:
    """The largest absolute value of all layers; augmentation still has the pixels' 255."""
    return max(
        maps.peak
        for layer, maps in zip(bench.network.layers, seen.layers, strict=True)
        if layer.accent != "augmentation" or len(seen.layers) == 1
    )


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
        map_say=lambda place: map_sentence(bench.page, layer, maps, place),
        peak={"map": None, "layer": maps.peak, "network": whole}[scale],
    )  # fmt: skip


def _draw_one(bench: Bench, seen: Overview, scale: str, order: str) -> LayerSpec | None:
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
    maps: LayerMaps = bench.ask("passing.layer_maps", layer.name, choice)
    whole = _network_peak(bench, seen)
    peak = {"map": None, "layer": maps.peak, "network": whole}[scale]
    if layer.has_maps:
        unit = held_unit(page, layer)
        drawn = [
            sheet(maps, peak=peak, chosen=unit - 1, narrow=narrow,
                  say_map=lambda place: map_sentence(page, layer, maps, place))
            for narrow in (False, True)
        ]  # fmt: skip
        drawing(
            drawn[0], narrow=drawn[1], say=say, key=_SHEET,
            alt=say("layers.sheet.alt", name=layer.name, count=len(maps.units)),
            hint=say("layers.sheet.hint"), on_pick=lambda: _pick_unit(page, count),
        )  # fmt: skip
    show_spread(bench, layer, maps)
    return layer


def spread_facts(maps: LayerMaps) -> dict[str, str]:
    """Minimum, maximum, mean and share of zeros of a layer, in digits."""
    spread = maps.spread
    return {
        "low": readable(spread.minimum),
        "high": readable(spread.maximum),
        "mean": readable(spread.mean),
        "zeros": share_text(spread.zeros),
    }


def range_text(maps: LayerMaps) -> str:
    """From the least to the largest value."""
    return f"{readable(maps.spread.minimum)} … {readable(maps.spread.maximum)}"


def map_sentence(page: Page, layer: LayerSpec, maps: LayerMaps, place: int) -> str:
    """What is said of a map, or of a vector."""
    if not layer.has_maps:
        return page.say("layers.vector.say", name=layer.name, count=f"{layer.units:,}",
                        **spread_facts(maps))  # fmt: skip
    return page.say(
        "layers.map.say",
        unit=maps.units[place] + 1,
        name=layer.name,
        low=readable(float(maps.lows[place])),
        high=readable(float(maps.highs[place])),
        mean=readable(float(maps.means[place])),
    )


def _choice(page: Page, name: str, options: tuple[str, ...]) -> str:
    chosen: str = page.controls.choice(
        name,
        options,
        label=page.say(f"layers.{name}"),
        default=options[0],
        format_func=lambda code: page.say(f"layers.{name}.{code}"),
    )
    return chosen


def _sheet_title(page: Page, number: int, count: int) -> str:
    first = (number - 1) * _ON_A_SHEET + 1
    last = min(count, number * _ON_A_SHEET)
    return page.say("layers.sheet.entry", first=first, last=last, count=count)


def _pick(page: Page, names: tuple[str, ...]) -> None:
    """From the overview to one layer."""
    if numbers := picked_numbers(_ROWS, (0, len(names) - 1), (0, 10**6 - 1)):
        page.controls.set(show="one", layer=names[numbers[0]], unit=numbers[1] + 1)


def _pick_unit(page: Page, count: int) -> None:
    if numbers := picked_numbers(_SHEET, (0, count - 1)):
        page.controls.set(unit=numbers[0] + 1)


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
