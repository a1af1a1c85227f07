"""How many pictures have which value: bars over equal bins, with a mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.axes import Axes, round_step, round_ticks
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 500.0, 350.0
_HEIGHT = 230.0
_BINS = 20  # at most


@dataclass(frozen=True)
class Histogram:
    """Counts over bins.

    Attributes:
        edges: (N + 1,) rising, equally far apart.
        counts: (N,) whole numbers; the first and the last bin hold what lies beyond as well.
        low: The least value.
        high: The greatest value.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    low: float
    high: float

    def ends(self, number: int) -> tuple[float, float]:
        """Between which numbers every value of a bin lies."""
        low, high = float(self.edges[number]), float(self.edges[number + 1])
        return (
            min(low, self.low) if number == 0 else low,
            max(high, self.high) if number == len(self.counts) - 1 else high,
        )


@dataclass(frozen=True)
class HistogramWords:
    """What stands at a histogram.

    Attributes:
        title: What is counted, above.
        across: Title of the values.
        tick: Writes a value below the axis.
        sentences: One a bin.
        mark: Beside the mark.
    """

    title: str
    across: str
    tick: Callable[[float], str]
    sentences: Sequence[str]
    mark: str = ""


def count_in_bins(values: NDArray[np.floating], *, most: int = _BINS) -> Histogram:
    """Count in bins with round edges; a few far values share the first or the last bin.

    Args:
        values: (N,), N at least 1.
        most: Bins.

    Example:
        >>> found = count_in_bins(np.array([1.1, 1.2, 1.3, 1.4, 1.5, 50.0]), most=5)
        >>> found.counts.tolist(), found.ends(len(found.counts) - 1)
        ([1, 1, 1, 1, 2], (1.5, 50.0))
    """
    first, last = _fences(values)
    step = round_step(last - first, most - 1)
    if first == last:  # all values are equal
        step = 0.1 * abs(first) or 1.0
        edges = np.array([first - step / 2, first + step / 2])
    else:
        start = np.floor(first / step + 1e-9)
        count = max(1, int(np.ceil(last / step - start - 1e-9)))
        edges = np.round((start + np.arange(count + 1)) * step, 10)
    low, high = float(np.min(values)), float(np.max(values))
    if high > last:
        edges = np.append(edges, round(float(edges[-1]) + step, 10))
    if low < first:
        edges = np.insert(edges, 0, round(float(edges[0]) - step, 10))
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    return Histogram(edges, counts.astype(np.int64), low, high)


def _fences(values: NDArray[np.floating]) -> tuple[float, float]:
    """The least and the greatest value that are not far from all others.

    Far is more than four times the distance of the quartiles below the first or above the third.
    """
    lower, middle, upper = np.quantile(values, [0.25, 0.5, 0.75])
    room = 4 * max(upper - lower, 0.05 * abs(middle))
    near = values[(values >= lower - room) & (values <= upper + room)]
    return float(near.min()), float(near.max())


def histogram(
    found: Histogram,
    words: HistogramWords,
    *,
    mark: float | None = None,
    width: float = WIDE,
    name: str = "bin",
) -> str:
    """Bars that can be pointed at, and a dashed mark.

    Args:
        found: The counts.
        words: What to say.
        mark: A value that is marked; where it lies beyond the bins, an arrow says on which side.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
        name: The parts are called ``<name>0``, …
    """
    low, high = float(found.edges[0]), float(found.edges[-1])
    before, beyond = found.low < low, found.high > high
    peak = max(1, int(found.counts.max()))
    axes = Axes(44, 46, width - 12, _HEIGHT - 44, (low, high), (0, peak))
    ticks = round_ticks(low, high, most=6 if width > NARROW else 4)
    if len(found.counts) == 1:  # all values are equal
        ticks = [found.low]
    step = (high - low) / len(found.counts)
    ticks = [tick for tick in ticks if low + before * step <= tick <= high - beyond * step]
    parts = [
        element("text", text=words.title, x=0, y=10, class_="start strong"),
        axes.ticks_up((0, peak), lambda number: f"{number:,.0f}"),
        axes.ticks_across(ticks, words.tick),
        _far(words.tick(found.low), axes.left, axes.bottom, "start") if before else "",
        _far(words.tick(found.high), axes.right, axes.bottom, "end") if beyond else "",
        element("text", text=words.across, x=axes.right, y=_HEIGHT - 8, class_="end quiet"),
    ]
    for number, count in enumerate(found.counts.tolist()):
        left, right = axes.across(found.edges[number]), axes.across(found.edges[number + 1])
        parts.append(
            element(
                "g",
                element("rect", x=left, y=axes.top, width=right - left,
                        height=axes.bottom - axes.top, class_="hit"),
                element("rect", x=left + 1, y=axes.up(count), width=max(1.0, right - left - 2),
                        height=axes.bottom - axes.up(count), class_="bar plus"),
                data_part=f"{name}{number}",
                data_say=words.sentences[number],
            )
        )  # fmt: skip
    if mark is not None:
        parts.append(_mark(axes, mark, words.mark))
    return drawing_frame(width, _HEIGHT, *parts)


def _far(text: str, x: float, bottom: float, side: str) -> str:
    """How far the bin at an end reaches, where the axis does not."""
    said = f"… {text}" if side == "end" else f"{text} …"
    return element("text", text=said, x=x, y=bottom + 14, class_=f"{side} quiet")


def _mark(axes: Axes, value: float, text: str) -> str:
    low, high = axes.across_range
    y = axes.top - 12
    if value < low:
        return element("text", text=f"← {text}", x=axes.left, y=y, class_="start quiet over")
    if value > high:
        return element("text", text=f"{text} →", x=axes.right, y=y, class_="end quiet over")
    x = axes.across(value)
    right = x > (axes.left + axes.right) / 2
    return element("line", x1=x, x2=x, y1=y - 6, y2=axes.bottom, class_="dash") + element(
        "text", text=text, x=x + (-6 if right else 6), y=y,
        class_=f"{'end' if right else 'start'} quiet over",
    )  # fmt: skip
