"""A folder of classes, looked through file by file before anything trains on it.

Keras takes every file with a picture's ending on trust and fails in the middle of an epoch at
the first that TensorFlow cannot decode.  :func:`scan_folder` decodes each file once and says,
by name and reason, what can be used as it is, what must be converted and what is left out.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lib.errors import DatasetError, ImageError
from lib.images.containers import SNIFFED, SUFFIXES, sniff
from lib.images.decode import BYTE_LIMIT, decode_image, too_large_bytes

Progress = Callable[[int, int], None]

# What image_dataset_from_directory picks up, by the end of the name.
KERAS_SUFFIXES = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
# Meant as pictures: named in the report when they cannot be read.  Others are sniffed.
_PICTURE_SUFFIXES = (
    *(suffix for suffixes in SUFFIXES.values() for suffix in suffixes),
    ".heic",
    ".heif",
    ".avif",
)
NOT_OURS = ("__macosx", "thumbs.db", "desktop.ini")
LEAST_PER_CLASS = 2

# Part of every digest: raise it when the rules of this module change.
_RULES = 1


@dataclass(frozen=True)
class FolderReport:
    """What a folder of classes holds.  Paths are relative to it, with ``/``.

    Attributes:
        folder: The folder.
        digest: Changes when a file comes, goes, or changes in size or time.
        counts: Usable pictures a class, in Keras' order (sorted by name); their indices are
            the labels.
        as_is: Files that Keras loads as they are.
        converted: (path, why) of usable files that need a copy: ``"format"`` (not a plain
            JPEG or PNG), ``"name"`` (Keras overlooks it or cannot spell it), or a note of
            :class:`~lib.images.decode.Picture`, such as ``"oriented"``.
        skipped: (path, message key) of files and folders left out.
        empty_classes: Class folders without a picture, left out: Keras would count them.
        clean: Whether Keras can be given the folder itself.
    """

    folder: Path
    digest: str
    counts: dict[str, int] = field(hash=False)
    as_is: tuple[str, ...]
    converted: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, str], ...]
    empty_classes: tuple[str, ...]
    clean: bool

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the classes; a name's index is its label."""
        return tuple(self.counts)

    @property
    def total(self) -> int:
        """Usable pictures in all classes."""
        return sum(self.counts.values())

    def problem(self) -> DatasetError | None:
        """Why nothing can be trained on this folder, or ``None``."""
        name = self.folder.name
        if self.total == 0:
            return DatasetError("folder.nothing_readable", folder=name, skipped=len(self.skipped))
        if len(self.counts) == 1:
            return DatasetError("folder.one_class", folder=name, class_name=self.class_names[0])
        for class_name, count in self.counts.items():
            if count < LEAST_PER_CLASS:
                return DatasetError(
                    "folder.class_too_small",
                    folder=name,
                    class_name=class_name,
                    count=count,
                    least=LEAST_PER_CLASS,
                )
        return None


@dataclass(frozen=True)
class Listing:
    """The files of a folder, before any of them is opened wide.

    Attributes:
        folder: The folder.
        classes: Names of the class folders that hold at least one candidate.
        candidates: Relative paths of what may be a picture, in Keras' order.
        skipped: As in :class:`FolderReport`.
        empty_classes: As in :class:`FolderReport`.
        traps: Whether Keras, given the folder, would also take what is ignored here.
        digest: As in :class:`FolderReport`.
    """

    folder: Path
    classes: tuple[str, ...]
    candidates: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    empty_classes: tuple[str, ...]
    traps: bool
    digest: str


def scan_folder(folder: Path, *, progress: Progress | None = None) -> FolderReport:
    """Decode every picture of a folder of classes once (about 4 ms each) and report.

    Args:
        folder: Holds one folder a class; files beside those are ignored, as Keras does.
        progress: Called with (done, total) after every file.

    Raises:
        DatasetError: ``folder.missing``, ``folder.unreadable`` or ``folder.empty``.
    """
    return examine(list_candidates(folder), progress=progress)


