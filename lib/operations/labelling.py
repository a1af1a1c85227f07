"""From the names of folders to labels, and what unequal counts do to a measured accuracy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lib.errors import DatasetError
from lib.runs.recipe import is_folder_name


@dataclass(frozen=True)
class Labelling:
    """The classes of a folder in the order in which Keras numbers them.

    Attributes:
        counts: Pictures of each class; the place of a name, counted from 0, is its label.
    """

    counts: Mapping[str, int]

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names in the order of their labels."""
        return tuple(self.counts)

    @property
    def total(self) -> int:
        """Pictures of all classes, n."""
        return sum(self.counts.values())

    def label(self, name: str) -> int:
        """The label of a class, counted from 0."""
        return self.class_names.index(name)

    def one_hot(self, name: str) -> tuple[int, ...]:
        """The label as a vector of K numbers: 1 at the place of the label, else 0.

        Example:
            >>> label_folders({"roses": 3, "daisy": 2}).one_hot("roses")
            (0, 1)
        """
        return tuple(int(other == name) for other in self.counts)

    @property
    def biggest(self) -> str:
        """The class with the most pictures; the first of them where several have as many."""
        return max(self.counts, key=self.counts.__getitem__)

    @property
    def lazy_accuracy(self) -> float:
        """Share that a network gets right which always says the biggest class, ``max nₖ / n``."""
        return self.counts[self.biggest] / self.total

    @property
    def balanced_accuracy(self) -> float:
        """Mean over the classes of the share of each that the same network gets right.

        It is right about every picture of one class and about none of the others, so ``1 / K``,
        where K counts classes with at least one picture.
        """
        recalls = [float(name == self.biggest) for name, count in self.counts.items() if count]
        return sum(recalls) / len(recalls)

    @property
    def weights(self) -> Mapping[str, float | None]:
        """What a picture of a class counts so that all classes weigh the same, ``n / (K·nₖ)``.

        As scikit-learn's ``class_weight="balanced"``; for ``fit(class_weight=…)`` of Keras.  None
        for a class without pictures.
        """
        filled = sum(count > 0 for count in self.counts.values())
        return {
            name: self.total / (filled * count) if count else None
            for name, count in self.counts.items()
        }


@dataclass(frozen=True)
class Move:
    """What renaming one folder does to one class.

    Attributes:
        before: Its name before.
        after: Its name after.
        old: Its label before.
        new: Its label after.
    """

    before: str
    after: str
    old: int
    new: int

    @property
    def moved(self) -> bool:
        """Whether its label changed."""
        return self.old != self.new


def label_folders(counts: Mapping[str, int]) -> Labelling:
    """Number folders as ``keras.utils.image_dataset_from_directory`` does.

    Names are sorted by code point: capitals before small letters, ``10`` before ``9``.

    Args:
        counts: Pictures of each folder, in any order.

    Example:
        >>> label_folders({"b": 1, "a": 1, "B": 1, "10": 1, "9": 1}).class_names
        ('10', '9', 'B', 'a', 'b')
    """
    return Labelling(MappingProxyType({name: counts[name] for name in sorted(counts)}))


def rename_class(labelling: Labelling, old: str, new: str) -> Labelling:
    """The same pictures with one folder renamed.

    Raises:
        DatasetError: ``labels.name_taken`` when another class is called so,
            ``labels.bad_name`` when no folder can be.

    Example:
        >>> rename_class(label_folders({"a": 1, "b": 2}), "a", "c").class_names
        ('b', 'c')
    """
    if new != old and new in labelling.counts:
        raise DatasetError("labels.name_taken", name=new)
    if not is_folder_name(new):
        raise DatasetError("labels.bad_name", name=new[:60])
    return label_folders(
        {new if name == old else name: count for name, count in labelling.counts.items()}
    )


def moves(before: Labelling, old: str, new: str) -> tuple[Move, ...]:
    """Every class before and after folder ``old`` is called ``new``, in the new order."""
    after = rename_class(before, old, new)
    was = {new: old}
    return tuple(
        Move(was.get(name, name), name, before.label(was.get(name, name)), label)
        for label, name in enumerate(after.class_names)
    )


def thin_class(labelling: Labelling, name: str, percent: int) -> Labelling:
    """The same folder with only a part of one class kept, at least one picture of it.

    Args:
        labelling: The classes.
        name: The class that is thinned out.
        percent: How much of it is kept, 0 to 100.
    """
    count = labelling.counts[name]
    kept = max(min(count, 1), round(count * percent / 100))
    return Labelling(MappingProxyType({**labelling.counts, name: kept}))
