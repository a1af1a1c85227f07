"""Where the parameters are and where the operations are."""

from __future__ import annotations

from typing import Any

from lib.architecture.analysis import LayerRow
from lib.figures.cost_shares import Shares, cost_shares
from lib.figures.quantities import share_text
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import layer_title
from lib.words import Words


def costly_rows(model: Model) -> list[tuple[int, LayerRow]]:
    """The layers that have parameters or take operations, with their numbers."""
    return [
        (number, row)
        for number, row in enumerate(model.found.rows, 1)
        if row.count.parameters or row.count.multiply_adds.value
    ]


def draw_shares(model: Model, say: Words) -> tuple[str, str]:
    """The drawing for a wide and for a narrow place."""
    found = model.found
    titles = (
        say("shapes.where.parameters", count=f"{found.parameters:,}"),
        say("shapes.where.operations", count=f"{found.multiply_adds:,}"),
    )
    layers = [
        Shares(
            layer_title(row.layer),
            row.count.parameters,
            row.count.multiply_adds.value,
            row.layer.kind,
            _sentence(number, row, model, say),
        )
        for number, row in costly_rows(model)
    ]
    return cost_shares(titles, layers), cost_shares(titles, layers, narrow=True)


def where_facts(model: Model, say: Words) -> dict[str, Any]:
    """The layer with most parameters, that with most operations, and their shares."""
    found = model.found
    most = most_parameters(model)
    busiest = busiest_layer(model)
    kept, worked = found.rows[most - 1], found.rows[busiest - 1]
    convolutions = [row for row in found.rows if row.count.windows and row.count.parameters]
    in_convolutions = sum(row.count.parameters for row in convolutions)
    work = sum(row.count.multiply_adds.value for row in convolutions)
    return {
        "side": found.input_shape[0],
        "parameters": f"{found.parameters:,}",
        "operations": f"{found.multiply_adds:,}",
        "most": named(most, kept, say),
        "most_parameters": f"{kept.count.parameters:,}",
        "most_formula": kept.count.trainable.formula,
        "most_share": share_text(kept.count.parameters / max(1, found.parameters)),
        "most_work": share_text(kept.count.multiply_adds.value / max(1, found.multiply_adds)),
        "busiest": named(busiest, worked, say),
        "busiest_operations": f"{worked.count.multiply_adds.value:,}",
        "busiest_formula": worked.count.multiply_adds.formula,
        "busiest_share": share_text(worked.count.multiply_adds.value / max(1, found.multiply_adds)),
        "busiest_kept": share_text(worked.count.parameters / max(1, found.parameters)),
        "convolution_parameters": share_text(in_convolutions / max(1, found.parameters)),
        "convolution_work": share_text(work / max(1, found.multiply_adds)),
    }


def most_parameters(model: Model) -> int:
    """Number of the layer that has the most parameters."""
    rows = model.found.rows
    return 1 + max(range(len(rows)), key=lambda place: rows[place].count.parameters)


def busiest_layer(model: Model) -> int:
    """Number of the layer that takes the most operations."""
    rows = model.found.rows
    return 1 + max(range(len(rows)), key=lambda place: rows[place].count.multiply_adds.value)


def named(number: int, row: LayerRow, say: Words) -> str:
    """A layer with its number, so that two of a kind are told apart."""
    return say("shapes.named", name=layer_title(row.layer), number=number)


def _sentence(number: int, row: LayerRow, model: Model, say: Words) -> str:
    found = model.found
    return say(
        "shapes.where.row",
        name=named(number, row, say),
        parameters=f"{row.count.parameters:,}",
        share=share_text(row.count.parameters / max(1, found.parameters)),
        operations=f"{row.count.multiply_adds.value:,}",
        work=share_text(row.count.multiply_adds.value / max(1, found.multiply_adds)),
    )
