"""Networks by chance, valid and not, for properties that must hold for all of them."""

import random

from lib.architecture.layers import (
    KINDS,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Outputs,
    Rescaling,
    SeparableConv2D,
)
from lib.architecture.network import Network
from lib.architecture.settings import ACTIVATIONS
from lib.errors import ArchitectureError


def random_layer(rng: random.Random, kind=None):
    """A layer with settings by chance; None when they exclude each other."""
    kind = kind or rng.choice(KINDS)
    try:
        return _made(rng, kind)
    except ArchitectureError:
        return None


def random_network(rng: random.Random, most: int = 8) -> Network:
    """A network by chance that begins as most do, so that a good part of them fits."""
    maps = [kind for kind in KINDS if kind not in (Flatten, Dense, Outputs)]
    layers = [random_layer(rng, rng.choice(maps)) for _ in range(rng.randint(1, most))]
    if rng.random() < 0.7:
        layers.append(rng.choice([Flatten(), GlobalAveragePooling2D()]))
        layers.append(random_layer(rng, rng.choice([Dense, Dropout, BatchNormalization])))
        layers.append(random_layer(rng, Outputs))
    else:
        layers += [random_layer(rng) for _ in range(rng.randint(0, 4))]
    return Network(tuple(layer for layer in layers if layer is not None) or (Flatten(),))


def _made(rng: random.Random, kind):
    if kind in (Conv2D, SeparableConv2D, DepthwiseConv2D):
        settings = {
            "window": _sides(rng, 5),
            "stride": _sides(rng, 3) if rng.random() < 0.3 else 1,
            "dilation": _sides(rng, 3) if rng.random() < 0.2 else 1,
            "padding": rng.choice(["valid", "same"]),
            "activation": rng.choice(ACTIVATIONS),
            "bias": rng.random() < 0.7,
        }
        if kind is not Conv2D:
            settings["multiplier"] = rng.choice([1, 1, 2, 3])
        return kind(
            **settings, **({"filters": rng.randint(1, 9)} if "filters" in _of(kind) else {})
        )
    if kind in (MaxPooling2D, AveragePooling2D):
        stride = _sides(rng, 3) if rng.random() < 0.3 else None
        return kind(_sides(rng, 4), stride=stride, padding=rng.choice(["valid", "same"]))
    options = {"activation": rng.choice(ACTIVATIONS), "bias": rng.random() < 0.7}
    makers = {
        Dense: lambda: Dense(rng.randint(1, 20), **options),
        Outputs: lambda: Outputs(**options),
        Dropout: lambda: Dropout(round(rng.random() * 0.9, 2)),
        Rescaling: lambda: Rescaling(rng.choice([255, 127.5, 2]), offset=rng.choice([0, -1, 0.5])),
        Activation: lambda: Activation(rng.choice(ACTIVATIONS)),
    }
    return makers.get(kind, kind)()


def _of(kind):
    return kind.__dataclass_fields__


def _sides(rng: random.Random, most: int):
    side = rng.randint(1, most)
    return (side, rng.randint(1, most)) if rng.random() < 0.3 else side
