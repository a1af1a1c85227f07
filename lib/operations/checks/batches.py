"""Checks about batches: what a buffer lets through, what repeats, what is left over."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lib.operations.checks.worked import Worked
from lib.operations.folder_split import Batches
from lib.operations.seeds import Repeats
from lib.operations.shuffling import Integers

_EPOCHS = 20
_RUNS = 3


def last_in_first_batch(buffer: int, batch_size: int, count: int) -> Worked:
    """The number, from 1, of the last picture of the list that can be in the first batch.

    When the last picture of that batch is taken, ``batch_size − 1`` have left the buffer.

    Example:
        >>> last_in_first_batch(1, 8, 50).answer, last_in_first_batch(8, 8, 50).answer
        (8, 15)
    """
    facts = {"buffer": buffer, "batch": batch_size, "left": batch_size - 1, "count": count}
    return Worked(min(count, batch_size - 1 + buffer), facts)


def different_batches(orders: Integers, batch_size: int) -> Worked:
    """How many batches with different members there are in all epochs together.

    Args:
        orders: (epochs, N) elements in the order of their coming; N is a multiple of the size.
        batch_size: Elements a batch.

    Example:
        >>> different_batches(np.array([[0, 1, 2, 3], [3, 2, 0, 1], [0, 2, 1, 3]]), 2).answer
        4
    """
    epochs, count = orders.shape
    members = np.sort(orders.reshape(-1, batch_size), axis=1)  # (epochs · batches, size)
    found = len({row.tobytes() for row in members})
    facts = {"epochs": epochs, "batches": count // batch_size, "all": len(members)}
    return Worked(found, facts)


def different_orders(found: Mapping[str, Repeats]) -> Worked:
    """How many orders come out when each program runs three times, and three times changed.

    Args:
        found: What each way of giving seeds repeats.

    Example:
        >>> different_orders({"a": Repeats(True, False, False)}).answer
        2
    """
    counts = []
    for repeat in found.values():
        each = 1 if repeat.again else _RUNS
        counts.append(each if repeat.again and repeat.after_more else 2 * each)
    facts = {"runs": _RUNS, "ways": len(counts), "sum": " + ".join(map(str, counts))}
    return Worked(sum(counts), facts)


def full_updates(batches: Batches) -> Worked:
    """Updates of twenty epochs without the batches that are not full.

    Example:
        >>> full_updates(Batches(2936, 32)).answer, full_updates(Batches(50, 64)).answer
        (1820, 0)
    """
    full = batches.pictures // batches.size
    facts = {
        "epochs": _EPOCHS,
        "pictures": f"{batches.pictures:,}",
        "size": batches.size,
        "full": full,
    }
    return Worked(_EPOCHS * full, facts)
