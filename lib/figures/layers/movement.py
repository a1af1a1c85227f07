"""A picture and some maps before and after a movement, and the course of the probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.figures.hues import hues
from lib.figures.layers.photograph import box, heat, image
from lib.figures.line_plot import Axis, Plot, line_plot, upright
from lib.figures.pixels import picture_png
from lib.figures.quantities import share_text
from lib.figures.svg import drawing_frame, element
from lib.layers.movement import Change, Course, Moved

_TILE, _GAP, _HEAD, _LABEL = 148.0, 10.0, 26.0, 62.0
_NARROW, _NARROW_LABEL = 352.0, 20.0  # a row's label stands above it
_WIDE, _COURSE_TALL = 430.0, 250.0
_HIT = "stroke:transparent;stroke-width:12;fill:none"
_NAMED = 6  # classes whose name stands at the end of their curve


@dataclass(frozen=True)
class MovementWords:
    """Column heads, row labels and sentences: before, after and difference of every row."""

    heads: tuple[str, str, str]
    rows: Sequence[str]
    sentences: Sequence[tuple[str, str, str]]


def movement_sheet(moved: Moved, words: MovementWords, *, narrow: bool = False) -> str:
    """Draw a row for the picture and one a map: before, after, after less before."""
    left, above = (0.0, _NARROW_LABEL) if narrow else (_LABEL, 0.0)
    tile = (_NARROW - 2 * _GAP - 2) / 3 if narrow else _TILE
    side = moved.before.shape[0]
    apart = moved.after.astype(np.float32) - moved.before
    rows = [
        (
            image(picture_png(moved.before), (side, side)),
            image(picture_png(moved.after), (side, side)),
            heat(apart.mean(axis=2), peak=255.0),
        )
    ]
    shapes = [(side, side)]
    for old, new in zip(*moved.maps.astype(np.float32), strict=True):
        rows.append((heat(old, peak=1.0), heat(new, peak=1.0), heat(new - old, peak=1.0)))
        shapes.append(old.shape)
    parts = [
        element("text", text=head, x=left + place * (tile + _GAP), y=10, class_="start strong")
        for place, head in enumerate(words.heads)
    ]
    for number, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
        y = _HEAD + number * (tile + above + _GAP) + above
        label = y - above / 2 if narrow else y + tile / 2
        parts.append(element("text", text=words.rows[number], x=0, y=label,
                             class_="start quiet"))  # fmt: skip
        for place, inside in enumerate(row):
            x = left + 1 + place * (tile + _GAP)
            parts.append(
                element(
                    "g", box(inside, (x, y), tile, shape),
                    element("rect", x=x, y=y, width=tile, height=tile, class_="tile"),
                    data_part=f"tile-{number}-{place}", data_say=words.sentences[number][place],
                )
            )  # fmt: skip
    width = left + 3 * tile + 2 * _GAP + 2
    height = _HEAD + len(rows) * (tile + above + _GAP)
    return drawing_frame(width, height, element("g", *parts, class_="steady"))


@dataclass(frozen=True)
class CourseWords:
    """Words of the curves: axes, class names in order, a sentence a class."""

    across: str
    up: str
    names: Sequence[str]
    sentences: Sequence[str]


def course_plot(
    course: Course, now: int, ticks: Sequence[int], words: CourseWords, *, narrow: bool = False
) -> str:
    """Draw a curve a class over the whole range, and where the slider stands.

    Args:
        course: The probabilities.
        now: Where the slider stands.
        ticks: Values that are marked below.
        words: What to say.
        narrow: For a telephone.
    """
    width = _NARROW if narrow else _WIDE
    x = course.values.astype(np.float64)
    plot = Plot(
        0, 0, width - 84, _COURSE_TALL,
        Axis(float(x[0]), float(x[-1]), [(float(t), f"{t:d}".replace("-", "−")) for t in ticks],
             words.across),
        Axis(0.0, 1.0, [(0.0, "0"), (0.5, "50%"), (1.0, "100%")], words.up),
    )  # fmt: skip
    colours = hues(len(words.names))
    likely = np.argsort(-course.probabilities.max(axis=0), kind="stable")
    curves = []
    for number in reversed(likely.tolist()):
        y = course.probabilities[:, number].astype(np.float64)
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in map(plot.at, x.tolist(), y.tolist()))
        spot = plot.at(float(now), float(np.interp(now, x, y)))
        curves.append(
            element(
                "g",
                element("polyline", points=points, style=_HIT),
                element("polyline", points=points, class_="lines", fill="none",
                        style=f"--hue:{colours[number]};stroke-width:2.4"),
                element("circle", cx=spot[0], cy=spot[1], r=4.5, class_="same",
                        style=f"--hue:{colours[number]}"),
                data_part=f"class-{number}", data_say=words.sentences[number],
            )
        )  # fmt: skip
    frame = line_plot(plot, [])
    return drawing_frame(
        width, _COURSE_TALL, frame, upright(plot, float(now)), *curves,
        _names(plot, course, likely[:_NAMED].tolist(), words, colours),
    )  # fmt: skip


def _names(
    plot: Plot, course: Course, shown: list[int], words: CourseWords, colours: list[int]
) -> str:
    """Names at the ends of the curves, moved apart so that each can be read."""
    ends = sorted(
        (plot.at(float(course.values[-1]), float(course.probabilities[-1, number]))[1], number)
        for number in shown
    )
    parts, lowest = [], -np.inf
    x = plot.at(float(course.values[-1]), 0.0)[0] + 4
    bottom = plot.at(0.0, 0.0)[1]
    free = bottom - 15 * (len(ends) - 1)
    for y, number in ends:
        place = max(lowest + 15, min(y, free))
        free += 15
        lowest = place
        name = words.names[number]
        parts.append(
            element("text", text=name if len(name) <= 12 else f"{name[:11]}…",
                    x=x, y=place, class_="start",
                    style=f"fill:oklch(.6 .15 {colours[number]})",
                    data_with=f"class-{number}")
        )  # fmt: skip
    return "".join(parts)


@dataclass(frozen=True)
class ChangeWords:
    """A layer's name, and what is said of its bars."""

    title: str
    say: str


