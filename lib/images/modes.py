"""Every way a file can store a colour, brought to 8-bit red, green and blue."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]

_WITH_ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N")
_WHITE = (255, 255, 255, 255)


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
    mode = image.mode
    if mode in _SIXTEEN_BITS:
        return _grey(np.asarray(image).astype(np.uint16) >> 8), ("16_bit",)
    if mode in ("I", "F"):
        values, note = _to_eight_bits(np.asarray(image).astype(np.float64))
        return _grey(values), (note,)
    if mode in _WITH_ALPHA or "transparency" in image.info:
        return _over_white(image), ("alpha",)
    if mode == "LAB":
        return np.asarray(_from_lab(image)), ("lab",)
    return np.asarray(image.convert("RGB")), ("cmyk",) if mode == "CMYK" else ()


def _grey(values: NDArray[np.generic]) -> Pixels:
    """(H, W) → (H, W, 3)."""
    return np.repeat(values.astype(np.uint8)[..., np.newaxis], 3, axis=2)


def _over_white(image: Image.Image) -> Pixels:
    if image.mode in ("PA", "La"):  # no direct way to RGBA from these
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    opaque = Image.alpha_composite(Image.new("RGBA", image.size, _WHITE), image.convert("RGBA"))
    return np.asarray(opaque.convert("RGB"))


def _to_eight_bits(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], str]:
    """Numbers without a stated range: 0…65535 and 0…1 are believed, others are stretched."""
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    if low >= 0 and high <= 1:
        return np.rint(values * 255), "stretched"
    if low >= 0 and 255 < high <= 65535:
        return values // 256, "16_bit"
    if low >= 0 and high <= 255:
        return np.rint(values), "stretched"
    return np.rint((values - low) / max(high - low, 1e-300) * 255), "stretched"


def _from_lab(image: Image.Image) -> Image.Image:
    # Both profiles are our own: a profile inside the file is never read.
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    assert converted is not None  # only in-place conversion returns None
    return converted
