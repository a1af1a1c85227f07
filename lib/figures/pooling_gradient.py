"""A pooling forwards and backwards: input, output, and the gradient at the input, as numbers."""

from __future__ import annotations

from collections.abc import Callable

from lib.cnn.arrays import FloatArray
from lib.figures.grids import frame, number_grid
from lib.figures.svg import drawing_frame, element
from lib.operations.pooling_gradient import Flow

_TITLE, _GAP = 24.0, 30.0
_SIDE = 204.0  # of the input grid
_ACCENT = "var(--kind-pooling)"


def gradient_drawing(
    flow: Flow,
    *,
    titles: tuple[str, str, str],
    say_input: Callable[[int, int], str],
    say_output: Callable[[int, int], str],
) -> str:
    """Draw the three grids; pointing at a cell lights those that belong to it.

    Args:
        flow: What to draw.
        titles: Of input, output and gradient.
        say_input: The sentence of an input cell, by row and column.
        say_output: The sentence of an output cell.
    """
    rows, columns = flow.values.shape
    cell = min(40.0, _SIDE / max(rows, columns))
    out_rows, out_columns = flow.output.shape
    width, height = cell * columns, cell * rows
    middle = max(cell * out_columns, 64.0)
    lefts = (0.0, width + _GAP, width + middle + 2 * _GAP)
    top_of_output = _TITLE + max(0.0, (height - cell * out_rows) / 2)
    users = _users(flow)

    def outputs_of(row: int, column: int) -> str:
        return " ".join(f"o{r}-{c}" for r, c in users.get((row, column), ()))

    def input_part(row: int, column: int) -> dict[str, object]:
        return {
            "data_part": f"i{row}-{column}",
            "data_links": f"{outputs_of(row, column)} g{row}-{column}",
            "data_say": say_input(row, column),
        }

    def gradient_part(row: int, column: int) -> dict[str, object]:
        return {
            "data_part": f"g{row}-{column}",
            "data_links": f"{outputs_of(row, column)} i{row}-{column}",
            "data_say": say_input(row, column),
        }

    def output_part(row: int, column: int) -> dict[str, object]:
        seen = flow.windows[row, column]
        return {
            "data_part": f"o{row}-{column}",
            "data_links": " ".join(f"i{i}-{j} g{i}-{j}" for i, j in seen),
            "data_say": say_output(row, column),
        }

    peak = _peak(flow.values, flow.output)
    parts = [
        number_grid(flow.values, x=lefts[0], y=_TITLE, cell=cell, peak=peak, attributes=input_part,
                    digits=2),
        number_grid(flow.output, x=lefts[1], y=top_of_output, cell=cell, peak=peak,
                    attributes=output_part, digits=2),
        number_grid(flow.gradient, x=lefts[2], y=_TITLE, cell=cell, peak=_peak(flow.gradient),
                    attributes=gradient_part, digits=2),
        *_winner_frames(flow, cell),
        _arrow(lefts[0] + width, lefts[1], _TITLE + height / 2),
        _arrow(lefts[1] + cell * out_columns, lefts[2], _TITLE + height / 2),
    ]  # fmt: skip
    parts += [
        element("text", text=title, x=left, y=9, class_="strong start")
        for left, title in zip(lefts, titles, strict=True)
    ]
    return drawing_frame(max(lefts[2] + width + 2, lefts[2] + 150), _TITLE + height + 4, *parts)


def _users(flow: Flow) -> dict[tuple[int, int], list[tuple[int, int]]]:
    users: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for output, cells in flow.windows.items():
        for cell in cells:
            users.setdefault(cell, []).append(output)
    return users


def _winner_frames(flow: Flow, cell: float) -> list[str]:
    if flow.winners is None:
        return []
    won = {(int(row), int(column)) for row, column in flow.winners.reshape(-1, 2)}
    return [
        frame(column * cell + 2, _TITLE + row * cell + 2, cell - 4, cell - 4, colour=_ACCENT,
              line=2.5)
        for row, column in sorted(won)
    ]  # fmt: skip


def _arrow(start: float, end: float, y: float) -> str:
    tip = end - 8
    return element(
        "path",
        d=f"M{start + 8:.1f} {y:.1f}H{tip:.1f}m-6 -5l6 5l-6 5",
        class_="edge",
    )


def _peak(*maps: FloatArray) -> float:
    return max(float(abs(values).max()) for values in maps)
