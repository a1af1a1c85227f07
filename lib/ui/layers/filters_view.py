"""The filters of a convolution: all of them, through all their input channels."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures.layers.filter_grid import NARROW, WIDE, colour_tiles, filter_grid
from lib.figures.quantities import number_text
from lib.layers.checks import one_map_more
from lib.layers.filters import FilterPart, FilterRange
from lib.layers.spec import CONVOLUTIONS, LayerSpec
from lib.snippets.layers import filters_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, forget_other, held_unit, looks_at_colours
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import Words

_FILTERS, _CHANNELS = 32, 32  # on a page
_GRID, _COLOURS = "layers.filters.figure", "layers.colours.figure"


def draw(bench: Bench) -> None:
    """Choose a layer; its filters as columns, its input channels as rows."""
    page, say = bench.page, bench.page.say
    layers, controls = st.columns([1, 1.9], gap="large")
    with layers:
        layer = choose_layer(page, bench.network, fits=lambda each: each.kind in CONVOLUTIONS)
    if layer is None:
        return
    with controls:
        stage = _choose_stage(bench, layer)
        part = _choose_part(bench, layer, stage)
    found: FilterPart = bench.ask_network("filters.filters", layer.name, part)
    weights, columns, rows = _laid_out(bench, layer, found, part)
    unit = held_unit(page, layer)
    chosen = _column(layer, part, unit)
    facts = _facts(layer, found, part, unit)
    if looks_at_colours(bench.network, layer) and found.shape[2] == 3:
        tiles = [
            colour_tiles(found.weights, columns=columns, chosen=chosen, width=width,
                         say=lambda at: say("layers.filters.colour.say", unit=columns[at]))
            for width in (WIDE, NARROW)
        ]  # fmt: skip
        drawing(tiles[0], narrow=tiles[1], say=say, key=_COLOURS,
                alt=say("layers.filters.colour.alt", **facts), hint=QUIET_HINT,
                on_pick=lambda: _pick(bench, layer, _COLOURS, part))  # fmt: skip
        st.caption(say("layers.filters.colour.caption"))

    def sentence(row: int, column: int) -> str:
        slice_ = weights[:, :, row, column]
        return say(
            "layers.filters.say", unit=columns[column], channel=rows[row],
            low=number_text(float(slice_.min()), 3), high=number_text(float(slice_.max()), 3),
        )  # fmt: skip

    grids = [
        filter_grid(weights, peak=found.peak, columns=columns, rows=rows, say=sentence,
                    chosen=chosen, width=width)
        for width in (WIDE, NARROW)
    ]  # fmt: skip
    drawing(grids[0], narrow=grids[1], say=say, key=_GRID,
            alt=say("layers.filters.alt", **facts), hint=say("layers.filters.hint"),
            on_pick=lambda: _pick(bench, layer, _GRID, part))  # fmt: skip
    st.caption(say(f"layers.filters.caption.{_kind(layer, stage)}", **facts))
    _predict(bench, layer)
    page.block("notice-filters", **facts)
    page.block(f"formula-filters-{_kind(layer, stage)}", **facts)
    reproduce(page, filters_snippet(bench.run.id, layer, found, part))
    if (worked := one_map_more(layer)) is not None:
        ask(page, "filters", worked)


def _choose_stage(bench: Bench, layer: LayerSpec) -> str:
    if layer.kind != "SeparableConv2D":
        return "depthwise"
    say = bench.page.say
    chosen: str = bench.page.controls.choice(
        "half", ("depthwise", "pointwise"), label=say("layers.stage"), default="depthwise",
        format_func=lambda code: say(f"layers.stage.{'whole' if code == 'pointwise' else code}"),
    )  # fmt: skip
    return chosen


def _choose_part(bench: Bench, layer: LayerSpec, stage: str) -> FilterRange:
    """Which filters and channels; a choice only where they do not fit on a page."""
    page, say = bench.page, bench.page.say
    channels, filters = _size(layer, stage)
    first = {}
    wanted = {"filters": (filters, _FILTERS), "channels": (channels, _CHANNELS)}
    paged = {name: limits for name, limits in wanted.items() if limits[0] > limits[1]}
    for (name, (count, most)), place in zip(
        paged.items(), st.columns(max(1, len(paged)), gap="medium"), strict=False
    ):
        pages = range(1, -(-count // most) + 1)
        forget_other(page, name, pages, 1)
        with place:
            number = page.controls.choice(
                name,
                pages,
                label=say(f"layers.filters.{name}"),
                default=1,
                style="select",
                format_func=partial(_page_title, say, count, most),
            )
        first[name] = (number - 1) * most
    return FilterRange(
        first.get("filters", 0), _FILTERS, first.get("channels", 0), _CHANNELS, stage
    )


def _page_title(say: Words, count: int, most: int, number: int) -> str:
    first, last = (number - 1) * most + 1, min(count, number * most)
    return say("layers.sheet.entry", first=first, last=last, count=count)


def _size(layer: LayerSpec, stage: str) -> tuple[int, int]:
    """Input channels and filters of the kernel that is shown."""
    channels, multiplier = layer.input_shape[-1], int(layer.config.get("depth_multiplier") or 1)
    if layer.kind == "Conv2D":
        return channels, layer.units
    return (channels, multiplier) if stage == "depthwise" else (channels * multiplier, layer.units)


def _kind(layer: LayerSpec, stage: str) -> str:
    if layer.kind == "Conv2D":
        return "full"
    return "depthwise" if layer.kind == "DepthwiseConv2D" or stage == "depthwise" else "pointwise"


def _laid_out(
    bench: Bench, layer: LayerSpec, found: FilterPart, part: FilterRange
) -> tuple[np.ndarray, list[str], list[str]]:
    """The weights as rows of channels and columns of filters, with their names.

    Filters of a depthwise kernel belong to one channel each: they lie in rows of a page's width.
    """
    say, weights = bench.page.say, found.weights
    c, f = weights.shape[2:]
    columns = [str(part.first_filter + number + 1) for number in range(f)]
    rows = [str(part.first_channel + number + 1) for number in range(c)]
    if looks_at_colours(bench.network, layer) and found.shape[2] == 3:
        rows = [say(f"layers.filters.{name}") for name in ("red", "green", "blue")]
    if _kind(layer, part.stage) == "depthwise":
        # One row a filter of the multiplier, one column a channel: what belongs together is read
        # from left to right.
        return weights.swapaxes(2, 3), rows, columns
    return weights, columns, rows


def _facts(layer: LayerSpec, found: FilterPart, part: FilterRange, unit: int) -> dict[str, Any]:
    kh, kw, channels, filters = found.shape
    norms = found.norms
    strongest = int(norms[:, min(unit - 1, filters - 1)].argmax()) + 1
    return {
        "name": layer.name,
        "rows": kh,
        "columns": kw,
        "channels": channels,
        "filters": filters,
        "weights": f"{kh * kw * channels * filters:,}".replace(",", "{,}"),
        "plain": f"{kh * kw * channels * filters:,}",
        "peak": number_text(found.peak, 3),
        "unit": unit,
        "strongest": strongest,
        "full": f"{kh * kw * layer.input_shape[-1] * layer.units:,}".replace(",", "{,}"),
        "first": part.first_filter + 1,
    }


def _column(layer: LayerSpec, part: FilterRange, unit: int) -> int | None:
    """In which column the filter of a map is; in none where maps come from two halves."""
    if _kind(layer, part.stage) != "depthwise":
        return unit - 1 - part.first_filter
    if layer.kind == "SeparableConv2D":
        return None
    return (unit - 1) // int(layer.config.get("depth_multiplier") or 1) - part.first_channel


def _pick(bench: Bench, layer: LayerSpec, key: str, part: FilterRange) -> None:
    numbers = picked_numbers(key, (0, max(_FILTERS, _CHANNELS) - 1))
    if numbers is None or _column(layer, part, 1) is None:
        return
    unit = part.first_filter + numbers[0] + 1
    if layer.kind == "DepthwiseConv2D":
        multiplier = int(layer.config.get("depth_multiplier") or 1)
        unit = (part.first_channel + numbers[0]) * multiplier + 1
    if unit <= layer.units:
        bench.page.controls.set(unit=unit)


def _predict(bench: Bench, layer: LayerSpec) -> None:
    """How the weights grow with the window."""
    if layer.kind != "Conv2D":
        return
    rows, columns = (size + 2 for size in layer.config["kernel_size"])
    channels, units = layer.input_shape[-1], layer.units
    answer = rows * columns * channels * units
    options = sorted({rows * columns * units, answer, rows * columns * channels, channels * units})
    predict_first(
        bench.page, "weights", options, answer=answer, layer=layer.name, rows=rows,
        columns=columns, channels=channels, units=units, format_func=lambda count: f"{count:,}",
    )  # fmt: skip
