"""A network: its layers in order."""

from __future__ import annotations

from dataclasses import dataclass

from lib.architecture.layers import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Outputs,
    Rescaling,
)
from lib.errors import ArchitectureError

LAYER_LIMIT = 40


@dataclass(frozen=True)
class Network:
    """Layers in order.

    Attributes:
        layers: 1 to :data:`LAYER_LIMIT` of them.

    Raises:
        ArchitectureError: ``network.layers``: none, or too many.
    """

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        """Refuse what is no network."""
        if not 1 <= len(self.layers) <= LAYER_LIMIT:
            raise ArchitectureError("network.layers", got=len(self.layers), limit=LAYER_LIMIT)

    def with_layer(self, index: int, layer: Layer) -> Network:
        """The same with another layer in a place."""
        return Network((*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_added(self, index: int, layer: Layer) -> Network:
        """The same with a layer more, which gets the place ``index``."""
        return Network((*self.layers[:index], layer, *self.layers[index:]))

    def without(self, index: int) -> Network:
        """The same with a layer less."""
        return Network(self.layers[:index] + self.layers[index + 1 :])

    def with_moved(self, index: int, to: int) -> Network:
        """The same with a layer in another place."""
        return self.without(index).with_added(to, self.layers[index])


def notes_network(dropout: float = 0.2) -> Network:
    """The network of the notes from Rescaling on.

    Example:
        >>> len(notes_network().layers)
        11
    """
    blocks = [
        layer
        for filters in (16, 32, 64)
        for layer in (Conv2D(filters, padding="same", activation="relu"), MaxPooling2D())
    ]
    head = (Dropout(dropout), Flatten(), Dense(128, activation="relu"), Outputs())
    return Network((Rescaling(), *blocks, *head))


NOTES_NETWORK = notes_network()
