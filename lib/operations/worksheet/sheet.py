"""A whole sheet: which tasks, and the seed of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle, islice
from types import MappingProxyType

import numpy as np

from lib.operations.worksheet import chances, counts, networks, windows
from lib.operations.worksheet.names import same_name
from lib.operations.worksheet.task import Draw, Task

FEWEST, MOST, USUAL = 8, 12, 10
_ATTEMPTS = 200  # to find numbers that the sheet does not have; every kind has more than twelve

# Topic → its tasks, in the order of the pages.
TOPICS: Mapping[str, tuple[Draw, ...]] = MappingProxyType(
    {
        "batches": (counts.batches,),
        "size": (windows.output_size,),
        "convolution": (windows.convolution_cell, windows.convolution_map),
        "pooling": (windows.max_pooling, windows.average_pooling),
        "dropout": (chances.lost,),
        "flatten": (counts.flattened,),
        "loss": (chances.softmax_share, chances.crossentropy),
        "parameters": (counts.convolution_parameters, counts.dense_parameters),
        "products": (counts.multiplications,),
        "field": (networks.seen,),
        "shapes": (networks.stages,),
    }
)

# In which order topics are given room on a short sheet: what the tutorial rests on comes first.
_FIRST = (
    "convolution", "size", "pooling", "parameters", "shapes", "loss", "batches", "flatten",
    "field", "dropout", "products",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """What decides a sheet.

    Attributes:
        name: As :func:`lib.operations.worksheet.names.sheet_name` makes it.
        topics: Of :data:`TOPICS`, at least one.
        count: Of tasks, :data:`FEWEST` to :data:`MOST`.
    """

    name: str
    topics: tuple[str, ...]
    count: int = USUAL

    def tasks(self, student: str = "") -> tuple[Task, ...]:
        """The tasks of a student, or of the class where no name is given.

        Every task has a seed of its own, from the sheet, the student and the task, so that
        another choice of topics leaves the numbers of the others as they are.

        Example:
            >>> sheet = Sheet("2fd7136bd4", ("flatten", "pooling"), 8)
            >>> sheet.tasks("Mei Lin") == sheet.tasks("mei  LIN")
            True
            >>> sheet.tasks("Mei Lin") == sheet.tasks()
            False
        """
        return _tasks(self, same_name(student))


def planned(topics: Iterable[str], count: int) -> tuple[Draw, ...]:
    """The kinds of tasks of a sheet: one a topic, then the topics' second ones, then anew.

    Where there is no room for all, the topics that come first in :data:`_FIRST` stay.

    Example:
        >>> [draw.__name__ for draw in planned(["pooling", "flatten"], 4)]
        ['max_pooling', 'max_pooling', 'average_pooling', 'flattened']
    """
    wanted = set(topics)
    chosen = [TOPICS[topic] for topic in _FIRST if topic in wanted]
    firsts = [kinds[0] for kinds in chosen]
    seconds = [kind for kinds in chosen for kind in kinds[1:]]
    picked = list(islice(cycle([*firsts, *seconds]), count))
    order = [kind for kinds in TOPICS.values() for kind in kinds]
    return tuple(sorted(picked, key=order.index))


@lru_cache(maxsize=512)
def _tasks(sheet: Sheet, student: str) -> tuple[Task, ...]:
    made: list[Task] = []
    for draw in planned(sheet.topics, sheet.count):
        for chance in _chances(f"{sheet.name}\n{student}\n{draw.__name__}"):
            task = draw(chance)
            if task not in made:  # a kind that comes twice comes with other numbers
                made.append(task)
                break
    return tuple(made)


def _chances(name: str) -> Iterator[np.random.Generator]:
    for attempt in range(_ATTEMPTS):
        digest = hashlib.sha256(f"{name}\n{attempt}".encode()).digest()
        yield np.random.default_rng(int.from_bytes(digest[:16], "little"))
