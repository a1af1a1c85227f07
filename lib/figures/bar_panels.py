"""Bars in rows: panels of the same rows, side by side where there is room, else one below another.

One row is one class, one panel is one step of a calculation.  A bar can be pointed at: it says
its arithmetic and lights up what it was made of.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.figures.svg import drawing_frame, element

NARROW_WIDTH = 360.0
_NAMES = 92.0  # width of the column of names
_GAP = 26.0  # between two panels: room for the sign that joins them
_NUMBER = 64.0  # room for the number at the right of a bar
_HEAD = 42.0
_FOOT = 36.0
_TWO_LINES = 34.0  # a row of this height has room for a note below the name
_NARROW_ROW = 28.0
_BETWEEN = 12.0  # two panels one below the other


@dataclass(frozen=True)
class Bar:
    """One value of a panel.

    Attributes:
        value: Decides the length; NaN and infinity are drawn as what cannot be drawn.
        text: The number beside it.
        say: Its arithmetic, as a sentence.
        links: Names of the parts that light up with it, separated by spaces.
        ghost: A second value, drawn as an outline to compare with.
    """

    value: float
    text: str
    say: str
    links: str = ""
    ghost: float | None = None


@dataclass(frozen=True)
class Panel:
    """One step of a calculation, a bar a row.

    Attributes:
        key: Its parts are called ``<key>.0``, ``<key>.1``, …, its foot ``<key>.foot``.
        title: The formula of the step.
        note: What that is, in words.
        bars: One a row.
        peak: The absolute value whose bar fills the panel.
        signed: Zero lies in the middle.
        foot: What stands below the rows; ``foot_say`` is its arithmetic.
        strong: The foot is the result of the drawing.
        joint: The sign between this panel and the one before it.
        mood: ``"right"`` or ``"wrong"``: colours the note, which says the same in words.
    """

    key: str
    title: str
    note: str
    bars: tuple[Bar, ...]
    peak: float
    signed: bool = False
    foot: str = ""
    foot_say: str = ""
    strong: bool = False
    joint: str = ""
    mood: str = ""


@dataclass(frozen=True)
class Rows:
    """The names of the rows; the row of the true class is marked.

    Attributes:
        names: One a row.
        truth: Number of the marked row.
        truth_note: What is written below its name, where a row is high enough.
        row: Height of one.
    """

    names: tuple[str, ...]
    truth: int
    truth_note: str
    row: float = 42.0

    @property
    def height(self) -> float:
        """Of one panel with these rows."""
        return _HEAD + self.row * len(self.names) + _FOOT


@dataclass(frozen=True)
class TwoForms:
    """A drawing for a wide and for a narrow place."""

    wide: str
    narrow: str


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


def two_forms(panels: Sequence[Panel], rows: Rows, *, width: float) -> TwoForms:
    """A drawing of nothing but these panels."""
    wide = drawing_frame(width, rows.height, side_by_side(panels, rows, width=width))
    return TwoForms(wide, stacked(panels, rows))


def stacked(panels: Sequence[Panel], rows: Rows, *below: tuple[str, float]) -> str:
    """Every panel with the names, one below another, as a whole drawing.

    Args:
        panels: From top to bottom.
        rows: The names.
        below: What follows them: marks drawn from their own y = 0 on, and their height.
    """
    low = replace(rows, row=_NARROW_ROW)
    parts: list[str] = []
    top = 0.0
    for panel in panels:
        alone = replace(panel, joint="")
        parts.append(side_by_side([alone], low, width=NARROW_WIDTH, y=top))
        top += low.height + _BETWEEN - (0 if panel.foot else _FOOT - _BETWEEN)
    for marks, height in below:
        parts.append(element("g", marks, transform=f"translate(0 {top:g})"))
        top += height + _BETWEEN
    return drawing_frame(NARROW_WIDTH, top, *parts)


def _band(rows: Rows, x: float, y: float, width: float) -> str:
    top = y + _HEAD + rows.truth * rows.row
    return element("rect", x=x, y=top, width=width, height=rows.row, rx=6, class_="band")


def _names(rows: Rows, x: float, y: float) -> str:
    marks = []
    for number, name in enumerate(rows.names):
        middle = y + _HEAD + (number + 0.5) * rows.row
        if number != rows.truth or rows.row < _TWO_LINES:
            kind = "start strong" if number == rows.truth else "start"
            marks.append(element("text", text=name, x=x + 8, y=middle, class_=kind))
            continue
        marks.append(element("text", text=name, x=x + 8, y=middle - 8, class_="start strong"))
        note = rows.truth_note
        marks.append(element("text", text=note, x=x + 8, y=middle + 8, class_="start quiet"))
    return "".join(marks)


def _panel(panel: Panel, x: float, y: float, width: float, row: float) -> str:
    bottom = y + _HEAD + row * len(panel.bars)
    note = f"start quiet {panel.mood}".strip()
    parts = [
        element("text", text=panel.title, x=x, y=y + 12, class_="start strong"),
        element("text", text=panel.note, x=x, y=y + 29, class_=note),
    ]
    for number, bar in enumerate(panel.bars):
        marks = _row(panel, bar, x, y + _HEAD + number * row, width=width, height=row)
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
        element("rect", x=x, y=top, width=width, height=_FOOT, class_="hit"),
        element("line", x1=x, x2=x + width, y1=top + 4, y2=top + 4, class_="edge"),
        element("text", text=panel.foot, x=x + width - 6, y=top + 20, class_=kind),
        data_part=f"{panel.key}.foot",
        data_links=" ".join(f"{panel.key}.{number}" for number in range(len(panel.bars))),
        data_say=panel.foot_say or panel.foot,
    )
