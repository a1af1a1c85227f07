"""Every way a file can store a colour, brought to 8-bit red, green and blue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]
_Convert = Callable[[Image.Image], NDArray[np.uint8]]

_WITH_ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N")

# Rows converted at a time: at 40 megapixels whole-picture copies would cost up to 600 MB.
_STRIP = 256


def to_rgb(image: Image.Image) -> tuple[Pixels, tuple[str, ...]]:
    """Pixels of a decoded picture as screens show it, and what that took.

    Transparent pixels are laid over white, as on a page.  Sixteen bits keep their upper eight,
    so that 65,535 is white (clipping would turn nearly everything white).

    Args:
        image: A loaded picture in any mode.

    Returns:
        ``(H, W, 3)`` uint8, 0 to 255, red green blue; and notes out of ``"alpha"``,
        ``"16_bit"``, ``"stretched"``, ``"cmyk"``, ``"lab"``.

    Example:
        >>> to_rgb(Image.new("LA", (1, 1), (0, 51)))  # black, one fifth opaque
        (array([[[204, 204, 204]]], dtype=uint8), ('alpha',))
    """
    convert, notes = _conversion(image)
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top, strip in _strips(image):
        pixels[top : top + strip.height] = convert(strip)
    return pixels, notes


def _conversion(image: Image.Image) -> tuple[_Convert, tuple[str, ...]]:
    """How to bring a strip of this picture to (rows, W, 3) or (rows, W, 1), and its name."""
    mode = image.mode
    if mode in _SIXTEEN_BITS:
        return _upper_byte, ("16_bit",)
    if mode in ("I", "F"):
        low, high = _range(image)
        if low >= 0 and 255 < high <= 65535:
            return _upper_byte, ("16_bit",)
        # Numbers without a stated range: 0…1 and 0…255 are believed, others are stretched.
        if low >= 0 and high <= 255:
            low, high = 0.0, 1.0 if high <= 1 else 255.0
        return partial(_stretched, low=low, high=high), ("stretched",)
    if mode in _WITH_ALPHA or "transparency" in image.info:
        return _over_white, ("alpha",)
    if mode == "LAB":
        return _from_lab, ("lab",)
    return _plainly, ("cmyk",) if mode == "CMYK" else ()


def _strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    for top in range(0, image.height, _STRIP):
        yield top, image.crop((0, top, image.width, min(top + _STRIP, image.height)))


def _plainly(image: Image.Image) -> Pixels:
    return np.asarray(image.convert("RGB"))


def _numbers(image: Image.Image) -> NDArray[np.float64]:
    """(H, W) → (H, W, 1), what is no number as 0."""
    values = np.asarray(image).astype(np.float64)[..., np.newaxis]
    return np.nan_to_num(values, copy=False, nan=0.0, posinf=0.0, neginf=0.0)


def _range(image: Image.Image) -> tuple[float, float]:
    ends = [(part.min(), part.max()) for part in (_numbers(strip) for _, strip in _strips(image))]
    return float(min(low for low, _ in ends)), float(max(high for _, high in ends))


def _upper_byte(image: Image.Image) -> Pixels:
    return (_numbers(image) // 256).astype(np.uint8)


def _stretched(image: Image.Image, *, low: float, high: float) -> Pixels:
    # 1e-300: a picture of one value becomes black instead of a division by zero.
    return np.rint((_numbers(image) - low) / max(high - low, 1e-300) * 255).astype(np.uint8)


def _over_white(image: Image.Image) -> Pixels:
    if image.mode in ("PA", "La"):  # no direct way to RGBA from these
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    coloured = image.convert("RGBA")
    page = Image.new("RGB", image.size, "white")
    page.paste(coloured, mask=coloured.getchannel("A"))
    return np.asarray(page)


def _from_lab(image: Image.Image) -> Pixels:
    # Both profiles are our own: a profile inside the file is never read.
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    return np.asarray(ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB"))
