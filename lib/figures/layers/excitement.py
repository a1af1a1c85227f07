"""Pictures that excite a unit: the patch that it answers to, and where it lies."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.figures.layers.photograph import box, image
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame, element
from lib.layers.excitement import Example, Excited

_TILE, _GAP, _SPLIT = 100.0, 8.0, 30.0
_HEAD, _VALUE = 46.0, 19.0
_TALL = 2 * _TILE + _GAP + _VALUE  # of an example
_NARROW_COLUMNS = 3
_QUALITY = 88

Patch = tuple[range, range] | None


@dataclass(frozen=True)
class ExcitedWords:
    """What is said of a unit's row.

    Attributes:
        title: Its name.
        note: Beside it: what the chosen picture does.
        most: Above the pictures that excite it most.
        least: Above those that excite it least.
        say: Said of an example.
    """

    title: str
    note: str
    most: str
    least: str
    say: Callable[[Example], str]


def excited_rows(
    units: Sequence[Excited],
    words: Sequence[ExcitedWords],
    pictures: Mapping[int, NDArray[np.uint8]],
    patch_of: Callable[[Example], Patch],
    *,
    narrow: bool = False,
) -> str:
    """Draw a block a unit: patches above, below each its picture with the patch in a frame.

    Args:
        units: The units.
        words: What to say of each.
        pictures: uint8 (S, S, 3) by their places in the set.
        patch_of: Rows and columns of a picture that the unit sees from an example's place;
            None where no place is the strongest.
        narrow: In several rows, for a telephone.
    """
    drawn: list[str] = []
    used: set[int] = set()
    y = 2.0
    for number, (unit, word) in enumerate(zip(units, words, strict=True)):
        drawn += [
            element("text", text=word.title, x=0, y=y + 9, class_="start strong"),
            element("text", text=word.note, x=96 if narrow else 130, y=y + 9,
                    class_="start quiet"),
        ]  # fmt: skip
        left, top, below = 0.0, y + _HEAD, y
        for name, heading, shown in (
            ("most", word.most, unit.most),
            ("least", word.least, unit.least),
        ):
            columns = _NARROW_COLUMNS if narrow else max(1, len(shown))
            drawn.append(element("text", text=heading, x=left, y=top - 14, class_="start quiet"))
            for place, example in enumerate(shown):
                row, column = divmod(place, columns)
                at = left + column * (_TILE + _GAP), top + row * _TALL
                drawn.append(
                    element(
                        "g",
                        *_example(example, at, pictures[example.picture], patch_of),
                        data_part=f"unit-{number}-{name}-{place}",
                        data_say=word.say(example),
                    )
                )
                used.add(example.picture)
                below = max(below, at[1] + _TALL)
            if narrow:
                top = below + _HEAD - 18
            else:
                left += columns * (_TILE + _GAP) + _SPLIT
        y = below + 18
    defs = [_picture(place, pictures[place]) for place in sorted(used)]
    count = max(len(unit.most) + len(unit.least) for unit in units)
    width = (_NARROW_COLUMNS if narrow else count) * (_TILE + _GAP) + (0 if narrow else _SPLIT)
    return drawing_frame(width, y, *defs, element("g", *drawn, class_="steady"))


def _example(
    example: Example,
    at: tuple[float, float],
    pixels: NDArray[np.uint8],
    patch_of: Callable[[Example], Patch],
) -> list[str]:
    (x, y), (side, _) = at, pixels.shape[:2]
    use = element("use", href=f"#p{example.picture}")
    patch, near, frame = patch_of(example), "", ""
    if patch is not None:
        rows, columns = patch
        across, tall = len(columns), len(rows)
        near = element(
            "svg", use, x=x, y=y, width=_TILE, height=_TILE,
            viewBox=f"{columns.start} {rows.start} {across} {tall}",
        )  # fmt: skip
        frame = element("rect", x=columns.start, y=rows.start, width=across, height=tall,
                        class_="outline", style="vector-effect:non-scaling-stroke")  # fmt: skip
    below = y + _TILE + _VALUE
    return [
        near,
        element("rect", x=x, y=y, width=_TILE, height=_TILE, class_="tile"),
        element("text", text=readable(example.value), x=x + _TILE / 2, y=y + _TILE + 9,
                class_="middle"),
        box(use + frame, (x, below), _TILE, (side, side)),
        element("rect", x=x, y=below, width=_TILE, height=_TILE, class_="tile"),
    ]  # fmt: skip


def _picture(place: int, pixels: NDArray[np.uint8]) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=_QUALITY)
    return element("defs", image(file.getvalue(), pixels.shape, id=f"p{place}"))
