"""Histories that this process has read: a page needs one several times, and many look at a run.

A history is only ever appended to.  One that is as it was is not read again, and of one that has
grown only the new lines are.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from lib.runs.history import FILE_NAME, History, read_history

_MOST_BYTES = 16 * 2**20  # of all files kept; in memory it is two or three times as much
_END_BYTES = 256

Facts = tuple[int, int, int, int]  # device, number on it, size, time of the last change

_lately: dict[Path, _Read] = {}  # the latest last
_lock = threading.Lock()


@dataclass(frozen=True)
class _Read:
    """A history, and how to see whether the file still begins with it."""

    history: History
    facts: Facts
    end: bytes  # the last bytes that were read

    def begins(self, path: Path, facts: Facts) -> bool:
        """Whether the file is the same and longer, with the same bytes where it ended."""
        same = self.facts[:2] == facts[:2] and self.facts[2] < facts[2]
        return same and _end_of(path, self.history.offset) == self.end


def lately_read(folder: Path) -> History:
    """The history of the run in ``folder``, as :func:`~.history.read_history` reads it."""
    path = folder / FILE_NAME
    with _lock:  # who comes while it is read waits for that, instead of reading it too
        try:
            read = _read(path, _lately.pop(path, None))
        except FileNotFoundError:
            return History()
        _lately[path] = read
        while len(_lately) > 1 and sum(r.history.offset for r in _lately.values()) > _MOST_BYTES:
            del _lately[next(iter(_lately))]
    return read.history


def _read(path: Path, known: _Read | None) -> _Read:
    if not path.is_file():
        raise FileNotFoundError(path)
    facts = _facts(path.stat())
    if known is not None and known.facts == facts:
        return known
    after = known.history if known is not None and known.begins(path, facts) else None
    history = read_history(path.parent, after=after)
    return _Read(history, facts, _end_of(path, history.offset))


def _facts(file: os.stat_result) -> Facts:
    return file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns


def _end_of(path: Path, offset: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, offset - _END_BYTES))
        return stream.read(min(offset, _END_BYTES))
