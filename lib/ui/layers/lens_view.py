"""The lens through a real layer: any unit, its window in the layer before, and its pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from lib.errors import ConvScopeError
from lib.layers.arithmetic import window_options
from lib.layers.bounds import PIXELS
from lib.layers.checks import users_of_one
from lib.layers.spec import GLOBAL_POOLINGS, POINTWISE, POOLINGS, LayerSpec
from lib.layers.unit import MapUnit
from lib.lens.lens import lens, lens_check
from lib.lens.operations import Operation, Pooling, WeightedSum
from lib.snippets.layers import unit_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer, forget_other, looks_at_colours
from lib.ui.layers.dense_unit import draw_sum
from lib.ui.layers.field import show_field
from lib.ui.layers.lens_facts import (
    affine_facts,
    lens_facts,
    lens_formula,
    pointwise_of,
    then_of,
)
from lib.ui.layers.photograph import LINK, show_photograph
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_TENSORFLOW_TOLERANCE = 1e-5  # it adds in float32, in an order of its own
_KEY = "layers.lens"


def draw(bench: Bench) -> None:
    """Choose a layer and a map of it; follow any of its cells down to the pixels."""
    page, say = bench.page, bench.page.say
    layers, numbers = st.columns([1, 1.4], gap="large")
    with layers:
        layer = choose_layer(
            page, bench.network, fits=_explained,
            on_change=lambda: page.controls.set(cell=""),  # it was one of the other layer's cells
        )  # fmt: skip
    if layer is None:
        return
    with numbers:
        stage = _choose_stage(bench, layer)
        unit = choose_unit(bench, layer, _unit_count(bench, layer, stage))
    if not layer.has_maps and layer.kind not in GLOBAL_POOLINGS:
        draw_sum(bench, layer, unit - 1)
        ask(page, "lens", users_of_one(layer))
        return
    found: MapUnit = bench.ask("units.map_unit", layer.name, (stage, unit - 1))
    operation, options = _operation(layer, stage, found)
    cell = _cell(bench, found.before.shape)
    key = lens_key(layer, stage)
    names = [str(number + 1) for number in range(found.values.shape[2])]
    if found.values.shape[2] == 1:
        names = [str(_source_channel(layer, unit - 1) + 1)]
    elif looks_at_colours(bench.network, layer):  # a picture is shown as one
        names = [say(f"lens.{colour}") for colour in ("red", "green", "blue")]
        low, high = PIXELS if found.values.max() > 1 else (0.0, 1.0)
        options |= {"input_display": "grey", "input_range": (low, high)}
    previous = bench.network.place(layer.name) - 1
    before = bench.network.layers[previous].name if previous >= 0 else say("layers.lens.pixels")
    photograph, middle = st.columns([1, 6], gap="small")
    with middle:
        state = lens(
            found.values, operation, key=key, say=say, held=cell, start=_strongest(found),
            height=300, channel_names=names, link=LINK, then=then_of(layer, stage),
            displays=("signed", "relu") if layer.activation == "relu" else (),
            display=_display(layer, found),
            titles={"input": before,
                    "output": say("layers.lens.output", name=layer.name, unit=unit)},
            on_change=lambda: _hold(bench, key), **options,
        )  # fmt: skip
        lens_check(
            state,
            found.before,
            say=say,
            of="layers.check" if layer.activation != "linear" else "layers.check.plain",
            tolerance=_TENSORFLOW_TOLERANCE,
        )
    with photograph:
        show_photograph(bench, lens_key)
    place = state.pinned or _strongest(found)
    facts = lens_facts(bench, layer, found, (*place, unit - 1), state)
    st.caption(say("layers.lens.caption.held" if state.pinned else "layers.lens.caption", **facts))
    show_field(bench, layer, (*place, unit - 1), stage)
    _predict(bench, layer)
    page.block("notice-lens" if found.kernel is not None else "notice-lens-plain", **facts)
    page.block(f"formula-lens-{lens_formula(layer)}", **facts, **affine_facts(found, place))
    reproduce(page, unit_snippet(bench.run.id, bench.network, layer, (*place, unit - 1), found))
    ask(page, "lens", users_of_one(layer))


def lens_key(layer: LayerSpec, stage: str) -> str:
    """The key of the lens that shows a layer, or a half of it."""
    return f"{_KEY}.{layer.name}.{stage}"


def choose_unit(bench: Bench, layer: LayerSpec, count: int) -> int:
    """A slider over the layer's maps or units, from 1; nothing to slide where there is one."""
    forget_other(bench.page, "unit", range(1, count + 1), 1)
    if count == 1:
        return 1
    return int(
        bench.page.controls.slider(
            "unit",
            label=bench.page.say("layers.unit" if layer.has_maps else "layers.unit.dense"),
            minimum=1,
            maximum=count,
            default=1,
            step=1,
        )
    )


