"""Three ways from a picture of any shape to the network's: squash, crop, pad; and what each costs.

``keras.utils.image_dataset_from_directory`` squashes unless told otherwise.  What a way uses of
the original, and where it lands in the result, follows from the sizes alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.cnn.resizing import INTERPOLATIONS, WITHOUT_ANTIALIAS, axis_weights, pixels_read
from lib.errors import ShapeError

WAYS = ("squash", "crop", "pad")
# smart_resize, by which cropping is done, goes through keras.ops.image.resize, which knows fewer.
CROP_INTERPOLATIONS = ("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5")
SIDES = (8, 256)
LONGEST = 640  # pixels of the longer side that the page works with
# Sides that differ by less look equal.
_SEEN = 1.02


@dataclass(frozen=True)
class Box:
    """A rectangle of whole pixels in a picture."""

    top: int
    left: int
    height: int
    width: int

    @property
    def area(self) -> int:
        """Its pixels."""
        return self.height * self.width

    @property
    def slices(self) -> tuple[slice, slice]:
        """Its rows and columns, to index an array with."""
        return (
            slice(self.top, self.top + self.height),
            slice(self.left, self.left + self.width),
        )


@dataclass(frozen=True)
class Fit:
    """What one way does to a picture of one size.

    Attributes:
        way: One of :data:`WAYS`.
        before: (H, W) of the original.
        after: (H', W') of the result.
        used: The part of the original that is used.
        filled: The part of the result that it fills; around it everything is 0, black.
    """

    way: str
    before: tuple[int, int]
    after: tuple[int, int]
    used: Box
    filled: Box

    @property
    def filled_size(self) -> tuple[int, int]:
        """(height, width) of the filled part."""
        return self.filled.height, self.filled.width

    @property
    def stretch(self) -> float:
        """``(W'/W) / (H'/H)`` of the used part: above 1 things become wider, below narrower."""
        return (self.filled.width / self.used.width) / (self.filled.height / self.used.height)

    @property
    def direction(self) -> str:
        """``"narrower"``, ``"wider"`` or ``"equal"``, as far as an eye can tell."""
        if max(self.stretch, 1 / self.stretch) < _SEEN:
            return "equal"
        return "wider" if self.stretch > 1 else "narrower"

    @property
    def unused_share(self) -> float:
        """How much of the original is cut away."""
        return 1 - self.used.area / (self.before[0] * self.before[1])

    @property
    def empty_share(self) -> float:
        """How much of the result is padding."""
        return 1 - self.filled.area / (self.after[0] * self.after[1])

    @property
    def kept(self) -> float:
        """Pixels of the result over pixels of the original."""
        return self.after[0] * self.after[1] / (self.before[0] * self.before[1])


def fit(way: str, before: tuple[int, int], after: tuple[int, int]) -> Fit:
    """Where a picture is cut and where it lands, rounded as Keras and TensorFlow round.

    Args:
        way: One of :data:`WAYS`.
        before: (H, W) of the original, at least 1 each.
        after: (H', W') of the result.

    Example:
        >>> fit("crop", (240, 400), (96, 96)).used
        Box(top=0, left=80, height=240, width=240)
        >>> fit("pad", (240, 400), (96, 96)).filled
        Box(top=19, left=0, height=57, width=96)
    """
    H, W = before
    height, width = after
    whole, full = Box(0, 0, H, W), Box(0, 0, height, width)
    if way == "crop":
        cut_height = max(1, min(H, int(np.float32(W * height) / np.float32(width))))
        cut_width = max(1, min(W, int(np.float32(H * width) / np.float32(height))))
        used = Box((H - cut_height) // 2, (W - cut_width) // 2, cut_height, cut_width)
        return Fit(way, before, after, used, full)
    if way == "pad":
        single = np.float32
        ratio = max(single(W) / single(width), single(H) / single(height))
        new_height, new_width = single(H) / ratio, single(W) / ratio
        filled = Box(
            max(0, int(np.floor((single(height) - new_height) / 2))),
            max(0, int(np.floor((single(width) - new_width) / 2))),
            int(np.floor(new_height)),
            int(np.floor(new_width)),
        )
        return Fit(way, before, after, whole, filled)
    return Fit(way, before, after, whole, full)


def check_room(fitted: Fit) -> Fit:
    """The fit itself, unless padding leaves no pixel: TensorFlow rounds down, here to nothing.

    Raises:
        ShapeError: ``shape.padded_away``.
    """
    if not fitted.filled.area:
        (H, W), (height, width) = fitted.before, fitted.after
        raise ShapeError("shape.padded_away", got=f"{W}×{H}", height=str(height), width=str(width))
    return fitted


def interpolations_for(way: str) -> tuple[str, ...]:
    """What ``image_dataset_from_directory`` takes together with this way."""
    return CROP_INTERPOLATIONS if way == "crop" else INTERPOLATIONS


def takes_antialias(interpolation: str) -> bool:
    """Whether ``antialias=True`` changes anything."""
    return interpolation not in WITHOUT_ANTIALIAS


@dataclass(frozen=True)
class Mix:
    """Which columns of the original one column of the result is mixed from.

    Attributes:
        column: Of the result, from 0.
        columns: Of the original, from 0, those with weight.
        weights: One each; their sum is 1.
        read: How many columns of the original have weight in any column of the result.
        before: Columns of the original.
        after: Columns of the result.
    """

    column: int
    columns: tuple[int, ...]
    weights: tuple[float, ...]
    read: int
    before: int
    after: int

    @property
    def step(self) -> float:
        """Columns of the original from one column of the result to the next."""
        return self.before / self.after

    @property
    def unread(self) -> float:
        """Share of the original's columns that no column of the result reads."""
        return 1 - self.read / self.before

    @property
    def centre(self) -> float:
        """Where the middle of the column lies in the original."""
        return (self.column + 0.5) * self.step


def mix(
    before: int,
    after: int,
    column: int,
    *,
    interpolation: str = "bilinear",
    antialias: bool = False,
) -> Mix:
    """The weights of one column.

    Example:
        >>> mix(400, 96, 48).columns, mix(400, 96, 48).read
        ((201, 202), 192)
    """
    weights = axis_weights(before, after, interpolation=interpolation, antialias=antialias)
    (columns,) = np.nonzero(weights[column])
    return Mix(
        column,
        tuple(int(found) for found in columns),
        tuple(float(weights[column, found]) for found in columns),
        pixels_read(weights),
        before,
        after,
    )


def read_share(fitted: Fit, *, interpolation: str = "bilinear", antialias: bool = False) -> float:
    """Share of the original's pixels that have any influence on the result.

    A pixel has weight where its row and its column have.
    """
    options = {"interpolation": interpolation, "antialias": antialias}
    used, filled = fitted.used, fitted.filled
    rows = pixels_read(axis_weights(used.height, filled.height, **options))  # type: ignore[arg-type]
    columns = pixels_read(axis_weights(used.width, filled.width, **options))  # type: ignore[arg-type]
    return rows * columns / (fitted.before[0] * fitted.before[1])
