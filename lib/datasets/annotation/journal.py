"""What was done to a label set, a line a change, written before the change is made.

The folders themselves say where every picture is.  The journal is for two other questions: what
a process that was killed in the middle of a change still had to do, and how a change is undone.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# ("move", from, to), ("make", folder, "") or ("drop", folder, ""); paths within the set.
Step = tuple[str, str, str]


@dataclass(frozen=True)
class KnownFile:
    """A picture that has been in the set.

    Attributes:
        name: Of its file, which no other picture of the set ever had.
        digest: SHA-256 of its bytes, in hexadecimal.
        size: Bytes.
    """

    name: str
    digest: str
    size: int


@dataclass(frozen=True)
class Record:
    """One change.

    Attributes:
        id: Of this record.
        what: ``"add"``, ``"label"``, ``"remove"``, ``"make_class"``, ``"rename_class"``,
            ``"merge_classes"``, ``"delete_class"`` or ``"undo"``.
        subject: What was changed: the name of a file or class, or how many files.
        target: The class it went to, or ``""``.
        by: Who did it, a random code of a visit.
        steps: What happens on disk; doing them twice is as good as once.
        undoes: The record that this one takes back, or ``""``.
        file: The picture that an ``"add"`` brings.
    """

    id: str
    what: str
    subject: str
    target: str
    by: str
    steps: tuple[Step, ...]
    undoes: str = ""
    file: KnownFile | None = None


class Journal:
    """The file of records; whoever uses it holds the lock of the set.

    Args:
        path: The file; a missing one is an empty journal.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_up_to = 0
        self._files: dict[str, KnownFile] = {}

    def append(self, record: Record) -> None:
        """Write a record; when that fails, nothing of it stays."""
        line = json.dumps(dataclasses.asdict(record), ensure_ascii=False).encode() + b"\n"
        with self.path.open("ab") as file:
            before = file.tell()
            try:
                file.write(line)
                file.flush()
            except OSError:
                os.truncate(self.path, before)
                raise

    def mend(self) -> Record | None:
        """Cut off a line that somebody was killed over, and return the last whole record.

        The steps of the line cut off had not begun.
        """
        data = self._data()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(self.path, whole)
        return next(_newest_first(data[:whole]), None)

    def newest_first(self) -> Iterator[Record]:
        """All records that can be read, the last one first."""
        return _newest_first(self._data())

    def files(self) -> dict[str, KnownFile]:
        """Every picture ever added, by digest; only what is new since the last call is read."""
        data = self._data()
        for line in data[self._read_up_to :].splitlines():
            if b'"file": {' in line and (record := _record(line)) and record.file:
                self._files[record.file.digest] = record.file
        self._read_up_to = len(data)
        return self._files

    def _data(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""


def _newest_first(data: bytes) -> Iterator[Record]:
    for line in reversed(data.splitlines()):
        if (record := _record(line)) is not None:
            yield record


def _record(line: bytes) -> Record | None:
    """The record on a line; None when a damaged disk has left no record there."""
    try:
        values: dict[str, Any] = json.loads(line)
        values["steps"] = tuple((kind, a, b) for kind, a, b in values["steps"])
        values["file"] = values["file"] and KnownFile(**values["file"])
        return Record(**values)
    except (ValueError, TypeError, LookupError):
        return None
