"""What a layer is: its kind, its shapes and the settings that decide its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.architecture.layers import KINDS, Activation, Outputs

# Kinds by what they do, as Keras names them; everything else is passed on as it is in inference.
CONVOLUTIONS = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D")
POOLINGS = {"MaxPooling2D": "max", "AveragePooling2D": "average"}
GLOBAL_POOLINGS = {"GlobalMaxPooling2D": "max", "GlobalAveragePooling2D": "average"}
POINTWISE = ("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax")
# Of these, the first are random in training only, the last only bring the numbers in line.
UNCHANGED = (
    "Sequential", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation",
    "RandomContrast", "RandomBrightness", "Dropout", "SpatialDropout2D", "GaussianDropout",
    "GaussianNoise", "ActivityRegularization", "Identity",
)  # fmt: skip

# By the class in Keras; those that a network can be edited from have their colours from there.
_ACCENTS = {kind.__name__: kind.kind for kind in KINDS} | {
    "Sequential": "augmentation",
    "SpatialDropout2D": "dropout",
    **{kind: "augmentation" for kind in UNCHANGED if kind.startswith("Random")},
    **dict.fromkeys(GLOBAL_POOLINGS, "pooling"),
    **dict.fromkeys(POINTWISE, Activation.kind),
}
_OUTPUTS = "outputs"  # the name of the dense layer that has a unit a class


@dataclass(frozen=True)
class LayerSpec:
    """One layer of a trained network; shapes are without the batch axis.

    Attributes:
        name: In the network, such as ``"conv2d_1"``.
        kind: Its class in Keras, such as ``"Conv2D"``.
        input_shape: ``(H, W, C)`` or ``(N,)``.
        output_shape: ``(H', W', C')`` or ``(N',)``.
        config: The settings that decide its result, in Keras' names; plain values.
        parameters: How many numbers it holds.
    """

    name: str
    kind: str
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    config: Mapping[str, Any] = field(hash=False)
    parameters: int

    @property
    def activation(self) -> str:
        """The activation that is part of the layer; ``"linear"`` where there is none."""
        return str(self.config.get("activation") or "linear")

    @property
    def has_maps(self) -> bool:
        """Whether it gives maps (H, W, C) and not a vector."""
        return len(self.output_shape) == 3

    @property
    def units(self) -> int:
        """How many maps it gives, or how many numbers."""
        return self.output_shape[-1]

    @property
    def map_shape(self) -> tuple[int, int]:
        """Rows and columns of a map; 1 and 1 of a vector."""
        return (self.output_shape[0], self.output_shape[1]) if self.has_maps else (1, 1)

    @property
    def accent(self) -> str:
        """The kind of its colour, as in :data:`lib.figures.theme.LAYER_KINDS`."""
        if self.name == _OUTPUTS:
            return Outputs.kind
        return _ACCENTS.get(self.kind, Activation.kind)


@dataclass(frozen=True)
class NetworkSpec:
    """A trained network: what it takes, its layers in order, the classes that it knows.

    Attributes:
        side: Of the square pictures that it takes, in pixels.
        layers: In order.
        class_names: In the order of the outputs.
    """

    side: int
    layers: tuple[LayerSpec, ...]
    class_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The layers' names, in order."""
        return tuple(layer.name for layer in self.layers)

    def number(self, name: str) -> int | None:
        """Which layer it is, counted from 1 without augmentation, which is not drawn as a layer.

        None for augmentation itself.

        Raises:
            ValueError: No layer has that name.
        """
        counted = [each.name for each in self.layers if each.accent != "augmentation"]
        return None if self.layer(name).accent == "augmentation" else counted.index(name) + 1

    def place(self, name: str) -> int:
        """Which layer has that name, counted from 0.

        Raises:
            ValueError: None has.
        """
        return self.names.index(name)

    def layer(self, name: str) -> LayerSpec:
        """The layer of that name.

        Raises:
            ValueError: There is none.
        """
        return self.layers[self.place(name)]
