"""What each place of the last maps adds to a sum, on the photograph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lib.figures.layers.photograph import box, defined, heat
from lib.figures.svg import drawing_frame, element, shade

SIDE = 320.0
_MOST = 600  # cells that can be pointed at; of more, the colours alone


def evidence_map(
    seen: NDArray[np.uint8],
    cells: NDArray[np.floating],
    *,
    peak: float,
    say_cell: Callable[[int, int], str],
    sentence: str,
) -> str:
    """Draw the cells, blue for and orange against; each can be pointed at.

    Args:
        seen: uint8 (S, S, 3), what the network got.
        cells: (H, W), what each adds.
        peak: The absolute value in full colour.
        say_cell: Said of a cell, by row and column.
        sentence: Said of the whole where it has too many cells.
    """
    side, (height, width) = seen.shape[0], cells.shape
    if cells.size > _MOST:
        whole = element("rect", x=0, y=0, width=width, height=height, class_="hit")
        inside = element("g", heat(cells, peak=peak), whole, data_part="cells", data_say=sentence)
    else:
        inside = "".join(
            _cell(float(cells[row, column]), peak, (row, column), say_cell(row, column))
            for row in range(height) for column in range(width)
        )  # fmt: skip
    photograph = element("use", href="#seen", style="opacity:.45")
    parts = [
        defined("seen", seen, grey=True),
        box(photograph, (2, 2), SIDE, (side, side)),
        box(inside, (2, 2), SIDE, (height, width)),
        element("rect", x=2, y=2, width=SIDE, height=SIDE, class_="tile",
                style="pointer-events:none"),
    ]  # fmt: skip
    return drawing_frame(SIDE + 4, SIDE + 4, element("g", *parts, class_="steady"))


def _cell(value: float, peak: float, place: tuple[int, int], sentence: str) -> str:
    row, column = place
    return element(
        "rect", x=column, y=row, width=1, height=1, style=shade(value, peak)["style"],
        class_=f"veil {'minus' if value < 0 else 'plus'}",
        data_part=f"cell-{row}-{column}", data_say=sentence,
    )  # fmt: skip
