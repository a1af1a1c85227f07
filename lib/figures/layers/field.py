"""The pixels that a unit sees: on the photograph, from near, and how much each of them counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.pixels import picture_png, signed_png
from lib.figures.svg import data_address, drawing_frame, element
from lib.layers.field import SeenPixels

_SIDE, _GAP, _TITLE = 236.0, 26.0, 26.0


@dataclass(frozen=True)
class FieldWords:
    """Titles above the three pictures, and a sentence for each."""

    titles: tuple[str, str, str]
    sentences: tuple[str, str, str]


def field_pictures(
    seen: NDArray[np.uint8],
    field: SeenPixels,
    heat: NDArray[np.floating],
    words: FieldWords,
    *,
    narrow: bool = False,
) -> str:
    """Draw the photograph with the field framed, the field alone, and the heat within it.

    Args:
        seen: uint8 (S, S, 3), what the network got.
        field: What the unit can see.
        heat: (S, S), 0 or more: how much each pixel moves the unit.
        words: What to say.
        narrow: Below each other.
    """
    rows = slice(field.rows.start, field.rows.stop)
    columns = slice(field.columns.start, field.columns.stop)
    inside = heat[rows, columns]
    pictures = (
        (_framed(seen, field), seen.shape[:2]),
        (_image(picture_png(seen[rows, columns]), inside.shape), inside.shape),
        (_image(signed_png(inside), inside.shape), inside.shape),
    )
    parts = []
    for place, (picture, shape) in enumerate(pictures):
        across = _SIDE * min(1.0, shape[1] / shape[0])
        tall = _SIDE * min(1.0, shape[0] / shape[1])
        x = 2.0 if narrow else 2 + place * (_SIDE + _GAP)
        y = 2 + (place * (_SIDE + _TITLE + 14) if narrow else 0.0)
        parts.append(
            element(
                "g",
                element("text", text=words.titles[place], x=x, y=y + 10, class_="start strong"),
                element("svg", picture, x=x, y=y + _TITLE, width=across, height=tall,
                        viewBox=f"0 0 {shape[1]} {shape[0]}", preserveAspectRatio="none"),
                element("rect", x=x, y=y + _TITLE, width=across, height=tall, class_="tile"),
                data_part=f"field-{place}",
                data_say=words.sentences[place],
            )
        )  # fmt: skip
    step = _SIDE + _TITLE + 14
    width = _SIDE + 4 if narrow else 3 * _SIDE + 2 * _GAP + 4
    height = 3 * step if narrow else _SIDE + _TITLE + 6
    return drawing_frame(width, height, element("g", *parts, class_="steady"))


def _framed(seen: NDArray[np.uint8], field: SeenPixels) -> str:
    """The whole picture, what is not seen made pale, the field in a frame."""
    height, width = seen.shape[:2]
    x, y = field.columns.start, field.rows.start
    across, tall = len(field.columns), len(field.rows)
    hole = f"M0 0h{width}v{height}h{-width}z M{x} {y}v{tall}h{across}v{-tall}z"
    line = max(1.0, width / 130)
    return "".join(
        [
            _image(picture_png(seen), (height, width)),
            element("path", d=hole, fill_rule="evenodd", style="fill:var(--paper);opacity:.55"),
            element("rect", x=x, y=y, width=across, height=tall,
                    style=f"fill:none;stroke:var(--paper);stroke-width:{2 * line:.2f}"),
            element("rect", x=x, y=y, width=across, height=tall,
                    style=f"fill:none;stroke:var(--accent);stroke-width:{line:.2f}"),
        ]
    )  # fmt: skip


def _image(data: bytes, shape: tuple[int, ...]) -> str:
    return element("image", href=data_address(data), width=shape[1], height=shape[0],
                   preserveAspectRatio="none", style="image-rendering:pixelated")  # fmt: skip
