"""How long something takes when it is done again and again."""

from __future__ import annotations

import time
from collections.abc import Callable


def repeat(
    work: Callable[[], object], seconds: float, *, fewest: int = 3, most: int | None = None
) -> tuple[float, ...]:
    """Do something for a while, and note each time how long it took.

    Args:
        work: What to do; done once before by the caller, to fill the caches.
        seconds: For how long.
        fewest: Times that it is done at least, however long that takes.
        most: Times after which it ends, however short.

    Returns:
        Seconds of each time, in order.

    Example:
        >>> len(repeat(lambda: None, 0.0)), len(repeat(lambda: None, 60.0, most=5))
        (3, 5)
    """
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < fewest or (
        (most is None or len(taken) < most) and time.perf_counter() < end
    ):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return tuple(taken)
