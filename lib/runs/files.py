"""Writing files so that a kill or a full disk at any moment leaves the old content or the new.

The new content goes to a temporary file in the same folder, which then replaces the old file
in one step.  A reader never sees half of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lib.errors import RunError

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@contextlib.contextmanager
def told_when_full(path: Path) -> Iterator[None]:
    """Turn the system's "no space left" into ``run.disk_full``, which a visitor understands."""
    try:
        yield
    except OSError as error:
        if full := disk_full(error, path.name):
            raise full from error
        raise


def disk_full(error: OSError, name: str = "") -> RunError | None:
    """``run.disk_full`` when that is what the system's error says; None otherwise.

    Args:
        error: Of a write.
        name: Of the file; else the one that the error names.
    """
    # HDF5, which writes by itself, tells the number in its words only.
    told = error.errno in _NO_SPACE or any(
        f"errno = {number}," in str(error) for number in _NO_SPACE
    )
    file = name or Path(str(error.filename or "?")).name
    return RunError("run.disk_full", file=file) if told else None


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a binary file whose content becomes ``path`` when the block ends without error.

    Raises:
        RunError: The disk is full (``run.disk_full``); ``path`` is as it was.
    """
    # The suffix stays last, because Keras decides by it what to write.
    temporary = path.with_name(f".writing-{os.getpid()}-{path.name}")
    try:
        with told_when_full(path):
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if path.is_dir():  # no file of ours: what lies there is damaged
                remove(path)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Replace the content of ``path`` by ``text`` in one step."""
    with replacing(path) as stream:
        stream.write(text.encode())


def remove(path: Path) -> None:
    """Remove whatever lies at ``path``, a folder with all in it; nothing may lie there, too."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder, in the place of whatever else lies there."""
    if not path.is_dir():
        remove(path)
        path.mkdir(exist_ok=True)
