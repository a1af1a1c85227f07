"""Redraws take turns: with many visitors, one after the other is sooner for everybody.

Python computes in one thread at a time.  Redraws that run together share it and all end late: of
two that take 50 ms each, both end after 100.  One after the other the first ends after 50, and
the processor is not kept busy with going to and fro between them.

Who has moved a control comes first: a redraw is short and looked at, while a page that is opened
takes longer and is waited for anyway.  It gives way in its midst.

A redraw that waits, for an answer of the worker, lets the next one go meanwhile; one that takes
long is overtaken after a moment, so nothing can block the others.
"""

from __future__ import annotations

import bisect
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_WAIT = 0.3  # seconds: then it goes on, beside whoever is still there
_MOST_GIVEN = 1.0  # seconds that one gives way in all, however many are quick

Place = tuple[bool, int]  # whether behind all who are quick; in the order of their coming


class _Turn:
    """One at a time: who is first in the line."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._taken = False
        self._line: list[Place] = []
        self._numbers = itertools.count()

    def place(self, *, quick: bool) -> Place:
        """For who comes now."""
        return not quick, next(self._numbers)

    def take(self, place: Place) -> bool:
        """Wait for it in that place; False after a moment without it."""
        with self._free:
            bisect.insort(self._line, place)
            got = False
            try:
                got = self._free.wait_for(
                    lambda: not self._taken and self._line[0] == place, _LONGEST_WAIT
                )
            finally:
                self._line.remove(place)
                self._taken = self._taken or got
                if not got:
                    self._free.notify_all()  # it may have stood before the others
            return got

    def give_back(self) -> None:
        """Let the next one have it."""
        with self._free:
            self._taken = False
            self._free.notify_all()

    def wanted_by_quick(self) -> bool:
        """Whether somebody waits who comes before all that takes long."""
        with self._free:
            return bool(self._line) and not _is_slow(self._line[0])


_turn = _Turn()
_mine = threading.local()


@contextmanager
def taking_turns(*, quick: bool = False) -> Iterator[None]:
    """Around what computes: begin when the others have ended, or after a moment at most.

    Inside of another one it does nothing.

    Args:
        quick: Whether it is short, and somebody looks at what it changes.
    """
    if getattr(_mine, "inside", False):
        yield
        return
    _mine.inside, _mine.given = True, 0.0
    _begin(_turn.place(quick=quick))
    try:
        yield
    finally:
        _mine.inside = False
        _end()


@contextmanager
def waiting() -> Iterator[None]:
    """Around a wait inside of :func:`taking_turns`: others may go on meanwhile."""
    held = _end()
    try:
        yield
    finally:
        if held:
            _begin(_mine.place)


def give_way() -> None:
    """In the midst of what is not quick: let those go first who are, if any wait."""
    if not holding() or not _is_slow(_mine.place) or _mine.given > _MOST_GIVEN:
        return
    if _turn.wanted_by_quick():
        began = time.monotonic()
        _end()
        _begin(_mine.place)
        _mine.given += time.monotonic() - began


def _is_slow(place: Place) -> bool:
    return place[0]


def _begin(place: Place) -> None:
    if not holding():
        _mine.place = place
        _mine.held = _turn.take(place)


def _end() -> bool:
    held = holding()
    _mine.held = False
    if held:
        _turn.give_back()
    return held


def holding() -> bool:
    """Whether this thread has the turn."""
    return bool(getattr(_mine, "held", False))
