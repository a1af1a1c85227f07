"""How many pictures have which value: bars over equal bins, with marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.figures.svg import drawing_frame, element

_WIDTH, _HEIGHT = 500.0, 270.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 12.0, 34.0, 44.0


@dataclass(frozen=True)
class Histogram:
    """Counts over bins.

    Attributes:
        edges: (N + 1,) rising, equally far apart.
        counts: (N,) whole numbers.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]


def count_in_bins(values: NDArray[np.floating], edges: NDArray[np.float64]) -> Histogram:
    """Count; what lies outside goes into the first or the last bin.

    Example:
        >>> count_in_bins(np.array([0.1, 0.2, 9.0]), np.array([0.0, 1.0, 2.0])).counts.tolist()
        [2, 1]
    """
    inside = np.clip(values, edges[0], np.nextafter(edges[-1], edges[0]))
    counts, _ = np.histogram(inside, edges)
    return Histogram(edges, counts.astype(np.int64))


def histogram(
    found: Histogram,
    *,
    title: str,
    across: str,
    sentences: Sequence[str],
    mark: float,
    mark_text: str,
    digits: int = 1,
    name: str = "bin",
) -> str:
    """Bars that can be pointed at, and one dashed mark.

    Args:
        found: The counts.
        title: What is counted, above.
        across: Title of the values.
        sentences: One a bin.
        mark: A value that is marked.
        mark_text: What stands at the mark.
        digits: Decimals of the ticks.
        name: The parts are called ``<name>0``, …
    """
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    low, high = float(found.edges[0]), float(found.edges[-1])
    top = max(1, int(found.counts.max()))
    bottom = _TOP + height

    def place(value: float) -> float:
        return _LEFT + width * min(1.0, max(0.0, (value - low) / (high - low)))

    parts = [
        element("text", text=title, x=0, y=10, class_="start strong"),
        element("line", x1=_LEFT, x2=_LEFT + width, y1=bottom, y2=bottom, class_="edge"),
        element("text", text=across, x=_LEFT + width, y=_HEIGHT - 8, class_="end quiet"),
        element("text", text=f"{top:,}", x=_LEFT - 6, y=_TOP, class_="end quiet"),
        element("text", text="0", x=_LEFT - 6, y=bottom, class_="end quiet"),
    ]
    for tick in np.linspace(low, high, 6):
        x = place(float(tick))
        parts.append(
            element("text", text=f"{tick:.{digits}f}", x=x, y=bottom + 14, class_="middle quiet")
        )
    step = width / len(found.counts)
    for number, count in enumerate(found.counts):
        x, tall = _LEFT + number * step, height * float(count) / top
        parts.append(
            element(
                "g",
                element("rect", x=x, y=_TOP, width=step, height=height, class_="hit"),
                element("rect", x=x + 1, y=bottom - tall, width=step - 2, height=tall,
                        class_="bar plus"),
                data_part=f"{name}{number}",
                data_say=sentences[number],
            )
        )  # fmt: skip
    x, right = place(mark), place(mark) > _LEFT + width / 2
    side = "end" if right else "start"
    parts.append(element("line", x1=x, x2=x, y1=_TOP - 10, y2=bottom, class_="dash"))
    parts.append(
        element("text", text=mark_text, x=x + (-6 if right else 6), y=_TOP - 6,
                class_=f"{side} quiet over")
    )  # fmt: skip
    return drawing_frame(_WIDTH, _HEIGHT, *parts)
