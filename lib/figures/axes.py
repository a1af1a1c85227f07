"""A pair of axes for curves drawn as SVG: where numbers lie, and the lines of the frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lib.figures.svg import element


@dataclass(frozen=True)
class Axes:
    """A rectangle of a drawing, and the numbers that its sides stand for.

    Attributes:
        left, top, right, bottom: Sides of the rectangle, in units of the drawing.
        across_range: Numbers at the left and the right side.
        up_range: Numbers at the bottom and the top side.
        logarithmic: Whether equal steps across stand for equal *factors*.
    """

    left: float
    top: float
    right: float
    bottom: float
    across_range: tuple[float, float]
    up_range: tuple[float, float]
    logarithmic: bool = False

    def across(self, x: float) -> float:
        """Where a number lies from left to right.

        Example:
            >>> Axes(0, 0, 100, 50, (1, 100), (0, 1), logarithmic=True).across(10)
            50.0
        """
        low, high = self.across_range
        if self.logarithmic:
            low, high, x = math.log10(low), math.log10(high), math.log10(x)
        return self.left + (x - low) / (high - low) * (self.right - self.left)

    def up(self, y: float) -> float:
        """Where a number lies from bottom to top."""
        low, high = self.up_range
        return self.bottom - (y - low) / (high - low) * (self.bottom - self.top)

    def path(self, x: Iterable[float], y: Iterable[float], class_: str) -> str:
        """A line through points; what lies above or below the frame is cut at its sides."""
        low, high = self.up_range
        points = " L".join(
            f"{self.across(a):.1f} {self.up(min(max(b, low), high)):.1f}"
            for a, b in zip(x, y, strict=True)
        )
        return element("path", d=f"M{points}", class_=class_)

    def ticks_across(self, numbers: Sequence[float], say: Callable[[float], str]) -> str:
        """Numbers below the frame."""
        return "".join(
            element(
                "text", text=say(x), x=self.across(x), y=self.bottom + 14, class_="quiet middle"
            )
            for x in numbers
        )

    def ticks_up(self, numbers: Sequence[float], say: Callable[[float], str]) -> str:
        """Numbers to the left of the frame, each with a thin line through it."""
        return "".join(
            element(
                "line", x1=self.left, x2=self.right, y1=self.up(y), y2=self.up(y), class_="rule"
            )
            + element("text", text=say(y), x=self.left - 6, y=self.up(y), class_="quiet end")
            for y in numbers
        )


def nice_top(highest: float) -> float:
    """The end of an axis, not below the highest value, whose quarters are short numbers.

    Example:
        >>> nice_top(58.6), nice_top(119.0), nice_top(0.003), nice_top(0.0)
        (60.0, 120.0, 0.0032, 1.0)
    """
    if highest <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(highest))
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)
    return next(float(step * power) for step in steps if step * power >= highest)


def round_step(span: float, most: int) -> float:
    """The smallest of … 1, 2, 2.5, 5, 10 … that cuts a span into at most ``most`` parts.

    Example:
        >>> round_step(0.98, 5), round_step(3670, 5), round_step(0.0, 5)
        (0.2, 1000.0, 1.0)
    """
    if span <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(span / most))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if span / (step * power) <= most)


def round_ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high``, equally far apart.

    Example:
        >>> round_ticks(0.62, 1.6), round_ticks(0, 16384)
        ([0.8, 1.0, 1.2, 1.4, 1.6], [0.0, 5000.0, 10000.0, 15000.0])
    """
    step = round_step(high - low, most - 1)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]
