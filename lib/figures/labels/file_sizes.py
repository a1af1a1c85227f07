"""How large and how wide the pictures of a data set are: a cloud of sizes, and histograms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from lib.figures.axes import Axes
from lib.figures.svg import drawing_frame, element

WIDTH, HEIGHT = 520.0, 330.0
_CELLS = 26  # a side: sizes that are closer than this share a dot
_LARGEST_DOT = 15.0


@dataclass(frozen=True)
class Dot:
    """Pictures of about the same size.

    Attributes:
        width: Mean width in pixels.
        height: Mean height.
        count: How many.
        widths: Least and greatest width.
        heights: Least and greatest height.
    """

    width: float
    height: float
    count: int
    widths: tuple[int, int]
    heights: tuple[int, int]


@dataclass(frozen=True)
class Bin:
    """A part of a histogram: ``low <= value < high``, and how many; the last holds its end too."""

    low: float
    high: float
    count: int


def group_sizes(sizes: Mapping[tuple[int, int], int]) -> tuple[Dot, ...]:
    """Sizes that lie close together as one dot, so that a large data set can be drawn.

    Args:
        sizes: How often each (width, height) in pixels occurs; at least one.
    """
    step = max(1.0, max(max(size) for size in sizes) / _CELLS)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for width, height in sizes:
        groups.setdefault((int(width / step), int(height / step)), []).append((width, height))
    dots = []
    for members in groups.values():
        count = sum(sizes[size] for size in members)
        across = [width for width, _ in members]
        down = [height for _, height in members]
        mean_width = sum(size[0] * sizes[size] for size in members) / count
        mean_height = sum(size[1] * sizes[size] for size in members) / count
        dots.append(
            Dot(mean_width, mean_height, count, (min(across), max(across)), (min(down), max(down)))
        )
    return tuple(sorted(dots, key=lambda dot: -dot.count))


def histogram(values: Sequence[float], *, bins: int = 16) -> tuple[Bin, ...]:
    """Values counted in bins of the same width; one bin when all are equal.

    Example:
        >>> [found.count for found in histogram([1.0, 1.2, 2.0], bins=2)]
        [2, 1]
    """
    low, high = min(values), max(values)
    if low == high:
        return (Bin(low, high, len(values)),)
    step = (high - low) / bins
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int((value - low) / step))] += 1
    return tuple(
        Bin(low + step * number, low + step * (number + 1), count)
        for number, count in enumerate(counts)
    )


@dataclass(frozen=True)
class CloudWords:
    """Titles of the axes, the name of the diagonal, and the sentence of a dot."""

    width: str
    height: str
    square: str
    dot: Callable[[Dot], str]


def size_cloud(dots: Sequence[Dot], words: CloudWords) -> str:
    """Dots by width and height, their areas as the numbers of pictures; a line for squares.

    Args:
        dots: Of :func:`group_sizes`.
        words: What to say.
    """
    most = max(max(dot.widths[1], dot.heights[1]) for dot in dots)
    end = most * 1.08
    axes = Axes(50, 12, WIDTH - 14, HEIGHT - 40, (0, end), (0, end))
    ticks = _ticks(most)
    peak = max(dot.count for dot in dots)
    parts = [
        axes.ticks_up(ticks, lambda number: f"{number:,.0f}"),
        axes.ticks_across(ticks, lambda number: f"{number:,.0f}"),
        element("line", x1=axes.across(0), y1=axes.up(0), x2=axes.across(end), y2=axes.up(end),
                class_="dash"),
        element("text", text=words.square, x=axes.across(end) - 6, y=axes.up(end) + 30,
                class_="quiet end"),
        element("text", text=words.width, x=axes.right, y=HEIGHT - 8, class_="quiet end"),
        element("text", text=words.height, x=4, y=axes.top - 2, class_="quiet start"),
    ]  # fmt: skip
    for number, dot in enumerate(dots):
        radius = max(2.5, _LARGEST_DOT * sqrt(dot.count / peak))
        parts.append(
            element("circle", cx=axes.across(dot.width), cy=axes.up(dot.height), r=radius,
                    class_="bar plus", style="fill-opacity:.62;stroke:var(--paper)",
                    data_part=f"size-{number}", data_say=words.dot(dot))
        )  # fmt: skip
    return drawing_frame(WIDTH, HEIGHT, *parts)


def histogram_drawing(
    bins: Sequence[Bin],
    *,
    title: str,
    tick: Callable[[float], str],
    say: Callable[[Bin], str],
    mark: float | None = None,
    mark_name: str = "",
) -> str:
    """Bars of a histogram over their values.

    Args:
        bins: Of :func:`histogram`.
        title: Above it.
        tick: Writes a value below the axis.
        say: The sentence of a bar.
        mark: A value at which a line is drawn, where it lies inside.
        mark_name: What stands beside that line.
    """
    low, high = bins[0].low, bins[-1].high
    if low == high:
        low, high = low - 0.5, high + 0.5
    values = (bins[0].low, (low + high) / 2, bins[-1].high)
    peak = max(found.count for found in bins)
    axes = Axes(44, 40, WIDTH - 14, 172, (low, high), (0, peak))
    parts = [
        element("text", text=title, x=0, y=12, class_="strong start"),
        axes.ticks_up((0, peak), lambda number: f"{number:,.0f}"),
        axes.ticks_across(values[:-1] if len(bins) > 1 else values[:1], tick),
    ]  # fmt: skip
    if len(bins) > 1:  # the last number ends with the axis: centred, it would be cut off
        end = {"x": axes.right, "y": axes.bottom + 14, "class_": "quiet end"}
        parts.append(element("text", text=tick(values[-1]), **end))
    for number, found in enumerate(bins):
        left = axes.across(found.low) if len(bins) > 1 else axes.across(low + 0.4)
        right = axes.across(found.high) if len(bins) > 1 else axes.across(low + 0.6)
        box = {"x": left + 1, "width": right - left - 2}
        parts.append(
            element(
                "g",
                element("rect", **box, y=axes.top, height=axes.bottom - axes.top, class_="hit"),
                element("rect", **box, y=axes.up(found.count),
                        height=axes.bottom - axes.up(found.count), class_="bar plus"),
                data_part=f"bin-{number}",
                data_say=say(found),
            )
        )  # fmt: skip
    if mark is not None and low <= mark <= high:
        x = axes.across(mark)
        parts.append(element("line", x1=x, x2=x, y1=30, y2=axes.bottom, class_="dash"))
        parts.append(element("text", text=mark_name, x=x, y=24, class_="quiet middle"))
    return drawing_frame(WIDTH, 196, *parts)


def _ticks(most: float) -> list[float]:
    """Round numbers from 0 up, three to six of them."""
    step = 1.0
    while most / step > 5:
        step *= 2.5 if str(step).startswith("2") else 2
    return [step * number for number in range(int(most / step) + 1)]
