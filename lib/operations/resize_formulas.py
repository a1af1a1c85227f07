"""Resizing in the current numbers, as LaTeX."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.operations.resize import Fit, Mix

_MOST_TERMS = 8


def stretch_formula(fitted: Fit) -> str:
    """The stretch factor, of the used part into the filled part."""
    used, filled = fitted.used, fitted.filled
    across = rf"\frac{{{filled.width}}}{{{used.width}}}"
    down = rf"\frac{{{filled.height}}}{{{used.height}}}"
    return (
        rf"\frac{{W'/W}}{{H'/H}} = {across} \Big/ {down} = "
        rf"\frac{{{filled.width / used.width:.3f}}}{{{filled.height / used.height:.3f}}}"
        rf" = {fitted.stretch:.3f}"
    )


def mix_formula(mixed: Mix, row: NDArray[np.uint8]) -> str:
    """Where a column lies in the original, and what it is mixed from.

    Args:
        mixed: The weights.
        row: uint8 (W,), the row that is mixed.

    Example:
        >>> from lib.operations.resize import mix
        >>> "0.50" in mix_formula(mix(4, 2, 0), np.array([0, 10, 20, 30], np.uint8))
        True
    """
    values = [int(row[column]) for column in mixed.columns]
    terms = [
        rf"{weight:.2f} \cdot {value}" for weight, value in zip(mixed.weights, values, strict=True)
    ]
    if len(terms) > _MOST_TERMS:
        terms = [*terms[: _MOST_TERMS // 2], r"\cdots", *terms[-_MOST_TERMS // 2 :]]
    total = sum(weight * value for weight, value in zip(mixed.weights, values, strict=True))
    centre = (
        rf"f &= \left({mixed.column} + \tfrac12\right) \cdot "
        rf"\frac{{{mixed.before}}}{{{mixed.after}}} = {mixed.centre:.2f}"
    )
    mixture = rf"y &= {' + '.join(terms)} = {total:.2f}".replace("+ -", "- ")
    return f"\\begin{{aligned}}\n{centre}\\\\\n{mixture}\n\\end{{aligned}}"
