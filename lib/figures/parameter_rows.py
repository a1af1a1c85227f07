"""A network as rows, a layer or a group each, with its parameters as bars on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.svg import drawing_frame, element

WIDTH = 560
_ROW = 31
_SHAPE, _NOTE = 118, 238  # where the second and the third column begin


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        name: Of the layer or group.
        shape: Of its output, as text.
        note: Where its number comes from.
        parameters: Its number, and the length of its bar.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
        sentence: Said when it is pointed at.
    """

    name: str
    shape: str
    note: str
    parameters: int
    kind: str
    sentence: str


def parameter_rows(title: str, total: str, rows: Sequence[Row], *, highest: int) -> str:
    """The rows, and their sum on top.

    Args:
        title: Of the network.
        total: Its parameters in words.
        rows: In order.
        highest: The number whose bar fills the width.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    large = "font-size:17px"
    parts = [
        element("text", x=0, y=18, class_="strong", style=large, text=title),
        element("text", x=WIDTH, y=18, class_="strong", text_anchor="end", style=large, text=total),
    ]
    for index, row in enumerate(rows):
        parts.append(_row(row, 30 + index * _ROW, f"row{index}", highest))
    return drawing_frame(WIDTH, 30 + len(rows) * _ROW, *parts)


def _row(row: Row, top: float, name: str, highest: int) -> str:
    y, style = top + 15, "font-size:14.5px"
    length = WIDTH * row.parameters / highest
    return "".join(
        [
            element("text", x=0, y=y, style=style, text=row.name),
            element("text", x=_SHAPE, y=y, class_="quiet", style=style, text=row.shape),
            element("text", x=_NOTE, y=y, class_="quiet", style=style, text=row.note),
            element(
                "text", x=WIDTH, y=y, text_anchor="end", style=style, text=f"{row.parameters:,}"
            ),
            element(
                "rect",
                x=0,
                y=top + 21,
                width=max(length, 1.5) if row.parameters else 0,
                height=6,
                rx=1.5,
                class_="bar",
                style=f"fill:var(--kind-{row.kind})",
            ),
            # On top and invisible, so that the whole row can be pointed at.
            element(
                "rect",
                x=0,
                y=top,
                width=WIDTH,
                height=_ROW - 2,
                rx=4,
                style="fill:transparent",
                data_part=name,
                data_say=row.sentence,
            ),
        ]
    )
