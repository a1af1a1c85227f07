"""A picture cut and scaled to the size a page computes with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Rec. 601, as Pillow's mode L: how bright the eye finds red, green and blue.
_LUMINANCE = np.array([0.299, 0.587, 0.114])


def fill_frame(pixels: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """The middle of a picture in the wanted shape, scaled to it without distortion.

    Args:
        pixels: uint8 (H, W, 3).
        height: Of the result, in pixels.
        width: Of the result, in pixels.

    Returns:
        uint8 (height, width, 3).

    Example:
        >>> fill_frame(np.zeros((300, 451, 3), np.uint8), 280, 320).shape
        (280, 320, 3)
    """
    H, W = pixels.shape[:2]
    scale = min(H / height, W / width)
    cut_height, cut_width = min(H, round(height * scale)), min(W, round(width * scale))
    top, left = (H - cut_height) // 2, (W - cut_width) // 2
    box = (left, top, left + cut_width, top + cut_height)
    scaled = Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS, box=box)
    framed: NDArray[np.uint8] = np.asarray(scaled)
    return framed


def luminance(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One channel of grey: 0.299 red + 0.587 green + 0.114 blue, rounded.

    Args:
        pixels: uint8 (H, W, 3).

    Returns:
        uint8 (H, W).

    Example:
        >>> luminance(np.array([[[255, 0, 0], [255, 255, 255]]], np.uint8)).tolist()
        [[76, 255]]
    """
    grey: NDArray[np.uint8] = np.rint(pixels @ _LUMINANCE).astype(np.uint8)
    return grey
