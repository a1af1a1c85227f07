"""A photograph within a drawing: made grey and pale, so that colours over it can be read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.figures.pixels import picture_png, signed_png
from lib.figures.svg import data_address, element

_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601


def defined(name: str, pixels: NDArray[np.uint8], *, grey: bool = False) -> str:
    """A picture to be used several times: ``<use href="#name">`` in a box of its own pixels.

    Args:
        name: Its id.
        pixels: uint8 (H, W, 3).
        grey: Without colours.
    """
    whole = np.rint(pixels @ _LUMA).astype(np.uint8) if grey else pixels
    height, width = whole.shape[:2]
    return element("defs", image(picture_png(whole), (height, width), id=name))


def heat(values: NDArray[np.floating], *, peak: float | None = None) -> str:
    """Signed values as colours, clear at zero, in a box of their own cells."""
    return image(signed_png(values, peak=peak), values.shape)


def box(
    inside: str, at: tuple[float, float], size: float | tuple[float, float], cells: tuple[int, int]
) -> str:
    """Something drawn in units of its own, stretched to a place of the drawing.

    Args:
        inside: What is drawn.
        at: Left and top of its place.
        size: Side of the place; or width and height.
        cells: Rows and columns of its own units.
    """
    width, height = size if isinstance(size, tuple) else (size, size)
    return element(
        "svg", inside, x=at[0], y=at[1], width=width, height=height,
        viewBox=f"0 0 {cells[1]} {cells[0]}", preserveAspectRatio="none",
    )  # fmt: skip


def image(data: bytes, shape: tuple[int, ...], **attributes: object) -> str:
    """A picture file as an element, a unit a pixel, its pixels crisp."""
    return element(
        "image", href=data_address(data), width=shape[1], height=shape[0],
        preserveAspectRatio="none", style="image-rendering:pixelated", **attributes,
    )  # fmt: skip
