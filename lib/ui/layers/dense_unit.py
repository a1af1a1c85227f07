"""A unit of a dense layer: the strongest of its products, and what all of them come to."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.cnn.dense import unflatten_index
from lib.drawing.drawing import drawing
from lib.figures.layers.products import NARROW, WIDE, Term, product_rows
from lib.figures.quantities import number_text, share_text
from lib.figures.readable import readable
from lib.layers.arithmetic import activation_of
from lib.layers.spec import LayerSpec
from lib.layers.unit import Product, SumUnit
from lib.snippets.layers import sum_snippet
from lib.ui.layers.bench import Bench
from lib.ui.layers.field import show_field
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title

_QUARTERS = (25, 50, 75, 100)  # per cent


def draw_sum(bench: Bench, layer: LayerSpec, unit: int) -> None:
    """Draw the sum, what TensorFlow says, and the pixels that move the unit."""
    page, say = bench.page, bench.page.say
    found: SumUnit = bench.ask("units.sum_unit", layer.name, unit)
    terms = _terms(bench, layer, found)
    facts = _facts(bench, layer, unit, found)
    drawing(
        product_rows(terms, width=WIDE),
        narrow=product_rows(terms, width=NARROW),
        say=say,
        key="layers.products.figure",
        alt=say("layers.dense.alt", **facts),
        hint=say("layers.dense.hint"),
    )
    st.caption(say("layers.dense.caption", **facts))
    share = found.zeros / found.inputs
    answer = next(limit for limit in _QUARTERS if share <= limit / 100)
    predict_first(
        page,
        "zeros",
        _QUARTERS,
        answer=answer,
        layer=layer.name,
        format_func=lambda limit: f"{limit - 25}–{limit}%",
        **{name: facts[name] for name in ("inputs", "zeros", "zero_share")},
    )
    show_field(bench, layer, (0, 0, unit), "whole")
    page.block("notice-dense", **facts)
    page.block("formula-dense", **facts)
    reproduce(page, sum_snippet(bench.run.id, bench.network, layer, unit, found))


def _terms(bench: Bench, layer: LayerSpec, found: SumUnit) -> list[Term]:
    say = bench.page.say
    rows = []
    for each in found.strongest:
        label = _label(bench, layer, each)
        rows.append(
            Term(
                label,
                f"{readable(each.value)} × {readable(each.weight)}",
                each.product,
                say("layers.dense.term", label=label, value=number_text(each.value, 4),
                    weight=number_text(each.weight, 4), product=number_text(each.product, 4)),
            )
        )  # fmt: skip
    others = found.inputs - len(found.strongest)
    if others:
        text = say("layers.dense.others", count=f"{others:,}")
        rows.append(Term(text, "", found.rest, text, many=True))
    rows.append(Term(say("layers.dense.bias"), "", found.bias, say("layers.dense.bias")))
    total = say("layers.dense.total")
    rows.append(Term(total, "", found.total, total, result=True))
    if layer.activation != "linear":
        name = activation_of(layer)[0].replace("_", " ")
        after = say("layers.dense.after", name={"relu": "ReLU"}.get(name, name))
        rows.append(Term(after, "", found.after, after, result=True))
    return rows


def _label(bench: Bench, layer: LayerSpec, product: Product) -> str:
    """Where an input comes from: a cell of the maps before Flatten, a class, or a unit."""
    place = bench.network.place(layer.name) - 1
    layers = bench.network.layers
    while place > 0 and layers[place].kind in ("Dropout", "Activation", "ReLU"):
        place -= 1
    if place >= 0 and layers[place].kind == "Flatten" and len(layers[place].input_shape) == 3:
        H, W, C = layers[place].input_shape
        row, column, channel = unflatten_index((H, W, C), product.index)
        return bench.page.say(
            "layers.dense.cell", row=row + 1, column=column + 1, channel=channel + 1
        )
    return bench.page.say("layers.dense.input", unit=product.index + 1)


def _facts(bench: Bench, layer: LayerSpec, unit: int, found: SumUnit) -> dict[str, Any]:
    say, last = bench.page.say, bench.network.layers[-1]
    title = str(unit + 1)
    if layer.name == last.name:
        title += f" ({class_title(say, bench.network.class_names[unit])})"
    return {
        "name": layer.name,
        "unit": title,
        "inputs": f"{found.inputs:,}",
        "zeros": f"{found.zeros:,}",
        "zero_share": share_text(found.zeros / found.inputs),
        "shown": len(found.strongest),
        "strong": number_text(sum(each.product for each in found.strongest), 4),
        "rest": number_text(found.rest, 4),
        "others": f"{found.inputs - len(found.strongest):,}",
        "plus": number_text(found.plus, 4),
        "minus": number_text(found.minus, 4),
        "bias": number_text(found.bias, 4),
        "total": number_text(found.total, 4),
        "before": number_text(found.before, 4),
        "after": number_text(found.after, 4),
        "difference": readable(found.largest_difference),
        "units": layer.units,
        "activation": activation_of(layer)[0].replace("_", " "),
    }
