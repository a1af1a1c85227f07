"""Rows of cells, a layer each, and the cone of cells below the one that is pointed at."""

from __future__ import annotations

from lib.figures.svg import drawing_frame, element
from lib.operations.reach import Reach, ReachLayer
from lib.words import Words

WIDTH = 500
_ROW = 58
_CELL_HEIGHT = 15
_LABEL = 22  # above the cells of a row


def reach_rows(reach: Reach, say: Words) -> str:
    """The layers as rows, the picture lowest; pointing at a cell lights up all it depends on.

    Args:
        reach: The layers.
        say: The words; those under ``connectivity.``.
    """
    last = len(reach.layers) - 1
    parts = []
    for index in range(last, -1, -1):
        parts += _row(reach, index, _ROW * (last - index), say)
    middle = reach.layers[last].field.units // 2
    shown = _cone(reach, last, middle, element_name=None, class_="cone resting")
    return drawing_frame(WIDTH, _ROW * (last + 1) - 14, shown, *parts)


def middle_of_last(reach: Reach) -> range:
    """The picture cells that the middle unit of the last layer depends on."""
    last = len(reach.layers) - 1
    return reach.cone(last, reach.layers[last].field.units // 2)[0]


def layer_name(layer: ReachLayer, say: Words) -> str:
    """What a row is called, such as ``convolution 2``."""
    return say(f"connectivity.reach.{layer.kind}", number=layer.number)


def _row(reach: Reach, index: int, top: float, say: Words) -> list[str]:
    layer = reach.layers[index]
    name = layer_name(layer, say)
    sees = say("connectivity.reach.sees", size=layer.field.size) if index else ""
    style = "font-size:15px"
    parts = [
        element("text", x=1, y=top + 15, class_="strong", style=style, text=name),
        element("text", x=WIDTH - 1, y=top + 15, text_anchor="end", style=style, text=sees),
    ]
    width = WIDTH / layer.field.units
    for unit in range(layer.field.units):
        cone = reach.cone(index, unit)
        links = [f"r{below}.{cell}" for below, cells in enumerate(cone[:-1]) for cell in cells]
        sentence = (
            say(
                "connectivity.reach.unit",
                layer=name,
                unit=unit + 1,
                count=len(cone[0]),
                first=cone[0][0] + 1,
                last=cone[0][-1] + 1,
            )
            if index
            else say("connectivity.reach.pixel", unit=unit + 1)
        )
        parts.append(
            element(
                "rect",
                x=unit * width + 0.5,
                y=top + _LABEL,
                width=width - 1,
                height=_CELL_HEIGHT,
                rx=1.5,
                style=f"fill:var(--kind-{layer.kind})",
                data_part=f"r{index}.{unit}",
                data_links=" ".join([f"c{index}.{unit}", *links]),
                data_say=sentence,
            )
        )
        if index:
            cone_name = f"c{index}.{unit}"
            parts.append(_cone(reach, index, unit, element_name=cone_name, class_="cone"))
    return parts


def _cone(reach: Reach, index: int, unit: int, *, element_name: str | None, class_: str) -> str:
    """The outline around all that a unit depends on, from its row down to the picture."""
    last = len(reach.layers) - 1
    left, right = [], []
    for below, cells in reversed(list(enumerate(reach.cone(index, unit)))):
        width = WIDTH / reach.layers[below].field.units
        top = _ROW * (last - below) + _LABEL
        for y in (top, top + _CELL_HEIGHT):
            left.append((cells[0] * width, y))
            right.append(((cells[-1] + 1) * width, y))
    corners = " ".join(f"{x:.4g},{y:g}" for x, y in [*left, *reversed(right)])
    return element("polygon", points=corners, class_=class_, data_with=element_name)
