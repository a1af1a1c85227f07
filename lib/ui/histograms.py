"""What the bars of a histogram say."""

from __future__ import annotations

from collections.abc import Callable

from lib.figures.histogram import Histogram
from lib.words import Words


def bin_sentences(
    say: Words, key: str, found: Histogram, text: Callable[[float], str]
) -> list[str]:
    """A sentence a bar, of the string ``key`` with ``count``, ``low`` and ``high``."""
    sentences = []
    for number, count in enumerate(found.counts.tolist()):
        low, high = found.ends(number)
        sentences.append(say(key, count=f"{count:,}", low=text(low), high=text(high)))
    return sentences


def aspect_text(value: float) -> str:
    """A ratio with two decimals."""
    return f"{value:.2f}"
