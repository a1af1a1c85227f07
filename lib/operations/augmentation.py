"""How pictures are varied for training: the settings of six layers, in numbers and in words.

The layers are Keras' own, in the order of the notes: flip, rotation, zoom, and after them
translation, contrast, brightness.  A layer of strength zero is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.errors import NumberError, ShapeError

FLIPS = ("none", "horizontal", "vertical", "horizontal_and_vertical")
FILL_MODES = ("reflect", "wrap", "constant", "nearest")
SAMPLINGS = ("bilinear", "nearest")
STRENGTHS = ("rotation", "zoom", "translation", "contrast", "brightness")
LARGEST = 0.5  # of each strength, as in a recipe
SIDE = 96  # pixels of the pictures that are varied: as the quick recipe's


@dataclass(frozen=True)
class Augmentation:
    """Settings of the layers.

    Attributes:
        flip: One of :data:`FLIPS`.
        rotation: Of a full turn, to either side.
        zoom: Of the side, in or out.
        translation: Of the side, in every direction.
        contrast: Differences from the mean are multiplied by up to 1 + this: Keras makes of a
            single number a range that begins at 1.
        brightness: Of the range 0 … 255, added or taken away.
        fill_mode: What lies beyond the edge, one of :data:`FILL_MODES`.
        fill_value: 0 to 255, for ``constant``.
        interpolation: One of :data:`SAMPLINGS`.

    Raises:
        ShapeError: ``shape.augmentation`` for a name that Keras does not know.
        NumberError: ``number.out_of_range``.

    Example:
        >>> Augmentation().layers
        ('flip', 'rotation', 'zoom')
    """

    flip: str = "horizontal"  # these three as in the notes
    rotation: float = 0.1
    zoom: float = 0.1
    translation: float = 0.0
    contrast: float = 0.0
    brightness: float = 0.0
    fill_mode: str = "reflect"  # Keras' own defaults
    fill_value: float = 0.0
    interpolation: str = "bilinear"

    def __post_init__(self) -> None:
        """Refuse what the layers would refuse."""
        for name, allowed in (
            ("flip", FLIPS), ("fill_mode", FILL_MODES), ("interpolation", SAMPLINGS),
        ):  # fmt: skip
            if getattr(self, name) not in allowed:
                raise ShapeError(
                    "shape.augmentation", got=getattr(self, name), allowed=", ".join(allowed)
                )
        for name in STRENGTHS:
            _check(name, getattr(self, name), LARGEST)
        _check("fill_value", self.fill_value, 255.0)

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers that do something, in their order."""
        flip = ("flip",) if self.flip != "none" else ()
        return (*flip, *(name for name in STRENGTHS if getattr(self, name) > 0))

    @property
    def fills(self) -> bool:
        """Whether a layer can need pixels from beyond the edge."""
        return bool({"rotation", "zoom", "translation"} & set(self.layers))

    @property
    def bound(self) -> int | None:
        """How many pictures can come of one at most; None where a strength is a real number.

        A flip has two outcomes, also of ``horizontal_and_vertical``: Keras tosses one coin for
        both directions, so a picture is turned by half a turn or left alone.
        """
        if not self.layers:
            return 1
        return 2 if self.layers == ("flip",) else None


def _check(field: str, value: float, maximum: float) -> None:
    if not 0 <= value <= maximum:  # also refuses not-a-number
        raise NumberError(
            "number.out_of_range", field=field, value=value, minimum=0, maximum=maximum
        )


@dataclass(frozen=True)
class Draw:
    """What one draw of the layers was.

    Attributes:
        flipped: Whether the coin fell for it.
        degrees: Turned counter-clockwise.
        zoom: Above 1 things become larger.
        right: Moved to the right, share of the side.
        down: Moved down, share of the side.
        contrast: Factor of the differences from the mean.
        brightness: Added to every value.
    """

    flipped: bool = False
    degrees: float = 0.0
    zoom: float = 1.0
    right: float = 0.0
    down: float = 0.0
    contrast: float = 1.0
    brightness: float = 0.0


@dataclass(frozen=True)
class Draws:
    """Pictures that the layers made of one.

    Attributes:
        pictures: uint8 (N, S, S, 3), rounded.
        values: One a picture: what was drawn for it.
    """

    pictures: NDArray[np.uint8]
    values: tuple[Draw, ...]


@dataclass(frozen=True)
class Epochs:
    """One file over several epochs.

    Attributes:
        draws: One a epoch.
        before: sha256 of the file before the first epoch.
        after: sha256 of the file after the last epoch.
        file_bytes: Length of the file.
    """

    draws: Draws
    before: str
    after: str
    file_bytes: int


@dataclass(frozen=True)
class Inference:
    """The same layers, called for training and for prediction.

    Attributes:
        original: uint8 (S, S, 3).
        training: uint8 (S, S, 3).
        prediction: uint8 (S, S, 3).
        training_difference: Largest absolute difference to the original in training.
        prediction_difference: The same in prediction, of the layers' own float32 output.
        unsaid_difference: The same of ``RandomRotation(0.1)`` alone, called without ``training=``.
    """

    original: NDArray[np.uint8]
    training: NDArray[np.uint8]
    prediction: NDArray[np.uint8]
    training_difference: float
    prediction_difference: float
    unsaid_difference: float


def picture_digest(picture: NDArray[np.uint8]) -> str:
    """sha256 of a picture's values, hexadecimal."""
    return hashlib.sha256(np.ascontiguousarray(picture).tobytes()).hexdigest()


def distinct_so_far(digests: list[str]) -> list[int]:
    """How many different ones there were after each.

    Example:
        >>> distinct_so_far(["a", "b", "a"])
        [1, 2, 2]
    """
    seen: set[str] = set()
    counts = []
    for digest in digests:
        seen.add(digest)
        counts.append(len(seen))
    return counts


def presentations(files: int, epochs: int) -> int:
    """How many pictures a network is shown: each file once an epoch.

    Example:
        >>> presentations(2936, 15)
        44040
    """
    return files * epochs
