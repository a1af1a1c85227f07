"""Which change can be taken back, and whether it still can."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lib.datasets.annotation.journal import Journal, Record, Step
from lib.datasets.annotation.limits import CLASS_LIMIT, REMEMBERED_STEPS
from lib.datasets.annotation.steps import are_possible, classes_after
from lib.datasets.annotation.store import Store

_NO_STEPS = ("add", "erase")  # what undo passes over


def last_record(journal: Journal, *, by: str | None = None) -> Record | None:
    """The last change that is not undone.

    Args:
        journal: Of the set.
        by: Who made it; None for anybody.
    """
    undone: set[str] = set()
    for record in _recent(journal):
        if record.what == "undo":
            undone.add(record.undoes)
        elif record.what not in _NO_STEPS and record.id not in undone and by in (None, record.by):
            return record
    return None


def is_undone(journal: Journal, record: Record) -> bool:
    """Whether somebody has taken a change back."""
    return any(other.undoes == record.id for other in _recent(journal))


def can_be_made(store: Store, steps: tuple[Step, ...]) -> bool:
    """Whether all steps can be made as things stand, and leave classes that are allowed.

    Args:
        store: Of the set, locked.
        steps: Of a change, or that lead back from it.
    """
    before = store.class_names()
    after = classes_after(before, steps)
    distinct = {name.casefold() for name in after}
    allowed = len(distinct) == len(after) and len(after) <= max(CLASS_LIMIT, len(before))
    return allowed and are_possible(store.folder, steps)


def _recent(journal: Journal) -> Iterator[Record]:
    return itertools.islice(journal.newest_first(), REMEMBERED_STEPS)
