"""A model in code while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lib.architecture.keras_calls import Unknown
from lib.architecture.layers import Layer
from lib.architecture.network import LAYER_LIMIT
from lib.errors import ArchitectureError

_SIDE_LIMIT = 4096


@dataclass
class CodeModel:
    """A ``Sequential`` while it is read.

    Attributes:
        layers: So far.
        augmentation: Names of the layers of augmentation so far.
        input_shape: As the code says; None where it does not.
        inside: Whether it has become part of another model.
    """

    layers: list[Layer] = field(default_factory=list)
    augmentation: list[str] = field(default_factory=list)
    input_shape: tuple[int, int, int] | None = None
    inside: bool = False

    def take(self, layers: list[Layer], augmentation: list[str]) -> None:
        """Add to it.  Models inside of models double from line to line, so it is refused at once.

        Raises:
            ArchitectureError: ``network.layers``: too many.
        """
        got = max(len(self.layers) + len(layers), len(self.augmentation) + len(augmentation))
        if got > LAYER_LIMIT:
            raise ArchitectureError("network.layers", got=got, limit=LAYER_LIMIT)
        self.layers += layers
        self.augmentation += augmentation


def picture_shape(value: Any) -> tuple[int, int, int] | None:
    """The shape that an input is given; None where it is not in the code.

    Raises:
        ArchitectureError: ``code.input_shape``: it is none of a picture.
    """
    if isinstance(value, Unknown):
        return None
    if not isinstance(value, tuple) or len(value) != 3:
        raise ArchitectureError("code.input_shape", got=str(value)[:40])
    if any(side is None or isinstance(side, Unknown) for side in value):
        return None  # pictures of any size, or of a size that is not in the code
    if not all(
        isinstance(side, int) and not isinstance(side, bool) and 1 <= side <= _SIDE_LIMIT
        for side in value
    ):
        raise ArchitectureError("code.input_shape", got=str(value)[:40])
    return value
