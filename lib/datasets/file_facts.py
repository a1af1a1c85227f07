"""Facts of every file of a data set: what it is, whether it can be read, whether it is there twice.

Looking takes milliseconds a file, so it is done in portions, in a worker, and what is known of a
data set is kept under a digest of the names, sizes and times of its files.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lib.datasets.garden import draw_jpeg
from lib.datasets.scan import KERAS_SUFFIXES, list_candidates, read_picture_file, spelled
from lib.errors import ImageError
from lib.images.decode import decode_image
from lib.runs.recipe import GARDEN_SEED

_DATA_SETS_KEPT = 8


@dataclass(frozen=True)
class FileFacts:
    """One file.

    Attributes:
        path: Relative to the data set, with ``/``.
        size: Bytes.
        digest: SHA-256 of its bytes; empty when they could not be read.
        width: Pixels, as stored; 0 when the file is no readable picture.
        height: Likewise.
        mode: Pillow's name for how a colour is stored: ``"RGB"``, ``"L"``, ``"CMYK"``, …
        format: Container, such as ``"JPEG"``.
        problem: Why it cannot be used, or None.
    """

    path: str
    size: int
    digest: str = ""
    width: int = 0
    height: int = 0
    mode: str = ""
    format: str = ""
    problem: ImageError | None = None

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.width / self.height

    @property
    def taken(self) -> bool:
        """Whether Keras would take it for a picture, by the end of its name."""
        return self.path.lower().endswith(KERAS_SUFFIXES)


@dataclass(frozen=True)
class Listing:
    """Names of the files that are to be looked at.

    Attributes:
        digest: Under which the facts are kept.
        paths: Relative paths, in order.
        folder: Where they lie; None for flowers that are drawn when wanted.
    """

    digest: str
    paths: tuple[str, ...]
    folder: Path | None


def list_folder(folder: Path) -> Listing:
    """The files of a folder of classes that are pictures by name or by their first bytes.

    Raises:
        DatasetError: ``folder.missing``, ``folder.unreadable`` or ``folder.empty``.
    """
    found = list_candidates(folder)
    return Listing(found.digest, found.candidates, folder)


def look_at(folder: str | None, paths: Sequence[str], seconds: float) -> tuple[FileFacts, ...]:
    """Facts of the first of these files, of as many as there is time for, at least one.

    Args:
        folder: Where they lie; None: flowers of the garden, drawn anew.
        paths: Relative paths, at least one.
        seconds: After which no further file is begun.
    """
    end = time.monotonic() + seconds
    facts = []
    for path in paths:
        facts.append(_flower_facts(path) if folder is None else _file_facts(folder, path))
        if time.monotonic() > end:
            break
    return tuple(facts)


def facts_of(path: str, read: Callable[[], bytes]) -> FileFacts:
    """Look at one file; what is wrong with it is one of its facts.

    Args:
        path: Its name in the data set.
        read: Gives its bytes, or raises :class:`~lib.errors.ImageError`.
    """
    shown = spelled(path)
    try:
        data = read()
    except ImageError as problem:
        return FileFacts(shown, 0, problem=problem)
    digest = hashlib.sha256(data).hexdigest()
    try:
        picture = decode_image(data, name=shown)
    except ImageError as problem:
        return FileFacts(shown, len(data), digest, problem=problem)
    width, height = picture.original_size
    mode, container = picture.original_mode, picture.format
    return FileFacts(shown, len(data), digest, width, height, mode, container)


def _file_facts(folder: str, path: str) -> FileFacts:
    return facts_of(path, lambda: read_picture_file(Path(folder, path)))


@lru_cache(maxsize=2000)  # gardens of all sizes begin with the same flowers
def _flower_facts(path: str) -> FileFacts:
    name, _, file = path.partition("/")
    number = int(file.removeprefix(f"{name}_").removesuffix(".jpg"))
    return facts_of(path, lambda: draw_jpeg(name, seed=GARDEN_SEED, index=number))


class Shelf:
    """What is known of the latest data sets; many visitors may look at one at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, dict[int, FileFacts]] = OrderedDict()

    def known(self, listing: Listing) -> tuple[FileFacts, ...]:
        """The facts from the first file to the first that nobody has looked at."""
        with self._lock:
            facts = self._of(listing)
            return tuple(facts[place] for place in range(len(facts)))

    def add(self, listing: Listing, start: int, found: Iterable[FileFacts]) -> None:
        """Keep facts of the files from number ``start`` on.

        A portion that begins behind what is known is forgotten: there would be a gap.
        """
        with self._lock:
            facts = self._of(listing)
            if start <= len(facts):
                facts.update(enumerate(found, start=start))

    def _of(self, listing: Listing) -> dict[int, FileFacts]:
        facts = self._known.setdefault(listing.digest, {})
        self._known.move_to_end(listing.digest)
        while len(self._known) > _DATA_SETS_KEPT:
            self._known.popitem(last=False)
        return facts


@dataclass(frozen=True)
class Summary:
    """What many files have in common.

    Attributes:
        good: Files that are readable pictures.
        unreadable: The others.
        duplicates: Groups of files with the same bytes, each of two and more.
        overlooked: Readable pictures that Keras does not take, because of their names.
    """

    good: tuple[FileFacts, ...]
    unreadable: tuple[FileFacts, ...]
    duplicates: tuple[tuple[FileFacts, ...], ...]
    overlooked: tuple[FileFacts, ...]

    @property
    def sizes(self) -> Counter[tuple[int, int]]:
        """How often each width and height occurs."""
        return Counter((found.width, found.height) for found in self.good)

    @property
    def modes(self) -> Counter[tuple[str, str]]:
        """How often each container and colour mode occurs."""
        return Counter((found.format, found.mode) for found in self.good)

    @property
    def spare(self) -> int:
        """Files that say nothing new: all of a group of equal ones but the first."""
        return sum(len(group) - 1 for group in self.duplicates)

    @property
    def bytes_together(self) -> int:
        """Of all files, readable or not."""
        return sum(found.size for found in (*self.good, *self.unreadable))


def summarise(facts: Sequence[FileFacts]) -> Summary:
    """Sort files into readable and unreadable ones, and find those that are there twice."""
    groups: dict[str, list[FileFacts]] = {}
    for found in facts:
        if found.digest and found.size:  # empty files are equal without being copies
            groups.setdefault(found.digest, []).append(found)
    good = tuple(found for found in facts if found.problem is None)
    return Summary(
        good,
        tuple(found for found in facts if found.problem is not None),
        tuple(tuple(group) for group in groups.values() if len(group) > 1),
        tuple(found for found in good if not found.taken),
    )
