"""A few curves with axes as SVG, for a place where a slider redraws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import element


@dataclass(frozen=True)
class Axis:
    """One axis of a plot.

    Attributes:
        low: Value at its beginning.
        high: Value at its end.
        ticks: Values that are marked, each with its text.
        title: What it measures.
        logarithmic: Equal factors are equally far apart.
    """

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    title: str
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the beginning and 1 at the end; kept inside.

        Example:
            >>> Axis(0.1, 10.0, (), "T", logarithmic=True).share(10.0)
            1.0
        """
        scale = math.log if self.logarithmic else float
        low, high = scale(self.low), scale(self.high)
        return min(1.0, max(0.0, (scale(value) - low) / (high - low)))


@dataclass(frozen=True)
class Curve:
    """One curve and the value that is now.

    Attributes:
        key: Name of its part.
        x: (N,).
        y: (N,).
        kind: ``"right"``, ``"wrong"``, ``"accent"`` or ``"faint"``.
        say: What it shows, as a sentence.
        now: The point (x, y) that the controls stand at.
        links: Parts that light up with it.
    """

    key: str
    x: NDArray[np.floating]
    y: NDArray[np.floating]
    kind: str
    say: str
    now: tuple[float, float]
    links: str = ""


@dataclass(frozen=True)
class Plot:
    """A plot on a drawing: its outer box, its axes."""

    x: float
    y: float
    width: float
    height: float
    across: Axis
    up: Axis

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        left, bottom = self.x + 34, self.y + self.height - 38
        return (
            left + self.across.share(x) * (self.width - 44),
            bottom - self.up.share(y) * (self.height - 62),
        )


def line_plot(plot: Plot, curves: Sequence[Curve]) -> str:
    """Axes and curves; a curve can be pointed at."""
    return _axes(plot) + "".join(_curve(plot, curve) for curve in curves)


def level(plot: Plot, value: float) -> str:
    """A dashed line across the plot at a height."""
    left, height = plot.at(plot.across.low, value)
    right, _ = plot.at(plot.across.high, value)
    return element("line", x1=left, x2=right, y1=height, y2=height, class_="dash")


def upright(plot: Plot, value: float) -> str:
    """A dashed line up the plot at a place."""
    across, bottom = plot.at(value, plot.up.low)
    _, top = plot.at(value, plot.up.high)
    return element("line", x1=across, x2=across, y1=bottom, y2=top, class_="dash")


def _axes(plot: Plot) -> str:
    left, bottom = plot.at(plot.across.low, plot.up.low)
    right, _ = plot.at(plot.across.high, plot.up.high)
    marks = [
        element("line", x1=left, x2=right, y1=bottom, y2=bottom, class_="edge"),
        element("text", text=plot.up.title, x=plot.x, y=plot.y + 8, class_="start strong"),
        element("text", text=plot.across.title, x=right, y=bottom + 32, class_="end quiet"),
    ]
    for value, text in plot.across.ticks:
        x, _ = plot.at(value, plot.up.low)
        marks.append(element("text", text=text, x=x, y=bottom + 14, class_="middle quiet"))
    for value, text in plot.up.ticks:
        _, y = plot.at(plot.across.low, value)
        marks.append(element("line", x1=left, x2=right, y1=y, y2=y, class_="rule"))
        marks.append(element("text", text=text, x=left - 6, y=y, class_="end quiet"))
    return "".join(marks)


def _curve(plot: Plot, curve: Curve) -> str:
    inside = [
        plot.at(float(x), float(y)) for x, y in zip(curve.x, curve.y, strict=True)
        if plot.up.low <= y <= plot.up.high
    ]  # fmt: skip
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in inside)
    x, y = plot.at(*curve.now)
    hit = "stroke:transparent;stroke-width:14;fill:none"
    return element(
        "g",
        element("polyline", points=points, style=hit),
        element("polyline", points=points, class_=f"curve {curve.kind}"),
        element("circle", cx=x, cy=y, r=5.0, class_=f"dot {curve.kind}"),
        data_part=curve.key,
        data_links=curve.links or None,
        data_say=curve.say,
    )
