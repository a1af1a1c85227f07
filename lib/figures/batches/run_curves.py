"""Validation accuracy, epoch by epoch: a band over the seeds and their mean, a curve a pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.axes import Axes
from lib.figures.svg import drawing_frame, element
from lib.operations.pipeline_runs import EndResult

WIDE, NARROW = 620.0, 350.0
_HEIGHT = 250.0


@dataclass(frozen=True)
class CurveWords:
    """Names of the axes, of what a band is, and a name and a sentence a pipeline."""

    epochs: str
    accuracy: str
    names: Mapping[str, str]
    sentences: Mapping[str, str]


def run_curves(
    validation: Mapping[str, NDArray[np.float64]],
    *,
    chosen: str,
    words: CurveWords,
    width: float = WIDE,
) -> str:
    """Draw every pipeline's mean over the seeds; of the chosen one every seed.

    Args:
        validation: By pipeline, (seeds, epochs) accuracy from 0 to 1.
        chosen: The pipeline that is drawn strongly.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    epochs = next(iter(validation.values())).shape[1]
    axes = Axes(44, 14, width - 16, _HEIGHT - 42, (1, epochs), (0, 1))
    steps = np.arange(1, epochs + 1)
    order = sorted(validation, key=lambda name: name == chosen)  # the chosen one on top
    curves = [
        element(
            "g",
            _curve(axes, steps, validation[name], chosen=name == chosen),
            data_part=f"curve-{name}",
            data_say=words.sentences[name],
        )
        for name in order
    ]
    return drawing_frame(
        width,
        _HEIGHT,
        axes.ticks_up((0, 0.2, 0.4, 0.6, 0.8, 1), lambda y: f"{y:.0%}"),
        axes.ticks_across(steps.tolist(), lambda x: f"{x:.0f}"),
        element("text", text=words.epochs, x=axes.right, y=_HEIGHT - 9, class_="quiet end"),
        element("text", text=words.accuracy, x=axes.left + 6, y=axes.top + 8, class_="quiet start"),
        *curves,
    )


def _curve(
    axes: Axes,
    steps: NDArray[np.int64],
    accuracies: NDArray[np.float64],
    *,
    chosen: bool,
) -> str:
    low, high = accuracies.min(axis=0), accuracies.max(axis=0)
    edge = [(axes.across(x), axes.up(y)) for x, y in zip(steps, high, strict=True)]
    edge += [(axes.across(x), axes.up(y)) for x, y in zip(steps[::-1], low[::-1], strict=True)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
    mean = accuracies.mean(axis=0)
    marks = [element("polygon", points=points, class_="band")] if chosen else []
    marks.append(axes.path(steps, mean, "curve accent" if chosen else "curve faint"))
    d = "M" + " L".join(
        f"{axes.across(x):.1f} {axes.up(y):.1f}" for x, y in zip(steps, mean, strict=True)
    )
    # A thin line is hard to point at.
    marks.append(element("path", d=d, fill="none", stroke="transparent", stroke_width=14))
    return "".join(marks)


@dataclass(frozen=True)
class ResultWords:
    """What stands in a row of the end results."""

    names: Mapping[str, str]
    sentences: Mapping[str, str]


def result_rows(
    results: Mapping[str, EndResult],
    *,
    chosen: str,
    texts: Mapping[str, str],
    words: ResultWords,
    width: float = 350.0,
) -> str:
    """Draw where each seed ended, a row a pipeline: a line from the lowest to the highest.

    Args:
        results: By pipeline.
        chosen: The pipeline that is marked.
        texts: The mean of each, as it is written.
        words: What to say.
        width: Of the drawing.
    """
    row, top = 46.0, 6.0
    axes = Axes(4, top, width - 62, top + row * len(results), (0, 1), (0, 1))
    rows = []
    for number, (name, result) in enumerate(results.items()):
        y = top + number * row
        line = y + 30
        dots = "".join(
            element("circle", cx=axes.across(value), cy=line, r=5,
                    class_="dot accent" if name == chosen else "dot")
            for value in result.seeds
        )  # fmt: skip
        rows.append(
            element(
                "g",
                element("rect", x=0, y=y, width=width, height=row - 4, rx=5,
                        class_="band" if name == chosen else "hit"),
                element("text", text=words.names[name], x=6, y=y + 11, class_="start"),
                element("line", x1=axes.across(0), x2=axes.across(1), y1=line, y2=line,
                        class_="rule"),
                dots,
                element("text", text=texts[name], x=width - 6, y=line, class_="end strong"),
                data_part=f"result-{name}",
                data_say=words.sentences[name],
            )
        )  # fmt: skip
    return drawing_frame(width, top + row * len(results) + 4, *rows)
