"""Where a label set keeps what, and how one process at a time changes it.

::

    set-<32 hexadecimal digits>/
        roses/1.jpg             a class, as Keras and everybody else reads it
        .annotation/
            unlabelled/2.jpg    what has no class yet
            removed/3.jpg       what was taken out, until a step back brings it in again
            previews/1.jpg.jpg  small copies to look at
            thumbnails/…
            incoming/           what is being written
            journal.jsonl       see lib.datasets.annotation.journal
            opened              its time says when somebody last looked, its text how many bytes
                                the pictures take
            prepared/           what training has made of files that Keras cannot read
            lock

Neither Keras nor :mod:`lib.datasets.scan` looks into a folder whose name begins with a dot.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import filelock

from lib.datasets.annotation.journal import Journal, Record, Step
from lib.datasets.annotation.limits import SET_LIMIT
from lib.datasets.annotation.names import is_set_name, new_set_name
from lib.datasets.annotation.steps import perform
from lib.errors import DatasetError
from lib.places import datasets_home

HIDDEN = ".annotation"
UNLABELLED = f"{HIDDEN}/unlabelled"
REMOVED = f"{HIDDEN}/removed"
INCOMING = f"{HIDDEN}/incoming"
PREVIEWS = f"{HIDDEN}/previews"
THUMBNAILS = f"{HIDDEN}/thumbnails"
PREPARED = f"{HIDDEN}/prepared"
_PATIENCE = 10.0  # seconds; a change takes milliseconds, an export up to a second or two


@dataclass(frozen=True)
class Contents:
    """What a label set holds at one moment.

    Attributes:
        classes: File names by class, both in the order of their names.
        unlabelled: Files without a class.
        removed: Files taken out that can still be brought back.
    """

    classes: dict[str, tuple[str, ...]] = field(hash=False)
    unlabelled: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def labelled_count(self) -> int:
        """Pictures that have a class."""
        return sum(map(len, self.classes.values()))

    @property
    def total(self) -> int:
        """Pictures with and without a class."""
        return self.labelled_count + len(self.unlabelled)

    def places(self) -> dict[str, str]:
        """The folder of every picture, by its file name."""
        by_folder = {**self.classes, UNLABELLED: self.unlabelled, REMOVED: self.removed}
        return {name: folder for folder, names in by_folder.items() for name in names}


class Store:
    """The folder of a label set.

    Args:
        folder: The folder, which is there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder / HIDDEN / "journal.jsonl")
        self.opened = folder / HIDDEN / "opened"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else reads or changes the set meanwhile; what a kill left half done is finished.

        Raises:
            DatasetError: The set is gone (``annotation.unknown``), others are at it for too long
                (``annotation.busy``), or the disk does not take what is written
                (``annotation.disk_full``, ``annotation.cannot_write``).
        """
        with told_in_words():
            if not self.is_there():  # taking the lock would make a part of it anew
                raise DatasetError("annotation.unknown", value=self.folder.name[:60])
            lock = self.lock()
            try:
                lock.acquire(timeout=_PATIENCE)
            except filelock.Timeout as error:
                raise DatasetError("annotation.busy", seconds=round(_PATIENCE)) from error
            try:
                if not self.is_there():  # deleted while this waited for its turn
                    raise DatasetError("annotation.unknown", value=self.folder.name[:60])
                with contextlib.suppress(OSError):  # no condition for a look
                    self.opened.touch()
                self._finish_what_a_kill_left()
                yield
            finally:
                lock.release()

    def lock(self) -> filelock.BaseFileLock:
        """The lock of the set, anew: one that is kept could not be copied with the store."""
        return filelock.FileLock(self.folder / HIDDEN / "lock")

    def is_there(self) -> bool:
        """Whether the set is on disk, and not about to go."""
        return (self.folder / INCOMING).is_dir()

    def _finish_what_a_kill_left(self) -> None:
        last = self.journal.mend()
        if last is not None:
            perform(self.folder, last.steps)
        for litter in (self.folder / INCOMING).iterdir():
            litter.unlink()
        if last is not None and last.what == "erase" and last.steps:
            self._forget(last)
        elif self.journal.is_long():
            with contextlib.suppress(OSError):  # it works as it is, only slower
                self.journal.compact(self.folder / INCOMING)

    def erase(self, names: Sequence[str], *, by: str) -> None:
        """Delete pictures that were taken out, with their copies and what the journal says.

        A kill only delays it: the next look at the set goes on with it.
        """
        places = [f"{REMOVED}/{name}" for name in names]
        places += [f"{copies}/{name}.jpg" for copies in (PREVIEWS, THUMBNAILS) for name in names]
        steps = tuple(("erase", place, "") for place in places)
        record = Record(secrets.token_hex(8), "erase", str(len(names)), "", by, steps)
        self.change(record)
        self._forget(record)

    def _forget(self, record: Record) -> None:
        """Drop from the journal, the record itself among it, what names the pictures erased."""
        shutil.rmtree(self.folder / PREPARED, ignore_errors=True)
        self.journal.compact(
            self.folder / INCOMING, erased=[Path(first).name for _, first, _ in record.steps]
        )

    def change(self, record: Record) -> None:
        """Write the record and do its steps; a kill in between only delays them."""
        self.journal.append(record)
        perform(self.folder, record.steps)

    def size(self) -> int:
        """Bytes of all pictures and their small copies; call it while :meth:`locked`."""
        known = self.journal.files()
        return known.size + known.copies

    def class_names(self) -> list[str]:
        """The classes in the order of their labels; call it while :meth:`locked`."""
        with os.scandir(self.folder) as entries:
            return sorted(
                entry.name for entry in entries if entry.is_dir() and entry.name[0] != "."
            )

    def contents(self) -> Contents:
        """What lies where; call it while :meth:`locked`."""
        return Contents(
            {name: _files(self.folder / name) for name in self.class_names()},
            _files(self.folder / UNLABELLED),
            _files(self.folder / REMOVED),
        )


def create_store() -> Store:
    """A new, empty label set with a name that nobody can guess.

    Raises:
        DatasetError: ``annotation.too_many_sets``, ``annotation.disk_full`` or
            ``annotation.cannot_write``.
    """
    if sum(1 for _ in set_folders()) >= SET_LIMIT:
        raise DatasetError("annotation.too_many_sets", limit=SET_LIMIT)
    folder = datasets_home() / new_set_name()
    with told_in_words():
        for hidden in (UNLABELLED, REMOVED, INCOMING, PREVIEWS, THUMBNAILS):
            (folder / hidden).mkdir(parents=True)
    return Store(folder)


def open_store(name: str) -> Store:
    """The label set of that name.

    Raises:
        DatasetError: ``annotation.unknown``.
    """
    folder = datasets_home() / name
    store = Store(folder)
    if not (is_set_name(name) and store.is_there()):
        raise DatasetError("annotation.unknown", value=name[:60])
    return store


def set_folders() -> Iterator[Path]:
    """The folders of all label sets of this host."""
    with os.scandir(datasets_home()) as entries:
        for entry in entries:
            if is_set_name(entry.name) and entry.is_dir():
                yield Path(entry.path)


def moves(names: tuple[str, ...], source: str, target: str) -> tuple[Step, ...]:
    """The steps that bring files from one folder of a set to another."""
    return tuple(("move", f"{source}/{name}", f"{target}/{name}") for name in names)


@contextlib.contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what the file system refuses into an error that a visitor understands."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DatasetError("annotation.disk_full") from error
        raise DatasetError("annotation.cannot_write", reason=error.strerror or "") from error


def _files(folder: Path) -> tuple[str, ...]:
    with os.scandir(folder) as entries:
        return tuple(
            sorted(entry.name for entry in entries if entry.name[0] != "." and entry.is_file())
        )
