"""What a small move of the input changes: as curves, and on one pattern cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.cnn.arrays import FloatArray
from lib.figures.borders import line_through
from lib.figures.grids import frame, number_grid
from lib.figures.spread import spread
from lib.figures.svg import drawing_frame, element
from lib.operations.pooling_shift import ShiftTrial

WIDE, NARROW = 620.0, 390.0
_HEIGHT = 350.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 196.0, 30.0, 44.0
_ACCENT = "var(--kind-pooling)"
_DASHES = ("", "12 3", "6 4", "9 3 2 3", "3 3", "")


@dataclass(frozen=True)
class ShareLine:
    """One line: its name, its shares from 0 to 1, whether it is the one asked about."""

    name: str
    shares: Sequence[float]
    chosen: bool = False
    before: bool = False


def share_curves(
    lines: Sequence[ShareLine],
    *,
    vertical: str,
    horizontal: str,
    sentences: Sequence[str],
    whole_width: float = WIDE,
) -> str:
    """Lines over the distance of a move; each distance can be pointed at.

    Args:
        lines: Before pooling and after each reduction; named at their right ends.
        vertical: Title of the shares.
        horizontal: Title of the distances.
        sentences: One for each distance, from 0.
        whole_width: :data:`WIDE` or :data:`NARROW`, in the units of the drawing.
    """
    count = len(sentences)
    width, height = whole_width - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def place(distance: float, share: float) -> tuple[float, float]:
        return _LEFT + width * distance / max(count - 1, 1), _TOP + height * (1 - share)

    parts = [element("text", text=vertical, x=0, y=8, class_="quiet start")]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = place(0, share)
        parts.append(element("line", x1=x, x2=_LEFT + width, y1=y, y2=y, class_="rule"))
        parts.append(element("text", text=f"{share:.0%}", x=x - 6, y=y, class_="quiet end"))
    parts += [
        element("text", text=distance, x=place(distance, 0)[0], y=_TOP + height + 14,
                class_="quiet middle")
        for distance in range(count)
    ]  # fmt: skip
    parts.append(
        element("text", text=horizontal, x=_LEFT + width / 2, y=_HEIGHT - 8, class_="quiet middle")
    )
    ends = spread([place(0, line.shares[count - 1])[1] for line in lines], gap=16,
                  last=_TOP + height)  # fmt: skip
    for number, (line, end) in enumerate(zip(lines, ends, strict=True)):
        points = [place(distance, share) for distance, share in enumerate(line.shares[:count])]
        parts.append(_curve(line, number, points, end))
    step = width / max(count - 1, 1)
    for distance, sentence in enumerate(sentences):
        x = place(distance, 0)[0]
        dots = "".join(
            element("circle", cx=x, cy=place(0, line.shares[distance])[1], r=2.6,
                    style=f"fill:{_colour(line)}")
            for line in lines
        )  # fmt: skip
        band = element(
            "rect", x=x - step / 2, y=_TOP, width=step, height=height, fill="transparent"
        )
        parts.append(element("g", band, dots, data_part=f"d{distance}", data_say=sentence))
    return drawing_frame(whole_width, _HEIGHT, *parts)


def _curve(
    line: ShareLine, number: int, points: Sequence[tuple[float, float]], label: float
) -> str:
    colour, dash = _colour(line), "1 4" if line.before else _DASHES[number % len(_DASHES)]
    drawn = line_through(points, dash=dash, colour=colour, width=3.0 if line.chosen else 1.7)
    x, y = points[-1]
    leader = line_through(((x + 3, y), (x + 12, label)), dash="", colour="var(--line)", width=1)
    sample = line_through(((x + 14, label), (x + 38, label)), dash=dash, colour=colour)
    name = element(
        "text", text=line.name, x=x + 43, y=label, class_="strong start" if line.chosen else "start"
    )
    return drawn + leader + sample + name


def _colour(line: ShareLine) -> str:
    if line.before:
        return "var(--ink)"
    return _ACCENT if line.chosen else "var(--quiet)"


def trial_drawing(trial: ShiftTrial, titles: tuple[str, str, str, str]) -> str:
    """A pattern above, the moved pattern below, each with its pooled map at its right.

    Args:
        trial: What to draw.
        titles: Of pattern, pooled pattern, moved pattern, pooled moved pattern.
    """
    rows, columns = trial.still.shape
    cell = min(28.0, 290 / columns)
    pooled_rows, pooled_columns = trial.pooled_still.shape
    large = min(44.0, 180 / pooled_columns)
    right, block = 340.0, 24 + cell * rows + 20
    parts = []
    for number, (pattern, pooled) in enumerate(
        ((trial.still, trial.pooled_still), (trial.moved, trial.pooled_moved))
    ):
        y = number * block
        top = y + 24 + max(0.0, (cell * rows - large * pooled_rows) / 2)
        parts.append(element("text", text=titles[2 * number], x=0, y=y + 9, class_="strong start"))
        parts.append(
            element("text", text=titles[2 * number + 1], x=right, y=y + 9, class_="strong start")
        )
        parts.append(number_grid(pattern, x=0, y=y + 24, cell=cell, peak=1))
        parts += _window_lines(rows, columns, rows // pooled_rows, cell, y + 24)
        parts.append(number_grid(pooled, x=right, y=top, cell=large, peak=_top(trial)))
        if number:
            parts += [
                frame(right + column * large + 2, top + row * large + 2, large - 4, large - 4,
                      colour="var(--ink)", line=2)
                for row, column in zip(*trial.changed.nonzero(), strict=True)
            ]  # fmt: skip
    return drawing_frame(right + 190, 2 * block - 16, *parts)


def _window_lines(rows: int, columns: int, window: int, cell: float, top: float) -> list[str]:
    return [
        frame(column * cell, top + row * cell, window * cell, window * cell, colour=_ACCENT, line=2)
        for row in range(0, rows, window)
        for column in range(0, columns, window)
    ]


def _top(trial: ShiftTrial) -> float:
    maps: tuple[FloatArray, ...] = (trial.pooled_still, trial.pooled_moved)
    return max(float(abs(pooled).max()) for pooled in maps) or 1.0
