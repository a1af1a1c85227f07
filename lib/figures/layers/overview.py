"""Every layer of a network as a row of its maps."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.pixels import signed_png
from lib.figures.svg import drawing_frame, element
from lib.layers.passage import LayerMaps

WIDE, NARROW = 860.0, 352.0
_TILE, _GAP = 56.0, 6.0
_LABELS = 172.0  # pixels left of the maps
_STRIP = 20.0
_ROW_GAP = 12.0
_HEAD = 36.0  # above the maps, where they stand below their label


@dataclass(frozen=True)
class Row:
    """One layer.

    Attributes:
        maps: Its maps.
        accent: Its kind of colour.
        title: Its name.
        notes: Lines below the name.
        say: The sentence said of the layer.
        map_say: The sentence said of a map, by its place among the maps shown.
        more: What stands behind the last map; empty where all are shown.
        peak: The absolute value drawn at full strength; each map's own if None.
    """

    maps: LayerMaps
    accent: str
    title: str
    notes: Sequence[str]
    say: str
    map_say: Callable[[int], str]
    more: str
    peak: float | None


def overview(rows: Sequence[Row], *, width: float = WIDE, most: int = 10) -> str:
    """Draw the rows; pressing a map picks ``row,unit``, pressing a label picks ``row,-1``.

    Args:
        rows: The layers in order.
        width: :data:`WIDE`, labels on the left; or :data:`NARROW`, labels above.
        most: Maps of a row, at most.
    """
    narrow = width < WIDE
    left, top = (0.0, _HEAD) if narrow else (_LABELS, 0.0)
    parts, y = [], 2.0
    for number, row in enumerate(rows):
        tall = _TILE if row.maps.codes.shape[1] > 1 else _STRIP
        height = top + max(tall, _TILE if not narrow and len(row.notes) > 1 else tall)
        across = width if narrow else _LABELS - 12
        parts.append(_label(row, number, (y, across, height), top))
        maps = _maps if row.maps.codes.shape[1] > 1 else _strip
        parts.append(maps(row, number, (left, y + top), (width - left, most)))
        y += height + _ROW_GAP
    return drawing_frame(width, y, element("g", *parts, class_="steady"))


def _label(row: Row, number: int, box: tuple[float, float, float], head: float) -> str:
    y, width, height = box
    lines = [
        element("text", text=line, x=12, y=y + 26 + 15 * place, class_="start quiet")
        for place, line in enumerate(row.notes)
    ]
    if head:  # above the maps: one line is enough
        lines = [element("text", text=" · ".join(row.notes[:2]), x=12, y=y + 25,
                         class_="start quiet")]  # fmt: skip
    return element(
        "g",
        element("rect", x=0, y=y, width=width, height=head - 4 if head else height, class_="hit"),
        element("rect", x=0, y=y, width=4, height=head - 6 if head else height, rx=2,
                style=f"fill:var(--kind-{row.accent})"),
        element("text", text=row.title, x=12, y=y + 9, class_="start strong"),
        *lines,
        data_part=f"layer-{number}",
        data_say=row.say,
        data_pick=f"{number},0 label",
    )  # fmt: skip


def _maps(row: Row, number: int, at: tuple[float, float], room: tuple[float, int]) -> str:
    (left, top), (width, most) = at, room
    count = min(len(row.maps.units), most)
    shares = row.maps.shares(row.peak)[:count]
    height, across = shares.shape[1:]
    atlas = np.concatenate(list(shares), axis=1)  # (h, count · w)
    parts = [_atlas(f"row{number}", atlas)]
    for place in range(count):
        x = left + place * (_TILE + _GAP)
        inside = element("use", href=f"#row{number}")
        parts.append(
            element(
                "g",
                element("svg", inside, x=x, y=top, width=_TILE, height=_TILE,
                        viewBox=f"{place * across} 0 {across} {height}",
                        preserveAspectRatio="none"),
                element("rect", x=x, y=top, width=_TILE, height=_TILE, class_="tile"),
                data_part=f"map-{number}-{row.maps.units[place]}",
                data_say=row.map_say(place),
                data_pick=f"{number},{row.maps.units[place]}",
            )
        )  # fmt: skip
    end = left + count * (_TILE + _GAP) + 2
    if row.more and end + 30 < left + width:
        parts.append(element("text", text=row.more, x=end, y=top + _TILE / 2,
                             class_="start quiet"))  # fmt: skip
    return "".join(parts)


def _strip(row: Row, number: int, at: tuple[float, float], room: tuple[float, int]) -> str:
    """A vector: its places side by side, as wide as the maps above it."""
    (left, top), (width, _) = at, room
    values = row.maps.shares(row.peak)[0]  # (1, n)
    wide = min(width, max(120.0, 26.0 * values.shape[1]))
    count = values.shape[1]
    parts = [_atlas(f"row{number}", values)]
    parts.append(
        element("svg", element("use", href=f"#row{number}"), x=left, y=top, width=wide,
                height=_STRIP, viewBox=f"0 0 {count} 1", preserveAspectRatio="none")
    )  # fmt: skip
    parts.append(
        element("rect", x=left, y=top, width=wide, height=_STRIP, class_="tile",
                data_part=f"vector-{number}", data_say=row.map_say(0), data_pick=f"{number},0")
    )  # fmt: skip
    return "".join(parts)


def _atlas(name: str, shares: NDArray[np.floating]) -> str:
    """A picture to be used by parts: signed values, the paper where they are zero."""
    data = base64.b64encode(signed_png(shares, peak=1.0)).decode()
    height, width = shares.shape
    image = element("image", id=name, href=f"data:image/png;base64,{data}", width=width,
                    height=height, preserveAspectRatio="none",
                    style="image-rendering:pixelated")  # fmt: skip
    return element("defs", image)
