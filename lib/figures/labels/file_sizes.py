"""How large and how wide the pictures of a data set are: a cloud of sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from lib.figures.axes import Axes, round_ticks
from lib.figures.svg import drawing_frame, element

WIDE, NARROW, HEIGHT = 520.0, 350.0, 330.0
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


@dataclass(frozen=True)
class CloudWords:
    """Titles of the axes, the name of the diagonal, and the sentence of a dot."""

    width: str
    height: str
    square: str
    dot: Callable[[Dot], str]


def size_cloud(dots: Sequence[Dot], words: CloudWords, *, width: float = WIDE) -> str:
    """Dots by width and height, their areas as the numbers of pictures; a line for squares.

    Both axes cover the same numbers, so that squares lie on the diagonal.

    Args:
        dots: Of :func:`group_sizes`.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    ends = _range(dots)
    axes = Axes(50, 24, width - 14, HEIGHT - 40, ends, ends)
    ticks = round_ticks(*ends, most=6 if width > NARROW else 5)
    peak = max(dot.count for dot in dots)
    parts = [
        axes.ticks_up(ticks, lambda number: f"{number:,.0f}"),
        axes.ticks_across(ticks, lambda number: f"{number:,.0f}"),
        element("line", x1=axes.left, y1=axes.bottom, x2=axes.right, y2=axes.top, class_="dash"),
        element("text", text=words.square, x=axes.right - 6, y=axes.top + 30,
                class_="quiet end over"),
        element("text", text=words.width, x=axes.right, y=HEIGHT - 8, class_="quiet end"),
        element("text", text=words.height, x=4, y=8, class_="quiet start"),
    ]  # fmt: skip
    for number, dot in enumerate(dots):
        radius = max(2.5, _LARGEST_DOT * sqrt(dot.count / peak))
        parts.append(
            element("circle", cx=axes.across(dot.width), cy=axes.up(dot.height), r=radius,
                    class_="bar plus", style="fill-opacity:.62;stroke:var(--paper)",
                    data_part=f"size-{number}", data_say=words.dot(dot))
        )  # fmt: skip
    return drawing_frame(width, HEIGHT, *parts)


def _range(dots: Sequence[Dot]) -> tuple[float, float]:
    """From a little below the least side to a little above the greatest."""
    low = min(min(dot.width, dot.height) for dot in dots)
    high = max(max(dot.width, dot.height) for dot in dots)
    room = 0.08 * (high - low) or max(1.0, 0.1 * high)
    return max(0.0, low - room), high + room
