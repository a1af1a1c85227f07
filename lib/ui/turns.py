"""Redraws take turns: with many visitors, one after the other is sooner for everybody.

Python computes in one thread at a time.  Redraws that run together share it and all end late: of
two that take 50 ms each, both end after 100.  One after the other the first ends after 50, and
the processor is not kept busy with going to and fro between them.

A redraw that waits, for an answer of the worker, lets the next one go meanwhile; one that takes
long is overtaken after a moment, so nothing can block the others.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_WAIT = 0.3  # seconds: then it goes on, beside whoever is still there
_turn = threading.Semaphore()
_mine = threading.local()


@contextmanager
def taking_turns() -> Iterator[None]:
    """Around what computes: begin when the others have ended, or after a moment at most.

    Inside of another one it ends both: what is left of a page by then takes no time.
    """
    _begin()
    try:
        yield
    finally:
        _end()


@contextmanager
def waiting() -> Iterator[None]:
    """Around a wait inside of :func:`taking_turns`: others may go on meanwhile."""
    held = _end()
    try:
        yield
    finally:
        if held:
            _begin()


def _begin() -> None:
    if not holding():
        _mine.held = _turn.acquire(timeout=_LONGEST_WAIT)


def _end() -> bool:
    held = holding()
    _mine.held = False
    if held:
        _turn.release()
    return held


def holding() -> bool:
    """Whether this thread has the turn."""
    return bool(getattr(_mine, "held", False))
