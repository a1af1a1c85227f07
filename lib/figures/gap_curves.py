"""Training and validation accuracy, epoch by epoch, and how far they are apart at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.axes import Axes, round_ticks
from lib.figures.svg import drawing_frame, element
from lib.operations.augmentation_runs import Trainings

WIDE, NARROW = 920.0, 350.0
_HEIGHT, _APART = 280.0, 34.0
_LEGEND = 26.0


@dataclass(frozen=True)
class GapWords:
    """What the drawing says.

    Attributes:
        training: Name of the curve of training.
        validation: Name of the curve of validation.
        epochs: Title of the epochs.
        titles: By recipe, above its curves.
        gaps: By recipe, beside the gap.
        sentences: By recipe, of its curves: training and validation, and of its gap.
    """

    training: str
    validation: str
    epochs: str
    titles: Mapping[str, str]
    gaps: Mapping[str, str]
    sentences: Mapping[str, tuple[str, str, str]]


def gap_curves(trainings: Mapping[str, Trainings], *, words: GapWords, width: float = WIDE) -> str:
    """Draw a frame for each recipe: the mean over the seeds, and a band from least to greatest.

    Args:
        trainings: By recipe.
        words: What to say.
        width: Of the drawing, :data:`WIDE` with the frames side by side, or :data:`NARROW`.
    """
    abreast = width > NARROW
    each = (width - _APART * (len(trainings) - 1)) / len(trainings) if abreast else width
    parts = [_legend(words)]
    for number, (name, found) in enumerate(trainings.items()):
        left = number * (each + _APART) if abreast else 0.0
        top = _LEGEND + (0.0 if abreast else number * _HEIGHT)
        parts.append(_frame(name, found, words, left=left, top=top, width=each))
    rows = 1 if abreast else len(trainings)
    return drawing_frame(width, _LEGEND + rows * _HEIGHT, *parts)


def _frame(
    name: str, found: Trainings, words: GapWords, *, left: float, top: float, width: float
) -> str:
    epochs = found.training.shape[1]
    axes = Axes(left + 44, top + 34, left + width - 92, top + _HEIGHT - 44, (1, epochs), (0, 1))
    ticks = [1.0, *(tick for tick in round_ticks(0, epochs, most=5) if tick > 1)]
    said = words.sentences[name]
    return "".join(
        [
            element("text", text=words.titles[name], x=left, y=top + 12, class_="start strong"),
            axes.ticks_up((0, 0.25, 0.5, 0.75, 1), lambda y: f"{y:.0%}"),
            axes.ticks_across(ticks, lambda x: f"{x:.0f}"),
            element("text", text=words.epochs, x=axes.right, y=axes.bottom + 32,
                    class_="quiet end"),
            _curve(axes, found.training, "training", name, said[0]),
            _curve(axes, found.validation, "validation", name, said[1]),
            _gap(axes, found, words.gaps[name], name, said[2]),
        ]
    )  # fmt: skip


def _curve(axes: Axes, accuracies: NDArray[np.float64], kind: str, name: str, sentence: str) -> str:
    steps = np.arange(1, accuracies.shape[1] + 1)
    low, high = accuracies.min(axis=0), accuracies.max(axis=0)
    edge = [(axes.across(x), axes.up(y)) for x, y in zip(steps, high, strict=True)]
    edge += [(axes.across(x), axes.up(y)) for x, y in zip(steps[::-1], low[::-1], strict=True)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
    return element(
        "g",
        element("polygon", points=points, class_=f"spread {kind}"),
        axes.path(steps, accuracies.mean(axis=0), f"curve {kind}"),
        data_part=f"{kind}-{name}",
        data_say=sentence,
    )


def _gap(axes: Axes, found: Trainings, text: str, name: str, sentence: str) -> str:
    """A bracket at the end, as high as the gap."""
    high = axes.up(float(found.end_training.mean()))
    low = axes.up(float(found.end_validation.mean()))
    x = axes.right + 8
    return element(
        "g",
        element("rect", x=x - 4, y=min(high, low) - 12, width=96, height=abs(low - high) + 24,
                class_="hit"),
        element("path", d=f"M{x:.1f} {high:.1f}h6V{low:.1f}h-6", class_="edge"),
        element("text", text=text, x=x + 12, y=(high + low) / 2, class_="start strong"),
        data_part=f"gap-{name}",
        data_links=f"training-{name} validation-{name}",
        data_say=sentence,
    )  # fmt: skip


def _legend(words: GapWords) -> str:
    parts = []
    for number, (kind, text) in enumerate(
        (("training", words.training), ("validation", words.validation))
    ):
        x = 170.0 * number
        parts.append(element("path", d=f"M{x:g} 10h26", class_=f"curve {kind}"))
        parts.append(element("text", text=text, x=x + 34, y=10, class_="start"))
    return "".join(parts)
