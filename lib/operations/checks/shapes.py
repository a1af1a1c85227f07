"""Checks about shapes: what one class more costs, what fits, how often a weight is used."""

from __future__ import annotations

from math import prod

from lib.architecture.analysis import Analysis
from lib.architecture.counting import count_layer
from lib.architecture.layers import (
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Layer,
    Outputs,
    SeparableConv2D,
)
from lib.cnn.costs import VALUE_BYTES
from lib.operations.checks.worked import Worked

_MEMORY = 4_000_000_000  # bytes


def one_class_more(found: Analysis) -> Worked | None:
    """Parameters that one class more adds to the network.

    Returns:
        None of a network that does not get as far as its outputs.

    Example:
        >>> from lib.architecture.analysis import analyse
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> one_class_more(analyse(NOTES_NETWORK, (180, 180, 3), classes=5)).answer
        129
    """
    added, parts = 0, []
    for row in found.rows:
        if isinstance(row.layer, Outputs):
            grown = count_layer(row.layer, row.input_shape, classes=found.classes + 1)
            added += grown.parameters - row.count.parameters
            parts.append(f"{row.input_shape[0]:,}" + (" + 1" if row.layer.bias else ""))
    if not parts:
        return None
    return Worked(added, {"classes": found.classes + 1, "sum": " + ".join(parts)})


def largest_batch(found: Analysis) -> Worked:
    """The most pictures whose outputs fit into 4 GB together, as training keeps them.

    Example:
        >>> from lib.architecture.analysis import analyse
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> largest_batch(analyse(NOTES_NETWORK, (180, 180, 3), classes=5)).facts["memory"]
        '4,000,000,000'
    """
    each = found.values * VALUE_BYTES
    facts = {"memory": f"{_MEMORY:,}", "values": f"{found.values:,}", "each": f"{each:,}"}
    return Worked(_MEMORY // each, facts)


def uses_of_a_weight(found: Analysis, number: int) -> Worked | None:
    """In how many products each weight of a layer stands, for one picture.

    Args:
        found: The network.
        number: Of the layer, from 1.

    Returns:
        None of a layer without weights or multiplications.

    Example:
        >>> from lib.architecture.analysis import analyse
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> uses_of_a_weight(analyse(NOTES_NETWORK, (180, 180, 3), classes=5), 4).answer  # 90 · 90
        8100
    """
    row = found.rows[number - 1]
    if not row.count.multiply_adds.value or not row.count.parameters:
        return None
    places = row.output_shape[:-1]  # rows and columns of maps; nothing of a vector
    shape = "×".join(f"{side:,}" for side in row.output_shape)
    return Worked(prod(places), {"shape": shape})


def weight_arrays(found: Analysis) -> Worked:
    """How many arrays ``model.get_weights()`` returns.

    Example:
        >>> from lib.architecture.analysis import analyse
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> weight_arrays(analyse(NOTES_NETWORK, (180, 180, 3), classes=5)).answer
        10
    """
    counts = [count for layer in found.network.layers if (count := _arrays(layer))]
    facts = {"layers": len(counts), "sum": " + ".join(map(str, counts)) or "0"}
    return Worked(sum(counts), facts)


def _arrays(layer: Layer) -> int:
    """Kernels and a bias; or scale, offset, mean and variance."""
    match layer:
        case BatchNormalization():
            return 4
        case SeparableConv2D():  # one kernel for each half
            return 2 + layer.bias
        case Conv2D() | DepthwiseConv2D() | Dense() | Outputs():
            return 1 + layer.bias
    return 0
