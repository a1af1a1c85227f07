"""What a shuffle buffer does to an order: who is in it, how far elements get, what batches hold.

``shuffle(B)`` keeps a buffer of the next B elements.  Each step takes one of them at random and
fills its place with the next of the input.  So everything follows from the order that came out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer]


def in_buffer(order: Integers, buffer: int, step: int) -> frozenset[int]:
    """The elements in the buffer after ``step`` of them have come out.

    ``{0, …, min(N, B + step) − 1}`` without the first ``step`` of the order.

    Example:
        >>> sorted(in_buffer(np.array([1, 0, 3, 2]), 2, 1))
        [0, 2]
    """
    entered = min(len(order), buffer + step)
    return frozenset(range(entered)) - frozenset(int(number) for number in order[:step])


def places_out(order: Integers) -> Integers:
    """When each element came out: (N,), the inverse of the order.

    Example:
        >>> places_out(np.array([1, 0, 3, 2])).tolist()
        [1, 0, 3, 2]
    """
    out = np.empty(len(order), np.int64)
    out[order] = np.arange(len(order))
    return out


def earliest(place: int, buffer: int) -> int:
    """The first step, counted from 0, in which the element of this place can come out.

    Before step ``t`` the first ``B + t`` have entered: ``max(0, place − (B − 1))``.

    Example:
        >>> earliest(30, 8), earliest(3, 8)
        (23, 0)
    """
    return max(0, place - (buffer - 1))


@dataclass(frozen=True)
class Travel:
    """How far elements were moved: place out − place in; below zero is earlier.

    Attributes:
        moves: (N,) of each element, by its place in.
        mean: Of the absolute values.
        most_early: The largest move forward, as a positive number.
        most_late: The largest move back.
    """

    moves: Integers
    mean: float
    most_early: int
    most_late: int


def travel(order: Integers) -> Travel:
    """The moves of every element.

    Example:
        >>> travel(np.array([1, 0, 3, 2])).mean
        1.0
    """
    moves = places_out(order) - np.arange(len(order))
    return Travel(
        moves, float(np.abs(moves).mean()), int(max(0, -moves.min())), int(max(0, moves.max()))
    )


def class_counts_of(order: Integers, labels: Integers, batch_size: int, classes: int) -> Integers:
    """How many of each class are in each batch: (batches, classes).

    Args:
        order: (N,) elements in the order of their coming.
        labels: (N,) class of each element, by its number.
        batch_size: Elements a batch; the last may have fewer.
        classes: How many classes there are.
    """
    ordered = labels[order]
    batches = [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]
    return np.stack([np.bincount(batch, minlength=classes) for batch in batches])


@dataclass(frozen=True)
class Mixture:
    """How mixed the batches are.

    Attributes:
        counts: (batches, classes).
        classes: Classes in a batch, the mean over the batches.
        biggest: Share of a batch's most frequent class, the mean.
        entropy: ``−Σ p · log₂ p`` of the shares of a batch in bits, the mean; log₂ K at most.
        single: Batches that hold one class only.
    """

    counts: Integers
    classes: float
    biggest: float
    entropy: float
    single: int


def mixture(counts: Integers) -> Mixture:
    """Measure how mixed batches are from their counts (batches, classes).

    Example:
        >>> mixture(np.array([[4, 0], [2, 2]])).entropy
        0.5
    """
    shares = counts / counts.sum(axis=1, keepdims=True)
    logarithms = np.log2(shares, where=shares > 0, out=np.zeros_like(shares))
    present = (counts > 0).sum(axis=1)
    return Mixture(
        counts,
        float(present.mean()),
        float(shares.max(axis=1).mean()),
        float(-(shares * logarithms).sum(axis=1).mean()) + 0.0,
        int((present == 1).sum()),
    )


@dataclass(frozen=True)
class Kept:
    """What became of the first epoch's batches in a later one.

    Attributes:
        origins: (batches,) the batch of epoch 1, from 0, that each batch has its members from;
            −1 where they come from several.
        members: Batches that have the members of one batch of epoch 1.
        places: Batches that are also at its place, with its members in its order.
    """

    origins: Integers
    members: int
    places: int


def kept_batches(orders: Integers, batch_size: int) -> tuple[Kept, ...]:
    """Compare every epoch with the first.

    Args:
        orders: (epochs, N) elements in the order of their coming.
        batch_size: Elements a batch.

    Example:
        >>> kept_batches(np.array([[0, 1, 2, 3], [3, 2, 0, 1]]), 2)[1].origins.tolist()
        [1, 0]
    """
    first = orders[0]
    home = places_out(first) // batch_size  # element → its batch in epoch 1
    found = []
    for order in orders:
        origins = []
        for start in range(0, len(order), batch_size):
            members = order[start : start + batch_size]
            from_batches = np.unique(home[members])
            whole = len(from_batches) == 1 and len(members) == np.sum(home == from_batches[0])
            origins.append(int(from_batches[0]) if whole else -1)
        same = [
            np.array_equal(order[start : start + batch_size], first[start : start + batch_size])
            for start in range(0, len(order), batch_size)
        ]
        found.append(Kept(np.array(origins), sum(origin >= 0 for origin in origins), sum(same)))
    return tuple(found)


def companions(orders: Integers, batch_size: int, picture: int) -> int:
    """How many others a picture shared a batch with, over all epochs.

    Example:
        >>> companions(np.array([[0, 1, 2, 3], [0, 2, 1, 3]]), 2, 0)
        2
    """
    met: set[int] = set()
    for order in orders:
        start = int(np.flatnonzero(order == picture)[0]) // batch_size * batch_size
        met.update(int(other) for other in order[start : start + batch_size])
    return len(met - {picture})
