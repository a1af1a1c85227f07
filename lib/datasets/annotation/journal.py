"""What was done to a label set, a line a change, written before the change is made.

The folders themselves say where every picture is.  The journal is for two other questions: what
a process that was killed in the middle of a change still had to do, and how a change is undone.

It is read from where the last look ended, and when it has grown long it is written anew
(:meth:`Journal.compact`): every picture that the set knows, and the latest changes.
"""

from __future__ import annotations

import dataclasses
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from lib.datasets.annotation.limits import REMEMBERED_STEPS

# ("move", from, to), ("make", folder, ""), ("drop", folder, "") or ("erase", file, ""); paths
# within the set.
Step = tuple[str, str, str]

_BLOCK = 2**16  # bytes, when it is read from its end
_HEAD = 40  # bytes at its beginning, different in every journal: they hold the first record's id
_TAIL_BYTES = 2**20  # of the changes that outlive a compaction
# When it is time for one: twice what it leaves, so that each has a megabyte to be worth it.
_LONG_BYTES, _LONG_BYTES_A_PICTURE = 2 * _TAIL_BYTES, 512


@dataclass(frozen=True)
class KnownFile:
    """A picture that has been in the set.

    Attributes:
        name: Of its file, which no other picture of the set ever had.
        digest: SHA-256 of its bytes, in hexadecimal.
        size: Bytes.
        copies: Bytes of the small copies to look at.
    """

    name: str
    digest: str
    size: int
    copies: int = 0


@dataclass
class KnownFiles:
    """All pictures that have been in the set and were not erased.

    Attributes:
        by_digest: The pictures.
        names: Their names, case-folded.
        size: Bytes of all originals together.
        copies: Bytes of all small copies together.
    """

    by_digest: dict[str, KnownFile] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    size: int = 0
    copies: int = 0

    def add(self, file: KnownFile) -> None:
        """Know one more."""
        self.by_digest[file.digest] = file
        self.names.add(file.name.casefold())
        self.size += file.size
        self.copies += file.copies


@dataclass(frozen=True)
class Record:
    """One change.

    Attributes:
        id: Of this record.
        what: ``"add"``, ``"label"``, ``"unlabel"``, ``"remove"``, ``"make_class"``,
            ``"rename_class"``, ``"merge_classes"``, ``"delete_class"``, ``"undo"`` or
            ``"erase"``.
        subject: What was changed: the name of a file or class, or how many files.
        target: The class it went to, or ``""``.
        by: Who did it, a random code of a browser.
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
        self._known = KnownFiles()
        self._read_up_to = 0
        self._head = b""

    def append(self, record: Record) -> None:
        """Write a record; when that fails, nothing of it stays."""
        with self.path.open("ab") as file:
            before = file.tell()
            try:
                file.write(_line(record))
                file.flush()
            except OSError:
                os.truncate(self.path, before)
                raise

    def mend(self) -> Record | None:
        """Cut off a line that somebody was killed over, and return the last whole record.

        The steps of the line cut off had not begun.
        """
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                whole = size - len(next(_pieces_from_the_end(file), b""))
        except FileNotFoundError:
            return None
        if whole < size:
            os.truncate(self.path, whole)
        return next(self.newest_first(), None)

    def newest_first(self) -> Iterator[Record]:
        """All records that can be read, the last one first; read from the end as far as asked."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            for line in _pieces_from_the_end(file):
                if (record := _record(line)) is not None:
                    yield record

    def files(self) -> KnownFiles:
        """Every picture ever added; only what is new since the last call is read."""
        try:
            with self.path.open("rb") as file:
                if (head := file.read(_HEAD)) != self._head:  # it was begun, or written anew
                    self._head, self._read_up_to, self._known = head, 0, KnownFiles()
                file.seek(self._read_up_to)
                for line in file:
                    if b'"file": {' in line and (record := _record(line)) and record.file:
                        self._known.add(record.file)
                self._read_up_to = file.tell()
        except FileNotFoundError:
            return KnownFiles()
        return self._known

    def state(self) -> str:
        """Another text after every change."""
        try:
            facts = self.path.stat()
        except FileNotFoundError:
            return ""
        return f"{facts.st_size} {facts.st_mtime_ns}"

    def is_long(self) -> bool:
        """Whether it has become so long that it should be written anew."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return False
        return size > _LONG_BYTES and size > _LONG_BYTES + _LONG_BYTES_A_PICTURE * len(
            self.files().by_digest
        )

    def compact(self, room: Path, *, erased: Iterable[str] = ()) -> None:
        """Write it anew: every picture known, then the latest changes.

        Whoever is killed over it leaves the old journal, whole.

        Args:
            room: A folder on the same disk, for a file that is being written.
            erased: Names of pictures that are forgotten, with every change that names them.
        """
        gone = set(erased)
        latest = [record for record in self._latest() if gone.isdisjoint(_names(record))]
        files = [file for file in self.files().by_digest.values() if file.name not in gone]
        new = room / secrets.token_hex(8)
        with new.open("wb") as out:
            for file in files:
                out.write(_line(Record(secrets.token_hex(8), "add", "", "", "", (), file=file)))
            # Their pictures are among those above already.
            out.writelines(
                _line(dataclasses.replace(record, file=None)) for record in reversed(latest)
            )
            if gone:  # the last record is done again by whoever comes: never an older one
                out.write(_line(Record(secrets.token_hex(8), "erase", "", "", "", ())))
        new.replace(self.path)

    def _latest(self) -> Iterator[Record]:
        """The changes that are remembered, the last one first: at least that one."""
        size = 0
        for number, record in enumerate(self.newest_first()):
            size += len(_line(record))
            if number and (number >= REMEMBERED_STEPS or size > _TAIL_BYTES):
                return
            yield record


def _names(record: Record) -> Iterator[str]:
    """Names of the files that a record is about."""
    yield record.subject
    for _, first, second in record.steps:
        yield from (Path(first).name, Path(second or first).name)


def _pieces_from_the_end(file: BinaryIO) -> Iterator[bytes]:
    """What lies between line ends, the last first: ``b""`` after a whole last line, then lines."""
    start, rest = file.seek(0, os.SEEK_END), b""
    while start:
        size = min(_BLOCK, start)
        start -= size
        file.seek(start)
        rest, *lines = (file.read(size) + rest).split(b"\n")
        yield from reversed(lines)
    yield rest


def _line(record: Record) -> bytes:
    return json.dumps(dataclasses.asdict(record), ensure_ascii=False).encode() + b"\n"


def _record(line: bytes) -> Record | None:
    """The record on a line; None when a damaged disk has left no record there."""
    try:
        values: dict[str, Any] = json.loads(line)
        values["steps"] = tuple((kind, a, b) for kind, a, b in values["steps"])
        values["file"] = values["file"] and KnownFile(**values["file"])
        return Record(**values)
    except (ValueError, TypeError, LookupError):
        return None
