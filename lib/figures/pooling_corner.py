"""Two strokes, what two detectors answer, and what pooling leaves of it."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cnn.arrays import FloatArray
from lib.figures.grids import frame, number_grid
from lib.figures.svg import drawing_frame, element
from lib.operations.pooling_corner import SIDE, Strokes

_PICTURE, _MAP, _TITLE, _GAP = 206.0, 92.0, 22.0, 36.0


@dataclass(frozen=True)
class CornerTitles:
    """The words of the drawing."""

    picture: str
    upright: str
    lying: str
    pooled: str


def corner_drawing(strokes: Strokes, titles: CornerTitles, *, window: int) -> str:
    """The picture at the left; for each detector a row with its map and the pooled map."""
    parts = [
        element("text", text=titles.picture, x=0, y=9, class_="strong start"),
        number_grid(strokes.picture, x=0, y=_TITLE, cell=_PICTURE / SIDE, peak=1, numbers=False),
    ]
    rows = (
        (titles.upright, strokes.upright, strokes.pooled_upright),
        (titles.lying, strokes.lying, strokes.pooled_lying),
    )
    for number, (title, answers, pooled) in enumerate(rows):
        parts.append(_row((title, titles.pooled), (answers, pooled), number, window))
    height = 2 * (_TITLE + _MAP) + 18
    return drawing_frame(
        _PICTURE + 2 * (_GAP + _MAP) + 4, max(height, _TITLE + _PICTURE + 4), *parts
    )


def _row(
    titles: tuple[str, str], maps: tuple[FloatArray, FloatArray], number: int, window: int
) -> str:
    answers, pooled = maps
    y = number * (_TITLE + _MAP + 14)
    left, right = _PICTURE + _GAP, _PICTURE + _MAP + 2 * _GAP
    cell, large = _MAP / SIDE, _MAP / pooled.shape[0]
    windows = "".join(
        frame(left + column * cell, y + _TITLE + row * cell, window * cell, window * cell,
              colour="var(--kind-pooling)", line=1)
        for row in range(0, SIDE, window)
        for column in range(0, SIDE, window)
        if window > 1
    )  # fmt: skip
    middle = y + _TITLE + _MAP / 2
    return "".join(
        (
            element("text", text=titles[0], x=left, y=y + 9, class_="start"),
            element("text", text=titles[1], x=right, y=y + 9, class_="start"),
            number_grid(answers, x=left, y=y + _TITLE, cell=cell, peak=2, numbers=False),
            windows,
            element("path", d=f"M{left + _MAP + 6:.1f} {middle:.1f}h{_GAP - 14:.1f}m-5 -4l5 4l-5 4",
                    class_="edge"),
            number_grid(pooled, x=right, y=y + _TITLE, cell=large, peak=2),
        )
    )  # fmt: skip
