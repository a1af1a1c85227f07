"""Answers about pictures that ship: the same for every visitor, so that each is asked for once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from lib.ui.picture import ChosenPicture


class SharedAnswers:
    """The answers used last, as many as have room.

    Args:
        most: Bytes that they may take together.

    Example:
        >>> answers = SharedAnswers(100)
        >>> answers.put("a", "first", 60)
        >>> answers.put("b", "second", 60)
        >>> answers.get("a"), answers.get("b")
        (None, 'second')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        """The answer, from now on the last to go; None where there is none."""
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def put(self, key: Hashable, answer: Any, size: int) -> None:
        """Keep an answer of so many bytes, and drop those used longest ago."""
        if size > self._most:
            return
        with self._lock:
            self._answers[key] = answer, size
            self._answers.move_to_end(key)
            while sum(taken for _, taken in self._answers.values()) > self._most:
                self._answers.popitem(last=False)


_drawings = SharedAnswers(8_000_000)  # 200 kB in each of two widths


def drawn_once(
    picture: ChosenPicture, key: Hashable, draw: Callable[[], tuple[str, str]]
) -> tuple[str, str]:
    """A drawing in two widths: that of a picture that ships is kept for everybody.

    Args:
        picture: What is drawn about.
        key: All that the drawing depends on.
        draw: Makes it.
    """
    if not picture.ships:
        return draw()
    found: tuple[str, str] | None = _drawings.get(key)
    if found is None:
        found = draw()
        _drawings.put(key, found, sum(map(len, found)))
    return found
