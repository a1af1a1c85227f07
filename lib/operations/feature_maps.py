"""The maps of the shipped network, computed in NumPy from its learned weights.

The recorded activations (:mod:`lib.stages.activations`) are what is left *after* ReLU; pages
about ReLU and dropout need what comes before, and unquantised.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.pooling import pool
from lib.datasets.garden import CLASS_NAMES
from lib.datasets.pictures import specimen
from lib.images.framing import fill_frame
from lib.images.samples import sample_picture
from lib.runs.shipped import shipped_run
from lib.runs.weights import LayerWeights, layer_weights
from lib.stages.activations import FOLDER, load_network

# In the order of the network: 3×3 kernels, padding "same", each followed by ReLU and 2×2 pooling.
CONVOLUTIONS = ("conv2d", "conv2d_1", "conv2d_2")
SIDE = 96  # pixels: what the shipped network was trained on


@cache
def picture_keys() -> tuple[str, ...]:
    """The embedded pictures: one of each class, then photographs of other things."""
    return tuple(picture.key for picture in load_network().pictures)


def learned(layer: str) -> LayerWeights:
    """Kernel and bias of a layer of the shipped network."""
    return layer_weights(shipped_run().model_path, layer)


@cache
def network_input(key: str, side: int = SIDE) -> FloatArray:
    """An embedded picture as it enters the first convolution.

    Args:
        key: One of :func:`picture_keys`.
        side: Its pixels a side.  A convolution takes any size, so maps of the size of the notes
            come of the same weights and 180 pixels.

    Returns:
        float32 (side, side, 3), 0 to 1; read-only.
    """
    if side != SIDE:
        original = specimen(key) if key in CLASS_NAMES else sample_picture(key).pixels
        return _sealed(fill_frame(original, side, side).astype(np.float32) / np.float32(255))
    with Image.open(FOLDER / f"{key}.png") as picture:
        pixels: NDArray[np.uint8] = np.asarray(picture.convert("RGB"))
    return _sealed(pixels.astype(np.float32) / np.float32(255))


@lru_cache(maxsize=64)
def pre_activation(key: str, number: int, side: int = SIDE) -> FloatArray:
    """What a convolution gives before ReLU: ``z = Σ x · w + b``.

    Args:
        key: One of :func:`picture_keys`.
        number: Of the convolution, 0 to 2.
        side: Of the picture, in pixels.

    Returns:
        float32 (H, W, F), signed; read-only.  96×96×16, 48×48×32, 24×24×64 for 96 pixels.

    Example:
        >>> pre_activation("roses", 1).shape
        (48, 48, 32)
    """
    x = network_input(key, side) if number == 0 else pooled(key, number - 1, side)
    weights = learned(CONVOLUTIONS[number])
    return _sealed(cross_correlate(x, weights.kernel, bias=weights.bias, padding="same"))


@lru_cache(maxsize=64)
def pooled(key: str, number: int, side: int = SIDE) -> FloatArray:
    """What a convolution hands on, after ReLU and 2×2 maximum pooling.

    Args:
        key: One of :func:`picture_keys`.
        number: Of the convolution, 0 to 2.
        side: Of the picture, in pixels.

    Returns:
        float32 (H/2, W/2, F), at least 0; read-only.

    Example:
        >>> pooled("roses", 2).shape  # what Dropout and Flatten get
        (12, 12, 64)
    """
    z = pre_activation(key, number, side)  # (H, W, F)
    return _sealed(pool(ACTIVATIONS["relu"].function(z), window=2))  # (H/2, W/2, F)


def _sealed(values: FloatArray) -> FloatArray:
    values.flags.writeable = False  # shared by every visitor
    return values
