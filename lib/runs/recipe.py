"""The recipe of a training run: everything that decides what the network will learn.

Two runs with equal recipes, on the same pictures and machine, end with the same weights bit
for bit.  A recipe is checked when it is made, so whoever holds one holds a valid one.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lib.errors import ConvScopeError, RecipeError


@dataclass(frozen=True)
class Limit:
    """What a number in a recipe may be: ``minimum <= value <= maximum``."""

    minimum: float
    maximum: float
    whole: bool  # an integer; a boolean is none


GARDEN = "garden"
FLOWER_PHOTOS = "flower_photos"
NOTES_NETWORK = "notes"
GARDEN_SEED = 123  # the same garden whatever the seed of the training: seeds can be compared
QUICK_SIZES = (32, 64, 96, 128)
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "flip": ("none", "horizontal", "vertical", "horizontal_and_vertical"),
        "resizing": ("squash", "crop", "pad"),  # as lib.operations.resize calls them
        "order": ("pictures", "notes", "once", "sorted"),  # as lib.operations.pipelines
        "augmenting": ("layers", "fused"),
    }
)
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "picture_count": Limit(10, 3670, whole=True),
        "image_size": Limit(32, 256, whole=True),
        "batch_size": Limit(1, 256, whole=True),
        "epochs": Limit(1, 100, whole=True),
        "learning_rate": Limit(1e-6, 1.0, whole=False),
        "dropout": Limit(0.0, 0.9, whole=False),
        "rotation": Limit(0.0, 0.5, whole=False),
        "zoom": Limit(0.0, 0.5, whole=False),
        "seed": Limit(0, 2**31 - 1, whole=True),
    }
)

# Fields that younger recipes have, with what those before them were trained with.
_LATER: Mapping[str, str] = MappingProxyType(
    {"network": NOTES_NETWORK, "resizing": "squash", "order": "pictures", "augmenting": "layers"}
)

# One folder name and never a path: no separators, no control characters, nothing hidden.
_FOLDER_NAME = re.compile(r"[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*")
_LONGEST_NAME = 255  # bytes, on every common file system


@dataclass(frozen=True)
class Recipe:
    """What to train on, for how long, and how.

    Raises:
        RecipeError: A value is of the wrong type (``recipe.wrong_type``), not finite
            (``recipe.not_finite``), out of range (``recipe.out_of_range``), not among the
            choices (``recipe.not_allowed``), no name of a folder (``recipe.folder_name``) or no
            network that can be trained on such pictures (``recipe.network``, with the reason).

    Example:
        >>> Recipe(image_size=180).image_size
        180
        >>> Recipe(dropout=0.95)
        Traceback (most recent call last):
        lib.errors.RecipeError: recipe.out_of_range(field='dropout', value=0.95, \
minimum=0.0, maximum=0.9)
    """

    data: str = GARDEN  # "garden", "flower_photos" or a folder under datasets_home()
    picture_count: int = 2000  # of the garden only: enough to learn from, drawn in seconds
    image_size: int = 96  # pixels a side: an epoch in about 3 s on two cores
    batch_size: int = 32  # as in the notes
    epochs: int = 15  # enough for overfitting to show when nothing holds it back
    learning_rate: float = 1e-3  # Adam's own default, as in the notes
    dropout: float = 0.2  # as in the notes; 0 leaves the layer without effect
    flip: str = "horizontal"  # as in the notes: flowers grow upwards, a mirror hurts none
    rotation: float = 0.1  # of a full turn to either side, ±36°; 0 leaves the layer out
    zoom: float = 0.1  # of the side, in or out; 0 leaves the layer out
    seed: int = 123  # as in the notes; decides split, first weights, order and augmentation
    network: str = NOTES_NETWORK  # or layers, as lib.architecture.text writes them
    resizing: str = "squash"  # as Keras does when not told otherwise
    order: str = "pictures"  # every epoch shuffles all pictures anew
    augmenting: str = "layers"  # three of Keras', as in the notes; "fused": one step, faster

    def __post_init__(self) -> None:
        """Refuse what cannot be trained; make whole numbers in real fields real."""
        _check_folder_name(self.data)
        for field, allowed in CHOICES.items():
            _check_choice(field, getattr(self, field), allowed)
        for field, limit in LIMITS.items():
            value = _checked_number(field, getattr(self, field), limit)
            object.__setattr__(self, field, value)
        object.__setattr__(self, "network", self._checked_network())

    @property
    def edited(self) -> bool:
        """Whether the network is another than that of the notes: then its own dropout counts."""
        return self.network != NOTES_NETWORK

    def _checked_network(self) -> str:
        if not isinstance(self.network, str):
            raise RecipeError(
                "recipe.wrong_type", field="network", value=self.network, expected="text"
            )
        if self.network == NOTES_NETWORK:
            return self.network
        # Only here: who shows runs of the network of the notes need not know how to count others.
        from lib.architecture.trainable import trainable_text

        try:
            return trainable_text(self.network, side=self.image_size, batch_size=self.batch_size)
        except ConvScopeError as reason:
            raise RecipeError("recipe.network", reason=reason) from reason

    def to_json(self) -> str:
        """The recipe as JSON text, one field a line."""
        return json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe that :meth:`to_json` wrote.

        Raises:
            RecipeError: The text is no JSON object (``recipe.not_json``), has other fields
                than a recipe (``recipe.fields``), or a value is refused.

        Example:
            >>> Recipe.from_json(QUICK.to_json()) == QUICK
            True
        """
        try:
            values: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RecipeError("recipe.not_json") from error
        if not isinstance(values, dict):
            raise RecipeError("recipe.not_json")
        values = {**_LATER, **values}
        expected = {field.name for field in dataclasses.fields(cls)}
        if set(values) != expected:
            raise RecipeError(
                "recipe.fields",
                unknown=sorted(set(values) - expected),
                missing=sorted(expected - set(values)),
            )
        return cls(**values)


def is_folder_name(text: str) -> bool:
    """Whether a data set can be called so: one folder's name, spelled in Unicode.

    Example:
        >>> is_folder_name("my flowers (2)"), is_folder_name("../x"), is_folder_name(".git")
        (True, False, False)
    """
    try:
        length = len(text.encode())
    except UnicodeEncodeError:  # bytes of a file system that are no text
        return False
    return length <= _LONGEST_NAME and _FOLDER_NAME.fullmatch(text) is not None


def _check_folder_name(value: object) -> None:
    if not isinstance(value, str):
        raise RecipeError("recipe.wrong_type", field="data", value=value, expected="text")
    if not is_folder_name(value):
        raise RecipeError("recipe.folder_name", field="data", value=value)


def _check_choice(field: str, value: object, allowed: tuple[str, ...]) -> None:
    if not isinstance(value, str):
        raise RecipeError("recipe.wrong_type", field=field, value=value, expected="text")
    if value not in allowed:
        raise RecipeError("recipe.not_allowed", field=field, value=value, allowed=allowed)


def _checked_number(field: str, value: object, limit: Limit) -> float:
    kinds = int if limit.whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        expected = "whole_number" if limit.whole else "number"
        raise RecipeError("recipe.wrong_type", field=field, value=value, expected=expected)
    if isinstance(value, float) and not math.isfinite(value):
        raise RecipeError("recipe.not_finite", field=field, value=str(value))
    if not limit.minimum <= value <= limit.maximum:
        raise RecipeError(
            "recipe.out_of_range",
            field=field,
            value=value,
            minimum=limit.minimum,
            maximum=limit.maximum,
        )
    return value if limit.whole else float(value)


QUICK = Recipe()
NOTES = Recipe(picture_count=3670, image_size=180)
