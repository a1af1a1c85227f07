"""The filters of a layer: a column a filter, a row an input channel, each slice as its weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from lib.figures.pixels import picture_png, signed_png
from lib.figures.svg import data_address, drawing_frame, element

WIDE, NARROW = 820.0, 352.0
_ACROSS = 12  # filters side by side on a telephone
_LABELS, _HEAD, _GAP, _LARGEST = 34.0, 20.0, 3.0, 46.0


def filter_grid(
    weights: NDArray[np.floating],
    *,
    peak: float,
    columns: Sequence[str],
    rows: Sequence[str],
    say: Callable[[int, int], str],
    chosen: int | None = None,
    width: float = WIDE,
) -> str:
    """Draw slices of kernels; pressing one picks its column.

    Args:
        weights: float (kh, kw, C, F).
        peak: The absolute weight drawn at full strength.
        columns: F labels above.
        rows: C labels on the left.
        say: The sentence said of a slice, by row and column.
        chosen: The column that is framed.
        width: Of the drawing.
    """
    kh, kw, channels, filters = weights.shape
    across, cell, tall = _tiles((kh, kw), filters, width)
    step, drop = cell + _GAP, tall + _GAP
    band = _HEAD + channels * drop + 10
    # One picture of all slices, used by parts: (C · kh, F · kw)
    atlas = weights.transpose(2, 0, 3, 1).reshape(channels * kh, filters * kw)
    slices = data_address(signed_png(atlas / (peak or 1.0), peak=1.0))
    parts = [
        element("defs", element(
            "image", id="filters", href=slices, width=filters * kw,
            height=channels * kh, preserveAspectRatio="none", style="image-rendering:pixelated",
        ))
    ]  # fmt: skip
    every = max(1, round(19 / step + 0.49))  # labels need room
    sparse = max(1, round(14 / drop + 0.49))
    for column in range(filters):
        line, place = divmod(column, across)
        x, top = _LABELS + place * step, line * band
        if place % every == 0:
            parts.append(element("text", text=columns[column], x=x + cell / 2, y=top + 10,
                                 class_="middle quiet"))  # fmt: skip
        for row in range(channels):
            y = top + _HEAD + row * drop
            if place == 0 and row % sparse == 0:
                parts.append(element("text", text=rows[row], x=_LABELS - 6, y=y + tall / 2,
                                     class_="end quiet"))  # fmt: skip
            parts.append(
                element(
                    "g",
                    element("svg", element("use", href="#filters"), x=x, y=y, width=cell,
                            height=tall, viewBox=f"{column * kw} {row * kh} {kw} {kh}",
                            preserveAspectRatio="none"),
                    element("rect", x=x, y=y, width=cell, height=tall, class_="tile"),
                    data_part=f"s{row}.{column}",
                    data_say=say(row, column),
                    data_pick=f"{column} {row} {chosen}",
                )
            )  # fmt: skip
        if column == chosen:
            parts.append(element("rect", x=x - 2, y=top + _HEAD - 2, width=cell + 4,
                                 height=channels * drop + 1, rx=3, class_="outline",
                                 pointer_events="none"))  # fmt: skip
    bands = -(-filters // across)
    drawn = element("g", *parts, class_="steady")
    return drawing_frame(_LABELS + across * step + 3, bands * band, drawn)


def colour_tiles(
    weights: NDArray[np.floating],
    *,
    columns: Sequence[str],
    say: Callable[[int], str],
    chosen: int | None = None,
    width: float = WIDE,
) -> str:
    """Filters of a layer that looks at red, green and blue, each as the colours of its weights.

    A weight of zero is middle grey, the largest of the layer full colour, its negative none.

    Args:
        weights: float (kh, kw, 3, F).
        columns: F labels above.
        say: The sentence said of a filter.
        chosen: The filter that is framed.
        width: Of the drawing.
    """
    kh, kw, _, filters = weights.shape
    across, cell, tall = _tiles((kh, kw), filters, width)
    peak = float(np.abs(weights).max()) or 1.0
    pixels = np.rint(127.5 + 127.5 * weights / peak).astype(np.uint8)
    parts = []
    for number in range(filters):
        line, column = divmod(number, across)
        x, y = _LABELS + column * (cell + _GAP), line * (tall + 24) + 20
        packed = picture_png(pixels[..., number])
        parts.append(
            element(
                "g",
                element("text", text=columns[number], x=x + cell / 2, y=y - 9,
                        class_="middle quiet"),
                element("image", href=data_address(packed), x=x, y=y, width=cell,
                        height=tall, preserveAspectRatio="none",
                        style="image-rendering:pixelated"),
                element("rect", x=x, y=y, width=cell, height=tall,
                        class_="tile chosen" if number == chosen else "tile"),
                data_part=f"colour-{number}",
                data_say=say(number),
                data_pick=f"{number} colour {chosen}",
            )
        )  # fmt: skip
    lines = -(-filters // across)
    steady = element("g", *parts, class_="steady")
    return drawing_frame(_LABELS + across * (cell + _GAP) + 3, lines * (tall + 24) + 4, steady)


def _tiles(kernel: tuple[int, int], filters: int, width: float) -> tuple[int, float, float]:
    """How many filters stand side by side, and how wide and high each slice is.

    The same for both drawings, so that a filter stands below itself; further ones stand below.
    """
    kh, kw = kernel
    across = min(filters, _ACROSS if width < WIDE else filters)
    room = (width - _LABELS) / across - _GAP
    cell = max(1.0, min(_LARGEST, room, _LARGEST * kw / max(kh, kw)))
    return across, cell, cell * kh / kw
