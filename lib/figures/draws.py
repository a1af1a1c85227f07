"""What many draws of dropout come to: a mean that settles, a layer that is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.figures.axes import Axes, nice_top
from lib.figures.quantities import share_text
from lib.figures.svg import drawing_frame, element
from lib.operations.cut_off import CutOffTrial
from lib.operations.dropout import Means

WIDE, NARROW = 580.0, 350.0
_HEIGHT = 260.0
_ROOMY = 50.0  # a column that holds any share
_SHORT = 0.01  # the least share that is written in two digits, which fit a narrow column


@dataclass(frozen=True)
class MeanWords:
    """Names of the lines and of the axis."""

    value: str
    scaled: str
    unscaled: str
    draws: str


@dataclass(frozen=True)
class CutOffWords:
    """Names of the two bars and of the axis; for each layer what stands over it, and a sentence."""

    computed: str
    happened: str
    units: str
    shares: Sequence[str]
    layers: Sequence[str]


def settling_means(means: Means, *, words: MeanWords, width: float = WIDE) -> str:
    """Draw the running mean with and without the scale, and the value they are to be compared to.

    Args:
        means: The value, and the means after 1, 2, … draws.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    count = len(means.scaled)
    # Early means swing up to 1 / (1 − p) times the value; what is beyond twice is cut.
    across, up = (1, count), (0, 2 * means.value)
    top = 36 if width > NARROW else 70  # below the legend
    axes = Axes(46, top, width - 20, _HEIGHT - 44, across, up, logarithmic=True)
    steps = np.unique(np.geomspace(1, count, 240).astype(int))
    level = axes.up(means.value)
    return drawing_frame(
        width,
        _HEIGHT,
        axes.ticks_up((0, means.value, 2 * means.value), lambda y: f"{y:.2f}"),
        axes.ticks_across([10**power for power in range(len(str(count)))], lambda x: f"{x:,.0f}"),
        element("text", text=words.draws, x=axes.right, y=_HEIGHT - 10, class_="quiet end"),
        element("line", x1=axes.left, x2=axes.right, y1=level, y2=level, class_="axis"),
        axes.path(steps, means.unscaled[steps - 1], "curve slope"),
        axes.path(steps, means.scaled[steps - 1], "curve accent"),
        _legend(axes, words, stacked=width <= NARROW),
    )


def _legend(axes: Axes, words: MeanWords, *, stacked: bool) -> str:
    """The names of the lines above the frame: side by side, or one under the other."""
    rows = (("curve accent", words.scaled), ("curve slope", words.unscaled), ("axis", words.value))
    step = (axes.right - axes.left) / len(rows)
    places = [
        (axes.left, 10 + 20 * row) if stacked else (axes.left + row * step, 12) for row in range(3)
    ]
    return "".join(
        element("line", x1=x, x2=x + 20, y1=y, y2=y, class_=class_)
        + element("text", text=name, x=x + 26, y=y, class_="start")
        for (x, y), (class_, name) in zip(places, rows, strict=True)
    )


def cut_off_bars(
    trials: Sequence[CutOffTrial], *, chosen: int, words: CutOffWords, width: float = WIDE
) -> str:
    """Draw for every number of units what is computed beside what happened.

    Args:
        trials: Layers of 1, 2, … units.
        chosen: The number of units now on the page, outlined if it is among them.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    likeliest = max(
        max(trial.computed.probability, trial.happened / trial.draws) for trial in trials
    )
    top = min(1.0, nice_top(likeliest))
    axes = Axes(46, 34, width - 20, _HEIGHT - 44, (0, len(trials)), (0, top))
    columns = [
        _pair(axes, trial, said, outlined=trial.units == chosen)
        for trial, *said in zip(trials, words.shares, words.layers, strict=True)
    ]
    return drawing_frame(
        width,
        _HEIGHT,
        axes.ticks_up((0, top / 2, top), lambda y: share_text(y, however_small=True)),
        *columns,
        element("text", text=words.units, x=axes.right, y=_HEIGHT - 10, class_="quiet end"),
        _key(axes.right - 240, 14, "bar full", words.computed),
        _key(axes.right - 100, 14, "bar hollow", words.happened),
    )


def _pair(axes: Axes, trial: CutOffTrial, said: Sequence[str], *, outlined: bool) -> str:
    share_text, sentence = said
    place = trial.units - 1
    step = axes.across(1) - axes.across(0)
    left, width, roomy = axes.across(place), 0.32 * step, step > _ROOMY
    tops = (trial.computed.probability, trial.happened / trial.draws)
    bars = [
        element("rect", x=left + (0.15 + 0.38 * number) * step, width=width, y=axes.up(share),
                height=axes.bottom - axes.up(share), class_=class_)
        for number, (share, class_) in enumerate(
            zip(tops, ("bar full", "bar hollow"), strict=True)
        )
    ]  # fmt: skip
    column = {"x": left + 1, "y": axes.top, "width": step - 2, "height": axes.bottom - axes.top}
    class_ = "outline" if outlined else "hit"
    return element(
        "g",
        *bars,
        element("rect", **column, rx=3, class_=class_),
        element("text", text=share_text if roomy or tops[0] >= _SHORT else "",
                x=left + step / 2, y=axes.up(max(tops)) - 9, class_="quiet middle"),
        element("text", text=trial.units, x=left + step / 2, y=axes.bottom + 14,
                class_="quiet middle"),
        data_part=f"layer-{trial.units}",
        data_say=sentence,
    )  # fmt: skip


def _key(x: float, y: float, class_: str, name: str) -> str:
    return element("rect", x=x, y=y - 6, width=12, height=12, class_=class_) + element(
        "text", text=name, x=x + 18, y=y, class_="start"
    )
