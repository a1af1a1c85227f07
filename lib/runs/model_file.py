"""Whether a run's network is there to be loaded, told without loading it."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

_PARTS = {"config.json", "model.weights.h5"}  # of a file of Keras; their contents are not read


def is_whole(file: Path) -> bool:
    """Whether a file ``model.keras`` is there and holds what such a file must hold.

    A file that was cut short, as by a full disk, has lost its list of contents, which stands at
    the end.  Contents that are wrong come to light only when they are loaded.

    Example:
        >>> is_whole(Path("/nowhere/model.keras"))
        False
    """
    try:
        facts = file.stat()
    except OSError:
        return False
    return _lists_parts(file, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=4096)
def _lists_parts(file: Path, _written: int, _size: int) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist()) >= _PARTS
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
