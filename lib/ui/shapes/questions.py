"""What to predict before looking at the table."""

from __future__ import annotations

from typing import Any

from lib.architecture.analysis import analyse
from lib.architecture.layers import Conv2D, Dense, Outputs
from lib.figures.quantities import factor_text
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import layer_title

GROWTHS = ("same", "double", "fourfold", "other")
FACTORS = (1, 2, 4, 8, 16)


def growth_question(model: Model) -> tuple[str, dict[str, Any]] | None:
    """How the parameters of the first convolution grow when the picture's side doubles.

    Returns:
        Which of :data:`GROWTHS` is right, and the facts; None where there is no convolution, or
        the network does not fit.
    """
    found = model.found
    if found.problem is not None:
        return None
    side, _, channels = found.input_shape
    twice = analyse(found.network, (2 * side, 2 * side, channels), classes=found.classes)
    pairs = list(zip(found.rows, twice.rows, strict=False))
    first = next((pair for pair in pairs if isinstance(pair[0].layer, Conv2D)), None)
    if first is None or twice.problem is not None:
        return None
    before, after = (row.count.parameters for row in first)
    factor = after / before
    answer = {1.0: "same", 2.0: "double", 4.0: "fourfold"}.get(factor, "other")
    dense = next((pair for pair in pairs if isinstance(pair[0].layer, Dense | Outputs)), None)
    grown = [f"{row.count.parameters:,}" for row in dense] if dense else ["0", "0"]
    return answer, {
        "layer": layer_title(first[0].layer),
        "side": side,
        "twice": 2 * side,
        "before": f"{before:,}",
        "after": f"{after:,}",
        "formula": first[0].count.trainable.formula,
        "dense_before": grown[0],
        "dense_after": grown[1],
    }


def work_question(model: Model) -> tuple[int, dict[str, Any]] | None:
    """How the multiply-adds of the whole network grow when the picture's side doubles.

    Returns:
        Which of :data:`FACTORS` is nearest, and the facts; None where the network does not fit.
    """
    found = model.found
    side, _, channels = found.input_shape
    twice = analyse(found.network, (2 * side, 2 * side, channels), classes=found.classes)
    if found.problem is not None or twice.problem is not None or not found.multiply_adds:
        return None
    factor = twice.multiply_adds / found.multiply_adds
    answer = min(FACTORS, key=lambda each: abs(each - factor))
    return answer, {
        "side": side,
        "twice": 2 * side,
        "factor": factor_text(factor),
        "before": f"{found.multiply_adds:,}",
        "after": f"{twice.multiply_adds:,}",
        "parameters_before": f"{found.parameters:,}",
        "parameters_after": f"{twice.parameters:,}",
    }
