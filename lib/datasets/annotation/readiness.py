"""Whether a label set is enough to train on."""

from __future__ import annotations

from lib.datasets.annotation.store import Contents
from lib.datasets.scan import LEAST_PER_CLASS

_LEAST = 5  # a fifth of fewer is no whole picture, and nothing could be held back


def can_be_trained_on(contents: Contents) -> bool:
    """Whether the labelled pictures can be split into a training and a validation part.

    Classes without pictures do not count, as in :func:`lib.datasets.folder.prepare_folder`.

    Example:
        >>> can_be_trained_on(Contents({"a": ("1", "2", "3"), "b": ("4", "5"), "c": ()}))
        True
    """
    counts = [len(names) for names in contents.classes.values() if names]
    return len(counts) > 1 and min(counts) >= LEAST_PER_CLASS and sum(counts) >= _LEAST
