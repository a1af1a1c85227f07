"""Three answers to "where does the network look?" side by side on the photograph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.layers.photograph import box, defined, heat
from lib.figures.svg import drawing_frame, element, shade
from lib.layers.reasons import Covered, Slopes

_SIDE, _GAP, _TITLE = 280.0, 24.0, 44.0
_NARROW_SIDE = 340.0
_FULL = 99.5  # per cent of the pixels that a colour can still tell apart


@dataclass(frozen=True)
class ReasonWords:
    """Titles and second lines of the three pictures, and what is said of them.

    Attributes:
        titles: Of Grad-CAM, occlusion, saliency.
        notes: Below the titles.
        cam: Said of Grad-CAM.
        saliency: Said of saliency.
        place: Said of a place of the patch: row and column of the place.
    """

    titles: Sequence[str]
    notes: Sequence[str]
    cam: str
    saliency: str
    place: Callable[[int, int], str]


def reason_pictures(
    seen: NDArray[np.uint8],
    slopes: Slopes,
    covered: Covered,
    class_: int,
    words: ReasonWords,
    *,
    narrow: bool = False,
) -> str:
    """Draw the three; every place of the patch can be pointed at.

    Args:
        seen: uint8 (S, S, 3), what the network got.
        slopes: Grad-CAM and saliency.
        covered: Occlusion.
        class_: Number of the class.
        words: What to say.
        narrow: Below each other.
    """
    size = _NARROW_SIDE if narrow else _SIDE
    side = seen.shape[0]
    full = float(np.percentile(slopes.saliency, _FULL)) or float(slopes.saliency.max()) or 1.0
    panels = (
        _panel(box(heat(slopes.cam), (0, 0), side, slopes.cam.shape[:2]), side, "cam", words.cam),
        _places(covered, class_, side, words),
        _panel(heat(slopes.saliency, peak=full), side, "saliency", words.saliency),
    )
    parts = [defined("seen", seen, grey=True)]
    for number, panel in enumerate(panels):
        x = 2.0 if narrow else 2 + number * (size + _GAP)
        y = 2 + (number * (size + _TITLE + 16) if narrow else 0.0)
        photograph = element("use", href="#seen", style="opacity:.42")
        parts += [
            element("text", text=words.titles[number], x=x, y=y + 8, class_="start strong"),
            element("text", text=words.notes[number], x=x, y=y + 27, class_="start quiet"),
            box(photograph + panel, (x, y + _TITLE), size, (side, side)),
            element("rect", x=x, y=y + _TITLE, width=size, height=size, class_="tile",
                    style="pointer-events:none"),
        ]  # fmt: skip
    width = size + 4 if narrow else 3 * size + 2 * _GAP + 4
    step = size + _TITLE + 16
    height = 3 * step if narrow else size + _TITLE + 6
    return drawing_frame(width, height, element("g", *parts, class_="steady"))


def _panel(inside: str, side: int, name: str, sentence: str) -> str:
    return element(
        "g",
        inside,
        element(
            "rect",
            x=0,
            y=0,
            width=side,
            height=side,
            class_="hit",
            style="vector-effect:non-scaling-stroke",
        ),
        data_part=name,
        data_say=sentence,
    )


def _places(covered: Covered, class_: int, side: int, words: ReasonWords) -> str:
    """A cell for each place of the patch; the patch itself shows while one is pointed at."""
    falls, edges = covered.falls(class_), covered.edges(side)
    peak = float(np.abs(falls).max())
    cells, patches = [], []
    for row in range(len(falls)):
        for column in range(len(falls)):
            name = f"place-{row}-{column}"
            colour = shade(float(falls[row, column]), peak)
            share = colour["style"]
            cells.append(
                element(
                    "rect", x=edges[column], y=edges[row],
                    width=edges[column + 1] - edges[column], height=edges[row + 1] - edges[row],
                    class_=f"veil {'minus' if falls[row, column] < 0 else 'plus'}", style=share,
                    data_part=name, data_say=words.place(row, column),
                )
            )  # fmt: skip
            patches.append(
                element("rect", x=covered.starts[column], y=covered.starts[row],
                        width=covered.patch, height=covered.patch, class_="patch",
                        data_with=name)
            )  # fmt: skip
    return "".join(cells) + "".join(patches)
