"""The numbers under the lens, and which formula they belong to."""

from __future__ import annotations

import math
from typing import Any

from lib.figures.quantities import number_text
from lib.figures.readable import readable_latex
from lib.layers.arithmetic import activation_of
from lib.layers.spec import GLOBAL_POOLINGS, POINTWISE, POOLINGS, LayerSpec
from lib.layers.unit import MapUnit
from lib.lens.lens import LensState
from lib.ui.layers.bench import Bench


def lens_formula(layer: LayerSpec) -> str:
    """Which formula stands under the lens."""
    if layer.kind in POOLINGS or layer.kind in GLOBAL_POOLINGS:
        return "pool"
    if layer.kind in ("BatchNormalization", "Rescaling"):
        return "normalise" if layer.kind == "BatchNormalization" else "rescale"
    return "point" if layer.kind in POINTWISE else "sum"


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
        "activation": rf"\text{{{name.replace('_', ' ')}}}" if name != "linear" else "f",
        "many": bench.page.say("layers.lens.many", channels=found.values.shape[2])
        if kernel is not None and kernel.ndim == 3
        else "",
        "silent": bench.page.say("layers.lens.silent") if silent else "",
    }
