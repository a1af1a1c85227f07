"""The largest value that each filter of a layer reaches, above or below ReLU's zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.figures.axes import Axes
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 800.0, 350.0
_HEIGHT = 230.0
_LOW, _HIGH = -1.3, 1.6


@dataclass(frozen=True)
class PeakWords:
    """What the drawing says.

    Attributes:
        above: Names the half where a filter fires.
        below: Names the half where it is silent.
        filters: One sentence a filter.
    """

    above: str
    below: str
    filters: Sequence[str]


def filter_peaks(
    anywhere: np.ndarray,
    here: np.ndarray,
    *,
    chosen: int,
    words: PeakWords,
    width: float = WIDE,
) -> str:
    """Draw a bar a filter: where it ends is the largest value before ReLU on any picture.

    Args:
        anywhere: Largest values over all pictures, (F,).
        here: Largest values on the picture shown, (F,); a short line across the bar.
        chosen: The filter shown on the page, outlined.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    axes = Axes(34, 8, width - 6, _HEIGHT - 26, (0, len(anywhere)), (_LOW, _HIGH))
    bars = [
        _bar(axes, place, (float(peak), float(here[place])), chosen, words.filters[place])
        for place, peak in enumerate(anywhere)
    ]
    numbered = range(0, len(anywhere), max(1, round(len(anywhere) * 26 / width)))
    labels = "".join(
        element("text", text=place + 1, x=axes.across(place + 0.5), y=_HEIGHT - 12,
                class_="quiet middle")
        for place in numbered
    )  # fmt: skip
    return drawing_frame(
        width,
        _HEIGHT,
        axes.ticks_up((-1, 1), lambda y: f"{y:g}"),
        element("text", text="0", x=axes.left - 6, y=axes.up(0), class_="quiet end"),
        element("text", text=words.above, x=axes.left + 4, y=18, class_="quiet start"),
        element("text", text=words.below, x=axes.left + 4, y=axes.bottom - 8, class_="quiet start"),
        *bars,
        element("line", x1=axes.left, x2=axes.right, y1=axes.up(0), y2=axes.up(0), class_="axis"),
        labels,
    )


def _bar(axes: Axes, place: int, peaks: tuple[float, float], chosen: int, sentence: str) -> str:
    peak, here = peaks
    step = axes.across(1) - axes.across(0)
    left, width = axes.across(place) + 0.12 * step, 0.76 * step
    top, bottom = sorted((axes.up(peak), axes.up(0)))
    middle = left + width / 2
    silent = peak <= 0
    parts = [
        # The whole column answers to the pointer, however short its bar.
        element("rect", x=axes.across(place), y=axes.top, width=step,
                height=axes.bottom - axes.top, class_="hit"),
        element("rect", x=left, y=top, width=width, height=max(1.0, bottom - top),
                class_="bar minus" if silent else "bar plus"),
        element("line", x1=left - 1, x2=left + width + 1, y1=axes.up(here), y2=axes.up(here),
                class_="level"),
    ]  # fmt: skip
    if silent:  # not by colour alone
        parts.append(element("text", text="✕", x=middle, y=axes.up(0) - 9, class_="strong middle"))
    if place == chosen:
        parts.append(
            element("rect", x=axes.across(place) + 0.5, y=axes.top, width=step - 1, rx=3,
                    height=axes.bottom - axes.top, class_="outline")
        )  # fmt: skip
    return element(
        "g",
        *parts,
        data_part=f"filter-{place + 1}",
        data_say=sentence,
        # What was chosen is said too: else pressing the same filter again would be no news.
        data_pick=f"{place + 1} from {chosen + 1}",
    )
