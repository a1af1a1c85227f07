"""Numbers of the page *head* as its texts and drawings want them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lib.cnn.dense import flatten_index
from lib.figures.parameter_rows import Row, parameter_rows
from lib.figures.quantities import factor_text, number_text, share_text
from lib.operations.architectures import NAMES, Architecture, Group, load_architecture
from lib.operations.head import Place, RealCell, dense_weights, last_maps
from lib.operations.notes_network import NotesLayer, notes_layers
from lib.snippets.head import total
from lib.words import Words

SHARES = ("half", "most", "nearly_all")  # below 50 %, below 90 %, at least 90 %


def example_place(shape: tuple[int, int, int]) -> Place:
    """The cell whose place the formula works out: last row, second column, last channel."""
    row, column, channel = shape[0] - 1, min(1, shape[1] - 1), shape[2] - 1
    return Place(flatten_index(shape, row, column, channel), row, column, channel)


def index_facts(shape: tuple[int, int, int], units: int) -> dict[str, Any]:
    """The formula of the index, worked out for the example cell."""
    H, W, C = shape
    return _place_facts(example_place(shape), shape) | {
        "units": units,
        "weights": f"{H * W * C * units:,}",
        "parameters": f"{(H * W * C + 1) * units:,}",
        "row_step": W * C,
        "column_step": C,
    }


def step_guesses(shape: tuple[int, int, int]) -> list[int]:
    """Guesses at how many places apart two cells are that stand side by side."""
    H, W, C = shape
    return sorted({1, C, W, W * C, H * W, C + 1})


def real_facts(cell: RealCell, picture: str, say: Words) -> dict[str, Any]:
    """The real cell, its strongest product, and what the unit that gets it adds up."""
    learned = dense_weights()
    best = int(np.abs(cell.weights).argmax())
    shape = last_maps(picture).shape
    inputs, units = learned.kernel.shape
    product = {
        "best": best,
        "value": number_text(cell.value, 3),
        "weight": number_text(float(cell.weights[best]), 4),
        "product": number_text(float(cell.products[best]), 4),
    }
    heard = say("head.real.zero" if cell.value == 0 else "head.real.heard", **product)
    facts = _place_facts(cell.place, (shape[0], shape[1], shape[2])) | {
        "picture": say(f"picture.sample.{picture}"),
        "units": units,
        "weights": f"{inputs * units:,}",
        "parameters": f"{(inputs + 1) * units:,}",
        "changed": int(np.count_nonzero(cell.products)),
        "heard": heard,
    }
    return facts | product


def _place_facts(place: Place, shape: tuple[int, int, int]) -> dict[str, Any]:
    H, W, C = shape
    return {
        "height": H,
        "width": W,
        "channels": C,
        "count": f"{H * W * C:,}",
        "row": place.row,
        "column": place.column,
        "channel": place.channel,
        "index": f"{place.index:,}",
    }


def both_heads(side: int, units: int, classes: int) -> dict[str, tuple[NotesLayer, ...]]:
    """The network of the notes with Flatten and with the global average."""
    return {
        head: notes_layers(side, units=units, classes=classes, head=head)
        for head in ("flatten", "average")
    }


def heads_facts(networks: Mapping[str, tuple[NotesLayer, ...]]) -> dict[str, Any]:
    """Both totals, and the dense layer that makes the difference."""
    flat, average = networks["flatten"], networks["average"]
    dense, small = flat[-2].cost.parameters, average[-2].cost.parameters
    body = sum(layer.cost.parameters.value for layer in flat[:-3])
    outputs = flat[-1].cost.parameters
    return {
        "flat": f"{total(flat):,}",
        "average": f"{total(average):,}",
        "factor": factor_text(total(flat) / total(average)),
        "share": share_text(dense.value / total(flat)),
        "maps": "×".join(map(str, flat[-4].output_shape)),
        "count": f"{flat[-3].output_shape[0]:,}",
        "channels": average[-3].output_shape[0],
        "body": f"{body:,}",
        "dense": f"{dense.value:,}",
        "dense_formula": dense.formula,
        "small": f"{small.value:,}",
        "small_formula": small.formula,
        "outputs": f"{outputs.value:,}",
        "outputs_formula": outputs.formula,
    }


def share_guess(networks: Mapping[str, tuple[NotesLayer, ...]]) -> str:
    """In which of :data:`SHARES` the dense layer's part of the Flatten network lies."""
    flat = networks["flatten"]
    share = flat[-2].cost.parameters.value / total(flat)
    return SHARES[0] if share < 0.5 else SHARES[1] if share < 0.9 else SHARES[2]


