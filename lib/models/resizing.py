"""Resizing as ``image_dataset_from_directory`` does it, by the functions that it calls.

Squash is ``tf.image.resize``, crop is ``keras.utils``' ``smart_resize``, pad is
``tf.image.resize_with_pad``: the tests compare with the data set itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import tensorflow as tf
from keras.preprocessing.image import smart_resize
from numpy.typing import NDArray

from lib.images.decode import decode_image
from lib.models.kept_pictures import kept_picture
from lib.operations.resize import WAYS, Fit, check_room, fit, interpolations_for
from lib.operations.resized import Interpolated, Resized, lost, middle

_RESULTS_KEPT = 60


def resized(
    digest: str,
    pixels: NDArray[np.uint8] | None,
    way: str,
    size: tuple[int, int],
    kernel: tuple[str, bool],
) -> Resized | None:
    """One picture through one way, and back again to see what was lost.

    Args:
        digest: Of the picture's content.
        pixels: (H, W, 3) uint8; None when the worker is hoped to know it.
        way: One of :data:`~lib.operations.resize.WAYS`.
        size: (H', W') of the result.
        kernel: An interpolation that the way takes, and whether to antialias.  Only
            ``tf.image.resize`` can; cropping and padding then call it for the part they use.

    Returns:
        None when the picture is not known here.
    """
    if kept_picture(digest, pixels) is None:
        return None
    return _resized(digest, way, size, kernel)


def interpolated(
    digest: str, pixels: NDArray[np.uint8] | None, size: tuple[int, int], antialias: bool
) -> tuple[Interpolated, ...] | None:
    """The same picture squashed with every interpolation there is.

    Args and the meaning of None as :func:`resized`.
    """
    picture = kept_picture(digest, pixels)
    if picture is None:
        return None
    made = {
        name: _resized(digest, "squash", size, (name, antialias))
        for name in interpolations_for("squash")
    }
    return tuple(
        Interpolated(name, middle(one.result), one.low, one.high, lost(picture, one).mean)
        for name, one in made.items()
    )


def squares(
    digest: str, picture: NDArray[np.uint8] | bytes | None, side: int, interpolation: str
) -> dict[str, NDArray[np.uint8]] | None:
    """What a network for squares of ``side`` pixels gets by each way, rounded as in training.

    Args:
        digest: Of the picture; a whole picture may be large, so it is not kept here.
        picture: (H, W, 3) uint8, or a whole file; None is answered with None.
        side: Of the square.
        interpolation: One of those that cropping takes.

    Returns:
        Way to uint8 (side, side, 3).
    """
    if picture is None:
        return None
    pixels = decode_image(picture).pixels if isinstance(picture, bytes) else picture
    return {way: _whole(resize_by(way, pixels, (side, side), interpolation)) for way in WAYS}


def resize_by(
    way: str,
    pixels: NDArray[np.uint8],
    size: tuple[int, int],
    interpolation: str = "bilinear",
    *,
    antialias: bool = False,
) -> NDArray[np.float32]:
    """float32 (H', W', 3) as a data set yields it, neither rounded nor cut to 0 … 255.

    Raises:
        ShapeError: ``shape.padded_away``: padding would leave less than one pixel.
    """
    fitted = check_room(fit(way, pixels.shape[:2], size))
    if antialias:
        return _antialiased(pixels, fitted, interpolation)
    if way == "crop":
        found: Any = smart_resize(tf.constant(pixels), size, interpolation=interpolation)
    elif way == "pad":
        found = tf.image.resize_with_pad(pixels, *size, method=interpolation)
    else:
        found = tf.image.resize(pixels, size, method=interpolation)
    result: NDArray[np.float32] = np.asarray(found, np.float32)
    return result


@lru_cache(maxsize=_RESULTS_KEPT)
def _resized(digest: str, way: str, size: tuple[int, int], kernel: tuple[str, bool]) -> Resized:
    interpolation, antialias = kernel
    pixels = kept_picture(digest, None)
    if pixels is None:
        raise LookupError(digest)  # asked for before it was kept
    fitted = fit(way, pixels.shape[:2], size)
    values = resize_by(way, pixels, size, interpolation, antialias=antialias)
    inner = values[fitted.filled.slices]
    used = fitted.used
    back = tf.image.resize(inner, (used.height, used.width), method=interpolation).numpy()
    return Resized(fitted, _whole(values), _whole(back), float(values.min()), float(values.max()))


def _antialiased(pixels: NDArray[np.uint8], fitted: Fit, interpolation: str) -> NDArray[np.float32]:
    filled = fitted.filled
    values = np.zeros((*fitted.after, 3), np.float32)
    values[filled.slices] = tf.image.resize(
        pixels[fitted.used.slices],
        (filled.height, filled.width),
        method=interpolation,
        antialias=True,
    ).numpy()
    return values


def _whole(values: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    whole: NDArray[np.uint8] = np.rint(np.clip(values, 0, 255)).astype(np.uint8)
    return whole
