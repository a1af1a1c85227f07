"""Whether a label set is enough to train on, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from lib.datasets.annotation.store import Contents
from lib.datasets.scan import LEAST_PER_CLASS

_LEAST = 5  # a fifth of fewer is no whole picture, and nothing could be held back
_LEAST_CLASSES = 2


@dataclass(frozen=True)
class Lack:
    """What a set needs first before it can be trained on.

    Attributes:
        what: ``"classes"``: another class with pictures; ``"in_class"``: pictures in a class that
            has too few; ``"pictures"``: labelled pictures in all.
        count: How many there are.
        needed: How many there must be.
        class_name: Of the class with too few pictures, else ``""``.
    """

    what: str
    count: int
    needed: int
    class_name: str = ""


def lack(contents: Contents) -> Lack | None:
    """What the labelled pictures lack to be split into a training and a validation part.

    Classes without pictures do not count, as in :func:`lib.datasets.folder.prepare_folder`.

    Example:
        >>> lack(Contents({"a": ("1", "2", "3"), "b": ("4",), "c": ()}))
        Lack(what='in_class', count=1, needed=2, class_name='b')
        >>> lack(Contents({"a": ("1", "2", "3"), "b": ("4", "5"), "c": ()})) is None
        True
    """
    counts = {name: len(files) for name, files in contents.classes.items() if files}
    if len(counts) < _LEAST_CLASSES:
        return Lack("classes", len(counts), _LEAST_CLASSES)
    for name, count in counts.items():
        if count < LEAST_PER_CLASS:
            return Lack("in_class", count, LEAST_PER_CLASS, name)
    if contents.labelled_count < _LEAST:
        return Lack("pictures", contents.labelled_count, _LEAST)
    return None
