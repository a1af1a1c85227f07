"""What somebody typed as an answer, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass

from lib.operations.typed_numbers import read_numbers
from lib.operations.worksheet.task import Task

_EXACT = 1e-9


@dataclass(frozen=True)
class Verdict:
    """About an answer that was typed.

    Attributes:
        state: ``"right"``, ``"wrong"``, ``"unreadable"``, or ``"count"``: not as many numbers as
            were asked for.
        got: Numbers read.
    """

    state: str
    got: int = 0


def judge(task: Task, text: str) -> Verdict:
    """Whether what was typed is the answer of a task.

    Between several numbers a comma keeps them apart, unless that makes another count of them than
    was asked for, and decimal commas make that count.

    Example:
        >>> task = Task("pool", {}, (5.0, 6.0, 8.5, 9.0), "", columns=2)
        >>> judge(task, "5 6; 17/2 9").state, judge(task, "5 6 8.5").state
        ('right', 'count')
    """
    count = len(task.answer)
    numbers = read_numbers(text, single=count == 1)
    if count > 1 and len(numbers or ()) != count:
        with_commas = read_numbers(text, single=True)
        numbers = with_commas if len(with_commas or ()) == count else numbers
    if not numbers:
        return Verdict("unreadable")
    if len(numbers) != count:
        return Verdict("count", len(numbers))
    near = all(
        abs(got - wanted) <= max(task.tolerance, _EXACT)
        for got, wanted in zip(numbers, task.answer, strict=True)
    )
    return Verdict("right" if near else "wrong", len(numbers))
