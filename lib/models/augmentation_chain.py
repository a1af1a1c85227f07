"""Keras' augmentation layers as a graph that follows a slider.

Called one by one, three layers take about 70 ms for twelve small pictures.  As a graph they take
a few, but a graph is made for one strength.  So the numbers that the layers read when they draw
(the ends of a factor) are variables here: a graph is made for each *set* of layers and serves all
strengths.  The tests compare with layers built in the usual way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import tensorflow as tf
from keras import layers
from numpy.typing import NDArray

from lib.operations.augmentation import STRENGTHS, Augmentation, Draw

_CHAINS_KEPT = 24


def build_layers(settings: Augmentation, seed: int) -> list[Any]:
    """The layers as anybody would build them, each with a seed of its own."""
    beyond = {
        "fill_mode": settings.fill_mode,
        "fill_value": settings.fill_value,
        "interpolation": settings.interpolation,
    }
    made = {
        "flip": lambda **seeds: layers.RandomFlip(settings.flip, **seeds),
        "rotation": lambda **seeds: layers.RandomRotation(settings.rotation, **beyond, **seeds),
        "zoom": lambda **seeds: layers.RandomZoom(settings.zoom, **beyond, **seeds),
        "translation": lambda **seeds: layers.RandomTranslation(
            settings.translation, settings.translation, **beyond, **seeds
        ),
        "contrast": lambda **seeds: layers.RandomContrast(settings.contrast, **seeds),
        "brightness": lambda **seeds: layers.RandomBrightness(settings.brightness, **seeds),
    }
    return [made[name](seed=seed + number) for number, name in enumerate(settings.layers)]


@dataclass
class Chain:
    """Layers in a graph whose strengths can be changed."""

    names: tuple[str, ...]
    layers: list[Any]
    ends: dict[str, tuple[Any, Any]]  # the lower and the upper end of a factor
    fill_value: Any
    side: int
    graph: Any = field(init=False)

    def __post_init__(self) -> None:
        signature = [tf.TensorSpec((None, self.side, self.side, 3), tf.float32)]
        self.graph = tf.function(self._through, input_signature=signature)

    def begin(self, settings: Augmentation, seed: int) -> None:
        """Set strengths, and the generators to the beginning of a seed."""
        self.fill_value.assign(settings.fill_value)
        for number, (name, layer) in enumerate(zip(self.names, self.layers, strict=True)):
            layer.generator.state.assign([seed + number, 0])
            if name in self.ends:
                lower, upper = self.ends[name]
                strength = getattr(settings, name)
                # RandomContrast(c) draws from 1 … 1 + c: of a single number it makes (0, c).
                lower.assign(0.0 if name == "contrast" else -strength)
                upper.assign(strength)

    def run(self, batch: Any) -> tuple[NDArray[np.uint8], tuple[Draw, ...]]:
        """uint8 (N, S, S, 3) of float32 pictures, and what was drawn for each."""
        pictures, drawn = self.graph(tf.cast(batch, tf.float32))
        numbers = {name: np.asarray(value) for name, value in drawn.items()}
        return whole_numbers(pictures.numpy()), _in_numbers(numbers, len(batch), self.side)

    def _through(self, batch: Any) -> tuple[Any, dict[str, Any]]:
        drawn: dict[str, Any] = {}
        for name, layer in zip(self.names, self.layers, strict=True):
            # What a layer's call does, in its two steps, to see what it drew.
            transformation = layer.get_random_transformation(batch, training=True)
            batch = layer.transform_images(batch, transformation, training=True)
            drawn[name] = transformation[_DRAWN[name]]
        return batch, drawn


# Under which name a layer hands over what it drew.
_DRAWN = {
    "flip": "flips",
    "rotation": "angle",
    "zoom": "height_zoom",
    "translation": "translations",
    "contrast": "contrast_factor",
    "brightness": "rgb_delta",
}


@lru_cache(maxsize=_CHAINS_KEPT)
def _chain(
    names: tuple[str, ...], flip: str, fill_mode: str, interpolation: str, side: int
) -> Chain:
    """The graph of a set of layers for pictures of one size."""
    changing = [name for name in STRENGTHS if name in names]
    # Any number above 0: it is set before each use.
    some: dict[str, Any] = {name: 0.25 if name in changing else 0.0 for name in STRENGTHS}
    settings = Augmentation(flip=flip, fill_mode=fill_mode, interpolation=interpolation, **some)
    built = build_layers(settings, 0)
    ends = {name: (tf.Variable(0.0), tf.Variable(0.0)) for name in changing}
    fill_value = tf.Variable(0.0)
    for name, layer in zip(names, built, strict=True):
        if name in ends:
            _let_vary(name, layer, ends[name])
        if hasattr(layer, "fill_value"):
            layer.fill_value = fill_value
    return Chain(names, built, ends, fill_value, side)


def _let_vary(name: str, layer: Any, ends: tuple[Any, Any]) -> None:
    """Make a layer read the ends of its factor from variables."""
    if name in ("zoom", "translation"):
        for side in ("height", "width") if name == "translation" else ("height",):
            setattr(layer, f"{side}_lower", ends[0])
            setattr(layer, f"{side}_upper", ends[1])
    else:
        layer.factor = ends


def chain_of(settings: Augmentation, seed: int, side: int) -> Chain:
    """The graph for these settings, ready to draw from the beginning of a seed.

    Args:
        settings: Of the layers.
        seed: Layer ``i`` draws with ``seed + i``.
        side: Of the pictures, in pixels.
    """
    chain = _chain(settings.layers, settings.flip, settings.fill_mode, settings.interpolation, side)
    chain.begin(settings, seed)
    return chain


def _in_numbers(drawn: dict[str, NDArray[Any]], count: int, side: int) -> tuple[Draw, ...]:
    """What the layers drew, in the units of :class:`~lib.operations.augmentation.Draw`."""
    one, none = np.ones(count), np.zeros(count)
    moves = drawn.get("translation", np.zeros((count, 2))) / side  # to the right, down
    rows = zip(
        drawn.get("flip", none).reshape(-1),
        drawn.get("rotation", none),
        1 / drawn.get("zoom", one).reshape(-1),  # Keras' number is how much more is seen
        moves[:, 0],
        moves[:, 1],
        drawn.get("contrast", one).reshape(-1),
        drawn.get("brightness", none).reshape(-1),
        strict=True,
    )
    return tuple(Draw(bool(flip), *(float(number) for number in rest)) for flip, *rest in rows)


def whole_numbers(values: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    """Values of a picture, rounded and kept within 0 to 255."""
    whole: NDArray[np.uint8] = np.rint(np.clip(values, 0, 255)).astype(np.uint8)
    return whole
