"""The units of layers as small cells: on how large a share of pictures each of them answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import drawing_frame, element, shade

_WIDE, _NARROW = 820.0, 352.0
_LABELS, _CELL, _GAP = 176.0, 17.0, 3.0


@dataclass(frozen=True)
class AwakeRow:
    """The units of one layer.

    Attributes:
        title: Its name.
        accent: Its kind of colour.
        note: Below the name.
        shares: (units,): the share of pictures on which the unit is not zero everywhere.
        say: The sentence said of a unit.
        say_layer: That of the layer.
    """

    title: str
    accent: str
    note: str
    shares: NDArray[np.floating]
    say: Callable[[int], str]
    say_layer: str


def awake_rows(rows: Sequence[AwakeRow], *, narrow: bool = False) -> str:
    """Draw a block of cells a layer; a unit that never answers is struck out.

    Pressing a unit picks ``row,unit``.
    """
    width = _NARROW if narrow else _WIDE
    left = 0.0 if narrow else _LABELS
    parts, y = [], 2.0
    across = int((width - left) / (_CELL + _GAP))
    for number, row in enumerate(rows):
        top = y + (38 if narrow else 0)
        lines = -(-len(row.shares) // across)
        tall = max(lines * (_CELL + _GAP), 0 if narrow else 34.0)
        parts.append(
            element(
                "g",
                element("rect", x=0, y=y, width=4, height=30, rx=2,
                        style=f"fill:var(--kind-{row.accent})"),
                element("text", text=row.title, x=12, y=y + 8, class_="start strong"),
                element("text", text=row.note, x=12, y=y + 25, class_="start quiet"),
                data_part=f"layer-{number}",
                data_say=row.say_layer,
            )
        )  # fmt: skip
        for unit, share in enumerate(row.shares):
            line, column = divmod(unit, across)
            parts.append(
                _unit(row, number, unit, float(share),
                      (left + column * (_CELL + _GAP), top + line * (_CELL + _GAP)))
            )  # fmt: skip
        y = top + tall + 14
    return drawing_frame(width, y, element("g", *parts, class_="steady"))


def _unit(row: AwakeRow, number: int, unit: int, share: float, at: tuple[float, float]) -> str:
    x, y = at
    square = element("rect", x=x, y=y, width=_CELL, height=_CELL, rx=2, **shade(share, 1.0))
    parts = [square]
    if share == 0:  # not by colour alone
        parts.append(element("path", d=f"M{x + 3} {y + 3}l{_CELL - 6} {_CELL - 6}m0 {6 - _CELL}"
                                       f"l{6 - _CELL} {_CELL - 6}", class_="struck"))  # fmt: skip
    return element(
        "g", *parts, data_part=f"u{number}.{unit}", data_say=row.say(unit),
        data_pick=f"{number},{unit}",
    )  # fmt: skip
