"""Bars in rows: panels of the same rows, side by side where there is room, else one below another.

One row is one class, one panel is one step of a calculation.  A bar can be pointed at: it says
its arithmetic and lights up what it was made of.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from lib.figures.bars import FOOT, HEAD, Bar, Heading, Panel, Rows, TwoForms
from lib.figures.svg import drawing_frame, element

NARROW_WIDTH = 360.0
HEADING = 26.0
_NAMES = 92.0  # width of the column of names
_GAP = 26.0  # between two panels: room for the sign that joins them
_NUMBER = 64.0  # room for the number at the right of a bar
_TWO_LINES = 34.0  # a row of this height has room for a note below the name
_NARROW_ROW = 28.0
_BETWEEN = 12.0  # two panels one below the other
_NO_HEADINGS: Mapping[int, Heading] = MappingProxyType({})


def side_by_side(
    panels: Sequence[Panel], rows: Rows, *, width: float, x: float = 0, y: float = 0
) -> str:
    """The names once, and the panels beside them, all as wide as each other."""
    count = len(panels)
    share = (width - _NAMES - _GAP * (count - 1)) / count
    parts = [_band(rows, x, y, width), _names(rows, x, y)]
    for number, panel in enumerate(panels):
        left = x + _NAMES + number * (share + _GAP)
        if panel.joint:
            parts.append(
                element(
                    "text", text=panel.joint, x=left - _GAP / 2, y=y + 12, class_="middle joint"
                )
            )
        parts.append(_panel(panel, left, y, share, rows.row))
    return "".join(parts)


def heading_mark(heading: Heading, top: float) -> str:
    """A heading, :data:`HEADING` high."""
    kind = f"start strong {heading.mood}".strip()
    return element("text", text=heading.text, x=0, y=top + 12, class_=kind)


def two_forms(panels: Sequence[Panel], rows: Rows, *, width: float) -> TwoForms:
    """A drawing of nothing but these panels."""
    wide = drawing_frame(width, rows.height, side_by_side(panels, rows, width=width))
    return TwoForms(wide, stacked(panels, rows))


def one_panel(panel: Panel, rows: Rows, *, width: float) -> str:
    """A drawing of a single panel without a foot."""
    height = rows.height - FOOT + 4
    return drawing_frame(width, height, side_by_side([panel], rows, width=width))


def stacked(
    panels: Sequence[Panel],
    rows: Rows,
    *below: tuple[str, float],
    headings: Mapping[int, Heading] = _NO_HEADINGS,
) -> str:
    """Every panel with the names, one below another, as a whole drawing.

    Args:
        panels: From top to bottom.
        rows: The names.
        below: What follows them: marks drawn from their own y = 0 on, and their height.
        headings: What stands above the panels of these numbers.
    """
    low = replace(rows, row=_NARROW_ROW)
    parts: list[str] = []
    top = 0.0
    for number, panel in enumerate(panels):
        if number in headings:
            parts.append(heading_mark(headings[number], top))
            top += HEADING
        alone = replace(panel, joint="")
        parts.append(side_by_side([alone], low, width=NARROW_WIDTH, y=top))
        top += low.height + _BETWEEN - (0 if panel.foot else FOOT - _BETWEEN)
    for marks, height in below:
        parts.append(element("g", marks, transform=f"translate(0 {top:g})"))
        top += height + _BETWEEN
    return drawing_frame(NARROW_WIDTH, top, *parts)


def _band(rows: Rows, x: float, y: float, width: float) -> str:
    top = y + HEAD + rows.truth * rows.row
    return element("rect", x=x, y=top, width=width, height=rows.row, rx=6, class_="band")


def _names(rows: Rows, x: float, y: float) -> str:
    marks = []
    for number, name in enumerate(rows.names):
        middle = y + HEAD + (number + 0.5) * rows.row
        if number != rows.truth or rows.row < _TWO_LINES:
            kind = "start strong" if number == rows.truth else "start"
            marks.append(element("text", text=name, x=x + 8, y=middle, class_=kind))
            continue
        marks.append(element("text", text=name, x=x + 8, y=middle - 8, class_="start strong"))
        note = rows.truth_note
        marks.append(element("text", text=note, x=x + 8, y=middle + 8, class_="start quiet"))
    return "".join(marks)


def _panel(panel: Panel, x: float, y: float, width: float, row: float) -> str:
    bottom = y + HEAD + row * len(panel.bars)
    note = f"start quiet {panel.mood}".strip()
    parts = [
        element("text", text=panel.title, x=x, y=y + 12, class_="start strong"),
        element("text", text=panel.note, x=x, y=y + 29, class_=note),
    ]
    for number, bar in enumerate(panel.bars):
        marks = _row(panel, bar, x, y + HEAD + number * row, width=width, height=row)
        parts.append(
            element(
                "g",
                marks,
                data_part=f"{panel.key}.{number}",
                data_links=bar.links or None,
                data_say=bar.say,
            )
        )
    if panel.foot:
        parts.append(_foot(panel, x, bottom, width))
    return "".join(parts)


def _row(panel: Panel, bar: Bar, x: float, top: float, *, width: float, height: float) -> str:
    room = width - _NUMBER
    zero = x + room / 2 if panel.signed else x
    full = room / 2 if panel.signed else room
    middle = top + height / 2
    ends = {"y1": top + 4, "y2": top + height - 4}
    marks = [
        element("rect", x=x, y=top, width=width, height=height, class_="hit"),
        element("line", x1=zero, x2=zero, **ends, class_="rule"),
        _length(bar.value, panel.peak, zero, full, middle, kind="bar", height=0.52 * height),
    ]
    if bar.ghost is not None:
        ghost = _length(
            bar.ghost, panel.peak, zero, full, middle, kind="ghost", height=0.7 * height
        )
        marks.append(ghost)
    marks.append(element("text", text=bar.text, x=x + width - 6, y=middle, class_="end"))
    return "".join(marks)


def _length(
    value: float, peak: float, zero: float, full: float, middle: float, *, kind: str, height: float
) -> str:
    sign, length, left = "plus", full, zero
    if not math.isfinite(value):  # overflowed: as long as there is room, and empty
        sign = "none"
    else:
        length = full * min(1.0, abs(value) / peak) if peak else 0.0
        if value < 0:
            sign, left = "minus", zero - length
    place = {"x": left, "y": middle - height / 2, "width": length, "height": height, "rx": 2}
    return element("rect", **place, class_=f"{kind} {sign}")


def _foot(panel: Panel, x: float, top: float, width: float) -> str:
    kind = "end result" if panel.strong else "end"
    return element(
        "g",
        element("rect", x=x, y=top, width=width, height=FOOT, class_="hit"),
        element("line", x1=x, x2=x + width, y1=top + 4, y2=top + 4, class_="edge"),
        element("text", text=panel.foot, x=x + width - 6, y=top + 20, class_=kind),
        data_part=f"{panel.key}.foot",
        data_links=" ".join(f"{panel.key}.{number}" for number in range(len(panel.bars))),
        data_say=panel.foot_say or panel.foot,
    )
