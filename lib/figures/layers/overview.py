"""Every layer of a network as a row of its maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lib.figures.layers.photograph import box, image
from lib.figures.pixels import picture_png, signed_png
from lib.figures.svg import cut_to, data_address, drawing_frame, element
from lib.layers.passage import LayerMaps

WIDE, NARROW = 1180.0, 352.0
_COLUMN, _BETWEEN = 574.0, 32.0  # two columns of rows, so that all are seen without scrolling
_TILE, _GAP = 56.0, 6.0
_LABELS, _TITLE = 140.0, 124.0  # pixels left of the maps, and those that a name may take
_STRIP = 20.0
_ROW_GAP = 10.0
_HEAD = 36.0  # above the maps, where they stand below their label
_MOST = 6  # maps of a row; on a telephone one less


@dataclass(frozen=True)
class Row:
    """One layer.

    Attributes:
        maps: Its maps.
        count: How many it gives; of more than are drawn, their number is told.
        accent: Its kind of colour.
        title: Its name.
        notes: Lines below the name.
        say: The sentence said of the layer.
        map_say: The sentence said of a map, by its place among the maps shown.
        peak: The absolute value drawn at full strength; each map's own if None.
    """

    maps: LayerMaps
    count: int
    accent: str
    title: str
    notes: Sequence[str]
    say: str
    map_say: Callable[[int], str]
    peak: float | None

    @property
    def is_vector(self) -> bool:
        """Whether it is numbers in a row, and not maps."""
        return bool(self.maps.codes.shape[1] == 1)

    @cached_property
    def atlas(self) -> str:
        """The maps side by side, or the numbers of a vector, to be used by parts.

        One for all widths: it is encoded once, and travels once.
        """
        shares = self.maps.shares(self.peak)[:_MOST]
        return _atlas(np.concatenate(list(shares), axis=1))  # (h, maps · w)


@dataclass(frozen=True)
class PictureRow:
    """What goes in: uint8 (S, S, 3), its title, two lines beside it, and what is said of it."""

    pixels: NDArray[np.uint8]
    title: str
    notes: tuple[str, str]
    say: str

    @cached_property
    def file(self) -> bytes:
        """The picture as a PNG file, encoded once for all widths."""
        return picture_png(self.pixels)


def overview(picture: PictureRow, rows: Sequence[Row], *, width: float = WIDE) -> str:
    """Draw the rows; pressing a map picks ``row,unit``, pressing a label picks ``row,-1``.

    Args:
        picture: What goes in; stands above the layers.
        rows: The layers in order.
        width: :data:`WIDE`, in two columns, labels on the left; or :data:`NARROW`, labels above.
    """
    narrow = width < WIDE
    heights = [_TILE, *(_height(row, narrow) for row in rows)]
    first = len(heights) if narrow else _half(heights)
    parts, bottom = [_picture(picture, narrow)], 0.0
    x, y = 0.0, 2 + heights[0] + _ROW_GAP
    for number, (row, height) in enumerate(zip(rows, heights[1:], strict=True)):
        if number + 1 == first:
            x, y = _COLUMN + _BETWEEN, 2.0
        parts.append(_row(row, number, (x, y), height, narrow))
        y += height + _ROW_GAP
        bottom = max(bottom, y)
    return drawing_frame(width, bottom, element("g", *parts, class_="steady"))


def _height(row: Row, narrow: bool) -> float:
    if narrow:
        return _HEAD + (_STRIP if row.is_vector else _TILE)
    return 36.0 if row.is_vector else _TILE


def _half(heights: Sequence[float]) -> int:
    """How many rows stand in the first column, so that both are about as high."""
    sums = np.cumsum(heights)
    return int(np.searchsorted(sums, sums[-1] / 2)) + 1


def _picture(picture: PictureRow, narrow: bool) -> str:
    x = 12.0 if narrow else _LABELS
    title = element("text", text=cut_to(picture.title, _TITLE), x=12, y=2 + 9,
                    class_="start strong")  # fmt: skip
    lines = [
        element("text", text=note, x=x + _TILE + 12, y=2 + 17 + 21 * place,
                class_="start quiet" if place == 0 else "start strong")
        for place, note in enumerate(picture.notes)
    ]  # fmt: skip
    return element(
        "g",
        element("rect", x=0, y=2, width=4, height=_TILE, rx=2, style="fill:var(--kind-picture)"),
        box(image(picture.file, picture.pixels.shape), (x, 2.0), _TILE,
            picture.pixels.shape[:2]),
        element("rect", x=x, y=2, width=_TILE, height=_TILE, class_="tile"),
        *lines,
        "" if narrow else title,
        data_part="picture",
        data_say=picture.say,
    )  # fmt: skip


def _row(row: Row, number: int, at: tuple[float, float], height: float, narrow: bool) -> str:
    x, y = at
    left, top = (0.0, _HEAD) if narrow else (_LABELS, 0.0)
    room = NARROW if narrow else _COLUMN - _LABELS
    label = _label(row, number, (x, y, NARROW if narrow else _LABELS - 10, height), top)
    place = (x + left, y + top)
    if row.is_vector:
        drawn = _strip(row, number, (place[0], y + (top or 8)), room)
    else:
        drawn = _maps(row, number, place, min(_MOST - narrow, len(row.maps.units)))
    return label + drawn


def _label(row: Row, number: int, area: tuple[float, float, float, float], head: float) -> str:
    x, y, width, height = area
    # Beside a strip, and above maps, there is room for one line.
    notes = [" · ".join(row.notes)] if head or row.is_vector else row.notes
    lines = [
        element("text", text=line, x=x + 12, y=y + 25 + 15 * place, class_="start quiet")
        for place, line in enumerate(notes)
    ]
    return element(
        "g",
        element("rect", x=x, y=y, width=width, height=head - 4 if head else height, class_="hit"),
        element("rect", x=x, y=y, width=4, height=head - 6 if head else height, rx=2,
                style=f"fill:var(--kind-{row.accent})"),
        element("text", text=cut_to(row.title, _TITLE), x=x + 12, y=y + 9, class_="start strong"),
        *lines,
        data_part=f"layer-{number}",
        data_say=row.say,
        data_pick=f"{number},0 label",
    )  # fmt: skip


def _maps(row: Row, number: int, at: tuple[float, float], count: int) -> str:
    left, top = at
    height, across = row.maps.codes.shape[1:]
    parts = [_defined(f"row{number}", row, (height, across * min(_MOST, len(row.maps.units))))]
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
    if row.count > count:
        parts.append(element("text", text=f"+{row.count - count:,}",
                             x=left + count * (_TILE + _GAP) + 2, y=top + _TILE / 2,
                             class_="start quiet"))  # fmt: skip
    return "".join(parts)


def _strip(row: Row, number: int, at: tuple[float, float], width: float) -> str:
    """A vector: its places side by side, as wide as the maps above it."""
    left, top = at
    count = row.maps.codes.shape[2]
    wide = min(width, max(120.0, 26.0 * count))
    parts = [_defined(f"row{number}", row, (1, count))]
    parts.append(
        element("svg", element("use", href=f"#row{number}"), x=left, y=top, width=wide,
                height=_STRIP, viewBox=f"0 0 {count} 1", preserveAspectRatio="none")
    )  # fmt: skip
    parts.append(
        element("rect", x=left, y=top, width=wide, height=_STRIP, class_="tile",
                data_part=f"vector-{number}", data_say=row.map_say(0), data_pick=f"{number},0")
    )  # fmt: skip
    return "".join(parts)


def _defined(name: str, row: Row, shape: tuple[int, int]) -> str:
    height, width = shape
    whole = element("image", id=name, href=row.atlas, width=width, height=height,
                    preserveAspectRatio="none", style="image-rendering:pixelated")  # fmt: skip
    return element("defs", whole)


def _atlas(shares: NDArray[np.floating]) -> str:
    """A picture of signed values, the paper where they are zero, as an address of itself."""
    return data_address(signed_png(shares, peak=1.0))
