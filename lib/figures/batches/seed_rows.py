"""Three runs of a program for each way to give seeds: the orders, and whether they repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.hues import hues
from lib.figures.svg import drawing_frame, element

WIDE, NARROW = 500.0, 350.0
_ROW = 27.0
_TITLE = 30.0
_HEAD = 22.0
_BETWEEN = 12.0  # two epochs


@dataclass(frozen=True)
class SeedWords:
    """Headings, the names of the runs, and for each run of each way a verdict and a sentence."""

    epochs: Sequence[str]
    runs: Sequence[str]
    verdicts: Sequence[str]
    moods: Sequence[str]
    sentences: Sequence[str]


def seed_rows(runs: NDArray[np.uint16], *, title: str, words: SeedWords, width: float) -> str:
    """Draw the orders of one way to give seeds.

    Args:
        runs: (3 runs, 2 epochs, N).
        title: Of the way.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    count = runs.shape[2]
    narrow = width <= NARROW
    left = 0.0 if narrow else 132.0
    verdict = 0.0 if narrow else 78.0
    cell = (width - left - verdict - _BETWEEN) / (2 * count)
    step = _ROW + (20 if narrow else 0)
    top = _TITLE + _HEAD
    heads = [
        element("text", text=name, x=left + epoch * (count * cell + _BETWEEN), y=_TITLE + 8,
                class_="quiet start")
        for epoch, name in enumerate(words.epochs)
    ]  # fmt: skip
    rows = [
        _row(run, words, number, (left, top + number * step, width), cell, narrow=narrow)
        for number, run in enumerate(runs)
    ]
    return drawing_frame(
        width,
        top + len(runs) * step,
        element("text", text=title, x=0, y=11, class_="start strong"),
        *heads,
        *rows,
    )


def _row(
    run: NDArray[np.uint16],
    words: SeedWords,
    number: int,
    place: tuple[float, float, float],
    cell: float,
    *,
    narrow: bool,
) -> str:
    left, top, width = place
    colours = hues(run.shape[1])
    down = top + (20 if narrow else 0)
    name_at = (0, top + 9) if narrow else (0, top + _ROW / 2 - 2)
    verdict_at = (width, top + 9) if narrow else (width, top + _ROW / 2 - 2)
    marks = [
        element("text", text=words.runs[number], x=name_at[0], y=name_at[1], class_="start quiet"),
        element("text", text=words.verdicts[number], x=verdict_at[0], y=verdict_at[1],
                class_=f"end {words.moods[number]}".strip()),
    ]  # fmt: skip
    for epoch, order in enumerate(run.tolist()):
        start = left + epoch * (len(order) * cell + _BETWEEN)
        for at, value in enumerate(order):
            x = start + at * cell
            marks.append(
                element("rect", x=x, y=down, width=cell - 1.5, height=_ROW - 5, rx=3,
                        class_="same", style=f"--hue:{colours[value]};opacity:.5")
            )  # fmt: skip
            marks.append(
                element("text", text=value, x=x + (cell - 1.5) / 2, y=down + _ROW / 2 - 2,
                        class_="middle")
            )  # fmt: skip
    return element("g", *marks, data_part=f"run-{number}", data_say=words.sentences[number])
