"""From the painted scene to a photograph: exposure, colour of the light, haze, noise, JPEG."""

from __future__ import annotations

import functools
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from lib.datasets.garden.chance import weighted

NOISE_SIDE = 640


def expose(picture: Image.Image, rng: np.random.Generator, *, enlarge: float) -> Image.Image:
    """What a camera makes of the scene, in its light.

    Args:
        picture: RGB picture.
        rng: Decides the camera and the day.
        enlarge: How many times larger than usual the picture is; blur keeps its proportion.
    """
    softness = weighted(rng, [(0.66, 0.0), (0.24, 0.6), (0.10, 1.2)])
    if softness:
        picture = picture.filter(ImageFilter.BoxBlur(softness * enlarge))
    curves = _tone_curves(rng)
    picture = ImageChops.multiply(picture, _falloff(rng, picture.size)).point(curves)
    # uint8 + int16 → int16
    pixels = np.asarray(picture) + _grain(rng, picture.size)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def jpeg(picture: Image.Image, rng: np.random.Generator) -> bytes:
    """The picture as a JPEG file of quality 60 to 95."""
    memory = io.BytesIO()
    picture.save(memory, "JPEG", quality=int(rng.integers(60, 96)))
    return memory.getvalue()


def _tone_curves(rng: np.random.Generator) -> list[int]:
    """Output levels for the 256 input levels of red, green and blue, one after the other."""
    gains = np.exp(rng.normal(0.06, 0.15) + rng.normal(0.0, 0.05, 3))
    contrast = rng.uniform(0.92, 1.22)
    haze = weighted(rng, [(0.74, 0.0), (0.18, 0.12), (0.08, 0.30)])
    toned = (np.arange(256) * gains[:, None] - 110.0) * contrast + 110.0
    hazy = toned * (1.0 - haze) + rng.uniform(170.0, 235.0) * haze
    curves: list[int] = hazy.clip(0, 255).astype(int).ravel().tolist()
    return curves


def _falloff(rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """RGB factors: darker to the corners, brighter on one side."""
    place = np.linspace(-1.0, 1.0, 12)
    vignette = weighted(rng, [(0.5, 0.03), (0.35, 0.12), (0.15, 0.26)])
    slope = rng.normal(0.0, 0.08, 2)
    across = slope[0] * place - vignette * place**2
    down = slope[1] * place - vignette * place**2
    brightness = across[None, :] + down[:, None]
    brightness += 1.0 - brightness.max()
    grey = Image.fromarray((brightness.clip(0, 1) * 255).astype(np.uint8))
    grey = grey.resize(size, Image.Resampling.BILINEAR)
    return Image.merge("RGB", (grey, grey, grey))


def _grain(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.int16]:
    """(H, W, 3) sensor noise, cut from one sheet at a random place."""
    width, height = size
    strength = weighted(rng, [(0.5, 1.5), (0.35, 4.0), (0.15, 9.0)])
    sheet = _noise_sheet(max(NOISE_SIDE, width + 64, height + 64), strength)
    row = int(rng.integers(0, sheet.shape[0] - height))
    column = int(rng.integers(0, sheet.shape[1] - width))
    cut: NDArray[np.int16] = sheet[row : row + height, column : column + width]
    return cut


@functools.cache
def _noise_sheet(side: int, strength: float) -> NDArray[np.int16]:
    rng = np.random.default_rng(20_240)
    grey = rng.standard_normal((side, side, 1), dtype=np.float32)
    tinted = rng.standard_normal((side, side, 3), dtype=np.float32)
    return np.rint((0.8 * grey + 0.5 * tinted) * np.float32(strength)).astype(np.int16)