def notes_rows(head: str, networks: Mapping[str, tuple[NotesLayer, ...]], say: Words) -> str:
    """One of the two networks as rows, on the scale of both."""
    layers = networks[head]
    rows = [
        _row(
            say(f"head.layer.{layer.code}"),
            layer.output_shape,
            note=layer.cost.parameters.formula if layer.cost.parameters.value else "",
            parameters=layer.cost.parameters.value,
            kind=layer.kind,
            whole=total(layers),
            say=say,
        )
        for layer in layers
    ]
    highest = max(layer.cost.parameters.value for each in networks.values() for layer in each)
    title, summed = say(f"head.with.{head}"), f"{total(layers):,}"
    return parameter_rows(title, summed, rows, highest=highest)


def famous(style: str, classes: int) -> dict[str, Architecture]:
    """VGG16 and InceptionV3 with the chosen head; ``"published"`` leaves each its own."""
    found = {}
    for name in NAMES:
        network = load_architecture(name)
        head = network.head_style if style == "published" else style
        found[name] = network.with_head(head, classes)
    return found


def famous_rows(name: str, networks: Mapping[str, Architecture], say: Words) -> str:
    """One of the famous networks as rows, on the scale of both."""
    network = networks[name]
    rows = [
        _row(
            group.name,
            group.output,
            note=_origin(group, say),
            parameters=group.parameters,
            kind=group.kind,
            whole=network.parameters,
            say=say,
        )
        for group in network.groups
    ]
    highest = max(group.parameters for each in networks.values() for group in each.groups)
    return parameter_rows(
        say(f"head.famous.{name}"), f"{network.parameters:,}", rows, highest=highest
    )


def famous_facts(networks: Mapping[str, Architecture], classes: int) -> dict[str, Any]:
    """Totals and heads of both, and what the other head would make of each."""
    facts: dict[str, Any] = {"classes": classes}
    for name, short in (("vgg16", "vgg"), ("inception_v3", "inception")):
        network = networks[name]
        flat, average = (network.with_head(style, classes) for style in ("flatten", "average"))
        facts |= {
            f"{short}_total": f"{network.parameters:,}",
            f"{short}_body": f"{network.parameters - network.head_parameters:,}",
            f"{short}_head": f"{network.head_parameters:,}",
            f"{short}_share": share_text(network.head_parameters / network.parameters),
            f"{short}_layers": network.layers,
            f"{short}_flat": f"{flat.head_parameters:,}",
            f"{short}_average": f"{average.head_parameters:,}",
            f"{short}_saved": f"{flat.parameters - average.parameters:,}",
            f"{short}_maps": "×".join(map(str, network.body[-1].output)),
            f"{short}_flat_sum": _sum(flat),
            f"{short}_average_sum": _sum(average),
        }
    return facts


def swap_guesses(networks: Mapping[str, Architecture], classes: int) -> list[str]:
    """Guesses at the head's parameters when VGG16's Flatten becomes an average."""
    flat, average = (
        networks["vgg16"].with_head(style, classes).head_parameters
        for style in ("flatten", "average")
    )
    places = networks["vgg16"].body[-1].output[0] * networks["vgg16"].body[-1].output[1]
    return [f"{guess:,}" for guess in (flat // 2, average, flat // places, 0)]


def _sum(network: Architecture) -> str:
    return " + ".join(group.count.formula for group in network.head if group.count is not None)


def _origin(group: Group, say: Words) -> str:
    if group.count is not None:
        return group.count.formula
    return say("head.convolutions", count=group.layers) if group.layers else ""


def _row(
    name: str,
    shape: tuple[int, ...],
    *,
    note: str,
    parameters: int,
    kind: str,
    whole: int,
    say: Words,
) -> Row:
    sentence = say(
        "head.row_of", name=name, parameters=f"{parameters:,}", share=share_text(parameters / whole)
    )
    return Row(name, "×".join(f"{size:,}" for size in shape), note, parameters, kind, sentence)
