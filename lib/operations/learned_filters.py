"""The filters that the shipped network learned, beside those that people thought of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.kernel_cells import resize_kernel
from lib.cnn.kernels import PRESETS
from lib.runs.shipped import shipped_run
from lib.runs.weights import layer_weights

FIRST_LAYER = "conv2d"


@dataclass(frozen=True)
class LearnedFilter:
    """One filter of the first layer.

    Attributes:
        number: From 1.
        kernel: ``(3, 3, 3)``: rows, columns, and red, green, blue.
        bias: Added to every sum.
    """

    number: int
    kernel: FloatArray = field(repr=False)
    bias: float

    @property
    def on_grey(self) -> FloatArray:
        """``(3, 3)``: what the filter does to a grey picture, whose channels are all the same."""
        summed: FloatArray = self.kernel.sum(axis=2)
        return summed

    @property
    def grey_share(self) -> float:
        """How much of the filter treats the three channels alike, 0 to 1.

        ``Σ (mean over channels)² · 3 / Σ w²``; the rest answers to differences of colour.
        """
        alike = 3 * float((self.kernel.mean(axis=2) ** 2).sum())
        return alike / float((self.kernel**2).sum())


@dataclass(frozen=True)
class Likeness:
    """How alike a learned filter and a preset are.

    Attributes:
        preset: Name of the preset.
        cosine: Of the angle between the two, taken as lists of weights: 1 the same up to a
            factor, 0 nothing in common, −1 the same with all signs turned.
    """

    preset: str
    cosine: float


@lru_cache(maxsize=1)
def first_layer() -> tuple[LearnedFilter, ...]:
    """The filters of the shipped network's first convolution.

    Raises:
        RunError: The network file has no such layer (``run.no_weights``).

    Example:
        >>> len(first_layer()), first_layer()[0].kernel.shape
        (16, (3, 3, 3))
    """
    weights = layer_weights(shipped_run().model_path, FIRST_LAYER)
    return tuple(
        LearnedFilter(index + 1, weights.kernel[..., index].astype(np.float64), float(bias))
        for index, bias in enumerate(weights.bias)
    )


def picture_side() -> int:
    """Pixels a side of the pictures that the network was trained on."""
    return shipped_run().recipe.image_size


def small_presets() -> dict[str, FloatArray]:
    """Every preset as 3×3 cells, smaller ones with zeros around them."""
    made = {}
    for name, preset in PRESETS.items():
        sized = any(parameter.name == "size" for parameter in preset.parameters)
        made[name] = resize_kernel(preset.make(size=3) if sized else preset.make(), 3, 3)
    return made


def alike(kernel: FloatArray) -> tuple[Likeness, ...]:
    """Presets by how much a 3×3 kernel resembles them or their negative, most alike first.

    Args:
        kernel: ``(3, 3)``.

    Example:
        >>> alike(-2 * PRESETS["sobel_x"].make())[0]
        Likeness(preset='sobel_x', cosine=-1.0)
    """
    length = float(np.linalg.norm(kernel))
    found = []
    for name, preset in small_presets().items():
        product = float((kernel * preset).sum())
        norms = length * float(np.linalg.norm(preset))
        found.append(Likeness(name, round(product / norms, 6) if norms else 0.0))
    return tuple(sorted(found, key=lambda likeness: -abs(likeness.cosine)))
