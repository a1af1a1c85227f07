"""What keeps label sets from filling a host's disk: their size together, and their end."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

import filelock

from lib.datasets.annotation.limits import EMPTY_SECONDS, kept_days
from lib.datasets.annotation.store import HIDDEN, INCOMING, Store, set_folders, told_in_words
from lib.errors import DatasetError

_DAY = 24 * 3600
_STILL_SECONDS = 3600  # a set without its inner folders may be one that is being made


def note_size(store: Store, size: int) -> None:
    """Write down how many bytes a set takes, for :func:`size_of_others`."""
    with contextlib.suppress(OSError):
        store.opened.write_text(str(size), "ascii")


def noted_size(store: Store) -> int:
    """Bytes that a set takes, as it noted them last; 0 when it has not."""
    return _noted(store.folder)


def size_of_others(store: Store) -> int:
    """Bytes that all other sets of the host take, as they noted it last."""
    return sum(_noted(folder) for folder in set_folders() if folder != store.folder)


def delete(store: Store) -> None:
    """Delete a set with everything in it, for good.

    From the first step on nobody finds it; what a kill leaves of it goes with the next
    :func:`delete_forgotten`.

    Raises:
        DatasetError: ``annotation.unknown``, ``annotation.busy`` or ``annotation.cannot_write``.
    """
    with store.locked():
        _withdraw(store)
    shutil.rmtree(store.folder, ignore_errors=True)


def delete_forgotten() -> None:
    """Delete sets that nobody has opened for so long as the page says, and never used ones.

    A set whose age is not known, because an earlier version made it, is as old as this call.
    """
    for folder in set_folders():
        store = Store(folder)
        with contextlib.suppress(OSError, filelock.Timeout, DatasetError):
            if not store.is_there():
                if _age(folder) > _STILL_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)
            elif not store.opened.exists():
                store.opened.touch()
            elif _is_forgotten(store):
                with store.lock().acquire(timeout=0), told_in_words():
                    if _is_forgotten(store):  # still: somebody may just have opened it
                        _withdraw(store)
                if not store.is_there():
                    shutil.rmtree(folder, ignore_errors=True)


def _withdraw(store: Store) -> None:
    with told_in_words():
        (store.folder / INCOMING).rename(store.folder / HIDDEN / "withdrawn")


def _is_forgotten(store: Store) -> bool:
    age = _age(store.opened)
    if kept_days() and age > kept_days() * _DAY:
        return True
    if age < EMPTY_SECONDS:
        return False
    contents = store.contents()
    return not (contents.classes or contents.total or contents.removed)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _noted(folder: Path) -> int:
    try:
        text = Path(folder, HIDDEN, "opened").read_text("ascii")
    except (OSError, ValueError):
        return 0
    return int(text) if text.isdigit() else 0
