"""A data set as the page about labels sees it: classes, counts, names of files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from lib.datasets.folder import resolve_folder
from lib.datasets.garden import class_counts
from lib.datasets.garden.counts import REAL_COUNTS
from lib.datasets.keras_index import index_folder
from lib.operations.labelling import Labelling
from lib.places import datasets_home
from lib.runs.recipe import FLOWER_PHOTOS, GARDEN


@dataclass(frozen=True)
class Collection:
    """Pictures in folders, before any of them is opened.

    Attributes:
        name: ``"garden"``, ``"flower_photos"`` or the name of a folder.
        counts: Pictures of each class, classes in the order of their labels.
        folder: Where the files lie; None for the garden, which is drawn when a picture is wanted,
            and for photographs that are not on this machine.
        files: Relative paths in the order of Keras, when they are known from a folder.
        digest: Identifies the content.
    """

    name: str
    counts: tuple[tuple[str, int], ...]
    folder: Path | None = None
    files: tuple[str, ...] | None = None
    digest: str = ""

    @property
    def labelling(self) -> Labelling:
        """The classes with their labels."""
        return Labelling(dict(self.counts))

    @property
    def class_counts(self) -> tuple[int, ...]:
        """Pictures of each class, in the order of the labels."""
        return tuple(count for _, count in self.counts)

    @property
    def total(self) -> int:
        """Pictures in all."""
        return sum(self.class_counts)

    @property
    def drawn(self) -> bool:
        """Whether the pictures are flowers of the garden."""
        return self.name == GARDEN

    @property
    def has_pictures(self) -> bool:
        """Whether its pictures can be shown on this machine."""
        return self.drawn or self.folder is not None

    def starts(self) -> tuple[int, ...]:
        """Position of the first file of each class in the sorted list of all files."""
        return tuple(accumulate(self.class_counts[:-1], initial=0))

    def locate(self, position: int) -> tuple[str, int]:
        """Class and number in its class, from 0, of the file at a position of the sorted list.

        Example:
            >>> archive().locate(633)
            ('dandelion', 0)
        """
        for (name, count), start in zip(self.counts, self.starts(), strict=True):
            if position < start + count:
                return name, position - start
        raise IndexError(position)

    def file(self, position: int) -> str | None:
        """Path of the file at a position of the sorted list; None where names are not known."""
        if self.files is not None:
            return self.files[position]
        if not self.drawn:
            return None
        name, number = self.locate(position)
        return f"{name}/{name}_{number:04d}.jpg"


def garden(picture_count: int) -> Collection:
    """The garden of that many flowers; nothing is drawn yet.

    Raises:
        DatasetError: ``garden.count_out_of_range``.

    Example:
        >>> garden(10).file(2)
        'dandelion/dandelion_0000.jpg'
    """
    counts = tuple(class_counts(picture_count).items())
    return Collection(GARDEN, counts, digest=f"garden {picture_count}")


def archive() -> Collection:
    """What is known of the official archive of ``flower_photos`` without downloading it."""
    return Collection(FLOWER_PHOTOS, tuple(REAL_COUNTS.items()), digest=FLOWER_PHOTOS)


def folder_collection(name: str) -> Collection:
    """A folder of classes that lies in the data folder of this machine.

    Raises:
        DatasetError: ``folder.unknown``, or as :func:`lib.datasets.keras_index.index_folder`.
    """
    folder = resolve_folder(datasets_home(), name)
    index = index_folder(folder)
    counts = tuple(zip(index.class_names, index.counts, strict=True))
    return Collection(name, counts, folder, index.files, index.digest)
