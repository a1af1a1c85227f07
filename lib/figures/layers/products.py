"""The long sum of a dense unit: its strongest terms, all others, the bias, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.axes import Axes
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 760.0, 352.0
_ROW, _TOP = 21.0, 8.0


@dataclass(frozen=True)
class Term:
    """One line of the sum.

    Attributes:
        label: What it is.
        arithmetic: How its value comes about.
        value: What it adds; of a result, what was come to.
        say: The sentence said of it.
        result: Whether it is a sum of the lines above.
        many: Whether it stands for many terms: a number only, whose bar would dwarf single ones.
        pick: What pressing it sends; nothing if left out.
    """

    label: str
    arithmetic: str
    value: float
    say: str
    result: bool = False
    pick: str | None = None
    many: bool = False


def product_rows(terms: Sequence[Term], *, width: float = WIDE) -> str:
    """Draw a line a term, its bar to the left of zero or to the right.

    Args:
        terms: From above.
        width: :data:`WIDE` or :data:`NARROW`, which leaves the arithmetic to the sentence.
    """
    narrow = width < WIDE
    left = 108.0 if narrow else 366.0
    # A result is a number only: where all terms have one sign its bar would dwarf theirs.
    drawn = [term.value for term in terms if not (term.result or term.many)]
    reach = max(map(abs, drawn), default=0.0) or 1.0
    low = -reach if any(value < 0 for value in drawn) else 0.0
    high = reach if any(value > 0 for value in drawn) else 0.0
    bottom = _TOP + _ROW * len(terms)
    axes = Axes(left, _TOP, width - 66, bottom, (low, high or 1.0), (0, 1))
    rows = [_row(axes, term, place, narrow) for place, term in enumerate(terms)]
    zero = element("line", x1=axes.across(0), x2=axes.across(0), y1=_TOP - 2, y2=bottom,
                   class_="axis")  # fmt: skip
    return drawing_frame(width, bottom + 6, element("g", *rows, class_="steady"), zero)


def _row(axes: Axes, term: Term, place: int, narrow: bool) -> str:
    y = _TOP + place * _ROW
    start, end = sorted((axes.across(0), axes.across(term.value)))
    parts = [
        element("rect", x=0, y=y, width=axes.right + 66, height=_ROW, class_="hit"),
        element("text", text=term.label, x=0, y=y + _ROW / 2,
                class_="start strong" if term.result else "start"),
        element("text", text=readable(term.value), x=axes.right + 62, y=y + _ROW / 2,
                class_="end strong" if term.result else "end"),
    ]  # fmt: skip
    if not (term.result or term.many):
        parts.append(element("rect", x=start, y=y + 3, width=max(1.0, end - start),
                             height=_ROW - 6,
                             class_=f"bar {'minus' if term.value < 0 else 'plus'}"))  # fmt: skip
    if not narrow:
        parts.append(element("text", text=term.arithmetic, x=axes.left - 14, y=y + _ROW / 2,
                             class_="end quiet"))  # fmt: skip
    if term.result:
        parts.insert(0, element("line", x1=0, x2=axes.right + 66, y1=y, y2=y, class_="rule"))
    return element("g", *parts, data_part=f"term-{place}", data_say=term.say,
                   data_pick=term.pick)  # fmt: skip
