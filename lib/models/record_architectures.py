"""Count the parameters of VGG16 and InceptionV3 in the architectures that Keras ships.

``python -m lib.models.record_architectures`` writes ``data/architectures.json``: run it when
Keras changes them, and commit what it wrote.  No weights are downloaded: a count needs none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import keras

from lib.manifest import describe_files
from lib.operations.architectures import FILE

_INCEPTION_BLOCKS = 11


def architectures() -> dict[str, Any]:
    """Both networks with their layer groups, as Keras builds them for 1,000 classes.

    Returns:
        By the network's name: ``parameters``, ``input`` (H, W, C), and ``groups``, each with
        ``name``, ``kind``, ``output`` shape, ``parameters``, and how many ``layers`` of it have
        any.
    """
    return {"vgg16": _facts(*_vgg16()), "inception_v3": _facts(*_inception_v3())}


def _vgg16() -> tuple[Any, list[tuple[str, str, list[Any]]]]:
    model = keras.applications.VGG16(weights=None)
    groups = [
        (f"block{number}", "convolution", _named(model, f"block{number}_"))
        for number in range(1, 6)
    ]
    head = [("flatten", "flatten"), ("fc1", "dense"), ("fc2", "dense"), ("predictions", "outputs")]
    return model, [*groups, *((name, kind, _named(model, name)) for name, kind in head)]


def _inception_v3() -> tuple[Any, list[tuple[str, str, list[Any]]]]:
    model = keras.applications.InceptionV3(weights=None)
    poolings = [layer for layer in model.layers if type(layer).__name__ == "MaxPooling2D"]
    ends = [("stem", poolings[1])]  # after the second pooling the branches begin
    ends += [(f"mixed{n}", model.get_layer(f"mixed{n}")) for n in range(_INCEPTION_BLOCKS)]
    groups, earlier = [], set()
    for name, end in ends:
        # A block is what its last layer depends on and no earlier block had.
        until = keras.Model(model.inputs, end.output).layers
        groups.append((name, "convolution", [x for x in until if x.name not in earlier]))
        earlier |= {layer.name for layer in until}
    head = [("avg_pool", "pooling"), ("predictions", "outputs")]
    return model, [*groups, *((name, kind, _named(model, name)) for name, kind in head)]


def _named(model: Any, start: str) -> list[Any]:
    return [layer for layer in model.layers if layer.name.startswith(start)]


def _facts(model: Any, groups: Iterable[tuple[str, str, list[Any]]]) -> dict[str, Any]:
    return {
        "input": list(model.input_shape[1:]),
        "parameters": int(model.count_params()),
        "groups": [
            {
                "name": name,
                "kind": kind,
                "output": list(layers[-1].output.shape[1:]),
                "parameters": sum(int(layer.count_params()) for layer in layers),
                "layers": sum(type(layer).__name__ in ("Conv2D", "Dense") for layer in layers),
            }
            for name, kind, layers in groups
        ],
    }


def main() -> None:
    """Record anew."""
    FILE.write_text(json.dumps(architectures(), indent=1) + "\n", encoding="utf-8")
    origin = "counted by lib/models/record_architectures.py in keras.applications"
    describe_files({FILE: (origin, "as this project")})


if __name__ == "__main__":
    main()