def change_rows(
    changes: Sequence[Change], words: Sequence[ChangeWords], *, narrow: bool = False
) -> str:
    """Draw two bars a layer: how far apart, and how far once the maps were moved along."""
    left, width, step = 132.0, _NARROW if narrow else _WIDE, 27.0
    longest = max(1.0, *(change.apart for change in changes), *(
        change.along or 0.0 for change in changes
    ))  # fmt: skip
    reach = (width - left - 54) / longest
    parts = []
    for number, (change, word) in enumerate(zip(changes, words, strict=True)):
        y = 2 + number * step
        bars = [
            element("rect", x=0, y=y, width=width, height=step, class_="hit"),
            element("text", text=word.title, x=0, y=y + 12, class_="start"),
            element("rect", x=left, y=y + 4, width=max(1.0, change.apart * reach), height=7,
                    class_="bar ghost-fill"),
            element("text", text=share_text(change.apart), x=width - 2, y=y + 8,
                    class_="end quiet"),
        ]  # fmt: skip
        if change.along is not None:
            bars.append(element("rect", x=left, y=y + 13, width=max(1.0, change.along * reach),
                                height=7, class_="bar full"))  # fmt: skip
            bars.append(element("text", text=share_text(change.along), x=width - 2, y=y + 20,
                                class_="end", style="font-size:12px"))  # fmt: skip
        parts.append(element("g", *bars, data_part=f"change-{number}", data_say=word.say))
    return drawing_frame(width, 4 + step * len(changes), element("g", *parts, class_="steady"))
