"""VGG16 and InceptionV3 as groups of layers with their parameters, and with another head.

The counts were recorded from Keras' own architectures: :mod:`lib.models.record_architectures`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from math import prod

from lib.cnn.costs import Count
from lib.cnn.layer_costs import dense_cost
from lib.places import DATA

FILE = DATA / "architectures.json"
NAMES = ("vgg16", "inception_v3")
CLASSES = 1000
_HEAD_KINDS = ("flatten", "pooling", "dense", "outputs")


@dataclass(frozen=True)
class Group:
    """Layers that belong together.

    Attributes:
        name: As in Keras.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
        output: Shape without the batch axis.
        parameters: Of all its layers.
        layers: How many of them are convolutions or dense.
        count: Where its parameters come from, for a dense layer.
    """

    name: str
    kind: str
    output: tuple[int, ...]
    parameters: int
    layers: int
    count: Count | None = None


@dataclass(frozen=True)
class Architecture:
    """One network.

    Attributes:
        name: One of :data:`NAMES`.
        input: ``(H, W, C)``.
        body: The groups up to the last maps.
        head: What follows: Flatten or the global average, then dense layers.
    """

    name: str
    input: tuple[int, ...]
    body: tuple[Group, ...]
    head: tuple[Group, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """All of them, in order."""
        return (*self.body, *self.head)

    @property
    def parameters(self) -> int:
        """Of the whole network."""
        return sum(group.parameters for group in self.groups)

    @property
    def head_parameters(self) -> int:
        """Of the dense layers behind the maps."""
        return sum(group.parameters for group in self.head)

    @property
    def head_style(self) -> str:
        """``"flatten"`` or ``"average"``."""
        return "flatten" if self.head[0].kind == "flatten" else "average"

    @property
    def layers(self) -> int:
        """Convolutions and dense layers."""
        return sum(group.layers for group in self.groups)

    def with_head(self, style: str, classes: int = CLASSES) -> Architecture:
        """The same network with Flatten or the global average before the same dense layers.

        Args:
            style: ``"flatten"`` or ``"average"``.
            classes: Of the outputs.

        Raises:
            ShapeError: ``shape.size``.

        Example:
            >>> vgg16 = load_architecture("vgg16")
            >>> vgg16.with_head("average").parameters
            37694248
        """
        maps = self.body[-1].output  # (H, W, C)
        units = [group.output[0] for group in self.head[1:-1]] + [classes]
        handed_on = prod(maps) if style == "flatten" else maps[-1]
        kind = "flatten" if style == "flatten" else "pooling"
        name = "flatten" if style == "flatten" else "avg_pool"
        head = [Group(name, kind, (handed_on,), 0, 0)]
        inputs = handed_on
        for group, outputs in zip(self.head[1:], units, strict=True):
            count = dense_cost(inputs, outputs).parameters
            head.append(replace(group, output=(outputs,), parameters=count.value, count=count))
            inputs = outputs
        return replace(self, head=tuple(head))


@cache
def load_architecture(name: str) -> Architecture:
    """Read a recorded network once a process.

    Args:
        name: One of :data:`NAMES`.

    Example:
        >>> load_architecture("vgg16").parameters, load_architecture("inception_v3").parameters
        (138357544, 23851784)
    """
    facts = json.loads(FILE.read_text(encoding="utf-8"))[name]
    groups = [Group(**{**group, "output": tuple(group["output"])}) for group in facts["groups"]]
    first = next(i for i, group in enumerate(groups) if group.kind in _HEAD_KINDS)
    return Architecture(name, tuple(facts["input"]), tuple(groups[:first]), tuple(groups[first:]))
