"""How many different pictures there are after so many draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.figures.line_plot import Axis, Curve, Plot, line_plot
from lib.figures.svg import drawing_frame

WIDE, NARROW = 560.0, 350.0
_HEIGHT = 320.0


def distinct_curve(
    found: Sequence[int],
    coins: Sequence[int],
    *,
    titles: tuple[str, str],
    sentences: tuple[str, str],
    width: float = WIDE,
) -> str:
    """Two rising lines: of the settings on the page, and of a flip alone.

    Args:
        found: Different ones after each draw.
        coins: The same for a flip alone, as many draws.
        titles: Of the counts and of the draws.
        sentences: One a line.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    draws = len(found)
    ticks = [(float(value), f"{value:.0f}") for value in np.linspace(0, draws, 5)]
    plot = Plot(
        0, 0, width, _HEIGHT,
        Axis(0, draws, ticks, titles[1]),
        Axis(0, draws, ticks, titles[0]),
    )  # fmt: skip
    across = np.arange(1, draws + 1, dtype=np.float64)
    curves = [
        Curve(name, across, np.asarray(counts, np.float64), kind, sentence,
              (float(draws), float(counts[-1])))
        for name, counts, kind, sentence in (
            ("coins", coins, "faint", sentences[1]),
            ("found", found, "accent", sentences[0]),
        )
    ]  # fmt: skip
    return drawing_frame(width, _HEIGHT, line_plot(plot, curves))
