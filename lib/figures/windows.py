"""Where the windows lie along an axis: its cells in a line, every window a row below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.cnn.windows import AxisRule, input_range, outputs_using
from lib.figures.svg import drawing_frame, element, text_width

WIDE, NARROW = 480.0, 352.0
_LARGEST_CELL = 34.0
_TITLE, _WINDOW_ROW, _GAP = 26.0, 13.0, 18.0
_ADDED = "fill:color-mix(in srgb, var(--kind-convolution) 16%, var(--paper));stroke-dasharray:3 2"


@dataclass(frozen=True)
class Strip:
    """One axis to draw, and what is said of its parts.

    Attributes:
        rule: How its windows lie.
        title: Stands above.
        note: Stands at the right end of that line, quieter.
        windows: A sentence for each window.
        cells: A sentence for each input cell.
        added: A sentence for border cells.
    """

    rule: AxisRule
    title: str
    note: str
    windows: Sequence[str]
    cells: Sequence[str]
    added: str


def window_strips(strips: Sequence[Strip], *, width: float = WIDE) -> str:
    """Draw axes below each other, their equal cells in one column, so that a move is seen.

    Args:
        strips: One or more.
        width: Of the drawing; where title and note do not stand beside each other in it, the note
            has a line of its own.
    """
    first = min(-strip.rule.before for strip in strips)
    last = max(strip.rule.input_size + strip.rule.after for strip in strips)
    cell = min(_LARGEST_CELL, width / (last - first))
    left = (width - cell * (last - first)) / 2 - first * cell
    parts, top = [], 0.0
    for number, strip in enumerate(strips):
        drawn, height = _strip(strip, f"s{number}", left=left, top=top, cell=cell, width=width)
        parts.append(drawn)
        top += height + _GAP
    return drawing_frame(width, top - _GAP + 4, *parts)


def _strip(
    strip: Strip, name: str, *, left: float, top: float, cell: float, width: float
) -> tuple[str, float]:
    rule = strip.rule
    title = element("text", text=strip.title, x=0, y=top + 12, class_="strong start")
    fits = text_width(strip.title) + text_width(strip.note) + _GAP < width
    note = (
        element("text", text=strip.note, x=width, y=top + 12, class_="quiet end")
        if fits
        else element("text", text=strip.note, x=0, y=top + 12 + _GAP, class_="quiet start")
    )
    heading = _TITLE if fits else _TITLE + _GAP
    cells_top = top + heading
    cells = "".join(
        _cell(strip, name, place, x=left + place * cell, y=cells_top, side=cell)
        for place in range(-rule.before, rule.input_size + rule.after)
    )
    windows = "".join(
        _window(strip, name, window, left=left, y=cells_top + cell + 9 + window * _WINDOW_ROW,
                cell=cell)
        for window in range(rule.output_size)
    )  # fmt: skip
    height = heading + cell + 9 + rule.output_size * _WINDOW_ROW
    return title + note + cells + windows, height


def _cell(strip: Strip, name: str, place: int, *, x: float, y: float, side: float) -> str:
    rule = strip.rule
    inside = 0 <= place < rule.input_size
    if not inside:
        users: tuple[int, ...] = tuple(
            o for o in range(rule.output_size) if place in input_range(rule, o)
        )
    else:
        users = outputs_using(rule, place)
    square = element(
        "rect",
        x=x + 1,
        y=y,
        width=side - 2,
        height=side,
        rx=3,
        class_="cell",
        style=None if inside else _ADDED,
    )
    label = ""
    if side >= 15:
        label = element(
            "text",
            text=place + 1 if inside else "+",
            x=x + side / 2,
            y=y + side / 2,
            class_="middle" if inside else "middle quiet",
        )
    crossed = "" if users or not inside else _cross(x, y, side)
    return element(
        "g",
        square,
        label,
        crossed,
        data_part=f"{name}c{place}",
        data_links=" ".join(f"{name}w{o}" for o in users),
        data_say=strip.cells[place] if inside else strip.added,
    )


def _cross(x: float, y: float, side: float) -> str:
    ends = ((y + 3, y + side - 3), (y + side - 3, y + 3))
    return "".join(
        element("line", x1=x + 4, x2=x + side - 4, y1=start, y2=end, class_="edge")
        for start, end in ends
    )


def _window(strip: Strip, name: str, window: int, *, left: float, y: float, cell: float) -> str:
    """A line from the first to the last cell that the window looks at, a dot on each of them."""
    places = input_range(strip.rule, window)
    centres = [left + (place + 0.5) * cell for place in places]
    reach = cell * 0.42
    line = element(
        "line",
        x1=centres[0] - reach,
        x2=centres[-1] + reach,
        y1=y,
        y2=y,
        style="stroke:var(--kind-convolution);stroke-width:2.5;stroke-linecap:round",
    )
    dots = "".join(
        element("circle", cx=centre, cy=y, r=min(4.0, cell / 5), fill="var(--kind-convolution)")
        for centre in centres
    )
    target = element(
        "rect",
        x=centres[0] - cell / 2,
        y=y - _WINDOW_ROW / 2,
        width=centres[-1] - centres[0] + cell,
        height=_WINDOW_ROW,
        fill="transparent",
    )
    return element(
        "g",
        target,
        line,
        dots,
        data_part=f"{name}w{window}",
        data_links=" ".join(f"{name}c{place}" for place in places),
        data_say=strip.windows[window],
    )
