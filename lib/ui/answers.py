"""Answers of the worker, kept under their questions while together they are not too large."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

Question = tuple[Any, ...]
_LEAST = 100  # bytes of anything small, with its place
_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="questions")


class Answers:
    """Questions asked, each once, and their answers; the oldest are forgotten first.

    Args:
        most_bytes: What the answers may take together.  The newest is kept whatever it takes.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._asked: OrderedDict[Question, tuple[Future[Any], float]] = OrderedDict()
        self._weights: dict[Question, int] = {}
        self._lock = threading.Lock()

    def asked(
        self, question: Question, answer: Callable[[], Any], *, fresh: float | None = None
    ) -> Future[Any]:
        """The question, asked now or before.

        Args:
            question: Under which the answer is kept.
            answer: Finds it; called in a thread if nobody has asked yet.
            fresh: Seconds after which it is asked again.
        """
        with self._lock:
            found, since = self._asked.get(question, (None, 0.0))
            if found is None or (fresh is not None and time.monotonic() - since > fresh):
                found = _pool.submit(answer)
                self._asked[question] = found, time.monotonic()
                self._weights.pop(question, None)
            self._asked.move_to_end(question)
            self._make_room()
            return found

    def known(self, question: Question) -> Any:
        """The answer, if there is one; None without asking."""
        future, _ = self._asked.get(question, (None, 0.0))
        if future is None or not future.done() or future.exception() is not None:
            return None
        return future.result()

    def forget(self, question: Question) -> None:
        """Ask again the next time."""
        with self._lock:
            self._asked.pop(question, None)
            self._weights.pop(question, None)

    @property
    def weight(self) -> int:
        """Bytes of the answers that are there, about."""
        return sum(self._weight(question) for question in [*self._asked])

    def _make_room(self) -> None:
        taken = self.weight
        for question in [*self._asked][:-1]:
            if taken <= self._most:
                return
            taken -= self._weight(question)
            self._asked.pop(question)
            self._weights.pop(question, None)

    def _weight(self, question: Question) -> int:
        if question not in self._weights:
            future, _ = self._asked[question]
            if not future.done() or future.exception() is not None:
                return _LEAST
            self._weights[question] = weigh(future.result())
        return self._weights[question]


def weigh(answer: Any) -> int:
    """Bytes that an answer holds, about: its arrays and texts, and what it is made of.

    Example:
        >>> weigh((np.zeros((100, 100)), "a")) > 80_000
        True
    """
    if isinstance(answer, np.ndarray):
        return _LEAST + answer.nbytes
    if isinstance(answer, (str, bytes)):
        return _LEAST + len(answer)
    if isinstance(answer, Mapping):
        return _LEAST + sum(weigh(part) for pair in answer.items() for part in pair)
    if isinstance(answer, (list, tuple, set, frozenset)):
        return _LEAST + sum(map(weigh, answer))
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        return _LEAST + sum(
            weigh(getattr(answer, part.name)) for part in dataclasses.fields(answer)
        )
    return _LEAST
