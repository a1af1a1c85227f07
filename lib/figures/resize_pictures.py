"""Pictures of resizing: what is used of the original, what came back, many small ones in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.figures.pixels import picture_webp
from lib.figures.svg import data_address, drawing_frame, element
from lib.operations.resize import Fit

_FRAME = np.array([37, 99, 235], np.uint8)
_LONGEST_PADDED = 640  # pixels: twice what is seen of them on the page
_CUT_SHARE = 0.28  # how much of its brightness keeps what is cut away
_TITLE, _NOTE, _GAP = 22.0, 20.0, 14.0


@dataclass(frozen=True)
class Tile:
    """A small picture with words.

    Attributes:
        key: Of its part.
        pixels: uint8 (H, W, 3) or (H, W).
        title: Above it.
        note: Below it.
        say: As a sentence.
        mood: ``"right"`` or ``"wrong"`` colours the note, which says the same in words.
    """

    key: str
    pixels: NDArray[np.uint8]
    title: str
    note: str
    say: str
    mood: str = ""


def framed_original(pixels: NDArray[np.uint8], fitted: Fit) -> NDArray[np.uint8]:
    """The original as a way uses it: darkened where it is cut away, on black where it is padded.

    Args:
        pixels: uint8 (H, W, 3).
        fitted: Of that size.

    Returns:
        uint8 (H″, W″, 3): the original's size, or larger by the padding that it gets.
    """
    if fitted.way == "pad":
        return _padded(pixels, fitted)
    if fitted.way != "crop" or not fitted.unused_share:
        return pixels
    rows, columns = fitted.used.slices
    shown: NDArray[np.uint8] = np.rint(pixels * _CUT_SHARE).astype(np.uint8)
    width = max(1, round(max(pixels.shape) / 160))
    shown[rows, columns] = _FRAME
    inside = (
        slice(rows.start + width, rows.stop - width),
        slice(columns.start + width, columns.stop - width),
    )
    shown[inside] = pixels[inside]
    return shown


def _padded(pixels: NDArray[np.uint8], fitted: Fit) -> NDArray[np.uint8]:
    scale = max(fitted.used.width / fitted.filled.width, fitted.used.height / fitted.filled.height)
    height = max(pixels.shape[0], round(fitted.after[0] * scale))
    width = max(pixels.shape[1], round(fitted.after[1] * scale))
    reduce = min(1.0, _LONGEST_PADDED / max(height, width))
    if reduce < 1:  # much black around little: a smaller view of it says as much
        size = tuple(max(1, int(side * reduce)) for side in pixels.shape[1::-1])
        pixels = np.asarray(Image.fromarray(pixels).resize((size[0], size[1])))
        height, width, scale = (
            max(pixels.shape[0], round(height * reduce)),
            max(pixels.shape[1], round(width * reduce)),
            scale * reduce,
        )
    shown = np.zeros((height, width, 3), np.uint8)
    top = min(round(fitted.filled.top * scale), height - pixels.shape[0])  # may be rounded up
    left = min(round(fitted.filled.left * scale), width - pixels.shape[1])
    shown[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return shown


def tiles(pictures: Sequence[Tile], *, columns: int, side: float = 150.0) -> str:
    """Pictures of one size in rows, pixel by pixel, each with its title and note.

    Args:
        pictures: At least one.
        columns: In a row.
        side: Width of one on the drawing.
    """
    shape = pictures[0].pixels.shape
    tall = side * shape[0] / shape[1]
    pitch = tall + _TITLE + _NOTE + 10
    parts = []
    for number, tile in enumerate(pictures):
        x, y = (number % columns) * (side + _GAP), (number // columns) * pitch
        kind = f"start quiet {tile.mood}".strip()
        parts.append(
            element(
                "g",
                element("text", text=tile.title, x=x, y=y + 10, class_="strong start"),
                element(
                    "image",
                    x=x,
                    y=y + _TITLE,
                    width=side,
                    height=tall,
                    href=data_address(picture_webp(tile.pixels)),
                    preserveAspectRatio="none",
                    style="image-rendering:pixelated",
                ),
                element("text", text=tile.note, x=x, y=y + _TITLE + tall + 12, class_=kind),
                data_part=tile.key,
                data_say=tile.say,
            )
        )
    rows = ceil(len(pictures) / columns)
    across = min(columns, len(pictures))
    return drawing_frame(across * (side + _GAP) - _GAP, rows * pitch - 6, *parts)
