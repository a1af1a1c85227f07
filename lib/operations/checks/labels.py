"""Checks about labels: weights, places in the sorted list, memory, and what a split measures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.operations.checks.worked import Worked
from lib.operations.collection import Collection
from lib.operations.folder_split import Batches, Place, TwoCalls
from lib.operations.labelling import Labelling

_SIDE = 180  # of the pictures of the notes
_VALUE_BYTES = 4
_MEGABYTE = 1_000_000


def smallest_class(after: Labelling) -> str | None:
    """The class with the fewest pictures that is not the biggest; None if there is no other.

    Example:
        >>> smallest_class(Labelling({"a": 4, "b": 2, "c": 0}))
        'b'
    """
    others = {
        name: count for name, count in after.counts.items() if count and name != after.biggest
    }
    return min(others, key=others.__getitem__) if others else None


def weight_ratio(after: Labelling, smallest: str) -> Worked:
    """How many pictures of the biggest class weigh as much as one of the smallest.

    Example:
        >>> weight_ratio(Labelling({"a": 4, "b": 3}), "b").text
        '1.33'
    """
    many, few = after.counts[after.biggest], after.counts[smallest]
    return Worked(many / few, {"many": f"{many:,}", "few": f"{few:,}"}, decimals=2)


def sorted_place(data: Collection, label: int, number: int) -> Worked:
    """The place of a file in the sorted list of all files, from 0.

    Args:
        data: The data set.
        label: Of the file's class.
        number: Of the file in its class, from 0.

    Example:
        >>> sorted_place(Collection("x", (("a", 3), ("b", 2))), 1, 1).answer
        4
    """
    counts = data.class_counts[:label]
    facts = {
        "before": tuple(f"{count:,}" for count in counts),
        "sum": " + ".join(f"{count:,}" for count in (*counts, number)),
        "nth": f"{number + 1:,}",
    }
    return Worked(data.starts()[label] + number, facts)


def cached_megabytes(pictures: int) -> Worked:
    """What ``cache()`` keeps of so many pictures at the size of the notes, in megabytes.

    Example:
        >>> cached_megabytes(3670).text
        '1,426.9'
    """
    values = _SIDE * _SIDE * 3
    facts = {
        "pictures": f"{pictures:,}",
        "side": _SIDE,
        "bytes": _VALUE_BYTES,
        "each": f"{values * _VALUE_BYTES:,}",
    }
    return Worked(pictures * values * _VALUE_BYTES / _MEGABYTE, facts, decimals=1)


def room_in_last(batches: Batches) -> Worked:
    """How many pictures the last batch could still take.

    Example:
        >>> room_in_last(Batches(2936, 32)).answer
        8
    """
    facts = {"size": batches.size, "last": batches.last}
    return Worked(batches.size - batches.last, facts)


def leaked_accuracy(calls: TwoCalls, classes: int) -> Worked:
    """The accuracy, in per cent, of who knows by heart what leaked, and guesses the rest.

    Args:
        calls: Of two seeds.
        classes: Among which is guessed.

    Example:
        >>> from lib.operations.folder_split import two_calls
        >>> same = two_calls(10, 0.4, training_seed=1, validation_seed=1)
        >>> leaked_accuracy(same, 5).text  # nothing leaked
        '20.0'
    """
    held, both = len(calls.validation), calls.files(Place.BOTH).size
    rest = held - both
    facts = {"held": f"{held:,}", "both": f"{both:,}", "rest": f"{rest:,}", "classes": classes}
    return Worked(100 * (both + rest / classes) / held, facts, decimals=1)


def files_for_one_more(counts: Sequence[int], held: int) -> Worked | None:
    """How many files must be held back, in sorted order, for one more class to be tested.

    Args:
        counts: Files of each class, in the order of the labels.
        held: How many are held back now, from the end.

    Returns:
        None if every class that has files is tested already.

    Example:
        >>> files_for_one_more([3, 4, 5], 2).answer, files_for_one_more([3, 4], 7)
        (6, None)
    """
    ends = np.cumsum(counts)
    total = int(ends[-1])
    untested = [label for label, end in enumerate(ends) if counts[label] and end <= total - held]
    if not untested:
        return None
    behind = [count for count in counts[untested[-1] + 1 :] if count]
    facts = {"sum": " + ".join(f"{count:,}" for count in behind), "label": untested[-1]}
    return Worked(total - int(ends[untested[-1]]) + 1, facts)
