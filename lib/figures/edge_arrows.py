"""A picture with an arrow at its strongest edges, pointing to where it gets brighter."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.figures.svg import data_address, drawing_frame, element
from lib.operations.edge_gradient import Arrow

_SCALE = 1.75  # of the drawing to the picture's pixels
_LONGEST = 26.0
_SHORTEST = 8.0


def arrow_picture(
    picture: NDArray[np.uint8],
    arrows: Sequence[Arrow],
    *,
    describe: Callable[[Arrow], str],
    block: int,
) -> str:
    """Draw arrows on a faded picture.

    Args:
        picture: uint8 ``(H, W)``.
        arrows: What :func:`lib.operations.edge_gradient.strongest_arrows` found.
        describe: The sentence said of an arrow that is pointed at.
        block: Side of the square that an arrow speaks for, in pixels of the picture.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`.
    """
    height, width = (side * _SCALE for side in picture.shape)
    peak = max((arrow.magnitude for arrow in arrows), default=1.0)
    backdrop = element(
        "image",
        href=_data_address(picture),
        width=width,
        height=height,
        style="opacity:.42",
        preserveAspectRatio="none",
    )
    drawn = [_arrow(index, arrow, peak, describe, block) for index, arrow in enumerate(arrows)]
    return drawing_frame(width, height, backdrop, *drawn)


def _arrow(
    index: int, arrow: Arrow, peak: float, describe: Callable[[Arrow], str], block: int
) -> str:
    length = _SHORTEST + (_LONGEST - _SHORTEST) * arrow.magnitude / peak
    angle = math.radians(arrow.direction)
    x, y = (arrow.column + 0.5) * _SCALE, (arrow.row + 0.5) * _SCALE
    tip = x + length * math.cos(angle), y + length * math.sin(angle)
    wings = [
        (tip[0] - 7 * math.cos(angle + turn), tip[1] - 7 * math.sin(angle + turn))
        for turn in (-0.5, 0.5)
    ]
    shaft = f"M{x:.1f} {y:.1f}L{tip[0]:.1f} {tip[1]:.1f}"
    head = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in (wings[0], tip, wings[1]))
    line = "fill:none;stroke-linecap:round;stroke-linejoin:round;"
    side = block * _SCALE
    return element(
        "g",
        # All of the square answers to the pointer, not only the thin line.
        element(
            "rect",
            x=(arrow.column // block) * side,
            y=(arrow.row // block) * side,
            width=side,
            height=side,
            style="fill:transparent",
        ),
        element("path", d=shaft + head, style=f"{line}stroke:var(--paper);stroke-width:5"),
        element("path", d=shaft + head, style=f"{line}stroke:var(--accent);stroke-width:2.2"),
        data_part=f"arrow-{index}",
        data_say=describe(arrow),
    )


def _data_address(picture: NDArray[np.uint8]) -> str:
    # A backdrop, not a figure whose pixels are read: JPEG is a quarter of the size.
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=82)
    return data_address(file.getvalue())
