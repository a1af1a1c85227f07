"""Numbers of the page *connectivity* as its texts and drawings want them."""

from __future__ import annotations

import math
from functools import lru_cache
from math import prod
from typing import Any

from lib.cnn.costs import connections
from lib.figures.connections import connection_graph
from lib.figures.cost_bars import Bar, log_bars
from lib.figures.quantities import factor_text, memory_text
from lib.figures.reach_rows import middle_of_last
from lib.operations.notes_network import FILTERS, KERNEL, SIDE, NotesLayer, Way, notes_layers, ways
from lib.operations.reach import Reach, stack_layers
from lib.operations.wiring import Wiring
from lib.words import Words, load_words

# The dearest way in the colour of dense layers, the layer's own in its own.
_WAY_KINDS = {"dense": "dense", "local": "picture", "shared": "convolution", "pooling": "pooling"}


# A slider dragged to and fro, and every visitor's, comes by the same drawings of up to 60 kB.
@lru_cache(maxsize=64)
def graph(wiring: Wiring, kind: str, language: str) -> str:
    """The drawing of :func:`connection_graph`, which names the kinds, in a language."""
    return connection_graph(wiring, kind, load_words(language))


def connection_facts(wiring: Wiring) -> dict[str, Any]:
    """m, n, k, the three counts, and how they grow when m and n double."""
    counts = wiring.counts
    m, n, k = wiring.inputs, wiring.outputs, wiring.fan_in
    doubled = connections(2 * m, 2 * n, k)
    growth = (
        doubled.dense_parameters.value / counts.dense_parameters.value,
        doubled.sparse_parameters.value / counts.sparse_parameters.value,
        doubled.shared_parameters.value / counts.shared_parameters.value,
    )
    return {
        "m": str(m),
        "n": str(n),
        "k": str(k),
        "dense": str(counts.dense_parameters.value),
        "local": str(counts.sparse_parameters.value),
        "shared": str(counts.shared_parameters.value),
        "ratio": factor_text(m / k),
        "growth": " · ".join(f"{factor:g}" for factor in growth),
        "stride": str(wiring.stride),
        "unseen": str(len(wiring.unseen)),
        "border": str(max(0, wiring.before) + max(0, wiring.after)),
    }


def layer_facts(layer: NotesLayer, say: Words) -> dict[str, Any]:
    """What a layer of the network stores, and what its dense form would."""
    dense, used = ways(layer)[0], ways(layer)[-1]
    parameters = layer.cost.parameters
    return {
        "layer": say(f"connectivity.layer.{layer.code}"),
        "input": "×".join(map(str, layer.input_shape)),
        "output": "×".join(map(str, layer.output_shape)),
        "m": f"{prod(layer.input_shape):,}",
        "n": f"{prod(layer.output_shape):,}",
        "k": f"{fan_in(layer):,}",
        "dense": f"{dense.weights.value:,}",
        "dense_formula": dense.weights.formula,
        "dense_memory": memory_text(dense.weight_bytes),
        "used": f"{used.weights.value:,}",
        "used_memory": memory_text(layer.cost.parameter_bytes),
        "parameters": f"{parameters.value:,}",
        "parameters_formula": parameters.formula,
        "multiplications": f"{used.multiplications.value:,}",
        "multiplications_formula": used.multiplications.formula,
        "saved": factor_text(dense.weights.value / max(1, used.weights.value)),
    }


def fan_in(layer: NotesLayer) -> int:
    """k: inputs that one output sees."""
    outputs = prod(layer.output_shape)
    if layer.kind == "pooling":
        return 4
    return layer.cost.multiply_adds.value // outputs


GROWTHS = (1, 2, 4, 8, 16)


def dense_growth(side: int, code: str) -> int:
    """How many times the weights of a layer's dense form grow when the picture's side doubles.

    To the nearest of :data:`GROWTHS`: an odd side loses a row in pooling.

    Example:
        >>> dense_growth(180, "conv16"), dense_growth(180, "dense"), dense_growth(180, "outputs")
        (16, 4, 1)
    """
    before, after = (
        next(ways(layer)[0].weights.value for layer in notes_layers(size) if layer.code == code)
        for size in (side, 2 * side)
    )
    return min(GROWTHS, key=lambda growth: abs(math.log(after / before / growth)))


def layer_bars(layer: NotesLayer, say: Words, *, of: str) -> str:
    """The ways to connect a layer as bars.

    Args:
        layer: The layer.
        say: The words.
        of: ``"weights"`` or ``"multiplications"``.
    """
    every = ways(layer)
    bars = tuple(_bar(way, layer, say, of=of) for way in every)
    highest = every[0].weights.value
    return log_bars(say(f"connectivity.{of}"), bars, highest=highest)


def _bar(way: Way, layer: NotesLayer, say: Words, *, of: str) -> Bar:
    value = (way.weights if of == "weights" else way.multiplications).value
    if of == "multiplications":
        note = way.multiplications.formula if value else say("connectivity.no_multiplications")
    elif value:
        note = say(
            "connectivity.with_biases",
            memory=memory_text(way.weight_bytes),
            biases=f"{way.biases:,}",
            parameters=f"{value + way.biases:,}",
        )
    else:
        note = say("connectivity.no_weights")
    tag = say("connectivity.as_used") if way.used else ""
    return Bar(
        name=say(f"connectivity.way.{way.name}") + tag,
        value=value,
        text=f"{value:,}",
        note=note,
        kind=layer.kind if way.used else _WAY_KINDS[way.name],
        strong=way.used,
    )


def reach_facts(reach: Reach) -> dict[str, Any]:
    """How far the last layer reaches, and how far with and without what stands between."""
    last = reach.layers[-1].field
    convolutions = [layer for layer in reach.layers if layer.kind == "convolution"]
    seen = middle_of_last(reach)
    first = convolutions[0].rule
    return {
        "size": str(last.size),
        "area": f"{last.size**2:,}",
        "side": str(last.input_size),
        "jump": str(last.jump),
        "convolutions": str(len(convolutions)),
        "kernel": str(first.window if first else 1),
        "first": str(seen[0] + 1),
        "last": str(seen[-1] + 1),
        "steps": " → ".join(str(layer.field.size) for layer in reach.layers),
        "sum": " + ".join(["1", *(_added(reach, i) for i in range(1, len(reach.layers)))]),
        "weights": f"{len(convolutions)} · {first.window if first else 1}²",
    }


def _added(reach: Reach, index: int) -> str:
    rule = reach.layers[index].rule
    return f"{rule.reach - 1 if rule else 0}·{reach.layers[index - 1].field.jump}"


def reach_guesses(reach: Reach, other: Reach) -> tuple[list[int], int]:
    """Guesses at what a unit of the last layer sees in another stack, and the right one.

    Args:
        reach: The stack that is drawn.
        other: The one asked about.
    """
    right, drawn = other.layers[-1].field.size, reach.layers[-1].field
    return sorted({right, drawn.size, (right + drawn.size) // 2, drawn.input_size}), right


def notes_reach() -> dict[str, Any]:
    """The reach of the network of the notes, on its own picture size."""
    notes = stack_layers(SIDE, blocks=len(FILTERS), kernel=KERNEL, pooling=True)
    field = notes.layers[-1].field
    return {
        "notes_side": str(SIDE),
        "notes_size": str(field.size),
        "notes_share": f"{field.size**2 / SIDE**2:.1%}",
    }


def family(layer: NotesLayer) -> str:
    """Which of the page's texts fits a layer: ``convolution``, ``pooling`` or ``dense``."""
    return "dense" if layer.kind == "outputs" else layer.kind
