"""What many draws of dropout come to: a mean that settles, a layer that is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.figures.axes import Axes
from lib.figures.svg import drawing_frame, element
from lib.operations.cut_off import CutOffTrial
from lib.operations.dropout import Means

_WIDTH, _HEIGHT = 580.0, 260.0


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


def settling_means(means: Means, *, words: MeanWords) -> str:
    """Draw the running mean with and without the scale, and the value they are to be compared to.

    Args:
        means: The value, and the means after 1, 2, … draws.
        words: What to say.
    """
    count = len(means.scaled)
    # Early means swing up to 1 / (1 − p) times the value; what is beyond twice is cut.
    axes = Axes(46, 14, _WIDTH - 20, _HEIGHT - 44, (1, count), (0, 2 * means.value), True)
    steps = np.unique(np.geomspace(1, count, 240).astype(int))
    level = axes.up(means.value)
    return drawing_frame(
        _WIDTH,
        _HEIGHT,
        axes.ticks_up((0, means.value, 2 * means.value), lambda y: f"{y:.2f}"),
        axes.ticks_across([10**power for power in range(len(str(count)))], lambda x: f"{x:,.0f}"),
        element("text", text=words.draws, x=axes.right, y=_HEIGHT - 10, class_="quiet end"),
        element("line", x1=axes.left, x2=axes.right, y1=level, y2=level, class_="axis"),
        axes.path(steps, means.unscaled[steps - 1], "curve other"),
        axes.path(steps, means.scaled[steps - 1], "curve"),
        _legend(axes, words),
    )


def _legend(axes: Axes, words: MeanWords) -> str:
    rows = (("curve", words.scaled), ("curve other", words.unscaled), ("axis", words.value))
    left = axes.right - 250
    return "".join(
        element("line", x1=left, x2=left + 24, y1=y, y2=y, class_=class_)
        + element("text", text=name, x=left + 32, y=y, class_="start")
        for y, (class_, name) in zip((20, 39, 58), rows, strict=True)
    )


def cut_off_bars(trials: Sequence[CutOffTrial], *, chosen: int, words: CutOffWords) -> str:
    """Draw for every number of units what is computed beside what happened.

    Args:
        trials: Layers of 1, 2, … units.
        chosen: The number of units now on the page, outlined if it is among them.
        words: What to say.
    """
    axes = Axes(46, 34, _WIDTH - 20, _HEIGHT - 44, (0, len(trials)), (0, 1))
    columns = [
        _pair(axes, trial, said, outlined=trial.units == chosen)
        for trial, *said in zip(trials, words.shares, words.layers, strict=True)
    ]
    return drawing_frame(
        _WIDTH,
        _HEIGHT,
        axes.ticks_up((0, 0.5, 1), lambda y: f"{y:.0%}"),
        *columns,
        element("text", text=words.units, x=axes.right, y=_HEIGHT - 10, class_="quiet end"),
        _key(axes.right - 250, 14, "bar accent", words.computed),
        _key(axes.right - 110, 14, "bar hollow", words.happened),
    )


def _pair(axes: Axes, trial: CutOffTrial, said: Sequence[str], *, outlined: bool) -> str:
    share_text, sentence = said
    place = trial.units - 1
    step = axes.across(1) - axes.across(0)
    left, width = axes.across(place), 0.32 * step
    tops = (trial.computed.probability, trial.happened / trial.draws)
    bars = [
        element("rect", x=left + (0.15 + 0.38 * number) * step, width=width, y=axes.up(share),
                height=axes.bottom - axes.up(share), class_=class_)
        for number, (share, class_) in enumerate(
            zip(tops, ("bar accent", "bar hollow"), strict=True)
        )
    ]  # fmt: skip
    column = {"x": left + 1, "y": axes.top, "width": step - 2, "height": axes.bottom - axes.top}
    class_, style = ("outline", None) if outlined else (None, "fill:transparent")
    return element(
        "g",
        *bars,
        element("rect", **column, rx=3, class_=class_, style=style),
        element("text", text=share_text, x=left + step / 2, y=axes.up(max(tops)) - 9,
                class_="quiet middle"),
        element("text", text=trial.units, x=left + step / 2, y=axes.bottom + 14,
                class_="quiet middle"),
        data_part=f"layer-{trial.units}",
        data_say=sentence,
    )  # fmt: skip


def _key(x: float, y: float, class_: str, name: str) -> str:
    return element("rect", x=x, y=y - 6, width=12, height=12, class_=class_) + element(
        "text", text=name, x=x + 18, y=y, class_="start"
    )
