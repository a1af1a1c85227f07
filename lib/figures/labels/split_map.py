"""Every file of a folder as a cell, coloured by the subset it is in; and the batches they make."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lib.figures.bars import TwoForms
from lib.figures.svg import drawing_frame, element
from lib.operations.folder_split import Batches, Place

MOST_CLASSES = 24
_WIDE, _NARROW = 1200.0, 360.0
_LINE = 20.0  # a line of names or of the legend
_PITCH = 12.0  # of a cell where there is room
_BOX, _LEAST_BOX = 22.0, 5.0  # width of a batch
_TITLE = 290.0  # room for the title above few batches
_APART = 40.0  # two subsets side by side
_LEAST_PITCH = 3.2  # of a cell that can still be seen
# How each place is drawn.  Lines do not grow with the cells, and stay as they are when a cell is
# pointed at.
_LOOKS: Mapping[Place, dict[str, str]] = {
    Place.TRAINING: {"class_": "training"},
    Place.VALIDATION: {"class_": "validation"},
    Place.BOTH: {"style": "fill:var(--wrong);stroke:none"},
    Place.NEITHER: {
        "style": "fill:none;stroke:var(--quiet);stroke-width:1px;"
        "vector-effect:non-scaling-stroke;pointer-events:all"
    },
}


@dataclass(frozen=True)
class ClassCells:
    """One class and its files.

    Attributes:
        title: Above its cells.
        short: The same where there is little room.
        places: (nₖ,) uint8, a :class:`~lib.operations.folder_split.Place` a file, in order.
        says: A sentence for each place that occurs.
    """

    title: str
    short: str
    places: NDArray[np.uint8]
    says: Mapping[Place, str]


@dataclass(frozen=True)
class BatchRow:
    """The batches of one subset.

    Attributes:
        name: ``"training"`` or ``"validation"``: its colour.
        title: Above them.
        batches: How many, and how full the last one is.
        says: A sentence for the full batches, and one for the last.
    """

    name: str
    title: str
    batches: Batches
    says: tuple[str, str]


def split_map(
    classes: Sequence[ClassCells],
    batches: Sequence[BatchRow],
    legend: Mapping[Place, str],
    *,
    more_classes: str = "",
) -> TwoForms:
    """Draw the files class by class, then the batches.

    Args:
        classes: In the order of the labels; at most :data:`MOST_CLASSES` are drawn.
        batches: Of the training and the validation subset.
        legend: What the colours mean, only of those that occur.
        more_classes: What is written where classes are left out.
    """
    return TwoForms(
        _drawn(classes, batches, legend, more_classes, width=_WIDE),
        _drawn(classes, batches, legend, more_classes, width=_NARROW),
    )


def _drawn(
    classes: Sequence[ClassCells],
    batches: Sequence[BatchRow],
    legend: Mapping[Place, str],
    more_classes: str,
    *,
    width: float,
) -> str:
    parts = [_legend(legend, width)]
    top = 28.0 if width > _NARROW or len(legend) < 3 else 50.0
    shown = classes[:MOST_CLASSES]
    pitch, rows = _grid(max(len(found.places) for found in shown), width)
    for number, found in enumerate(shown):
        title = found.title if width > _NARROW else found.short
        parts.append(element("text", text=title, x=0, y=top + 11, class_="start"))
        top += _LINE
        parts.append(_cells(found, number, top, pitch=pitch, rows=rows))
        top += rows * pitch + 7
    if more_classes:
        parts.append(element("text", text=more_classes, x=0, y=top + 11, class_="start quiet"))
        top += _LINE
    drawn, height = _batches(batches, top + 8, width=width)
    parts.append(drawn)
    top += 8 + height
    return drawing_frame(width, top, *parts)


def _legend(legend: Mapping[Place, str], width: float) -> str:
    across = 2 if width <= _NARROW else max(4, len(legend))
    step = width / across
    marks = []
    for number, (place, name) in enumerate(legend.items()):
        x, y = (number % across) * step, 4 + 22 * (number // across)
        marks.append(element("rect", x=x + 1, y=y, width=12, height=12, **_LOOKS[place]))
        marks.append(element("text", text=name, x=x + 20, y=y + 6, class_="start"))
    return "".join(marks)


def _grid(largest: int, width: float) -> tuple[float, int]:
    """Side of a cell and rows of them, so that the largest class fits into the width."""
    most = 5 if width > _NARROW else 8
    rows = max(1, min(most, math.ceil(largest * _PITCH / width)))
    rows = max(rows, math.ceil(largest * _LEAST_PITCH / width))
    return min(_PITCH, width / max(1, math.ceil(largest / rows))), rows


def _cells(found: ClassCells, number: int, top: float, *, pitch: float, rows: int) -> str:
    """The cells of a class, one path a place: column by column, from top to bottom."""
    cells = _unit_cells(rows, len(found.places))
    parts = []
    for place, sentence in found.says.items():
        path = "".join([cells[index] for index in np.flatnonzero(found.places == place)])
        name = f"{place.name.lower()}-{number}"
        parts.append(element("path", d=path, **_LOOKS[place], data_part=name, data_say=sentence))
    return element("g", *parts, transform=f"translate(0 {top:g}) scale({pitch:.4g})")


@lru_cache(maxsize=64)
def _unit_cells(rows: int, count: int) -> tuple[str, ...]:
    """Paths of cells one unit apart, so that thousands of numbers need not be written anew."""
    return tuple(f"M{index // rows} {index % rows}h.88v.88h-.88z" for index in range(count))


def _batches(rows: Sequence[BatchRow], top: float, *, width: float) -> tuple[str, float]:
    """The batches of all subsets, side by side where their boxes stay wide enough; the height."""
    counts = [row.batches.count for row in rows]
    room = width - _APART * (len(rows) - 1)
    # Side by side, the shorter row still needs room for its title.
    pitch = min(_BOX, room / sum(counts), (room - _TITLE * (len(rows) - 1)) / max(counts))
    abreast = width > _NARROW and pitch >= _LEAST_BOX
    if not abreast:
        pitch = max(_LEAST_BOX, min(_BOX, width / max(counts)))
    parts, left, bottom = [], 0.0, top
    for row in rows:
        here = top if abreast else bottom
        title = {"x": left, "y": here + 11, "class_": "start strong"}
        parts.append(element("text", text=row.title, **title))
        across = row.batches.count if abreast else int(width / pitch)
        drawn, height = _boxes(row, here + _LINE, left=left, pitch=pitch, across=across)
        parts.append(drawn)
        bottom = max(bottom, here + _LINE + height + 8)
        if abreast:
            left += max(row.batches.count * pitch, _TITLE) + _APART
    return "".join(parts), bottom - top


def _boxes(
    row: BatchRow, top: float, *, left: float, pitch: float, across: int
) -> tuple[str, float]:
    """Full batches as one path, the last one with how full it is; and their height."""
    count = row.batches.count
    height = min(_BOX, max(8.0, 1.6 * pitch))
    side = f"{0.84 * pitch:.2f}"
    places = [
        (left + (number % across) * pitch, top + (number // across) * (height + 4))
        for number in range(count)
    ]
    box = f"h{side}v{height:g}h-{side}z"
    full = "".join(f"M{x:.1f} {y:.1f}{box}" for x, y in places[:-1])
    x, y = places[-1]
    filled = height * row.batches.last / row.batches.size
    colour = f"fill:var(--{row.name})"
    parts = [
        element(
            "g",
            element("rect", x=x, y=y, width=0.84 * pitch, height=height,
                    style=f"fill:none;stroke:var(--{row.name})"),
            element("rect", x=x, y=y + height - filled, width=0.84 * pitch, height=filled,
                    style=colour),
            data_part=f"{row.name}-last",
            data_say=row.says[1],
        ),
    ]  # fmt: skip
    if full:
        faint = f"{colour};fill-opacity:.42"
        parts.insert(0, element("path", d=full, style=faint, data_part=f"{row.name}-batches",
                                data_say=row.says[0]))  # fmt: skip
    return "".join(parts), -(-count // across) * (height + 4)
