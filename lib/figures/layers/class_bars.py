"""What a network says of a picture: a bar a class, each a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.quantities import share_text
from lib.figures.svg import drawing_frame, element

_WIDTH, _ROW, _BAR = 236.0, 34.0, 7.0


@dataclass(frozen=True)
class ClassBar:
    """One class.

    Attributes:
        number: From 0.
        name: In the visitor's language.
        share: Its probability.
        say: The sentence said of it.
        chosen: Whether it is the one that is asked about.
        before: A probability to compare with, drawn as a line.
    """

    number: int
    name: str
    share: float
    say: str
    chosen: bool
    before: float | None = None


def class_bars(bars: Sequence[ClassBar]) -> str:
    """Draw a line a class, in the order given; pressing one picks its number."""
    rows = [_row(bar, 2 + place * _ROW) for place, bar in enumerate(bars)]
    return drawing_frame(_WIDTH, 4 + _ROW * len(bars), element("g", *rows, class_="steady"))


def _row(bar: ClassBar, top: float) -> str:
    name = bar.name if len(bar.name) <= 22 else f"{bar.name[:21]}…"
    strong = " strong" if bar.chosen else ""
    across, y = _WIDTH - 16, top + 21
    parts = [
        element("rect", x=1, y=top, width=_WIDTH - 2, height=_ROW - 4, rx=5,
                class_="tile chosen" if bar.chosen else "hit"),
        element("text", text=name, x=8, y=top + 11, class_=f"start{strong}"),
        element("text", text=share_text(bar.share), x=_WIDTH - 8, y=top + 11,
                class_=f"end{strong}"),
        element("rect", x=8, y=y, width=across, height=_BAR - 2, class_="ghost-fill", rx=2),
        element("rect", x=8, y=y, width=max(1.0, across * bar.share), height=_BAR - 2, rx=2,
                class_="bar full"),
    ]  # fmt: skip
    if bar.before is not None:
        x = 8 + across * bar.before
        parts.append(element("line", x1=x, x2=x, y1=y - 3, y2=y + _BAR + 1, class_="level"))
    return element(
        "g", *parts, data_part=f"class-{bar.number}", data_say=bar.say, data_pick=str(bar.number)
    )
