"""How many pictures of each class: in the proportions of the real set."""

from __future__ import annotations

from lib.errors import DatasetError

REAL_COUNTS = {
    "daisy": 633,
    "dandelion": 898,
    "roses": 641,
    "sunflowers": 699,
    "tulips": 799,
}
CLASS_NAMES = tuple(REAL_COUNTS)
LARGEST_GARDEN = sum(REAL_COUNTS.values())
SMALLEST_GARDEN = 10
_FEWEST_A_CLASS = 2


def class_counts(picture_count: int) -> dict[str, int]:
    """Share pictures over the classes by largest remainder, at least two a class.

    Raises:
        DatasetError: ``garden.count_out_of_range`` with ``got``, ``minimum`` and ``maximum``.

    Example:
        >>> class_counts(10)
        {'daisy': 2, 'dandelion': 2, 'roses': 2, 'sunflowers': 2, 'tulips': 2}
        >>> class_counts(3670) == REAL_COUNTS
        True
    """
    if not SMALLEST_GARDEN <= picture_count <= LARGEST_GARDEN:
        raise DatasetError(
            "garden.count_out_of_range",
            got=picture_count,
            minimum=SMALLEST_GARDEN,
            maximum=LARGEST_GARDEN,
        )
    spare = picture_count - _FEWEST_A_CLASS * len(CLASS_NAMES)
    weights = {name: count - _FEWEST_A_CLASS for name, count in REAL_COUNTS.items()}
    total = sum(weights.values())
    counts = {name: _FEWEST_A_CLASS + spare * weights[name] // total for name in CLASS_NAMES}
    by_remainder = sorted(CLASS_NAMES, key=lambda name: -(spare * weights[name] % total))
    for name in by_remainder[: picture_count - sum(counts.values())]:
        counts[name] += 1
    return counts
