"""Layer by layer: between which bounds its values must lie, and between which they did."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.figures.readable import readable
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 960.0, 352.0
_ROW, _TALL_ROW = 28.0, 48.0  # with the name beside the bars, and above them
_LINE = 20.0  # of the legend
_ENDLESS = 1e12  # where a bar without end is cut off
_TICKS = (0.0, 1.0, 100.0, 1e4, 1e6)
_TICK_ROOM = 34.0  # from label to label


@dataclass(frozen=True)
class BoundsRow:
    """One layer.

    Attributes:
        title: Its name.
        accent: Its kind of colour.
        bounds: The least and largest value that there can be.
        over_set: The least and largest over the set; None while they are not known.
        here: On the picture.
        verdict: In a word: whether it can be negative.
        negative: Whether it can.
        say: The sentence said of the layer.
    """

    title: str
    accent: str
    bounds: tuple[float, float]
    over_set: tuple[float, float] | None
    here: tuple[float, float]
    verdict: str
    negative: bool
    say: str


@dataclass(frozen=True)
class BoundsWords:
    """What stands in the legend."""

    possible: str
    over_set: str
    here: str


def bounds_rows(rows: Sequence[BoundsRow], words: BoundsWords, *, width: float = WIDE) -> str:
    """Draw a line a layer: a thin bar for what can be, thicker ones for what was.

    The scale is linear near zero and logarithmic further out: bounds grow from layer to layer.

    Args:
        rows: The layers in order; pressing one picks its place.
        words: What the bars mean.
        width: :data:`WIDE`, names and numbers beside the bars; or :data:`NARROW`, above them.
    """
    narrow = width < WIDE
    room = (6.0, width - 6) if narrow else (166.0, width - 316)
    across, reach = _scale(rows, room)
    legend, lines = _legend(words, width)
    top, step = lines * _LINE + 26, _TALL_ROW if narrow else _ROW
    bottom = top + step * len(rows)
    draw = _narrow_row if narrow else _wide_row
    parts = [draw(row, place, top + step * place, across, width) for place, row in enumerate(rows)]
    return drawing_frame(
        width, bottom + 4, legend, *_axis(across, reach, (top, bottom)),
        element("g", *parts, class_="steady"),
    )  # fmt: skip


def _scale(
    rows: Sequence[BoundsRow], room: tuple[float, float]
) -> tuple[Callable[[float], float], tuple[float, float]]:
    """From a value to its place, and the least and largest value that have one."""
    finite = [abs(end) for row in rows for end in row.bounds if math.isfinite(end)]
    largest = max(finite, default=1.0) or 1.0
    high = _bend(largest)
    low = min(-0.08 * high, *(_bend(max(row.bounds[0], -_ENDLESS)) for row in rows))
    left, right = room

    def across(value: float) -> float:
        share = (min(max(_bend(value), low), high) - low) / (high - low)
        return left + share * (right - left)

    return across, (min(row.bounds[0] for row in rows), largest)


def _bend(value: float) -> float:
    """Linear up to about a tenth, logarithmic beyond, on both sides of zero."""
    return math.copysign(math.log10(1 + abs(value) / 0.1), value)


def _axis(
    across: Callable[[float], float], reach: tuple[float, float], span: tuple[float, float]
) -> list[str]:
    """Lines at zero, ±1, ±100, ±10⁴, as far as there are values and room for labels."""
    top, bottom = span
    parts, taken = [], list[float]()
    for tick in sorted({sign * tick for tick in _TICKS for sign in (1, -1)}, key=abs):
        x = across(tick)
        near = any(abs(x - each) < _TICK_ROOM for each in taken)
        if tick and (near or not reach[0] <= tick <= reach[1]):
            continue
        taken.append(x)
        parts += [
            element("line", x1=x, x2=x, y1=top - 4, y2=bottom, class_="rule" if tick else "dash"),
            element("text", text=readable(tick), x=x, y=top - 12, class_="middle quiet"),
        ]
    return parts


def _legend(words: BoundsWords, width: float) -> tuple[str, int]:
    """What the bars mean, and how many lines that takes."""
    parts, x, line = [], 0.0, 0
    for place, text in enumerate((words.possible, words.over_set, words.here)):
        if not text:  # nothing of the kind is shown
            continue
        taken = 44 + 6.6 * _wide(text)
        if x and x + taken > width:
            x, line = 0.0, line + 1
        y = 10 + line * _LINE
        parts += [
            _mark(place, x + 1, x + 23, y),
            element("text", text=text, x=x + 30, y=y, class_="start quiet"),
        ]
        x += taken
    return "".join(parts), line + 1


def _wide(text: str) -> float:
    return sum(1.85 if ord(letter) > 0x2E80 else 1.0 for letter in text)


def _mark(place: int, start: float, end: float, y: float) -> str:
    """What can be is a hollow bar, what was over the set a pale one, here a full one."""
    height = (12.0, 8.0, 4.0)[place]
    return element(
        "rect", x=min(start, end), y=y - height / 2, width=max(1.5, abs(end - start)),
        height=height, rx=1.5,
        class_=("bound", "ghost-fill", "bar full")[place],
    )  # fmt: skip


def _bars(row: BoundsRow, across: Callable[[float], float], y: float) -> list[str]:
    low, high = (end if math.isfinite(end) else math.copysign(_ENDLESS, end) for end in row.bounds)
    return [
        _mark(place, across(ends[0]), across(ends[1]), y)
        for place, ends in enumerate(((low, high), row.over_set, row.here))
        if ends is not None
    ]


def _wide_row(
    row: BoundsRow, place: int, top: float, across: Callable[[float], float], width: float
) -> str:
    y = top + _ROW / 2
    return _pressed(
        row, place,
        element("rect", x=0, y=top, width=width, height=_ROW, class_="hit"),
        element("rect", x=0, y=y - 11, width=4, height=22, rx=2,
                style=f"fill:var(--kind-{row.accent})"),
        element("text", text=row.title, x=12, y=y, class_="start strong"),
        *_bars(row, across, y),
        element("text", text=_limits(row), x=width - 148, y=y, class_="end quiet"),
        element("text", text=_verdict(row), x=width - 130, y=y, class_="start"),
    )  # fmt: skip


def _narrow_row(
    row: BoundsRow, place: int, top: float, across: Callable[[float], float], width: float
) -> str:
    return _pressed(
        row, place,
        element("rect", x=0, y=top, width=width, height=_TALL_ROW, class_="hit"),
        element("rect", x=0, y=top + 5, width=4, height=16, rx=2,
                style=f"fill:var(--kind-{row.accent})"),
        element("text", text=row.title, x=10, y=top + 13, class_="start strong over"),
        element("text", text=_verdict(row), x=width - 4, y=top + 13, class_="end over"),
        *_bars(row, across, top + 33),
    )  # fmt: skip


def _pressed(row: BoundsRow, place: int, *inside: str) -> str:
    return element(
        "g", *inside, data_part=f"bounds-{place}", data_say=row.say, data_pick=f"{place}"
    )


def _limits(row: BoundsRow) -> str:
    return f"{readable(row.bounds[0])} … {readable(row.bounds[1])}"


def _verdict(row: BoundsRow) -> str:
    return f"{'−' if row.negative else '+'} {row.verdict}"
