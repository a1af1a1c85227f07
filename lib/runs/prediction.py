"""What a worker says about a picture, in a form that needs no TensorFlow to read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Prediction:
    """A trained network's answer for one picture.

    Attributes:
        class_names: (K,) names, in the order of the outputs.
        logits: (K,) float32, the outputs of the last layer.
        probabilities: (K,) float32, ``softmax(logits)``; their sum is one.
        seen: (S, S, 3) uint8, the picture as the network saw it after resizing.
    """

    class_names: tuple[str, ...]
    logits: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    seen: NDArray[np.uint8]

    @property
    def ranking(self) -> tuple[int, ...]:
        """Indices of the classes, the most probable first."""
        return tuple(int(index) for index in np.argsort(-self.probabilities, kind="stable"))


@dataclass(frozen=True)
class LayerActivation:
    """One layer's output for one picture.

    Attributes:
        name: The layer's name in the network, such as ``"conv2d_1"``.
        kind: Its class, such as ``"Conv2D"``.
        output: (H, W, C) or (C,) float32.
    """

    name: str
    kind: str
    output: NDArray[np.float32]
