"""Where each cell of a block goes in the flattened vector, and which weights meet it there."""

from __future__ import annotations

from lib.figures.svg import drawing_frame, element
from lib.operations.head import Place, places
from lib.words import Words

WIDE, NARROW = 580.0, 352.0
_CELL = 29.0  # at most
_GAP = 30.0  # between channels
_LEFT = 62  # room for the names of the units
_ROW = 20


def flatten_map(shape: tuple[int, int, int], units: int, say: Words, *, width: float = WIDE) -> str:
    """The block channel by channel, below it the vector, below that the dense layer's weights.

    Pointing at a cell, a place or a weight lights up the others that belong to it.

    Args:
        shape: ``(H, W, C)`` of the block.
        units: Of the dense layer.
        say: The words; those under ``head.``.
        width: Of the drawing.
    """
    every = places(shape)
    H, W, C = shape
    cell = min(_CELL, (width - (C - 1) * _GAP) / (C * W))
    place_width = min(27.0, (width - _LEFT) / len(every))
    vector_top = 92 + H * cell
    weights_top = vector_top + 86
    parts = [
        _title(16, say("head.block", height=shape[0], width=shape[1], channels=shape[2])),
        *_block(every, shape, say, units, cell=cell, width=width),
        _title(vector_top - 14, say("head.vector", count=len(every))),
        *_vector(every, shape, vector_top, say, units, width=place_width),
        _title(weights_top - 14, say("head.matrix", count=len(every), units=units)),
        *_weights(every, weights_top, units, say, width=place_width),
    ]
    return drawing_frame(width, weights_top + units * _ROW + 4, *parts)


def hue(channel: int) -> int:
    """The colour of a channel: the same wherever it shows up."""
    return (215 + 105 * channel) % 360


def _title(y: float, text: str) -> str:
    return element("text", x=0, y=y, class_="strong", style="font-size:15px", text=text)


def _block(
    every: tuple[Place, ...],
    shape: tuple[int, int, int],
    say: Words,
    units: int,
    *,
    cell: float,
    width: float,
) -> list[str]:
    _, W, C = shape
    left = (width - C * W * cell - (C - 1) * _GAP) / 2
    parts = []
    for channel in range(C):
        x = left + channel * (W * cell + _GAP)
        label = say("head.channel_number", channel=channel)
        parts.append(element("text", x=x, y=42, class_="quiet", style="font-size:14px", text=label))
    for place in every:
        x = left + place.channel * (W * cell + _GAP) + place.column * cell
        y = 50 + place.row * cell
        side = cell - 1.5
        name = f"b{place.index}"
        parts += _cell(place, name, x=x, y=y, width=side, height=side, units=units, say=say)
    return parts


def _vector(
    every: tuple[Place, ...],
    shape: tuple[int, int, int],
    top: float,
    say: Words,
    units: int,
    *,
    width: float,
) -> list[str]:
    parts = []
    for place in every:
        x = _LEFT + place.index * width
        name = f"v{place.index}"
        parts += _cell(place, name, x=x, y=top, width=width - 1, height=24, units=units, say=say)
    for start in range(0, len(every), shape[2]):  # the channels of one cell stand together
        x = _LEFT + start * width
        parts.append(
            element(
                "line",
                x1=x + 1,
                x2=x + shape[2] * width - 2,
                y1=top + 30,
                y2=top + 30,
                class_="edge",
            )
        )
    label = say("head.together", channels=shape[2])
    parts.append(
        element("text", x=_LEFT, y=top + 47, class_="quiet", style="font-size:14px", text=label)
    )
    return parts


def _weights(
    every: tuple[Place, ...], top: float, units: int, say: Words, *, width: float
) -> list[str]:
    parts = []
    for unit in range(units):
        y = top + unit * _ROW
        name = say("head.unit", unit=unit)
        parts += [
            element("text", x=0, y=y + 13, style="font-size:14px", text=name),
            element(
                "rect",
                x=-3,
                y=y - 2,
                width=_LEFT - 4,
                height=_ROW - 1,
                rx=3,
                style="fill:transparent",
                data_part=f"u{unit}",
                data_links=" ".join(f"w{place.index}.{unit}" for place in every),
                data_say=say("head.unit.has", unit=unit, count=len(every)),
            ),
        ]
        parts += [
            element(
                "rect",
                x=_LEFT + place.index * width,
                y=y,
                width=width - 1,
                height=_ROW - 3,
                rx=1.5,
                class_="same",
                style=f"--hue:{hue(place.channel)};fill-opacity:.28",
                data_part=f"w{place.index}.{unit}",
                data_links=f"b{place.index} v{place.index} u{unit}",
                data_say=say("head.weight", index=place.index, unit=unit),
            )
            for place in every
        ]
    return parts


def _cell(
    place: Place,
    name: str,
    *,
    x: float,
    y: float,
    width: float,
    height: float,
    units: int,
    say: Words,
) -> list[str]:
    index = place.index
    weights = [f"w{index}.{unit}" for unit in range(units)]
    parts = [
        element(
            "rect",
            x=x,
            y=y,
            width=width,
            height=height,
            rx=2,
            class_="same",
            style=f"--hue:{hue(place.channel)};fill-opacity:.45",
            data_part=name,
            data_links=" ".join([f"b{index}", f"v{index}", *weights]),
            data_say=say(
                "head.place",
                row=place.row,
                column=place.column,
                channel=place.channel,
                index=index,
            ),
        )
    ]
    if width >= 16:
        style = f"font-size:{12 if width < 22 else 13}px;pointer-events:none"
        middle = {"x": x + width / 2, "y": y + height / 2 + 0.5}
        parts.append(element("text", **middle, class_="middle", style=style, text=index))
    return parts
