"""A photograph through several layers with several borders, and how far each is off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.figures.axes import nice_top
from lib.figures.pixels import picture_png
from lib.figures.spread import spread
from lib.figures.svg import data_address, drawing_frame, element

_WIDTH = 480.0
_PLOT_LEFT, _PLOT_RIGHT, _PLOT_TOP, _PLOT_BOTTOM = 40.0, 134.0, 34.0, 44.0
_PLOT_HEIGHT = 330.0
DASHES = ("", "7 4", "2 3")

_Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class DeviationCurve:
    """One line: its name, a value for each distance, a sentence for each distance."""

    name: str
    values: Sequence[float]


def picture_gallery(pictures: Sequence[FloatArray], titles: Sequence[str]) -> str:
    """Grey pictures of one size in two columns, each under its title.

    Args:
        pictures: ``(H, W)`` each, 0 to 255; rounded.
        titles: One a picture.
    """
    gap, title = 14.0, 24.0
    side = (_WIDTH - gap) / 2
    tall = side * pictures[0].shape[0] / pictures[0].shape[1]
    parts = []
    for number, (picture, text) in enumerate(zip(pictures, titles, strict=True)):
        x, y = (number % 2) * (side + gap), (number // 2) * (tall + title + 8)
        parts.append(element("text", text=text, x=x, y=y + 11, class_="strong start"))
        parts.append(
            element(
                "image",
                x=x,
                y=y + title,
                width=side,
                height=tall,
                href=_png(picture),
                style="image-rendering:pixelated",
            )
        )
    rows = ceil(len(pictures) / 2)
    return drawing_frame(_WIDTH, rows * (tall + title + 8) - 8, *parts)


def deviation_plot(
    curves: Sequence[DeviationCurve],
    *,
    reach: int,
    vertical: str,
    horizontal: str,
    reach_label: str,
    sentences: Sequence[str],
) -> str:
    """Lines over the distance from the border; each distance can be pointed at.

    Args:
        curves: At most three; told apart by dashes and by their names at the right end.
        reach: Distance up to which a made-up border can be felt; marked.
        vertical: Title of the values.
        horizontal: Title of the distances.
        reach_label: What stands at that mark.
        sentences: One for each distance.
    """
    width, height = _WIDTH - _PLOT_LEFT - _PLOT_RIGHT, _PLOT_HEIGHT - _PLOT_TOP - _PLOT_BOTTOM
    count = len(sentences)
    top = nice_top(max(max(curve.values) for curve in curves))

    def place(distance: float, value: float) -> tuple[float, float]:
        x = _PLOT_LEFT + width * distance / (count - 1)
        return x, _PLOT_TOP + height * (1 - value / top)

    parts = [_axes(place, top, count, vertical, horizontal)]
    mark = place(min(reach, count - 1), 0)[0]
    parts.append(
        element("line", x1=mark, x2=mark, y1=_PLOT_TOP, y2=_PLOT_TOP + height,
                class_="edge", stroke_dasharray="1 4")
    )  # fmt: skip
    parts.append(
        element("text", text=reach_label, x=mark + (6 if mark < 260 else -6), y=_PLOT_TOP + 10,
                class_="quiet start" if mark < 260 else "quiet end")
    )  # fmt: skip
    heights = spread([place(0, curve.values[0])[1] for curve in curves], gap=15)
    for curve, dash, label in zip(curves, DASHES, heights, strict=False):
        points = [place(distance, value) for distance, value in enumerate(curve.values[:count])]
        parts.append(line_through(points, dash=dash, colour="var(--kind-convolution)"))
        parts.append(_legend(curve.name, dash, label))
    step = width / (count - 1)
    for distance, sentence in enumerate(sentences):
        x = place(distance, 0)[0]
        dots = "".join(
            element("circle", cx=x, cy=place(distance, curve.values[distance])[1], r=2.2,
                    fill="var(--kind-convolution)")
            for curve in curves
        )  # fmt: skip
        parts.append(
            element(
                "g",
                element("rect", x=x - step / 2, y=_PLOT_TOP, width=step, height=height,
                        fill="transparent"),
                dots,
                data_part=f"d{distance}",
                data_say=sentence,
            )
        )  # fmt: skip
    return drawing_frame(_WIDTH, _PLOT_HEIGHT, *parts)


def line_through(
    points: Sequence[tuple[float, float]], *, dash: str, colour: str, width: float = 2.2
) -> str:
    """A line through points, with a dash pattern."""
    return element(
        "polyline",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        fill="none",
        pointer_events="none",
        stroke_dasharray=dash or None,
        style=f"stroke:{colour};stroke-width:{width:g};stroke-linejoin:round",
    )


def _axes(place: _Place, top: float, count: int, vertical: str, horizontal: str) -> str:
    parts = [element("text", text=vertical, x=0, y=8, class_="quiet start")]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = place(0, share * top)
        parts.append(element("line", x1=x, x2=place(count - 1, 0)[0], y1=y, y2=y, class_="rule"))
        parts.append(element("text", text=f"{share * top:g}", x=x - 6, y=y, class_="quiet end"))
    for distance in range(0, count, 10 if count > 22 else 5 if count > 12 else 2):
        x, y = place(distance, 0)
        parts.append(element("text", text=distance, x=x, y=y + 13, class_="quiet middle"))
    middle = place((count - 1) / 2, 0)[0]
    parts.append(
        element("text", text=horizontal, x=middle, y=_PLOT_HEIGHT - 8, class_="quiet middle")
    )
    return "".join(parts)


def _legend(name: str, dash: str, y: float) -> str:
    x = _WIDTH - _PLOT_RIGHT + 10
    sample = line_through(((x, y), (x + 24, y)), dash=dash, colour="var(--kind-convolution)")
    return sample + element("text", text=name, x=x + 30, y=y, class_="start")


def _png(picture: FloatArray) -> str:
    grey = np.rint(np.clip(picture, 0, 255)).astype(np.uint8)
    return data_address(picture_png(grey))
