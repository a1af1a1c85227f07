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
_FOOT = 34.0
_ROW = 34.0
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
        truth_note: What is written below its name.
    """

    names: tuple[str, ...]
    truth: int
    truth_note: str

    @property
    def height(self) -> float:
        """Of one panel with these rows."""
        return _HEAD + _ROW * len(self.names) + _FOOT


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
                    "text", text=panel.joint, x=left - _GAP / 2, y=y + 12, class_="middle quiet"
                )
            )
        parts.append(_panel(panel, left, y, share))
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
    parts: list[str] = []
    top = 0.0
    for panel in panels:
        parts.append(side_by_side([replace(panel, joint="")], rows, width=NARROW_WIDTH, y=top))
        top += rows.height + _BETWEEN
    for marks, height in below:
        parts.append(element("g", marks, transform=f"translate(0 {top:g})"))
        top += height + _BETWEEN
    return drawing_frame(NARROW_WIDTH, top, *parts)


def _band(rows: Rows, x: float, y: float, width: float) -> str:
    top = y + _HEAD + rows.truth * _ROW
    return element("rect", x=x, y=top, width=width, height=_ROW, rx=6, class_="band")


def _names(rows: Rows, x: float, y: float) -> str:
    marks = []
    for number, name in enumerate(rows.names):
        middle = y + _HEAD + (number + 0.5) * _ROW
        if number != rows.truth:
            marks.append(element("text", text=name, x=x + 8, y=middle, class_="start"))
            continue
        marks.append(element("text", text=name, x=x + 8, y=middle - 7, class_="start strong"))
        marks.append(
            element("text", text=rows.truth_note, x=x + 8, y=middle + 8, class_="start quiet")
        )
    return "".join(marks)


def _panel(panel: Panel, x: float, y: float, width: float) -> str:
    bottom = y + _HEAD + _ROW * len(panel.bars)
    note = f"start quiet {panel.mood}".strip()
    parts = [
        element("text", text=panel.title, x=x, y=y + 12, class_="start strong"),
        element("text", text=panel.note, x=x, y=y + 29, class_=note),
    ]
    parts += [
        _row(panel, number, x, y + _HEAD + number * _ROW, width)
        for number in range(len(panel.bars))
    ]
    if panel.foot:
        parts.append(_foot(panel, x, bottom, width))
    return "".join(parts)


def _row(panel: Panel, number: int, x: float, top: float, width: float) -> str:
    bar = panel.bars[number]
    room = width - _NUMBER
    zero = x + room / 2 if panel.signed else x
    full = room / 2 if panel.signed else room
    marks = [element("rect", x=x, y=top, width=width, height=_ROW, class_="hit")]
    marks.append(element("line", x1=zero, x2=zero, y1=top + 4, y2=top + _ROW - 4, class_="rule"))
    marks.append(_length(bar.value, panel.peak, zero, full, top=top + 8, kind="bar"))
    if bar.ghost is not None:
        marks.append(
            _length(bar.ghost, panel.peak, zero, full, top=top + 5, kind="ghost", height=_ROW - 10)
        )
    middle = top + _ROW / 2
    marks.append(element("text", text=bar.text, x=x + width, y=middle, class_="end"))
    return element(
        "g",
        *marks,
        data_part=f"{panel.key}.{number}",
        data_links=bar.links or None,
        data_say=bar.say,
    )


def _length(
    value: float,
    peak: float,
    zero: float,
    full: float,
    *,
    top: float,
    kind: str,
    height: float = _ROW - 16,
) -> str:
    if not math.isfinite(value):  # overflowed: as long as there is room, and empty
        return element(
            "rect", x=zero, y=top, width=full, height=height, rx=2, class_=f"{kind} none"
        )
    length = full * min(1.0, abs(value) / peak) if peak else 0.0
    sign = "minus" if value < 0 else "plus"
    left = zero - length if value < 0 else zero
    return element(
        "rect", x=left, y=top, width=length, height=height, rx=2, class_=f"{kind} {sign}"
    )


def _foot(panel: Panel, x: float, top: float, width: float) -> str:
    kind = "end strong" if panel.strong else "end"
    return element(
        "g",
        element("rect", x=x, y=top, width=width, height=_FOOT, class_="hit"),
        element("line", x1=x, x2=x + width, y1=top + 4, y2=top + 4, class_="edge"),
        element("text", text=panel.foot, x=x + width, y=top + 20, class_=kind),
        data_part=f"{panel.key}.foot",
        data_links=" ".join(f"{panel.key}.{number}" for number in range(len(panel.bars))),
        data_say=panel.foot_say or panel.foot,
    )
