"""A convolution as a matrix, for a picture small enough to draw."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import drawing_frame, element, shade

WIDTH = 520
_TALLEST = 22.0


def matrix_picture(matrix: NDArray[np.floating], *, describe: Callable[[int], str]) -> str:
    """The matrix with its weights shaded and its zeros as paper; a row answers to the pointer.

    Args:
        matrix: ``(N, M)``: output cells by input cells.
        describe: The sentence said of a row, by index.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    rows, columns = matrix.shape
    width = WIDTH / columns
    height = min(width, _TALLEST) if width > 8 else 11.0
    peak = float(np.abs(matrix).max()) or 1.0
    lines = []
    for row in range(rows):
        y = row * height + 1
        band = element("rect", x=1, y=y, width=WIDTH, height=height, class_="shade plus",
                       style="--share:0")  # fmt: skip
        cells = [
            element("rect", x=int(column) * width + 1, y=y, width=width, height=height,
                    **shade(float(matrix[row, column]), peak))
            for column in np.flatnonzero(matrix[row])
        ]  # fmt: skip
        lines.append(element("g", band, *cells, data_part=f"row-{row + 1}", data_say=describe(row)))
    return drawing_frame(WIDTH + 2, rows * height + 2, *lines)
