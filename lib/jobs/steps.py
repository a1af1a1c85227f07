"""Long answers in short steps, so that other questions of other visitors come between them.

The quick worker does one thing after the other.  What takes longer than a moment is a generator
there, which goes on for a moment at every question and says how far it is; whoever wants the
answer asks again until it is there.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
Stepwise: TypeAlias = Generator[float, None, T]  # yields how far it is, 0 to 1; returns the answer


@dataclass(frozen=True)
class Unfinished:
    """There is no answer yet: ask again.

    Attributes:
        share: Of the work that is done, 0 to 1.
    """

    share: float


class Steps(Generic[T]):
    """Answers of one kind that are being computed, and the last ones that have been.

    Args:
        seconds: For which a question lets the work go on; a step that was begun is ended.
        kept: Answers, and as many begun ones; those not asked for longest go first.

    Example:
        >>> def halves():
        ...     yield 0.5
        ...     return "whole"
        >>> steps = Steps(seconds=0)
        >>> steps.answer("a", halves), steps.answer("a", halves)
        (Unfinished(share=0.5), 'whole')
    """

    def __init__(self, *, seconds: float = 0.5, kept: int = 4) -> None:
        self._seconds, self._kept = seconds, kept
        self._begun: OrderedDict[Hashable, Stepwise[T]] = OrderedDict()
        self._answers: OrderedDict[Hashable, T] = OrderedDict()

    def answer(self, key: Hashable, begin: Callable[[], Stepwise[T]]) -> T | Unfinished:
        """The answer, or how far it is.

        Args:
            key: What is asked.
            begin: Begins to compute it.
        """
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        going = self._begun.pop(key, None) or begin()
        until = time.monotonic() + self._seconds
        try:
            share = next(going)
            while time.monotonic() < until:
                share = next(going)
        except StopIteration as end:
            self._answers[key] = end.value
            _shorten(self._answers, self._kept)
            return self._answers[key]
        self._begun[key] = going
        _shorten(self._begun, self._kept)
        return Unfinished(share)

    def clear(self) -> None:
        """Forget all of it."""
        self._begun.clear()
        self._answers.clear()


def _shorten(kept: OrderedDict[Hashable, Any], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
