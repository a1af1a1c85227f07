"""Who is in the training subset and who in the validation subset, exactly as Keras cuts a folder.

``keras.utils.image_dataset_from_directory`` sorts the files, shuffles the list with
``numpy.random.RandomState(seed)`` and takes the end of it for validation.  Each subset is made
by a call of its own, so the two agree only if both calls are given the same seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from lib.datasets.folder import split_counts


class Place(IntEnum):
    """Where a file ended up after both calls."""

    TRAINING = 0
    VALIDATION = 1
    BOTH = 2
    NEITHER = 3


@dataclass(frozen=True)
class Split:
    """One folder cut in two.

    Attributes:
        training: (T,) int64, positions in the sorted list of files, in Keras' order.
        validation: (V,) int64, likewise.
    """

    training: NDArray[np.int64]
    validation: NDArray[np.int64]


@dataclass(frozen=True)
class TwoCalls:
    """What a training subset of one call and a validation subset of another have in common.

    Attributes:
        training: (T,) int64, positions in the sorted list of files, in Keras' order.
        validation: (V,) int64, likewise.
        places: (N,) uint8, a :class:`Place` for every file of the sorted list.
    """

    training: NDArray[np.int64]
    validation: NDArray[np.int64]
    places: NDArray[np.uint8]

    def files(self, place: Place) -> NDArray[np.int64]:
        """Positions of the files in a place, ascending."""
        return np.flatnonzero(self.places == place)


@dataclass(frozen=True)
class Batches:
    """How many batches some pictures make.

    Attributes:
        pictures: In all.
        size: Of a full batch.
    """

    pictures: int
    size: int

    @property
    def count(self) -> int:
        """Batches, ``⌈pictures / size⌉``."""
        return -(-self.pictures // self.size)

    @property
    def last(self) -> int:
        """Pictures in the last batch.

        Example:
            >>> Batches(2936, 32).count, Batches(2936, 32).last
            (92, 24)
        """
        return self.pictures - self.size * (self.count - 1)


def split_files(total: int, fraction: float, *, seed: int | None) -> Split:
    """Cut a sorted list of files in two.

    Args:
        total: Number of files, N.
        fraction: Keras' ``validation_split``, above 0 and below 1.
        seed: Of the shuffle; None stands for ``shuffle=False``.

    Raises:
        DatasetError: ``folder.too_few`` when a part would be empty.

    Example:
        >>> split_files(5, 0.4, seed=None).validation.tolist()
        [3, 4]
    """
    training, _ = split_counts(total, fraction)
    order = listed(total, seed)
    return Split(order[:training], order[training:])


def listed(count: int, seed: int | None) -> NDArray[np.int64]:
    """The order in which ``image_dataset_from_directory`` lists files: (N,) places by name.

    With ``shuffle=True`` Keras shuffles the sorted list once by ``RandomState(seed)``, before
    anything else; without, it stays sorted.

    Args:
        count: N files.
        seed: Given to the loader; None for ``shuffle=False``.

    Example:
        >>> listed(4, None).tolist()
        [0, 1, 2, 3]
    """
    places = np.arange(count)
    if seed is not None:
        np.random.RandomState(seed).shuffle(places)
    return places


def two_calls(
    total: int, fraction: float, *, training_seed: int | None, validation_seed: int | None
) -> TwoCalls:
    """The training subset of one call beside the validation subset of another.

    Args:
        total: Number of files, N.
        fraction: Keras' ``validation_split``.
        training_seed: Of the call with ``subset="training"``; None: not shuffled.
        validation_seed: Of the call with ``subset="validation"``.

    Raises:
        DatasetError: As :func:`split_files`.
    """
    training = split_files(total, fraction, seed=training_seed).training
    validation = split_files(total, fraction, seed=validation_seed).validation
    places = np.full(total, Place.NEITHER, np.uint8)
    places[training] = Place.TRAINING
    places[validation] = np.where(
        places[validation] == Place.TRAINING, Place.BOTH, Place.VALIDATION
    )
    return TwoCalls(training, validation, places)


def expected_in_both(training: int, validation: int) -> float:
    """How many files two different shuffles put into both subsets, on average.

    A file is in the one's training part with probability T / N and, independently, in the
    other's validation part with V / N: ``N · T/N · V/N = T·V / N``.

    Example:
        >>> round(expected_in_both(2936, 734), 1)
        587.2
    """
    return training * validation / (training + validation)


def by_class(places: NDArray[np.uint8], counts: Sequence[int]) -> NDArray[np.int64]:
    """How many files of each class are in each place.

    Args:
        places: (N,) uint8, a :class:`Place` a file of the sorted list.
        counts: Files of each class, in order, N together.

    Returns:
        (K, 4) int64, a row a class, a column a :class:`Place`.
    """
    labels = np.repeat(np.arange(len(counts)), counts)  # (N,): sorted files are sorted by class
    table = np.bincount(labels * len(Place) + places, minlength=len(counts) * len(Place))
    return table.reshape(len(counts), len(Place))
