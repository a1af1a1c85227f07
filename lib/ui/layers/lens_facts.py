"""The numbers under the lens, and which formula they belong to."""

from __future__ import annotations

import math
import re
from typing import Any

from lib.cnn.activations import ACTIVATIONS
from lib.figures.quantities import number_text
from lib.figures.readable import decimal, readable_latex
from lib.layers.arithmetic import activation_of
from lib.layers.spec import GLOBAL_POOLINGS, POINTWISE, POOLINGS, LayerSpec
from lib.layers.unit import MapUnit
from lib.lens.lens import LensState
from lib.lens.operations import Pointwise
from lib.ui.layers.bench import Bench

_OF_X = re.compile(r"(?<![A-Za-z])x(?![A-Za-z])")  # the variable, not a letter of ``\\max``


def lens_formula(layer: LayerSpec) -> str:
    """Which formula stands under the lens."""
    if layer.kind in POOLINGS or layer.kind in GLOBAL_POOLINGS:
        return "pool"
    if layer.kind in ("BatchNormalization", "Rescaling"):
        return "normalise" if layer.kind == "BatchNormalization" else "rescale"
    return "point" if layer.kind in POINTWISE else "sum"


def pointwise_of(layer: LayerSpec) -> Pointwise | None:
    """What a layer does to each number by itself, at its end; None where that is not known here."""
    name, slope = activation_of(layer)
    if name == "leaky":
        return Pointwise("leaky_relu", slope) if slope else Pointwise("relu")
    return Pointwise(name) if name in ACTIVATIONS else None


def then_of(layer: LayerSpec, stage: str) -> Pointwise | None:
    """The activation that follows the sum which a lens shows; none inside a layer of two halves."""
    return None if stage == "depthwise" else pointwise_of(layer)


def _activation_latex(bench: Bench, layer: LayerSpec) -> str:
    """``name(z) = formula of z``, as LaTeX."""
    found = pointwise_of(layer)
    if found is None:
        name = activation_of(layer)[0]
        return "f(z) = z" if name == "linear" else rf"\text{{{name}}}(z)"
    title = bench.page.say.strings[f"lens.{found.activation}"]
    formula = ACTIVATIONS[found.activation].formula
    if found.slope is not None:
        below = rf"{decimal(found.slope)}\,z"
        formula = rf"\begin{{cases}} z & z > 0 \\ {below} & z \le 0 \end{{cases}}"
    return rf"\text{{{title}}}(z) = {_OF_X.sub('z', formula)}"


def affine_facts(found: MapUnit, place: tuple[int, int]) -> dict[str, str]:
    """One number of the map and what it is scaled and moved by; nothing for other layers."""
    if found.kernel is None or found.kernel.shape != (1, 1):
        return {}
    facts = {
        "x": number_text(float(found.values[(*place, 0)]), 4),
        "scale": readable_latex(float(found.kernel[0, 0])),
    }
    moments = found.moments
    if moments is not None:
        facts |= {
            "mean": number_text(moments.mean, 4),
            "variance": number_text(moments.variance, 4),
            "epsilon": readable_latex(moments.epsilon),
            "gamma": number_text(moments.gamma, 4),
            "beta": number_text(moments.beta, 4),
        }
    return facts


def lens_facts(
    bench: Bench, layer: LayerSpec, found: MapUnit, cell: tuple[int, int, int], state: LensState
) -> dict[str, Any]:
    """The numbers of the lens's texts, for the cell that it points at."""
    place, unit = cell[:2], cell[2] + 1
    before, after = float(found.before[place]), float(found.after[place])
    kernel = found.kernel
    terms = (
        kernel.size
        if kernel is not None
        else math.prod(state.shown.rules[axis].window for axis in (0, 1))
    )
    name, _ = activation_of(layer)
    # Others come to 0 far below it, too, by rounding.
    silent = name in ("relu", "leaky") and before < 0 and after == 0
    return {
        "name": layer.name,
        "unit": unit,
        "row": place[0] + 1,
        "column": place[1] + 1,
        "terms": terms,
        "window": "×".join(str(rule.window) for rule in state.shown.rules),
        "channels": found.values.shape[2],
        "products": number_text(before - found.bias, 4),
        "bias": number_text(found.bias, 4),
        "before": number_text(before, 4),
        "after": number_text(after, 4),
        "activation": _activation_latex(bench, layer),
        "many": bench.page.say("layers.lens.many", channels=found.values.shape[2])
        if kernel is not None and kernel.ndim == 3
        else "",
        "silent": bench.page.say("layers.lens.silent") if silent else "",
    }
