r"""The formula of a pooling in LaTeX, with the numbers of its top left window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.pooling import pool
from lib.figures.readable import readable_latex
from lib.operations.pooling import PoolingControls, window_cells

# What an input cell of the window hears of its output.
GRADIENTS: Mapping[str, str] = MappingProxyType(
    {
        "max": r"\frac{\partial y}{\partial x_i} = [\,i = \arg\max_j x_j\,]",
        "min": r"\frac{\partial y}{\partial x_i} = [\,i = \arg\min_j x_j\,]",
        "average": r"\frac{\partial y}{\partial x_i} = \frac{1}{n}",
        "l2": r"\frac{\partial y}{\partial x_i} = \frac{x_i}{y}",
        "gaussian": r"\frac{\partial y}{\partial x_i} = \frac{g_i}{\sum_j g_j}",
    }
)
_MOST_TERMS = 9  # more do not fit into a line


def pooling_formula(x: FloatArray, controls: PoolingControls) -> str:
    r"""The first output cell, derived.

    Args:
        x: ``(H, W)``.
        controls: How to pool.

    Example:
        >>> from lib.operations.pooling import notes_map
        >>> pooling_formula(notes_map().values, PoolingControls())
        'y_{1,1} = \\max(1,\\, 2,\\, 4,\\, 5) = 5'
    """
    values = [readable_latex(float(x[place])) for place in window_cells(x.shape, controls, (0, 0))]
    result = readable_latex(float(pool(np.asarray(x, np.float64), **controls.options())[0, 0]))
    shown, count = values[:_MOST_TERMS], len(values)
    dots = [] if count <= _MOST_TERMS else [r"\dots"]
    listed, summed = r",\, ".join(shown + dots), " + ".join(shown + dots)
    squares = " + ".join([f"{_base(value)}^2" for value in shown] + dots)
    body = {
        "max": rf"\max({listed})",
        "min": rf"\min({listed})",
        "average": rf"\frac{{{summed}}}{{{count}}}",
        "l2": rf"\sqrt{{{squares}}}",
        "gaussian": r"\frac{\sum_i g_i\,x_i}{\sum_i g_i},\quad "
        rf"g_i = e^{{-d_i^2 / 2\sigma^2}},\ \sigma = {_sigma(controls):.3g}",
    }[controls.reduction]
    if controls.reduction == "gaussian":
        return rf"y_{{1,1}} = {body},\quad y_{{1,1}} = {result}"
    return rf"y_{{1,1}} = {body} = {result}"


def _sigma(controls: PoolingControls) -> float:
    return controls.sigma if controls.sigma is not None else controls.window / 4


def _base(latex: str) -> str:
    """A number as it stands under an exponent: in brackets with a sign or a power of its own."""
    return f"({latex})" if latex.startswith("-") or "^" in latex else latex
