"""From the painted scene to a photograph: exposure, colour of the light, haze, noise, JPEG."""

from __future__ import annotations

import functools
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

NOISE_SIDE = 640


def expose(picture: Image.Image, rng: np.random.Generator, *, enlarge: float) -> Image.Image:
    """What a camera makes of the scene, in its light.

    Args:
        picture: RGB picture.
        rng: Decides the camera and the day.
        enlarge: How many times larger than usual the picture is; blur keeps its proportion.
    """
    softness = float(rng.choice([0.0, 0.6, 1.3], p=[0.62, 0.26, 0.12]))
    if softness:
        picture = picture.filter(ImageFilter.GaussianBlur(softness * enlarge))
    pixels = np.asarray(picture, dtype=np.float32)
    exposure = float(np.exp(rng.normal(0.0, 0.16)))
    balance = np.exp(rng.normal(0.0, 0.05, 3)).astype(np.float32) * exposure
    pixels = pixels * (_falloff(rng, picture.size)[..., None] * balance)
    contrast = float(rng.uniform(0.80, 1.18))
    haze = float(rng.choice([0.0, 0.12, 0.30], p=[0.7, 0.2, 0.1]))
    veil = np.float32(rng.uniform(170, 235) * haze + 118.0 * (1 - contrast) * (1 - haze))
    pixels *= np.float32(contrast * (1 - haze))
    pixels += veil
    pixels += _grain(
        rng, picture.size, strength=float(rng.choice([1.5, 4.0, 9.0], p=[0.5, 0.35, 0.15]))
    )
    np.clip(pixels, 0.0, 255.0, out=pixels)
    return Image.fromarray(pixels.astype(np.uint8))


def jpeg(picture: Image.Image, rng: np.random.Generator) -> bytes:
    """The picture as a JPEG file of quality 60 to 95."""
    memory = io.BytesIO()
    picture.save(memory, "JPEG", quality=int(rng.integers(60, 96)))
    return memory.getvalue()


def _falloff(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    """(H, W) brightness: darker to the corners, brighter on one side."""
    width, height = size
    across = np.linspace(-1.0, 1.0, width, dtype=np.float32)
    down = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None]
    vignette = np.float32(rng.choice([0.04, 0.14, 0.28], p=[0.5, 0.35, 0.15]))
    slope = rng.normal(0.0, 0.08, 2).astype(np.float32)
    brightness: NDArray[np.float32] = (
        1.0 - (vignette * across**2 - slope[0] * across) - (vignette * down**2 - slope[1] * down)
    )
    return brightness


def _grain(
    rng: np.random.Generator, size: tuple[int, int], *, strength: float
) -> NDArray[np.float32]:
    """(H, W, 3) sensor noise, cut from one sheet at a random place."""
    width, height = size
    sheet = _noise_sheet(max(NOISE_SIDE, width + 64, height + 64))
    row = int(rng.integers(0, sheet.shape[0] - height))
    column = int(rng.integers(0, sheet.shape[1] - width))
    cut: NDArray[np.float32] = sheet[row : row + height, column : column + width]
    return cut * np.float32(strength)


@functools.cache
def _noise_sheet(side: int) -> NDArray[np.float32]:
    rng = np.random.default_rng(20_240)
    grey = rng.standard_normal((side, side, 1), dtype=np.float32)
    tinted = rng.standard_normal((side, side, 3), dtype=np.float32)
    return 0.8 * grey + 0.5 * tinted
