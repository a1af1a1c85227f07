"""Where the trainings of several recipes ended, a row a recipe: validation, training, the gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.figures.axes import Axes, round_ticks
from lib.figures.svg import drawing_frame, element, wrapped
from lib.operations.courses import Ends, Repeats

WIDE, NARROW = 1160.0, 350.0
_TOP, _ROW, _FOOT = 6.0, 46.0, 34.0
_GAP_ROOM = 120.0  # on the right, for the gap in numbers


@dataclass(frozen=True)
class RowWords:
    """What the drawing says.

    Attributes:
        titles: By recipe.
        gaps: By recipe, beside its row.
        sentences: By recipe, said when its row is pointed at.
        axis: Title of the axis.
    """

    titles: Mapping[str, str]
    gaps: Mapping[str, str]
    sentences: Mapping[str, str]
    axis: str


def gap_rows(repeats: Mapping[str, Repeats], *, words: RowWords, width: float = WIDE) -> str:
    """Draw a bar from validation to training accuracy, with a dot for each seed and its mean.

    Args:
        repeats: By recipe; each has a training with an ended epoch.
        words: What to say.
        width: Of the drawing, :data:`WIDE` with the titles to the left, or :data:`NARROW`.
    """
    beside = width > NARROW
    row = _ROW if not beside else _ROW - 8
    ends = [one.end(part).seeds for one in repeats.values() for part in ("training", "validation")]
    low = max(0.0, int(10 * min(float(seeds.min()) for seeds in ends)) / 10)
    left, right = (300.0 if beside else 12.0), width - (_GAP_ROOM if beside else 12.0)
    bottom = _TOP + row * len(repeats)
    axes = Axes(left, _TOP, right, bottom, (low, 1.0), (0, 1))
    ticks = round_ticks(low, 1.0, most=6)
    rules = "".join(
        element("line", x1=axes.across(x), x2=axes.across(x), y1=_TOP, y2=bottom, class_="rule")
        for x in ticks
    )
    parts = [
        rules,
        axes.ticks_across(ticks, lambda x: f"{x:.0%}"),
        element("text", text=words.axis, x=right, y=bottom + 28, class_="quiet end"),
    ]
    for number, (name, found) in enumerate(repeats.items()):
        top = _TOP + number * row
        parts.append(_row(axes, found, name, words, top=top, row=row, width=width))
    return drawing_frame(width, bottom + _FOOT, *parts)


def _row(
    axes: Axes, found: Repeats, name: str, words: RowWords, *, top: float, row: float, width: float
) -> str:
    beside = width > NARROW
    y = top + row / 2 if beside else top + 32
    text = top + row / 2 if beside else top + 13
    training, validation = found.end("training"), found.end("validation")
    room = axes.left - 12 if beside else axes.right - _GAP_ROOM
    lines = wrapped(words.titles[name], room, most=2 if beside else 1)
    return element(
        "g",
        element("rect", x=0, y=top, width=width, height=row, class_="hit"),
        *(
            element("text", text=line, x=0, class_="start",
                    y=text + 16 * (number - (len(lines) - 1) / 2))
            for number, line in enumerate(lines)
        ),
        element("line", x1=axes.across(validation.mean), x2=axes.across(training.mean), y1=y, y2=y,
                class_="gap-bar"),
        *_dots(axes, training, "training", y),
        *_dots(axes, validation, "validation", y),
        element("text", text=words.gaps[name], x=width - 2, y=text, class_="end strong"),
        data_part=f"row-{name}",
        data_say=words.sentences[name],
    )  # fmt: skip


def _dots(axes: Axes, ends: Ends, kind: str, y: float) -> list[str]:
    several = [
        element("circle", cx=axes.across(float(value)), cy=y, r=3.0, class_=f"dot {kind}",
                style="opacity:.6")
        for value in ends.seeds
    ]  # fmt: skip
    mean = element("circle", cx=axes.across(ends.mean), cy=y, r=6.5, class_=f"dot {kind}")
    return [*(several if len(several) > 1 else []), mean]
