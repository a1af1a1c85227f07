"""What somebody typed as an answer, and whether it is right."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lib.operations.worksheet.task import Task

_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(,\d{3})+(?![\d,])")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_READ = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;、×x*()\[\]{}|]*", re.IGNORECASE)
_LONGEST = 400
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


def read_numbers(text: str, *, single: bool = False) -> tuple[float, ...] | None:
    """The numbers of a text, whatever stands between them; None where there is something else.

    Args:
        text: Such as ``"(8, 8, 16)"``, ``"1 2; 3 4"``, ``"9/4"``, ``"−3"``.
        single: That one number is asked for, so ``"3,965,056"`` is one.

    Example:
        >>> read_numbers("(8, 8, 16)"), read_numbers("9/4 −1"), read_numbers("a lot")
        ((8.0, 8.0, 16.0), (2.25, -1.0), None)
        >>> read_numbers("3,965,056", single=True)
        (3965056.0,)
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST])
    plain = re.sub("[\N{MINUS SIGN}\N{EN DASH}]", "-", plain)
    if single:
        plain = _THOUSANDS.sub(lambda found: found.group().replace(",", ""), plain)
    found: list[float] = []
    at = _skip(plain, 0)
    while at < len(plain):
        read = _READ.match(plain, at)
        if read is None or (read.group(2) and not float(read.group(2))):
            return None
        found.append(float(read.group(1)) / float(read.group(2) or 1))
        after = _skip(plain, read.end())
        if after == read.end() < len(plain):
            return None  # letters, a second point: no number that somebody meant
        at = after
    return tuple(found)


def judge(task: Task, text: str) -> Verdict:
    """Whether what was typed is the answer of a task.

    Example:
        >>> task = Task("pool", {}, (5.0, 6.0, 8.5, 9.0), "", columns=2)
        >>> judge(task, "5 6; 17/2 9").state, judge(task, "5 6 8.5").state
        ('right', 'count')
    """
    numbers = read_numbers(text, single=len(task.answer) == 1)
    if not numbers:
        return Verdict("unreadable")
    if len(numbers) != len(task.answer):
        return Verdict("count", len(numbers))
    near = all(
        abs(got - wanted) <= max(task.tolerance, _EXACT)
        for got, wanted in zip(numbers, task.answer, strict=True)
    )
    return Verdict("right" if near else "wrong", len(numbers))


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
