"""All maps of one layer as a sheet of tiles."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, sqrt

import numpy as np

from lib.figures.pixels import signed_png
from lib.figures.svg import data_address, drawing_frame, element
from lib.layers.passage import LayerMaps

_WIDTH, _GAP, _LABEL = 760.0, 8.0, 17.0
_NARROW = 352.0


def columns_for(count: int) -> int:
    """How many tiles stand in a row: few maps are drawn large.

    Example:
        >>> columns_for(3), columns_for(16), columns_for(64)
        (3, 6, 10)
    """
    return max(1, min(10, count, ceil(sqrt(count) * 1.28)))


def sheet(
    maps: LayerMaps,
    *,
    peak: float | None,
    say_map: Callable[[int], str],
    chosen: int | None = None,
    marked: frozenset[int] = frozenset(),
    narrow: bool = False,
) -> str:
    """Draw the maps with their numbers; pressing one picks its number, from 0.

    Args:
        maps: Of the layer.
        peak: The absolute value drawn at full strength; each map's own if None.
        say_map: The sentence said of a map, by its place among those shown.
        chosen: The number of the map that is framed.
        marked: Numbers of maps that are struck out: their units are dead.
        narrow: For a telephone.
    """
    shares = maps.shares(peak)
    count, height, across = shares.shape
    columns = min(columns_for(count), 4) if narrow else columns_for(count)
    width = _NARROW if narrow else _WIDTH
    tile = min(220.0, (width - (columns - 1) * _GAP) / columns)
    tall = tile * height / across
    step = tall + _LABEL + _GAP
    rows = -(-count // columns)
    padded = np.zeros((rows * columns, height, across), np.float32)
    padded[:count] = shares
    # (rows · h, columns · w): the tiles of the sheet without their gaps
    atlas = padded.reshape(rows, columns, height, across).swapaxes(1, 2)
    whole = signed_png(atlas.reshape(rows * height, columns * across), peak=1.0)
    parts = [
        element("defs", element(
            "image", id="sheet", href=data_address(whole), width=columns * across,
            height=rows * height, preserveAspectRatio="none", style="image-rendering:pixelated",
        ))
    ]  # fmt: skip
    for place, unit in enumerate(maps.units):
        line, column = divmod(place, columns)
        x, y = column * (tile + _GAP) + 2, line * step + _LABEL + 2
        view = f"{column * across} {line * height} {across} {height}"
        dead = unit in marked
        parts.append(
            element(
                "g",
                element("text", text=f"{unit + 1}{' ✕' if dead else ''}", x=x, y=y - 9,
                        class_="start quiet"),
                element("svg", element("use", href="#sheet"), x=x, y=y, width=tile, height=tall,
                        viewBox=view, preserveAspectRatio="none"),
                element("rect", x=x, y=y, width=tile, height=tall,
                        class_="tile chosen" if unit == chosen else "tile"),
                data_part=f"map-{unit}",
                data_say=say_map(place),
                data_pick=f"{unit} from {-1 if chosen is None else chosen}",
            )
        )  # fmt: skip
    steady = element("g", *parts, class_="steady")
    return drawing_frame(columns * (tile + _GAP) + 4, rows * step + 4, steady)
