"""The losses of a descent, with the place where it stands and the loss of a visitor."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lib.figures.svg import drawing_frame, element
from lib.figures.theme import LAYER_KINDS, VALIDATION

WIDTH, HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 10, 14, 30
_LETTERS = 12  # height of a label
_LOWEST = 1e-6  # a share; what is less is drawn on the floor


def race_curve(
    shares: Sequence[float], *, step: int, by_hand: float, labels: tuple[str, str, str]
) -> str:
    """Loss over steps on a logarithmic scale.

    Args:
        shares: Loss of each step as a share of doing nothing.
        step: The step that is shown elsewhere.
        by_hand: The visitor's loss, as such a share.
        labels: Of the descent, of the visitor, of the horizontal axis.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    last = len(shares) - 1
    highest = max(1.0, *shares, by_hand)

    def x(at: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * at / last

    def y(share: float) -> float:
        span = math.log10(highest) - math.log10(_LOWEST)
        depth = (math.log10(highest) - math.log10(max(share, _LOWEST))) / span
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * depth

    parts = [
        part
        for power in (0, -2, -4, -6)
        for part in (
            element(
                "line", x1=_LEFT, x2=WIDTH, y1=y(10.0**power), y2=y(10.0**power), class_="rule"
            ),
            element(
                "text",
                x=_LEFT - 8,
                y=y(10.0**power),
                class_="end quiet",
                text=f"{10.0**power * 100:.10g} %",
            ),
        )
    ]
    points = " ".join(f"{x(at):.1f},{y(share):.1f}" for at, share in enumerate(shares))
    blue, orange = LAYER_KINDS["convolution"], VALIDATION
    hand, here = y(by_hand), y(shares[step])
    aside, height = 9, max(here - 10, _TOP)  # above the line, which falls
    if abs(height - hand) < _LETTERS:  # the visitor's line would go through it: between the two
        aside, height = 40, max(here, hand) + _LETTERS + 4
    parts += [
        element("polyline", points=points, style=f"fill:none;stroke:{blue};stroke-width:2.5"),
        element("circle", cx=x(step), cy=here, r=6, style=f"fill:{blue}"),
        element(
            "line",
            x1=_LEFT,
            x2=WIDTH,
            y1=hand,
            y2=hand,
            style=f"stroke:{orange};stroke-width:2.5;stroke-dasharray:7 5",
        ),
        element("text", x=WIDTH - 4, y=hand - 9, class_="end strong", text=labels[1]),
        element(
            "text",
            x=min(x(step) + aside, WIDTH - 70),
            y=height,
            class_="start strong",
            text=labels[0],
        ),
        element("text", x=_LEFT, y=HEIGHT - 10, class_="start quiet", text="0"),
        element("text", x=WIDTH - 2, y=HEIGHT - 10, class_="end quiet", text=f"{last} {labels[2]}"),
    ]
    return drawing_frame(WIDTH, HEIGHT, *parts)
