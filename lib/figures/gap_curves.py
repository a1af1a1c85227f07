"""Training and validation, epoch by epoch, a frame a recipe: means over the seeds, and the gap."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.axes import Axes, nice_top, round_ticks
from lib.figures.svg import drawing_frame, element, text_width, wrapped
from lib.operations.courses import Repeats

WIDE, NARROW = 1160.0, 350.0
PARTS = ("training", "validation")
_HEIGHT, _APART = 232.0, 18.0
_LEGEND, _HEADER, _LINE = 26.0, 44.0, 17.0  # a title, and below it the gap
_SCALE, _BRACKET = 42.0, 12.0  # room for the numbers on the left and the bracket on the right
_HIGHEST_LOSS = 5.0  # three times guessing among five: what is above lies at the upper edge


@dataclass(frozen=True)
class GapWords:
    """What the drawing says.

    Attributes:
        training: Name of the curve of training.
        validation: Name of the curve of validation.
        epochs: Title of the epochs.
        titles: By recipe, above its curves.
        gaps: By recipe, the gap as it is written; empty before there is one.
        sentences: By recipe, of its curves: training and validation, and of its gap.
    """

    training: str
    validation: str
    epochs: str
    titles: Mapping[str, str]
    gaps: Mapping[str, str]
    sentences: Mapping[str, tuple[str, str, str]]


def gap_curves(
    repeats: Mapping[str, Repeats],
    *,
    words: GapWords,
    quantity: str = "accuracy",
    epochs: int | None = None,
    width: float = WIDE,
) -> str:
    """Draw a frame for each recipe, all in the same scale.

    Lines are means over the seeds, bands go one standard deviation up and down, and every seed
    is a thin line.

    Args:
        repeats: By recipe.
        words: What to say.
        quantity: ``"accuracy"`` or ``"loss"``.
        epochs: Of the whole training, where it is still on its way.
        width: Of the drawing: :data:`WIDE`, frames side by side, or :data:`NARROW`, two by two.
    """
    count = len(repeats)
    columns = count if width > NARROW else min(count, 2)
    each = (width - _SCALE - _APART * (columns - 1)) / columns
    last = max(2, epochs or 0, *(one.epochs for one in repeats.values()))
    top = 1.0 if quantity == "accuracy" else _highest_loss(repeats)
    titles = {name: wrapped(words.titles[name], each) for name in repeats}
    header = _HEADER + _LINE * (max(map(len, titles.values())) - 1)
    height = _HEIGHT + header
    parts = [_legend(words)]
    for number, (name, found) in enumerate(repeats.items()):
        row, column = divmod(number, columns)
        left = _SCALE + column * (each + _APART)
        above = _LEGEND + row * (height + _APART)
        axes = Axes(
            left,
            above + header,
            left + each - _BRACKET,
            above + height - 40,
            (1, last),
            (0, top),
        )
        parts.append(
            _frame(
                axes,
                (*titles[name], words.gaps[name]),
                words.epochs,
                quantity,
                numbered=column == 0,
            )
        )
        parts.extend(
            _curve(axes, found, (part, quantity), name, sentence)
            for part, sentence in zip(PARTS, words.sentences[name], strict=False)
        )
        if found.begun:
            parts.append(_gap(axes, found, quantity, name, words))
    rows = -(-count // columns)
    return drawing_frame(width, _LEGEND + rows * (height + _APART), *parts)


def _highest_loss(repeats: Mapping[str, Repeats]) -> float:
    means = [
        float(one.middle(part, "loss")[0].max())
        for one in repeats.values() if one.begun for part in PARTS
    ]  # fmt: skip
    return nice_top(min(_HIGHEST_LOSS, max(means, default=1.7)))


def _frame(
    axes: Axes, header: tuple[str, ...], epochs_title: str, quantity: str, *, numbered: bool
) -> str:
    """The lines above it, the numbers beside it, and what they measure."""
    low, high = axes.up_range
    marks = (0, 0.25, 0.5, 0.75, 1) if quantity == "accuracy" else round_ticks(low, high, most=6)
    epochs = axes.across_range[1]
    whole = [tick for tick in round_ticks(0, epochs, most=5) if tick == int(tick) > 1]
    ticks = [1.0, *whole]

    def say(value: float) -> str:
        if not numbered:
            return ""
        return f"{value:.0%}" if quantity == "accuracy" else f"{value:g}"

    lines = [
        element(
            "text",
            text=text,
            x=axes.left,
            y=axes.top - 14 - _LINE * (len(header) - 1 - number),
            class_="start quiet" if number == len(header) - 1 else "start strong",
        )
        for number, text in enumerate(header)
    ]
    return "".join(
        [
            *lines,
            axes.ticks_up(marks, say),
            axes.ticks_across(ticks, lambda x: f"{x:.0f}"),
            element("text", text=epochs_title, x=axes.right, y=axes.bottom + 31,
                    class_="quiet end"),
        ]
    )  # fmt: skip


def _curve(axes: Axes, found: Repeats, what: tuple[str, str], name: str, sentence: str) -> str:
    """Every seed, the band, the mean; nothing before an epoch has ended."""
    if not found.begun:
        return ""
    part, quantity = what
    mean, spread = found.middle(part, quantity)
    steps = np.arange(1, len(mean) + 1)
    several = len(found.begun) > 1
    marks = []
    if several:
        marks.append(_band(axes, steps, mean - spread, mean + spread, part))
        for one in found.begun:
            line = getattr(one, part)[quantity]
            line = np.where(np.isnan(line), np.inf, line)  # at the upper edge, as its mean
            marks.append(axes.path(steps[: len(line)], line, f"curve seed {part}"))
    marks.append(axes.path(steps, mean, f"curve {part}"))
    marks.append(
        element("circle", cx=axes.across(float(steps[-1])),
                cy=_height(axes, float(mean[-1])), r=3.2, class_=f"dot {part}")
    )  # fmt: skip
    return element(
        "g",
        *marks,
        data_part=f"{part}-{name}",
        data_say=sentence,
    )


def _band(
    axes: Axes,
    steps: NDArray[np.int64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    part: str,
) -> str:
    least, most = axes.up_range
    low, high = np.clip(low, least, most), np.clip(high, least, most)
    edge: Sequence[tuple[float, float]] = [
        *zip(steps, high, strict=True),
        *zip(steps[::-1], low[::-1], strict=True),
    ]
    points = " ".join(f"{axes.across(x):.1f},{axes.up(y):.1f}" for x, y in edge)
    return element("polygon", points=points, class_=f"spread {part}")


def _gap(axes: Axes, found: Repeats, quantity: str, name: str, words: GapWords) -> str:
    """A bracket at the end, as high as the gap."""
    ends = [_height(axes, found.end(part, quantity).mean) for part in PARTS]
    x = axes.across(found.epochs) + 4
    return element(
        "g",
        element("rect", x=x - 2, y=min(ends) - 12, width=_BRACKET,
                height=abs(ends[0] - ends[1]) + 24, class_="hit"),
        element("path", d=f"M{x:.1f} {ends[0]:.1f}h6V{ends[1]:.1f}h-6", class_="edge"),
        data_part=f"gap-{name}",
        data_links=f"training-{name} validation-{name}",
        data_say=words.sentences[name][2],
    )  # fmt: skip


def _height(axes: Axes, value: float) -> float:
    """Where a number lies, cut at the frame's sides; what is none any more, at its upper edge."""
    low, high = axes.up_range
    return axes.up(high if math.isnan(value) else min(max(value, low), high))


def _legend(words: GapWords) -> str:
    parts, x = [], 0.0
    for kind, text in (("training", words.training), ("validation", words.validation)):
        parts.append(element("path", d=f"M{x:g} 10h26", class_=f"curve {kind}"))
        parts.append(element("text", text=text, x=x + 34, y=10, class_="start"))
        x += 34 + text_width(text) + 24
    return "".join(parts)
