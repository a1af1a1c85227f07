"""Which columns one column of the result is mixed from, and which are never read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import drawing_frame, element
from lib.operations.resize import Mix

WIDE, NARROW = 760.0, 350.0
_MOST = {WIDE: 17, NARROW: 11}  # columns that can be read in a drawing of this width
_CELL_TOP, _CELL = 46.0, 44.0
_BAR_TOP, _BAR = 114.0, 74.0
_RESULT_TOP = 236.0


@dataclass(frozen=True)
class MixWords:
    """What the drawing says.

    Attributes:
        original: Title of the row of the original.
        weights: Title of the bars.
        result: Title of the pixel of the result.
        columns: A sentence for every column shown.
        mixed: The sentence about the pixel of the result.
    """

    original: str
    weights: str
    result: str
    columns: Sequence[str]
    mixed: str


def shown_columns(mix: Mix, *, width: float = WIDE) -> range:
    """The columns of the original around the middle of the mix, as many as can be read."""
    most = _MOST[width]
    first = min(max(0, int(mix.centre) - most // 2), max(0, mix.before - most))
    return range(first, min(mix.before, first + most))


def column_mix(
    mix: Mix,
    grey: NDArray[np.uint8],
    read: NDArray[np.bool_],
    words: MixWords,
    *,
    width: float = WIDE,
) -> str:
    """The cells of a row, their weights as bars, and the cell that is mixed from them.

    Args:
        mix: The weights.
        grey: uint8 (W,): the row of the original.
        read: bool (W,): which columns are read for any column of the result.
        words: One sentence for every column of :func:`shown_columns` of the wide drawing.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`, which shows fewer columns.
    """
    columns = shown_columns(mix, width=width)
    said = dict(zip(shown_columns(mix), words.columns, strict=True))
    step = width / len(columns)
    middle = width / 2 if width > NARROW else 60.0  # of the result, with room for its words
    weights = dict(zip(mix.columns, mix.weights, strict=True))
    peak = max(map(abs, mix.weights))
    zero = _BAR_TOP + _BAR * (1.0 if min(mix.weights) >= 0 else 0.78)
    parts = [
        element("text", text=words.original, x=0, y=12, class_="start strong"),
        element("text", text=words.weights, x=0, y=_BAR_TOP - 8, class_="start quiet"),
        element("line", x1=0, x2=width, y1=zero, y2=zero, class_="rule"),
    ]
    for place, column in enumerate(columns):
        parts.append(
            element(
                "g",
                _cell(place * step, step, int(grey[column]), bool(read[column])),
                _bar(place * step, step, zero, weights.get(column, 0.0) / peak),
                element("text", text=column, x=(place + 0.5) * step, y=36, class_="middle quiet"),
                data_part=f"c{column}",
                data_links="result" if column in weights else None,
                data_say=said[column],
            )
        )
        if column in weights:
            parts.append(_edge((place + 0.5) * step, zero, middle))
    value = sum(weight * int(grey[column]) for column, weight in weights.items())
    parts.append(_result(mix, value, words, middle))
    return drawing_frame(width, _RESULT_TOP + _CELL + 4, *parts)


def _cell(x: float, step: float, grey: int, read: bool) -> str:
    dark = "#fff" if grey < 130 else "#111"
    parts = [
        element("rect", x=x + 1, y=_CELL_TOP, width=step - 2, height=_CELL, class_="rule",
                style=f"fill:rgb({grey} {grey} {grey})"),
        element("text", text=grey, x=x + step / 2, y=_CELL_TOP + _CELL / 2, class_="middle inner",
                style=f"font-size:12px;fill:{dark}"),
    ]  # fmt: skip
    if not read:
        cross = {"y1": _CELL_TOP + 4, "y2": _CELL_TOP + _CELL - 4, "class_": "edge minus"}
        parts.append(element("line", x1=x + 5, x2=x + step - 5, **cross))
    return "".join(parts)


def _bar(x: float, step: float, zero: float, share: float) -> str:
    room = _BAR if share >= 0 else 0.22 * _BAR
    length = min(abs(share) * (0.78 * _BAR if share >= 0 else room), room)
    if not length:
        return element("rect", x=x, y=_BAR_TOP, width=step, height=_BAR, class_="hit")
    top = zero - length if share > 0 else zero
    kind = "plus" if share > 0 else "minus"
    return element("rect", x=x + step * 0.25, y=top, width=step * 0.5, height=length,
                   class_=f"bar {kind}")  # fmt: skip


def _edge(x: float, zero: float, middle: float) -> str:
    path = f"M{x:.1f} {zero + 18:.1f} L{middle:.1f} {_RESULT_TOP - 2:.1f}"
    return element("path", d=path, class_="edge", data_with="result")


def _result(mix: Mix, value: float, words: MixWords, middle: float) -> str:
    left, grey = middle - 40, int(np.clip(round(value), 0, 255))
    dark = "#fff" if grey < 130 else "#111"
    return element(
        "g",
        element("rect", x=left, y=_RESULT_TOP, width=80.0, height=_CELL, class_="unit",
                style=f"fill:rgb({grey} {grey} {grey})"),
        element("text", text=f"{value:.1f}", x=left + 40, y=_RESULT_TOP + _CELL / 2,
                class_="middle inner", style=f"font-size:14px;fill:{dark}"),
        element("text", text=words.result, x=left + 92, y=_RESULT_TOP + _CELL / 2, class_="start"),
        data_part="result",
        data_links=" ".join(f"c{column}" for column in mix.columns),
        data_say=words.mixed,
    )  # fmt: skip
