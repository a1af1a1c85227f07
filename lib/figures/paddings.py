"""Two rules of padding beside each other: their outputs, and where they part company."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lib.cnn.arrays import BoolArray, FloatArray
from lib.figures.grids import frame, number_grid
from lib.figures.svg import drawing_frame, element

_WIDTH = 480.0
_CELL, _LEFT, _TOP = 34.0, 56.0, 44.0


def output_pair(
    outputs: Sequence[FloatArray], titles: Sequence[str], changed: BoolArray | None
) -> str:
    """Two outputs side by side; cells that differ have a frame.

    Args:
        outputs: Two maps ``(H, W)``.
        titles: Above them.
        changed: Where they differ, of their shape; None where their shapes differ.
    """
    half = (_WIDTH - 24) / 2
    widest = max(output.shape[1] for output in outputs)
    tallest = max(output.shape[0] for output in outputs)
    cell = min(38.0, half / widest, 190 / tallest)
    peak = max(float(abs(output).max()) for output in outputs)
    parts = []
    for number, (output, title) in enumerate(zip(outputs, titles, strict=True)):
        x = number * (half + 24)
        parts.append(element("text", text=title, x=x, y=12, class_="strong start"))
        parts.append(number_grid(output, x=x, y=28, cell=cell, peak=peak))
        if changed is not None:
            parts += [
                frame(x + column * cell + 1.5, 28 + row * cell + 1.5, cell - 3, cell - 3,
                      colour="var(--ink)", line=1.5)
                for row, column in zip(*changed.nonzero(), strict=True)
            ]  # fmt: skip
    return drawing_frame(_WIDTH, 32 + tallest * cell, *parts)


def difference_table(
    answers: Sequence[Sequence[bool | None]],
    *,
    here: Sequence[tuple[int, int]],
    size_title: str,
    stride_title: str,
    say: Callable[[int, int, bool | None], str],
) -> str:
    """For every stride (row) and input size (column) whether two rules differ.

    Args:
        answers: Rows for the strides from 1, columns for the sizes from 1; None: no window fits.
        here: Sizes and strides to frame.
        size_title: Above the columns.
        stride_title: Beside the rows.
        say: The sentence of a cell, by size, stride and answer.
    """
    cell = min(_CELL, (_WIDTH - _LEFT) / len(answers[0]))
    parts = [
        element("text", text=size_title, x=_LEFT, y=10, class_="quiet start"),
        element("text", text=stride_title, x=0, y=_TOP - 14, class_="quiet start"),
    ]
    for size in range(1, len(answers[0]) + 1):
        x = _LEFT + (size - 0.5) * cell
        parts.append(element("text", text=size, x=x, y=_TOP - 14, class_="middle"))
    for stride, row in enumerate(answers, start=1):
        y = _TOP + (stride - 1) * cell
        parts.append(element("text", text=stride, x=_LEFT - 14, y=y + cell / 2, class_="end"))
        parts += [
            _answer(differs, _LEFT + index * cell, y, cell, size=index + 1, stride=stride,
                    sentence=say(index + 1, stride, differs))
            for index, differs in enumerate(row)
        ]  # fmt: skip
    parts += [
        frame(_LEFT + (size - 1) * cell + 1, _TOP + (stride - 1) * cell + 1, cell - 2, cell - 2,
              line=2.5)
        for size, stride in here
    ]  # fmt: skip
    return drawing_frame(_WIDTH, _TOP + len(answers) * cell + 4, *parts)


def _answer(
    differs: bool | None, x: float, y: float, cell: float, *, size: int, stride: int, sentence: str
) -> str:
    # Told by the sign in the cell as well as by its colour.
    fill = (
        "color-mix(in srgb, var(--kind-convolution) 32%, var(--paper))"
        if differs
        else "var(--panel)"
    )
    return element(
        "g",
        element("rect", x=x, y=y, width=cell, height=cell, class_="rule", fill=fill),
        element(
            "text",
            text={True: "≠", False: "=", None: "–"}[differs],
            x=x + cell / 2,
            y=y + cell / 2,
            class_="middle" if differs else "middle quiet",
        ),
        data_part=f"d{stride}x{size}",
        data_say=sentence,
        data_pick=f"{size},{stride}",
    )
