"""Kernels as cells: one with its numbers, or the filters of a layer as tiles to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from lib.figures.quantities import number_text
from lib.figures.svg import drawing_frame, element, shade

# A full blue or orange would leave the number in the cell without contrast.
_DEEPEST = 0.62
_CELL = 46
_TILE_CELL = 9
_TILE_GAP = 5
_COLUMNS = 4


def kernel_cells(kernel: NDArray[np.floating], *, cell: int = _CELL) -> str:
    """A kernel with the number in every cell.

    Args:
        kernel: ``(kh, kw)``.
        cell: Side of a cell.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    peak = float(np.abs(kernel).max()) or 1.0
    rows, columns = kernel.shape
    parts = []
    for row in range(rows):
        for column in range(columns):
            value = float(kernel[row, column])
            x, y = column * cell + 1, row * cell + 1
            parts.append(
                element("rect", x=x, y=y, width=cell, height=cell, **shade(_DEEPEST * value, peak))
            )
            parts.append(
                element(
                    "text",
                    x=x + cell / 2,
                    y=y + cell / 2,
                    class_="middle",
                    text=number_text(value),
                )
            )
    return drawing_frame(columns * cell + 2, rows * cell + 2, *parts)


def filter_tiles(
    filters: Sequence[NDArray[np.floating]],
    *,
    chosen: int,
    describe: Callable[[int], str],
) -> str:
    """Filters side by side, each as its three slices, red, green and blue.

    Args:
        filters: Each ``(kh, kw, 3)``; all share one scale, so that strong ones look strong.
        chosen: Index of the one that is marked.
        describe: The sentence said of a filter, by index.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`; pressing a tile picks its index.
    """
    peak = max(float(np.abs(kernel).max()) for kernel in filters)
    rows, columns, depth = filters[0].shape
    width = depth * columns * _TILE_CELL + (depth - 1) * _TILE_GAP
    step_x, step_y = width + 16, rows * _TILE_CELL + 30
    lines = -(-len(filters) // _COLUMNS)
    tiles = []
    for index, kernel in enumerate(filters):
        left, top = index % _COLUMNS * step_x + 1, index // _COLUMNS * step_y + 1
        slices = [
            _slice(
                kernel[..., channel],
                left + 7 + channel * (columns * _TILE_CELL + _TILE_GAP),
                top + 20,
                peak,
            )
            for channel in range(depth)
        ]
        tiles.append(
            element(
                "g",
                element(
                    "rect",
                    x=left,
                    y=top,
                    width=width + 13,
                    height=step_y - 4,
                    rx=6,
                    class_="outline" if index == chosen else "cell",
                ),
                element("text", x=left + 7, y=top + 11, class_="start quiet", text=index + 1),
                *slices,
                data_part=f"filter-{index + 1}",
                data_pick=index + 1,
                data_say=describe(index),
            )
        )
    return drawing_frame(_COLUMNS * step_x, lines * step_y, *tiles)


def _slice(weights: NDArray[np.floating], x: float, y: float, peak: float) -> str:
    return "".join(
        element(
            "rect",
            x=x + column * _TILE_CELL,
            y=y + row * _TILE_CELL,
            width=_TILE_CELL,
            height=_TILE_CELL,
            **shade(float(weights[row, column]), peak),
        )
        for row in range(weights.shape[0])
        for column in range(weights.shape[1])
    )
