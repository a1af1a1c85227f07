"""How a layer's values are spread: for one picture, and over a set, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.figures.axes import Axes
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame, element
from lib.layers.passage import BINS, Spread

_PANEL, _TALL, _GAP = 400.0, 168.0, 30.0


@dataclass(frozen=True)
class SpreadPanel:
    """One histogram.

    Attributes:
        title: Above it.
        spread: What is drawn.
        sentence: Said of a bin: from, to, and how many values.
        zeros: Said of the bar of zeros.
    """

    title: str
    spread: Spread
    sentence: Callable[[float, float, int], str]
    zeros: str


def spread_bars(panels: Sequence[SpreadPanel], *, narrow: bool = False) -> str:
    """Draw the histograms beside each other, or below each other when it is narrow.

    Bars count values that are not zero; zeros are a bar of their own, as long as their share.
    """
    low = min(panel.spread.minimum for panel in panels)
    high = max(panel.spread.maximum for panel in panels)
    drawn = []
    for number, panel in enumerate(panels):
        left = 0.0 if narrow else number * (_PANEL + _GAP)
        top = number * (_TALL + _GAP) if narrow else 0.0
        drawn.append(_panel(panel, number, (left, top), (low, high)))
    count = len(panels)
    width = _PANEL if narrow else count * _PANEL + (count - 1) * _GAP
    height = count * _TALL + (count - 1) * _GAP if narrow else _TALL
    return drawing_frame(width, height, *drawn)


def _panel(
    panel: SpreadPanel, number: int, at: tuple[float, float], limits: tuple[float, float]
) -> str:
    spread, (left, top) = panel.spread, at
    low, high = limits if limits[1] > limits[0] else (limits[0], limits[0] + 1)
    if spread.counts is None:
        raise ValueError("nobody counted these values in bins")
    peak = max(1, int(spread.counts.max()))
    axes = Axes(left + 8, top + 54, left + _PANEL - 8, top + _TALL - 22, (low, high), (0, peak))
    step = ((spread.maximum - spread.minimum) or 1.0) / BINS
    bars = []
    for place, count in enumerate(spread.counts.tolist()):
        if count:
            bin_ = (spread.minimum + place * step, spread.minimum + (place + 1) * step)
            bars.append(_bar(axes, bin_, count, f"{number}-{place}", panel.sentence(*bin_, count)))
    return "".join(
        [
            element("text", text=panel.title, x=left, y=top + 10, class_="start strong"),
            _zeros(panel, left, top + 24, number),
            *bars,
            element("line", x1=axes.left, x2=axes.right, y1=axes.bottom, y2=axes.bottom,
                    class_="axis"),
            *_ticks(axes, low, high),
        ]
    )  # fmt: skip


def _zeros(panel: SpreadPanel, left: float, top: float, number: int) -> str:
    width = _PANEL - 16
    return element(
        "g",
        element("rect", x=left + 8, y=top, width=width, height=17, class_="cell"),
        element("rect", x=left + 8, y=top, width=width * panel.spread.zeros, height=17,
                class_="ghost-fill"),
        element("text", text=panel.zeros, x=left + 14, y=top + 9, class_="start over"),
        data_part=f"zeros-{number}",
        data_say=panel.zeros,
    )  # fmt: skip


def _bar(axes: Axes, limits: tuple[float, float], count: int, name: str, say: str) -> str:
    left, right = axes.across(limits[0]), axes.across(limits[1])
    y = min(axes.up(count), axes.bottom - 1.5)
    sign = "minus" if limits[0] + limits[1] < 0 else "plus"
    return element(
        "g",
        element("rect", x=left, y=axes.top, width=right - left, height=axes.bottom - axes.top,
                class_="hit"),
        element("rect", x=left, y=y, width=max(1.0, right - left - 1), height=axes.bottom - y,
                class_=f"bar {sign}"),
        data_part=name,
        data_say=say,
    )  # fmt: skip


def _ticks(axes: Axes, low: float, high: float) -> list[str]:
    places = [(low, "start"), (high, "end")]
    if low < 0 < high and 0.15 < -low / (high - low) < 0.85:
        places.append((0.0, "middle"))
    return [
        element("text", text=readable(value), x=axes.across(value), y=axes.bottom + 13,
                class_=f"{kind} quiet")
        for value, kind in places
    ]  # fmt: skip
