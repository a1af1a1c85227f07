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
) -> str:
    """Cells shaded by their signed value, each with its number.

    Args:
        values: ``(H, W)``.
        x: Left edge.
        y: Upper edge.
        cell: Side of a cell.
        peak: The absolute value that gets the full shade.
        attributes: For the group of a cell, such as ``data_part``; by row and column.
        digits: Significant digits of a number.
    """
    rows, columns = values.shape
    return "".join(
        element(
            "g",
            element(
                "rect",
                x=x + column * cell,
                y=y + row * cell,
                width=cell,
                height=cell,
                **shade(DEEPEST * float(values[row, column]), peak),
            ),
            cell_text(values[row, column], x + (column + 0.5) * cell, y + (row + 0.5) * cell, cell,
                      digits=digits),
            **(attributes(row, column) if attributes else {}),
        )
        for row in range(rows)
        for column in range(columns)
    )  # fmt: skip


def cell_text(value: float, x: float, y: float, cell: float, *, digits: int = 3) -> str:
    """A number in the middle of a cell, as large as fits; left out where none would."""
    if cell < 13:
        return ""
    text = short_number(value, digits=digits)
    size = min(0.46 * cell, 1.6 * cell / max(len(text), 1), 16.0)
    return element("text", text=text, x=x, y=y, class_="middle", style=f"font-size:{size:.3g}px")


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
