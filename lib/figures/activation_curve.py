"""The curve of an activation, its slope, and where the values of a map lie under it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.figures.axes import Axes
from lib.figures.quantities import number_text
from lib.figures.svg import drawing_frame, element
from lib.operations.relu import CURVE_REACH, Response

_WIDTH, _HEIGHT = 420.0, 300.0
_HIGH, _LOW = 2.0, -1.6  # SELU falls to −1.52 there
_HISTOGRAM_HEIGHT = 46.0
_POINTS = 161


@dataclass(frozen=True)
class CurveWords:
    """What stands in the drawing: the names of the two lines and of the bars."""

    value: str
    slope: str
    inputs: str


def activation_curve(response: Response, point: tuple[float, float], *, words: CurveWords) -> str:
    """Draw ``f``, ``f′`` and the distribution of ``z``.

    Args:
        response: The activation, and the map whose values are counted.
        point: z and f(z) of one cell, marked on the curve.
        words: What the parts are called.
    """
    activation, reach = response.activation, CURVE_REACH
    axes = Axes(34, 14, _WIDTH - 10, _HEIGHT - 72, (-reach, reach), (_LOW, _HIGH))
    x = np.linspace(-reach, reach, _POINTS)
    return drawing_frame(
        _WIDTH,
        _HEIGHT,
        _bars(axes, response.histogram()),
        axes.ticks_up((-1, 1, 2), lambda y: number_text(y, 0)),
        element("line", x1=axes.left, x2=axes.right, y1=axes.up(0), y2=axes.up(0), class_="axis"),
        element("line", x1=axes.across(0), x2=axes.across(0), y1=axes.top, y2=axes.bottom + 50,
                class_="axis"),
        element("text", text="0", x=axes.left - 6, y=axes.up(0), class_="quiet end"),
        # In two parts: where f′ jumps (ReLU, leaky ReLU at 0) no line joins its two values.
        axes.path(x[x < 0], activation.derivative(x[x < 0]), "curve slope"),
        axes.path(x[x > 0], activation.derivative(x[x > 0]), "curve slope"),
        axes.path(x, activation.function(x), "curve accent"),
        _marked(axes, *point),
        element("text", text="z", x=axes.right - 2, y=axes.up(0) - 10, class_="quiet end"),
        _legend(axes, words),
    )  # fmt: skip


def _bars(axes: Axes, histogram: tuple[float, ...]) -> str:
    floor = _HEIGHT - 20
    width = (axes.right - axes.left) / len(histogram)
    peak = max(histogram)
    bars = [
        element(
            "rect",
            x=axes.left + place * width + 0.5,
            y=floor - share / peak * _HISTOGRAM_HEIGHT,
            width=width - 1,
            height=share / peak * _HISTOGRAM_HEIGHT,
            class_="bar minus" if place < len(histogram) // 2 else "bar plus",
        )
        for place, share in enumerate(histogram)
        if share > 0
    ]
    ticks = (-2, -1, 0, 1, 2)
    return (
        "".join(bars)
        + element("line", x1=axes.left, x2=axes.right, y1=floor, y2=floor, class_="axis")
        + "".join(
            element(
                "text",
                text=number_text(x, 0),
                x=axes.across(x),
                y=floor + 12,
                class_="quiet middle",
            )
            for x in ticks
        )
    )


def _marked(axes: Axes, z: float, value: float) -> str:
    """A dot at (z, f(z)), as far as it lies in the frame."""
    low, high = axes.across_range
    x, y = axes.across(min(max(z, low), high)), axes.up(min(max(value, _LOW), _HIGH))
    return element(
        "path", d=f"M{x:.1f} {axes.up(0):.1f} L{x:.1f} {y:.1f}", class_="curve thin"
    ) + element("circle", cx=x, cy=y, r=5, class_="dot accent")


def _legend(axes: Axes, words: CurveWords) -> str:
    rows = (("curve accent", words.value), ("curve slope", words.slope))
    lines = "".join(
        element("line", x1=axes.left + 6, x2=axes.left + 30, y1=y, y2=y, class_=class_)
        + element("text", text=name, x=axes.left + 37, y=y, class_="start")
        for y, (class_, name) in zip((22, 41), rows, strict=True)
    )
    return lines + element(
        "text", text=words.inputs, x=axes.left + 2, y=_HEIGHT - 58, class_="quiet start"
    )
