"""A small map drawn as cells with their numbers in them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import element, shade

# A full blue or orange would leave the number in the cell without contrast.
DEEPEST = 0.72


def number_grid(
    values: NDArray[np.floating],
    *,
    x: float,
    y: float,
    cell: float,
    peak: float,
    attributes: Callable[[int, int], dict[str, object]] | None = None,
    digits: int = 3,
    numbers: bool = True,
) -> str:
    """Cells shaded by their signed value, each with its number, all equally large.

    Args:
        values: ``(H, W)``.
        x: Left edge.
        y: Upper edge.
        cell: Side of a cell; below 13 there is no room for numbers.
        peak: The absolute value that gets the full shade.
        attributes: For the group of a cell, such as ``data_part``; by row and column.
        digits: Digits of the number with the largest absolute value.
        numbers: Whether to write the numbers; without them cells have no parts of their own.
    """
    if not numbers or cell < 13:
        return _plain_grid(values, x=x, y=y, cell=cell, peak=peak)
    texts = grid_numbers(values, digits=digits)
    longest = max(len(text) for line in texts for text in line)
    size = min(0.46 * cell, 1.6 * cell / longest, 16.0)
    rows, columns = values.shape

    def drawn(row: int, column: int) -> str:
        left, top = x + column * cell, y + row * cell
        fill = shade(DEEPEST * float(values[row, column]), peak)
        square = element("rect", x=left, y=top, width=cell, height=cell, **fill)
        text = element(
            "text",
            text=texts[row][column],
            x=left + cell / 2,
            y=top + cell / 2,
            class_="middle",
            style=f"font-size:{size:.3g}px",
        )
        return element("g", square, text, **(attributes(row, column) if attributes else {}))

    return "".join(drawn(row, column) for row in range(rows) for column in range(columns))


def _plain_grid(
    values: NDArray[np.floating], *, x: float, y: float, cell: float, peak: float
) -> str:
    """Shaded cells under one net of lines: only those that are not zero are drawn."""
    rows, columns = values.shape
    cells = (
        element("rect", x=x + column * cell, y=y + row * cell, width=cell, height=cell,
                **shade(DEEPEST * float(values[row, column]), peak))
        for row, column in zip(*values.nonzero(), strict=True)
    )  # fmt: skip
    width, height = columns * cell, rows * cell
    net = "".join(f"M{x + i * cell:.1f} {y:.1f}v{height:.1f}" for i in range(columns + 1))
    net += "".join(f"M{x:.1f} {y + i * cell:.1f}h{width:.1f}" for i in range(rows + 1))
    return "".join(cells) + element("path", d=net, class_="rule", fill="none")


def grid_numbers(values: NDArray[np.floating], *, digits: int) -> list[list[str]]:
    """Numbers of a map, all with as many decimals; none where all are whole.

    Example:
        >>> grid_numbers(np.array([[0.25, -1.5], [12.0, 0.0]]), digits=3)
        [['0.2', '−1.5'], ['12.0', '0']]
        >>> grid_numbers(np.array([[1.0, -2.0]]), digits=3)
        [['1', '−2']]
    """
    peak = float(np.abs(values).max())
    decimals = 0
    if not (values == np.rint(values)).all():
        decimals = int(np.clip(digits - 1 - np.floor(np.log10(peak)), 0, 4))
    return [[_fixed(float(value), decimals) for value in line] for line in values]


def _fixed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return "0" if value == 0 else text.replace("-", "−")


def short_number(value: float, *, digits: int = 3) -> str:
    """A number with few digits and a real minus sign.

    Example:
        >>> short_number(-0.33333), short_number(5.0), short_number(-0.0), short_number(1234.5)
        ('−0.333', '5', '0', '1,234')
    """
    number = float(value)
    text = f"{number:,.0f}" if abs(number) >= 10**digits else f"{number:.{digits}g}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def frame(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    colour: str = "var(--ink)",
    line: float = 1.5,
) -> str:
    """A border around cells that lets them shine through and take the pointer."""
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        fill="none",
        pointer_events="none",
        style=f"stroke:{colour};stroke-width:{line:g}",
    )
