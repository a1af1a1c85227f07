"""Which files ``image_dataset_from_directory`` takes from a folder, in its order, unopened."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from lib.datasets.scan import KERAS_SUFFIXES, spelled
from lib.errors import DatasetError


@dataclass(frozen=True)
class FolderIndex:
    """Names of the classes and of the files, as Keras lists them before it shuffles.

    Attributes:
        class_names: Sorted by code point; a name's place, counted from 0, is its label.  Classes
            without a picture are among them: Keras counts them too.
        files: Paths relative to the folder, with ``/``; one class after another, sorted inside.
        counts: Files of each class.
        digest: Changes when a file comes, goes, or changes in size or time.
    """

    class_names: tuple[str, ...]
    files: tuple[str, ...]
    counts: tuple[int, ...]
    digest: str


def index_folder(folder: Path) -> FolderIndex:
    """List a folder of classes as Keras does: by the end of a file's name, whatever is in it.

    Args:
        folder: Holds one folder a class.

    Raises:
        DatasetError: ``folder.missing``, ``folder.unreadable`` or ``folder.empty``.
    """
    names = _class_folders(folder)
    files: list[str] = []
    counts = []
    known = hashlib.sha256(str(folder.resolve()).encode(errors="surrogateescape"))
    for name in names:
        found = _files_of(folder / name)
        counts.append(len(found))
        for path, size, changed in found:
            relative = path.relative_to(folder).as_posix()
            files.append(relative)
            known.update(f"{relative}\0{size}\0{changed}\0".encode(errors="surrogateescape"))
    known.update(repr(names).encode())
    return FolderIndex(
        tuple(map(spelled, names)), tuple(files), tuple(counts), known.hexdigest()[:32]
    )


def _class_folders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatasetError("folder.missing", folder=folder.name) from error
    except OSError as error:
        raise DatasetError("folder.unreadable", folder=folder.name) from error
    names = [name for name in names if not name.startswith(".")]
    if not names:
        raise DatasetError("folder.empty", folder=folder.name)
    return names


def _files_of(top: Path) -> list[tuple[Path, int, int]]:
    """Files of a class with size and time; links to folders are not followed."""
    found = []
    for root, _, names in sorted(os.walk(top), key=lambda step: step[0]):
        for name in sorted(names):
            if name.lower().endswith(KERAS_SUFFIXES):
                path = Path(root, name)
                found.append((path, *_stamp(path)))
    return found


def _stamp(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except OSError:  # a link to nothing, or gone meanwhile
        return -1, -1
    return facts.st_size, facts.st_mtime_ns
