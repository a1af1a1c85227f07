"""Colours for things that are merely different: angles around the wheel, all equally strong.

Drawings use them as ``--hue`` with the class ``same`` of ``lib/drawing/drawing.css``.
"""

from __future__ import annotations

_START = 25.0  # degrees in OKLCH: a warm red


def hues(count: int) -> list[int]:
    """As many hues, evenly spread, in degrees of OKLCH.

    Example:
        >>> hues(5)
        [25, 97, 169, 241, 313]
    """
    return [round(_START + 360 * number / count) % 360 for number in range(count)]
