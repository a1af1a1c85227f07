"""Checks about edges: what a kernel can give at most, and what its output is made of."""

from __future__ import annotations

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.figures.grids import short_number
from lib.operations.checks.worked import Worked
from lib.operations.edge_costs import Setting
from lib.operations.edge_gradient import Gradient
from lib.operations.kernel_race import Race

_WHITE = 255
_SPOT = 10  # brightness of a single pixel
_LARGE = 100  # of an answer of which a whole number is near enough
_READ_OFF = 0.01  # of the answer: a lens rounds the weights it shows


def largest_output(kernel: FloatArray, bias: float) -> Worked:
    """The most that a kernel can give: white under every weight above 0, black elsewhere.

    Args:
        kernel: ``(kh, kw)``.
        bias: Added to every sum.

    Example:
        >>> largest_output(np.array([[-1.0, 1.0]]), 0.0).answer
        255
        >>> largest_output(np.array([[-1.0, 0.014]]), 0.0).text
        '3.57'
    """
    above = float(kernel[kernel > 0].sum())
    most = _WHITE * above + bias
    facts = {
        "white": _WHITE,
        "above": short_number(above, digits=4),
        "bias": short_number(bias, digits=6),
    }
    if most.is_integer() and not np.any(kernel % 1):
        return Worked(int(most), facts)  # nothing had to be rounded
    decimals = 0 if abs(most) >= _LARGE else 2
    return Worked(most, facts, decimals=decimals, slack=_READ_OFF * abs(most))


def out_of_reach(setting: Setting) -> Worked:
    """Entries in a row of the whole dense matrix that are 0 because no kernel cell lies there.

    Args:
        setting: Picture and kernel; the row is that of an output in the middle.

    Example:
        >>> out_of_reach(Setting((280, 320), (1, 2))).answer
        89598
    """
    (H, W), (rows, columns) = setting.input_shape, setting.kernel_shape
    cells = min(rows, H) * min(columns, W)
    facts = {"height": H, "width": W, "pixels": f"{H * W:,}", "cells": cells}
    return Worked(H * W - cells, facts)


def turned_answer(kernel: FloatArray, bias: float) -> Worked:
    """What a true convolution makes of a single bright pixel in an otherwise black window.

    The pixel lies where turning the kernel changes most.

    Args:
        kernel: ``(kh, kw)`` as it is, before it is turned.
        bias: Added to every sum.

    Example:
        >>> turned_answer(np.array([[-1.0, 1.0]]), 0.0).answer
        10.0
    """
    turned = kernel[::-1, ::-1]
    difference = np.abs(turned - kernel)
    where = difference if difference.max() > 0 else np.abs(kernel)
    row, column = divmod(int(where.argmax()), kernel.shape[1])
    weight = float(turned[row, column])
    facts = {
        "spot": _SPOT,
        "row": row + 1,
        "column": column + 1,
        "opposite_row": kernel.shape[0] - row,
        "opposite_column": kernel.shape[1] - column,
        "weight": short_number(weight, digits=4),
        "bias": short_number(bias, digits=6),
    }
    return Worked(_SPOT * weight + bias, facts, decimals=2)


def faded_negative(gradient: Gradient) -> Worked:
    """The longest arrow once every pixel ``v`` has become ``255 − v / 2``.

    Example:
        >>> from lib.operations.edge_gradient import picture_gradient
        >>> faded_negative(picture_gradient(np.eye(4)[:, :3] * 80, "difference")).text
        '57'
    """
    longest = float(gradient.magnitude.max())
    return Worked(longest / 2, {"white": _WHITE, "longest": f"{longest:,.0f}"})


def nearest_multiple(learned: FloatArray, preset: FloatArray) -> Worked:
    """The multiple of a preset that comes nearest to a filter: ``Σ ab / Σ b²``.

    Args:
        learned: ``(3, 3)``, a.
        preset: ``(3, 3)``, b.

    Example:
        >>> nearest_multiple(np.eye(3) * 0.4, np.eye(3)).text
        '0.400'
    """
    product, squares = float((learned * preset).sum()), float((preset**2).sum())
    facts = {"product": f"{product:.3f}", "length": f"{squares**0.5:.3f}"}
    return Worked(product / squares, facts, decimals=3)


def gradient_products(race: Race) -> Worked:
    """Products that one gradient of the loss takes: every kernel cell meets every error.

    Example:
        >>> from lib.operations.kernel_race import start_race
        >>> picture = np.random.default_rng(0).random((20, 24))
        >>> race = start_race(picture, "sobel_x", learning_rate=0.5, own_steps=True)
        >>> gradient_products(race).answer  # 9 · 18 · 22
        3564
    """
    rows, columns = race.kernels[0].shape
    facts = {"rows": rows, "columns": columns, "pixels": f"{race.target.size:,}"}
    return Worked(rows * columns * race.target.size, facts)
