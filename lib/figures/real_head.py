"""A cell of the real last maps, its place in the vector, and the 128 weights that meet it."""

from __future__ import annotations

import numpy as np

from lib.figures.quantities import number_text
from lib.figures.svg import drawing_frame, element, shade
from lib.operations.head import RealCell
from lib.words import Words

_MAP_CELL = 25
_MAP_LEFT = 26
WIDTH = 560
_WEIGHT_COLUMNS = 32


def channel_map(cell: RealCell, say: Words) -> str:
    """The cell's channel, cell by cell; pressing one picks it.

    Args:
        cell: The cell that is picked now.
        say: The words; those under ``head.``.

    Returns:
        SVG whose ``data-pick`` is ``row,column``.
    """
    values = cell.channel_map
    rows, columns = values.shape
    peak = float(values.max())
    parts = []
    for (row, column), value in np.ndenumerate(values):
        here = (row, column) == (cell.place.row, cell.place.column)
        kind = shade(float(value), peak)
        parts.append(
            element(
                "rect",
                x=_MAP_LEFT + column * _MAP_CELL,
                y=20 + row * _MAP_CELL,
                width=_MAP_CELL - 1,
                height=_MAP_CELL - 1,
                **kind,
                data_part=f"m{row}.{column}",
                data_say=say("head.cell", row=row, column=column, value=f"{value:.3f}"),
                data_pick=f"{row},{column}",
            )
        )
        if here:
            outline = {"x": _MAP_LEFT + column * _MAP_CELL, "y": 20 + row * _MAP_CELL}
            side = _MAP_CELL - 1
            parts.append(
                element(
                    "rect",
                    **outline,
                    width=side,
                    height=side,
                    class_="outline",
                    pointer_events="none",
                )
            )
    for i in range(0, columns):
        x, y = _MAP_LEFT + (i + 0.5) * _MAP_CELL, 20 + (i + 0.5) * _MAP_CELL
        parts.append(element("text", x=x, y=10, class_="middle quiet", text=i))
        if i < rows:
            parts.append(element("text", x=12, y=y, class_="middle quiet", text=i))
    steady = element("g", *parts, class_="steady")
    return drawing_frame(_MAP_LEFT + columns * _MAP_CELL, 20 + rows * _MAP_CELL, steady)


def place_and_weights(cell: RealCell, say: Words) -> str:
    """The vector with the cell's place, that place from near, and its weights.

    Args:
        cell: The cell.
        say: The words; those under ``head.``.
    """
    weights_top = 190
    size = WIDTH / _WEIGHT_COLUMNS
    peak = float(np.abs(cell.weights).max())
    parts = [
        _title(16, say("head.real.vector", count=f"{cell.length:,}")),
        *_strip(cell),
        *_from_near(cell, say),
        _title(
            weights_top - 14,
            say("head.real.weights", count=cell.weights.size, index=f"{cell.place.index:,}"),
        ),
    ]
    for unit, (weight, product) in enumerate(zip(cell.weights, cell.products, strict=True)):
        row, column = divmod(unit, _WEIGHT_COLUMNS)
        sentence = say(
            "head.real.product",
            unit=unit,
            value=number_text(cell.value, 3),
            weight=number_text(float(weight), 4),
            product=number_text(float(product), 4),
        )
        parts.append(
            element(
                "rect",
                x=column * size,
                y=weights_top + row * (size + 3),
                width=size - 1,
                height=size + 2,
                **shade(float(weight), peak),
                data_part=f"u{unit}",
                data_say=sentence,
            )
        )
    rows = -(-cell.weights.size // _WEIGHT_COLUMNS)
    steady = element("g", *parts, class_="steady")
    return drawing_frame(WIDTH, weights_top + rows * (size + 3), steady)


def _title(y: float, text: str) -> str:
    return element("text", x=0, y=y, class_="strong", style="font-size:15px", text=text)


def _strip(cell: RealCell) -> list[str]:
    """The whole vector as a bar, a mark where the place lies."""
    x = WIDTH * (cell.place.index + 0.5) / cell.length
    return [
        element("rect", x=0, y=28, width=WIDTH, height=12, rx=2, class_="cell"),
        # From the few places drawn below to the sliver that they are of the whole.
        *(element("line", x1=x, y1=43, x2=end, y2=64, class_="rule") for end in (0, WIDTH)),
        element("rect", x=x - 1.5, y=25, width=3, height=18, class_="accent"),
    ]


def _from_near(cell: RealCell, say: Words) -> list[str]:
    width = WIDTH / len(cell.neighbours)
    peak = max(value for _, value in cell.neighbours)
    parts = []
    for number, (place, value) in enumerate(cell.neighbours):
        x = number * width
        here = place == cell.place
        middle = x + width / 2
        parts += [
            element(
                "rect",
                x=x,
                y=84,
                width=width - 1.5,
                height=34,
                **shade(value, 2 * peak),
                data_part=f"n{place.index}",
                data_say=say(
                    "head.place",
                    row=place.row,
                    column=place.column,
                    channel=place.channel,
                    index=f"{place.index:,}",
                ),
            ),
            _label(middle, 75, f"{place.index:,}", strong=here),
            _label(middle, 101, number_text(value), strong=here),
            _label(middle, 132, f"({place.row},{place.column},{place.channel})", strong=here),
        ]
        if here:
            frame = {"x": x, "y": 84, "width": width - 1.5, "height": 34}
            parts.append(element("rect", **frame, class_="outline", pointer_events="none"))
    return parts


def _label(x: float, y: float, text: str, *, strong: bool) -> str:
    kind = "middle strong" if strong else "middle"
    style = "font-size:13.5px;pointer-events:none"
    return element("text", x=x, y=y, class_=kind, style=style, text=text)
