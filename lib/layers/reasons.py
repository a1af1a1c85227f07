"""Why a class: what Grad-CAM, saliency and occlusion say of a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Slopes:
    """What gradients say of one class.

    Attributes:
        logit: The class's output, float.
        cam: float32 (h, w), 0 or more: Grad-CAM, a number a cell of the layer's maps.
        weights: float32 (C,): what a map is worth to the class, ``α_k``.
        saliency: float32 (S, S): ``max over red, green, blue of |∂logit/∂pixel|``, a pixel
            counted from 0 to 255.
    """

    logit: float
    cam: NDArray[np.float32] = field(compare=False, repr=False)
    weights: NDArray[np.float32] = field(compare=False, repr=False)
    saliency: NDArray[np.float32] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Covered:
    """What the network says of a picture, a patch of which is covered, at every place.

    Attributes:
        starts: First row, and first column, of the patch at each place; N of them a side.
        patch: Side of the patch in pixels.
        whole: float32 (K,): probabilities of the picture as it is.
        probabilities: float32 (N, N, K): probabilities with the patch at row and column.
    """

    starts: tuple[int, ...]
    patch: int
    whole: NDArray[np.float32] = field(compare=False, repr=False)
    probabilities: NDArray[np.float32] = field(compare=False, repr=False)

    def falls(self, class_: int) -> NDArray[np.float32]:
        """How far the probability of a class falls at every place: (N, N), −1 to 1."""
        falls: NDArray[np.float32] = self.whole[class_] - self.probabilities[..., class_]
        return falls

    def worst(self, class_: int) -> tuple[int, int]:
        """Row and column of the place where it falls furthest."""
        falls = self.falls(class_)
        row, column = np.unravel_index(int(falls.argmax()), falls.shape)
        return int(row), int(column)

    def edges(self, side: int) -> tuple[float, ...]:
        """From where to where each place is drawn: N + 1 borders from 0 to the picture's side.

        A pixel belongs to the place whose patch has its middle nearest.
        """
        middles = [start + self.patch / 2 for start in self.starts]
        between = [(a + b) / 2 for a, b in pairwise(middles)]
        return (0.0, *between, float(side))


def grad_cam(
    maps: NDArray[np.floating], gradient: NDArray[np.floating]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Grad-CAM, and the weights that it gives to the maps.

    ``α_k = 1/(h·w) · Σ_ij ∂logit/∂A_kij``, ``cam = max(0, Σ_k α_k A_k)`` (Selvaraju and others,
    "Grad-CAM", 2017).

    Args:
        maps: (h, w, C), what a layer gives.
        gradient: (h, w, C), of the class's logit with respect to it.

    Returns:
        float32 (h, w) and (C,).

    Example:
        >>> maps = np.array([[[1.0, 2.0], [3.0, 0.0]]])  # 1×2 cells of two maps
        >>> cam, weights = grad_cam(maps, np.full((1, 2, 2), [1.0, -1.0]))
        >>> cam.tolist(), weights.tolist()
        ([[0.0, 3.0]], [1.0, -1.0])
    """
    weights = gradient.mean(axis=(0, 1), dtype=np.float64)  # (h, w, C) -> (C,)
    cam = np.maximum(maps.astype(np.float64) @ weights, 0)  # (h, w, C) · (C,) -> (h, w)
    return cam.astype(np.float32), weights.astype(np.float32)


def patch_starts(side: int, patch: int) -> tuple[int, ...]:
    """Where a patch begins, evenly from one border to the other, half a patch apart at most.

    Example:
        >>> patch_starts(90, 30), patch_starts(32, 32)
        ((0, 15, 30, 45, 60), (0,))
    """
    count = -(-(side - patch) // max(1, patch // 2)) + 1
    places = np.rint(np.linspace(0, side - patch, count)).astype(int)
    return tuple(places.tolist())


def fill_of(pixels: NDArray[np.uint8], fill: str) -> NDArray[np.uint8]:
    """What lies on the picture where it is covered.

    Args:
        pixels: uint8 (S, S, 3).
        fill: ``"grey"``, 128 everywhere; ``"mean"``, the picture's own mean colour; ``"blur"``,
            each pixel the mean of a square around it as wide as a quarter of the picture.

    Returns:
        uint8 (S, S, 3).

    Example:
        >>> fill_of(np.array([[[0, 10, 20], [2, 20, 40]]], np.uint8), "mean")[0, 0].tolist()
        [1, 15, 30]
    """
    if fill == "grey":
        return np.full_like(pixels, 128)
    if fill == "mean":
        mean = np.rint(pixels.mean(axis=(0, 1), dtype=np.float64)).astype(np.uint8)
        return np.broadcast_to(mean, pixels.shape).copy()
    reach = max(1, pixels.shape[0] // 8)
    padded = np.pad(pixels.astype(np.float64), ((reach, reach), (reach, reach), (0, 0)), "edge")
    for axis in (0, 1):  # the mean of a window is the difference of two running sums
        sums = np.cumsum(padded, axis=axis)
        sums = np.concatenate([np.zeros_like(sums.take([0], axis)), sums], axis=axis)
        window = 2 * reach + 1
        count = sums.shape[axis] - window
        far = sums.take(range(window, window + count), axis)
        padded = (far - sums.take(range(count), axis)) / window
    return np.rint(padded).astype(np.uint8)
