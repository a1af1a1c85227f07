"""One task of a worksheet: its numbers, its answer, and how the answer comes about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Draw: TypeAlias = "Callable[[np.random.Generator], Task]"


@dataclass(frozen=True)
class Task:
    r"""A question without its words.

    Attributes:
        kind: Names the words; such as ``"flatten"``.
        facts: What the words' slots are filled with: numbers, and grids in LaTeX.
        answer: One number or several, row by row.
        working: How it comes about, in LaTeX: numbers and symbols only, so it needs no language.
        columns: Numbers in a row of the answer; 1 where it is a single number.
        tolerance: How far each number may be off, in its own unit.
        decimals: Digits behind the point to which the answer is asked for; None where it is exact.
    """

    kind: str
    facts: Mapping[str, Any]
    answer: tuple[float, ...]
    working: str
    columns: int = 1
    tolerance: float = 0.0
    decimals: int | None = None

    @property
    def rows(self) -> tuple[tuple[float, ...], ...]:
        """The answer, row by row."""
        step = self.columns
        return tuple(self.answer[at : at + step] for at in range(0, len(self.answer), step))

    @property
    def written(self) -> str:
        """The answer on one line; rows are kept apart by semicolons.

        Example:
            >>> Task("pool", {}, (5.0, 6.0, 8.5, 9.0), "", columns=2).written
            '5, 6; 8.5, 9'
            >>> Task("softmax", {}, (0.7054,), "", decimals=2).written
            '0.71'
        """
        return "; ".join(", ".join(map(self._number, row)) for row in self.rows)

    def _number(self, value: float) -> str:
        return number(value) if self.decimals is None else f"{value:.{self.decimals}f}"


def number(value: float) -> str:
    """A number as it is written, without an end of zeros.

    Example:
        >>> number(3.0), number(0.0081), number(-2.25)
        ('3', '0.0081', '-2.25')
    """
    return f"{round(value, 9):.9f}".rstrip("0").rstrip(".")


def grid(rows: Sequence[Sequence[float]] | np.ndarray) -> str:
    r"""A grid of numbers in LaTeX, ruled.

    Example:
        >>> print(grid([[1, 2], [3, 4]]))
        \begin{array}{|r|r|}\hline 1&2\\\hline 3&4\\\hline\end{array}
    """
    lines = ["&".join(number(cell) for cell in row) for row in rows]
    ruled = "".join(rf"\hline {line}\\" for line in lines)
    return rf"\begin{{array}}{{{'|r' * len(rows[0])}|}}{ruled}\hline\end{{array}}"


def summed(factors: Sequence[tuple[float, float]], total: float) -> str:
    r"""A sum of products in LaTeX, negative factors in brackets.

    Example:
        >>> summed([(1, 2), (-1, 3)], -1)
        '1\\cdot 2+(-1)\\cdot 3=-1'
    """
    terms = "+".join(rf"{_bracketed(one)}\cdot {_bracketed(other)}" for one, other in factors)
    return f"{terms}={number(total)}"


def in_lines(lines: Sequence[str]) -> str:
    r"""Several formulas below each other, aligned at their first sign of equality.

    Example:
        >>> in_lines(["a=1", "b=2"])
        '\\begin{aligned}a&=1\\\\b&=2\\end{aligned}'
    """
    aligned = [line.replace("=", "&=", 1) for line in lines]
    return rf"\begin{{aligned}}{(chr(92) * 2).join(aligned)}\end{{aligned}}"


def _bracketed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)
