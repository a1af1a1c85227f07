"""What the ways to connect a layer cost, as bars on a logarithmic scale."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lib.figures.svg import drawing_frame, element

WIDTH = 540
_ROW = 66
_BAR = 14


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, how much it is, and what to say of it.

    Attributes:
        name: Left, above the bar.
        value: Its length on the logarithmic scale; 0 has none.
        text: Right, above the bar.
        note: Below the bar.
        kind: Its colour, as in :data:`lib.figures.theme.LAYER_KINDS`.
        strong: Whether it is the one in use.
    """

    name: str
    value: int
    text: str
    note: str
    kind: str
    strong: bool


def log_bars(title: str, bars: tuple[Bar, ...], *, highest: int) -> str:
    """Bars under each other, with a tick for every thousandfold.

    Args:
        title: Above the bars.
        bars: In order.
        highest: The value that would fill the width; at least 10.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    decades = max(1.0, math.log10(highest))
    bottom = 34 + _ROW * len(bars)
    ticks = [step for step in range(0, math.ceil(decades) + 1, 3) if step <= decades]
    parts = [element("text", x=0, y=16, class_="strong", style="font-size:16px", text=title)]
    for step in ticks:
        x = WIDTH * step / decades
        parts.append(element("line", x1=x, x2=x, y1=30, y2=bottom, class_="rule"))
        anchor = "middle" if 0 < step < decades - 0.3 else "end" if step else "start"
        parts.append(
            element(
                "text",
                x=x,
                y=bottom + 15,
                class_="quiet",
                text_anchor=anchor,
                style="font-size:15px",
                text=f"{10**step:,}",
            )
        )
    for index, bar in enumerate(bars):
        parts += _bar(bar, 34 + _ROW * index, decades)
    return drawing_frame(WIDTH, bottom + 22, *parts)


def _bar(bar: Bar, top: float, decades: float) -> list[str]:
    length = WIDTH * math.log10(bar.value) / decades if bar.value > 1 else 2 if bar.value else 0
    kind = "over strong" if bar.strong else "over"
    large = "font-size:16px"
    return [
        element("text", x=4, y=top + 15, class_=kind, style=large, text=bar.name),
        element(
            "text",
            x=WIDTH,
            y=top + 15,
            class_=kind,
            text_anchor="end",
            style=large,
            text=bar.text,
        ),
        element(
            "rect",
            x=0,
            y=top + 22,
            width=length,
            height=_BAR,
            rx=2,
            style=f"fill:var(--kind-{bar.kind});opacity:{1 if bar.strong else 0.55}",
        ),
        element(
            "text", x=4, y=top + 53, class_="quiet over", style="font-size:15px", text=bar.note
        ),
    ]
