"""Layer by layer: between which bounds its values must lie, and between which they did."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.figures.readable import readable
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 820.0, 352.0
_ROW, _TOP = 32.0, 46.0
_ENDLESS = 1e12  # where a bar without end is cut off


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
    """What stands above the columns and in the legend."""

    possible: str
    over_set: str
    here: str


def bounds_rows(rows: Sequence[BoundsRow], words: BoundsWords, *, width: float = WIDE) -> str:
    """Draw a line a layer: a thin bar for what can be, thicker ones for what was.

    The scale is linear near zero and logarithmic further out: bounds grow from layer to layer.

    Args:
        rows: The layers in order; pressing one picks its place.
        words: What the bars mean.
        width: :data:`WIDE` or :data:`NARROW`.
    """
    narrow = width < WIDE
    left, right = (112.0, width - 8) if narrow else (166.0, width - 168)
    finite = [abs(end) for row in rows for end in row.bounds if math.isfinite(end)]
    reach = _bend(max(finite, default=1.0) or 1.0)
    low = min(-0.08 * reach, *(_bend(max(row.bounds[0], -_ENDLESS)) for row in rows))

    def across(value: float) -> float:
        share = (min(max(_bend(value), low), reach) - low) / (reach - low)
        return left + share * (right - left)

    bottom = _TOP + _ROW * len(rows)
    parts = [_row(row, place, across, (left, right), narrow) for place, row in enumerate(rows)]
    zero = across(0)
    return drawing_frame(
        width,
        bottom + 4,
        _legend(words, narrow),
        element("line", x1=zero, x2=zero, y1=_TOP - 6, y2=bottom, class_="dash"),
        element("text", text="0", x=zero, y=_TOP - 13, class_="middle quiet"),
        element("g", *parts, class_="steady"),
    )


def _bend(value: float) -> float:
    """Linear up to about a tenth, logarithmic beyond, on both sides of zero."""
    return math.copysign(math.log10(1 + abs(value) / 0.1), value)


def _legend(words: BoundsWords, narrow: bool) -> str:
    parts, x = [], 0.0
    for place, text in enumerate((words.possible, words.over_set, words.here)):
        mark = _mark(place, x, x + 22, 9.0)
        parts += [mark, element("text", text=text, x=x + 28, y=10, class_="start quiet")]
        x += (36 + 0.55 * 12 * _wide(text)) if not narrow else 40 + 0.5 * 12 * _wide(text)
    return "".join(parts)


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


def _row(
    row: BoundsRow,
    place: int,
    across: Callable[[float], float],
    room: tuple[float, float],
    narrow: bool,
) -> str:
    y = _TOP + _ROW * place + _ROW / 2
    left, right = room
    ends = [end if math.isfinite(end) else math.copysign(_ENDLESS, end) for end in row.bounds]
    bars = [_mark(0, across(ends[0]), across(ends[1]), y)]
    if row.over_set is not None:
        bars.append(_mark(1, across(row.over_set[0]), across(row.over_set[1]), y))
    bars.append(_mark(2, across(row.here[0]), across(row.here[1]), y))
    sign = "−" if row.negative else "+"
    limits = f"{readable(row.bounds[0])} … {readable(row.bounds[1])}"
    words = [] if narrow else [
        element("text", text=limits, x=right + 14, y=y - 7, class_="start quiet"),
        element("text", text=row.verdict, x=right + 14, y=y + 8, class_="start"),
    ]  # fmt: skip
    return element(
        "g",
        element("rect", x=0, y=y - _ROW / 2, width=right + (0 if narrow else 168), height=_ROW,
                class_="hit"),
        element("rect", x=0, y=y - 12, width=4, height=24, rx=2,
                style=f"fill:var(--kind-{row.accent})"),
        element("text", text=row.title, x=12, y=y, class_="start strong"),
        element("text", text=sign, x=left - 10, y=y, class_="middle strong"),
        *bars,
        *words,
        data_part=f"bounds-{place}",
        data_say=row.say,
        data_pick=f"{place}",
    )  # fmt: skip
