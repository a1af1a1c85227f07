"""The table of layers, and the formulas of the layer that was pressed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.architecture.analysis import LayerRow
from lib.architecture.formulas import Formula, layer_formulas
from lib.architecture.layers import Layer
from lib.drawing.drawing import drawing
from lib.figures.layer_table import TableRow, layer_table, narrow_layer_table
from lib.figures.quantities import memory_text, share_text
from lib.ui.picked import picked_numbers
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import layer_title, settings_text, shape_text, sides_text
from lib.words import Words

TABLE = "shapes.table"
_HEADS = ("layer", "settings", "output", "parameters", "operations", "memory", "field")
_BLANK = ("", "", "", "")


def show_table(model: Model) -> None:
    """Draw the table; pressing a row opens it."""
    say = model.page.say
    heads = [say(f"shapes.head.{name}") for name in _HEADS]
    rows, total = table_rows(model), _total(model)
    drawing(
        layer_table(heads, rows, total, chosen=model.chosen),
        narrow=narrow_layer_table(heads, rows, total, chosen=model.chosen),
        say=say,
        key=TABLE,
        alt=say("shapes.table.alt", **total_facts(model)),
        hint=say("shapes.table.hint"),
        on_pick=lambda: _pick(model),
    )


def table_rows(model: Model) -> list[TableRow]:
    """The picture and all layers, those that do not fit without numbers."""
    say, found = model.page.say, model.found
    rows = [
        TableRow(0, say("shapes.picture"), "", shape_text(found.input_shape), _BLANK, "picture", "")
    ]
    for number, layer in enumerate(model.network.layers, 1):
        words = settings_text(layer, say, classes=found.classes)
        if number <= len(found.rows):
            row = found.rows[number - 1]
            rows.append(_fitting(number, words, row, model))
        else:
            first = number == len(found.rows) + 1
            rows.append(
                TableRow(
                    number,
                    layer.name,
                    words,
                    say("shapes.does_not_fit") if first else "",
                    _BLANK,
                    layer.kind,
                    say("shapes.row.problem" if first else "shapes.row.beyond", name=layer.name),
                    "problem" if first else "beyond",
                )
            )
    return rows


def _fitting(number: int, words: str, row: LayerRow, model: Model) -> TableRow:
    say, count = model.page.say, row.count
    share = count.parameters / model.found.parameters if model.found.parameters else 0
    field = sides_text((row.fields[0].size, row.fields[1].size))
    cells = (
        f"{count.parameters:,}",
        f"{count.multiply_adds.value:,}",
        memory_text(row.output_bytes),
        field,
    )
    sentence = say(
        "shapes.row",
        name=layer_title(row.layer),
        shape=shape_text(row.output_shape),
        parameters=cells[0],
        share=share_text(share),
        operations=cells[1],
        memory=cells[2],
        field=field,
    )
    return TableRow(
        number, row.layer.name, words, shape_text(row.output_shape), cells, row.layer.kind, sentence
    )


def _total(model: Model) -> tuple[str, ...]:
    facts = total_facts(model)
    title = model.page.say("shapes.total" if not model.found.problem else "shapes.total.so_far")
    return (title, facts["parameters"], facts["operations"], facts["memory"], "")


def total_facts(model: Model) -> dict[str, Any]:
    """What stands in the last line of the table, and around it."""
    found = model.found
    return {
        "layers": len(model.network.layers),
        "parameters": f"{found.parameters:,}",
        "trainable": f"{found.trainable:,}",
        "fixed": f"{found.fixed:,}",
        "operations": f"{found.multiply_adds:,}",
        "memory": memory_text(4 * found.values),
        "side": found.input_shape[0],
        "channels": found.input_shape[2],
        "classes": found.classes,
    }


def show_formulas(model: Model) -> None:
    """Every number of the opened layer with its formula, and why it is so."""
    say, number = model.page.say, model.chosen
    layer = model.network.layers[number - 1]
    if number > len(model.found.rows):
        problem = model.found.problem if number == len(model.found.rows) + 1 else None
        st.caption(say("shapes.no_formulas") if problem is None else say.error(problem))
        return
    row = model.found.rows[number - 1]
    st.markdown(f"### {say('shapes.formulas', number=number, name=layer.name)}")
    st.markdown(formula_table(layer_formulas(row), say))
    st.markdown(say(f"shapes.why.{layer.word}", **why_facts(layer, row)))


def formula_table(formulas: tuple[Formula, ...], say: Words) -> str:
    """The formulas as a table in Markdown."""
    lines = [f"| {say('shapes.number')} | {say('shapes.formula')} | |", "|---|---|---:|"]
    for each in formulas:
        value = memory_text(each.value) if each.what == "bytes" else f"{each.value:,}"
        formula = each.formula.replace("*", "\\*") or say("shapes.taken_over")
        lines.append(f"| {say(f'shapes.what.{each.what}')} | {formula} | **{value}** |")
    return "\n".join(lines)


def why_facts(layer: Layer, row: LayerRow) -> dict[str, Any]:
    """Numbers for the sentence about a kind of layer."""
    return {
        "inputs": f"{row.input_shape[-1]:,}",
        "shape": "×".join(f"{side:,}" for side in row.input_shape),
        "outputs": f"{row.output_shape[-1]:,}",
        "activation": getattr(layer, "activation", "linear"),
    }


def _pick(model: Model) -> None:
    if numbers := picked_numbers(TABLE, (1, len(model.network.layers))):
        model.open_layer(numbers[0])