def _explained(layer: LayerSpec) -> bool:
    """Whether the lens can show what the layer does; Flatten only lays the numbers out anew."""
    if layer.kind == "Dense" or layer.kind in POOLINGS or layer.kind in GLOBAL_POOLINGS:
        return True
    if layer.kind in POINTWISE:
        return layer.has_maps and pointwise_of(layer) is not None
    learned = layer.accent == "convolution" and layer.config.get("groups", 1) == 1
    return layer.has_maps and (learned or layer.kind in ("BatchNormalization", "Rescaling"))


def _choose_stage(bench: Bench, layer: LayerSpec) -> str:
    if layer.kind != "SeparableConv2D":
        return "whole"
    say = bench.page.say
    chosen: str = bench.page.controls.choice(
        "stage", ("whole", "depthwise"), label=say("layers.stage"), default="whole",
        format_func=lambda code: say(f"layers.stage.{code}"),
    )  # fmt: skip
    return chosen


def _unit_count(bench: Bench, layer: LayerSpec, stage: str) -> int:
    if stage == "depthwise":
        return layer.input_shape[-1] * int(layer.config.get("depth_multiplier", 1))
    return layer.units


def _source_channel(layer: LayerSpec, unit: int) -> int:
    """The one input map that a map comes from, where it comes from one."""
    return unit // int(layer.config.get("depth_multiplier", 1) or 1)


def _operation(layer: LayerSpec, stage: str, found: MapUnit) -> tuple[Operation, dict[str, Any]]:
    """What the lens does, and how its window moves."""
    if layer.kind in POOLINGS:
        options = {"stride": layer.config["strides"], "padding": layer.config["padding"]}
        return Pooling(POOLINGS[layer.kind], layer.config["pool_size"]), options
    if layer.kind in GLOBAL_POOLINGS:
        height, width = found.values.shape[:2]
        return Pooling(GLOBAL_POOLINGS[layer.kind], (height, width)), {}
    pointwise = pointwise_of(layer)
    if found.kernel is None and pointwise is not None:
        return pointwise, {}
    assert found.kernel is not None  # what has neither weights nor a known activation is not listed
    options = dict(window_options(layer)) if layer.accent == "convolution" else {}
    if layer.kind == "SeparableConv2D" and stage == "whole":
        options = {}
    return WeightedSum(found.kernel.astype(np.float64), bias=found.bias), options


def _display(layer: LayerSpec, found: MapUnit) -> str:
    if layer.activation == "relu":
        return "relu"
    return "signed" if found.before.min() < 0 else "magnitude"


def _cell(bench: Bench, shape: tuple[int, ...]) -> tuple[int, int] | None:
    """The cell that the address holds; none where it was one of another network's map."""
    page = bench.page
    kept = st.session_state.get(f"{page.path}.cell")
    if kept and not _within(kept, shape):
        page.controls.set(cell="")

    def parse(text: str) -> str:
        if _numbers(text) is None:
            raise ConvScopeError(
                "url.not_an_option", field="cell", value=text[:20], allowed=["12-30"]
            )
        if not _within(text, shape):
            last = f"{shape[0] - 1}-{shape[1] - 1}"
            raise ConvScopeError(
                "url.out_of_range", field="cell", value=text, minimum="0-0", maximum=last
            )
        return text

    return _numbers(str(page.controls.held("cell", default="", parse=parse)))


def _within(text: str, shape: tuple[int, ...]) -> bool:
    numbers = _numbers(text)
    return numbers is not None and numbers[0] < shape[0] and numbers[1] < shape[1]


def _numbers(text: str) -> tuple[int, int] | None:
    parts = text.split("-")
    sensible = len(parts) == 2 and all(
        part.isascii() and part.isdigit() and len(part) < 5 for part in parts
    )
    return (int(parts[0]), int(parts[1])) if sensible else None


def _hold(bench: Bench, key: str) -> None:
    """Write the held cell into the address."""
    state = st.session_state.get(key)
    sent = state.get("pinned") if isinstance(state, Mapping) else None
    text = "-".join(str(part) for part in sent) if isinstance(sent, list) else ""
    bench.page.controls.set(cell=text if _numbers(text) else "")


def _strongest(found: MapUnit) -> tuple[int, int]:
    row, column = np.unravel_index(int(np.abs(found.after).argmax()), found.after.shape)
    return int(row), int(column)


def _predict(bench: Bench, layer: LayerSpec) -> None:
    """How many numbers one number would come from if the layer before gave twice as many maps."""
    if layer.kind != "Conv2D":
        return
    (rows, columns), channels = layer.config["kernel_size"], layer.input_shape[2]
    now, answer = rows * columns * channels, rows * columns * 2 * channels
    predict_first(
        bench.page, "terms", sorted({now, answer, 2 * answer, answer * layer.units}),
        answer=answer, layer=layer.name, rows=rows, columns=columns, channels=channels,
        twice=2 * channels, maps=layer.units, format_func=lambda number: f"{number:,}",
    )  # fmt: skip
