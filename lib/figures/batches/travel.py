"""Where each picture of the folder comes out: one dot a picture, and the limit of the buffer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.figures.axes import Axes
from lib.figures.hues import hues
from lib.figures.svg import drawing_frame, element
from lib.operations.shuffling import Integers

WIDTH, HEIGHT = 420.0, 300.0


@dataclass(frozen=True)
class TravelWords:
    """Names of the axes and of the limit, and a sentence for each picture."""

    place_in: str
    place_out: str
    limit: str
    pictures: Sequence[str]


def travel_dots(
    places_out: Integers, labels: Sequence[int], classes: int, *, buffer: int, words: TravelWords
) -> str:
    """Draw place in against place out.

    Args:
        places_out: (N,) when each picture comes out, from 0.
        labels: (N,) class of each.
        classes: How many there are.
        buffer: B; nothing can lie below ``out = in − (B − 1)``.
        words: What to say.
    """
    count = len(places_out)
    axes = Axes(40, 14, WIDTH - 14, HEIGHT - 42, (0.5, count + 0.5), (count + 0.5, 0.5))
    colours = hues(classes)
    # Numbers that people count from 1; first at the top, as one reads.
    inside = np.arange(1, count + 1)
    limit = np.clip(inside - (buffer - 1), 1, None)
    corner = [(axes.across(0.5), axes.up(0.5)), (axes.across(count + 0.5), axes.up(0.5))]
    edge = [
        (axes.across(x), axes.up(y - 0.5))
        for x, y in zip(inside.tolist(), limit.tolist(), strict=True)
    ]
    line = " ".join(_point(x, y) for x, y in edge)
    never = " ".join([_point(*corner[0]), line, _point(*corner[1])])
    ticks = [1, *range(10, count + 1, 10)]
    dots = [
        element(
            "circle", cx=axes.across(place + 1), cy=axes.up(out + 1), r=4.6,
            style=f"--hue:{colours[label]}", class_="same", data_part=f"dot-{place}",
            data_say=sentence,
        )
        for place, (out, label, sentence) in enumerate(
            zip(places_out.tolist(), labels, words.pictures, strict=True)
        )
    ]  # fmt: skip
    return drawing_frame(
        WIDTH,
        HEIGHT,
        axes.ticks_up(ticks, lambda y: f"{y:.0f}"),
        axes.ticks_across(ticks, lambda x: f"{x:.0f}"),
        element("polygon", points=never, class_="band"),
        element("polyline", points=line, class_="dash"),
        element("text", text=words.limit if buffer < count else "", x=axes.right - 6,
                y=axes.top + 14, class_="quiet end"),
        element("text", text=words.place_in, x=axes.right, y=HEIGHT - 9, class_="quiet end"),
        element("text", text=words.place_out, x=axes.left + 6, y=axes.bottom - 10,
                class_="quiet start"),
        *dots,
    )  # fmt: skip


def _point(x: float, y: float) -> str:
    return f"{x:.1f},{y:.1f}"
