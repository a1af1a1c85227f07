"""What is said and drawn of pictures that ship: the same for every visitor, and kept for all."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from lib.ui.picture import ChosenPicture

_ENTRY_BYTES = 1024  # what an entry takes beside its answer: a key of names and numbers


class SharedAnswers:
    """The answers used last, as many as have room.

    Args:
        most: Bytes that they may take together.

    Example:
        >>> answers = SharedAnswers(3000)
        >>> answers.put("a", "first", 600)
        >>> answers.put("b", "second", 600)
        >>> answers.get("a"), answers.get("b")
        (None, 'second')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._taken = 0

    def get(self, key: Hashable) -> Any:
        """The answer, from now on the last to go; None where there is none."""
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def put(self, key: Hashable, answer: Any, size: int) -> None:
        """Keep an answer of so many bytes, and drop those used longest ago."""
        size += _ENTRY_BYTES
        if size > self._most:  # it would push out all others, and then go itself
            return
        with self._lock:
            self._taken += size - self._answers.pop(key, (None, 0))[1]
            self._answers[key] = answer, size
            while self._taken > self._most:
                _, (_, gone) = self._answers.popitem(last=False)
                self._taken -= gone


def drawn_once(
    kept: SharedAnswers, picture: ChosenPicture, key: Hashable, draw: Callable[[], tuple[str, str]]
) -> tuple[str, str]:
    """A drawing in two widths; that of a picture that ships is kept for everybody.

    Args:
        kept: Where.
        picture: What is drawn about.
        key: All that the drawing depends on.
        draw: Makes it.
    """
    if not picture.ships:
        return draw()
    found: tuple[str, str] | None = kept.get(key)
    if found is None:
        found = draw()
        kept.put(key, found, sum(map(sys.getsizeof, found)))
    return found