def list_candidates(folder: Path) -> Listing:
    """Walk a folder as ``image_dataset_from_directory`` does, without opening pictures.

    Raises:
        DatasetError: ``folder.missing``, ``folder.unreadable`` or ``folder.empty``.
    """
    classes: list[str] = []
    empty: list[str] = []
    candidates, skipped, traps = [], [], False
    known = hashlib.sha256(f"{_RULES} {folder.resolve()}".encode(errors="surrogateescape"))
    for class_name in _class_folders(folder):
        if _is_ignored(class_name):
            traps = True
            continue
        top = folder / class_name
        if folder.resolve().is_relative_to(top.resolve()):
            skipped.append((class_name, "folder.link_loop"))
            continue
        found = False
        for path, problem in _walk(top):
            relative = path.relative_to(folder).as_posix()
            if problem is None and any(map(_is_ignored, path.relative_to(top).parts)):
                traps |= _keras_takes(path.name)
                continue
            if problem is None and not _may_be_picture(path):
                continue
            found = True
            if problem:
                skipped.append((spelled(relative), problem))
            else:
                candidates.append(relative)
            known.update(f"{relative}\0{_stamp(path)}\0".encode(errors="surrogateescape"))
        (classes if found else empty).append(class_name)
    known.update(repr((classes, empty, skipped, traps)).encode())
    return Listing(
        folder,
        tuple(classes),
        tuple(candidates),
        tuple(skipped),
        tuple(empty),
        traps,
        known.hexdigest()[:32],
    )


def examine(listing: Listing, *, progress: Progress | None = None) -> FolderReport:
    """Decode every candidate of a listing; see :func:`scan_folder`."""
    counts = {spelled(name): 0 for name in listing.classes}
    as_is, converted, skipped = [], [], list(listing.skipped)
    for done, relative in enumerate(listing.candidates, start=1):
        try:
            why = _why_convert(listing.folder / relative)
        except ImageError as error:
            skipped.append((spelled(relative), error.key))
        else:
            counts[spelled(relative.split("/", 1)[0])] += 1
            if why is None:
                as_is.append(relative)
            else:
                converted.append((relative, why))
        if progress is not None:
            progress(done, len(listing.candidates))
    in_the_way = listing.traps or listing.empty_classes or converted
    return FolderReport(
        folder=listing.folder,
        digest=listing.digest,
        counts=counts,
        as_is=tuple(as_is),
        converted=tuple(converted),
        skipped=tuple(skipped),
        empty_classes=listing.empty_classes,
        clean=not in_the_way and not any(_keras_trips(*entry) for entry in skipped),
    )


def spelled(name: str) -> str:
    r"""A file's name in letters that can be shown and sent, even where its bytes are no UTF-8.

    Example:
        >>> spelled("ros\udce9.jpg")
        'ros�.jpg'
    """
    return name.encode(errors="surrogateescape").decode(errors="replace")


def read_picture_file(path: Path) -> bytes:
    """The bytes of a picture file, unless it is no file, too large or unreadable.

    Raises:
        ImageError: ``image.unreadable`` or ``image.too_large_bytes``.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):  # opening a pipe would wait for ever
            raise ImageError("image.unreadable", name=path.name)
        if facts.st_size > BYTE_LIMIT:
            raise too_large_bytes(facts.st_size, name=path.name)
        return path.read_bytes()
    except OSError as error:
        raise ImageError("image.unreadable", name=path.name) from error


def _class_folders(folder: Path) -> list[str]:
    """Names that Keras takes for classes, in its order."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatasetError("folder.missing", folder=folder.name) from error
    except OSError as error:
        raise DatasetError("folder.unreadable", folder=folder.name) from error
    names = [name for name in names if not name.startswith(".")]
    if not any(not _is_ignored(name) for name in names):
        raise DatasetError("folder.empty", folder=folder.name)
    return names


def _walk(top: Path) -> Iterator[tuple[Path, str | None]]:
    """Files under a class folder as Keras meets them, and folders that cannot be read.

    Links to folders inside a class are not followed, so no walk is endless.
    """
    unreadable: list[OSError] = []
    walked = sorted(os.walk(top, onerror=unreadable.append), key=lambda step: step[0])
    for root, _, names in walked:
        for name in sorted(names):
            yield Path(root, name), None
    for error in unreadable:
        yield Path(error.filename), "folder.unreadable"


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name.lower() in NOT_OURS


def _keras_takes(name: str) -> bool:
    return name.lower().endswith(KERAS_SUFFIXES)


def _keras_trips(path: str, key: str) -> bool:
    """Whether something skipped is in Keras' way: a picture by name, or a class it counts."""
    return key == "folder.link_loop" or _keras_takes(path)


def _may_be_picture(path: Path) -> bool:
    if path.suffix.lower() in _PICTURE_SUFFIXES or _keras_takes(path.name):
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return sniff(file.read(SNIFFED)) is not None
    except OSError:
        return False


def _stamp(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except OSError:
        return -1, -1
    return facts.st_size, facts.st_mtime_ns


def _why_convert(path: Path) -> str | None:
    """Why Keras cannot take a readable file as it is; ``None`` when it can."""
    picture = decode_image(read_picture_file(path), name=path.name)
    if picture.notes:
        return picture.notes[0]
    if not picture.plain:
        return "format"
    return None if _keras_takes(path.name) and spelled(str(path)) == str(path) else "name"
