"""Plain Keras for the numbers of the page *head*."""

from __future__ import annotations

from lib.operations.architectures import NAMES, Architecture
from lib.operations.head import Place
from lib.operations.notes_network import FILTERS, NotesLayer
from lib.snippets.snippet import Snippet

_CLASSES = {"vgg16": "VGG16", "inception_v3": "InceptionV3"}


def flatten_snippet(shape: tuple[int, int, int], place: Place, units: int) -> Snippet:
    """A block with a single 1 in it, flattened: where it comes to lie, and its weights."""
    code = f"""\
import numpy as np
from keras import layers

block = np.zeros((1, {shape[0]}, {shape[1]}, {shape[2]}), "float32")  # (N, H, W, C)
block[0, {place.row}, {place.column}, {place.channel}] = 1
vector = np.asarray(layers.Flatten()(block))[0]
dense = layers.Dense({units})
dense.build((None, vector.size))
print("places:", vector.size)
print("index:", vector.argmax())
print("weights:", tuple(dense.kernel.shape))
print("of this place:", dense.kernel[int(vector.argmax())].shape[0])
"""
    size = shape[0] * shape[1] * shape[2]
    printed = f"""\
places: {size}
index: {place.index}
weights: ({size}, {units})
of this place: {units}"""
    return Snippet(code, printed)


def heads_snippet(networks: dict[str, tuple[NotesLayer, ...]]) -> Snippet:
    """The network of the notes with both heads.

    Args:
        networks: The layers with the head ``flatten`` and with the head ``average``.
    """
    layers = networks["flatten"]
    side, units, classes = layers[0].input_shape[0], *(x.output_shape[0] for x in layers[-2:])
    body = "\n".join(
        f'        layers.Conv2D({filters}, 3, padding="same", activation="relu"),\n'
        "        layers.MaxPooling2D(),"
        for filters in FILTERS
    )
    code = f"""\
import keras
from keras import layers


def network(head):
    return keras.Sequential([
        layers.Input(({side}, {side}, 3)),
{body}
        layers.Dropout(0.2),
        head,
        layers.Dense({units}, activation="relu"),
        layers.Dense({classes}, name="outputs"),
    ])


print("Flatten:", f"{{network(layers.Flatten()).count_params():,}}")
print("average:", f"{{network(layers.GlobalAveragePooling2D()).count_params():,}}")
"""
    flat, average = (total(networks[head]) for head in ("flatten", "average"))
    return Snippet(code, f"Flatten: {flat:,}\naverage: {average:,}")


def total(layers: tuple[NotesLayer, ...]) -> int:
    """Parameters of a whole network."""
    return sum(layer.cost.parameters.value for layer in layers)


def famous_snippet(networks: dict[str, Architecture], style: str, classes: int) -> Snippet:
    """VGG16 and InceptionV3 as Keras ships them, or with another head.

    Args:
        networks: Both, as shown on the page.
        style: ``"published"``, ``"flatten"`` or ``"average"``.
        classes: Of the outputs.
    """
    code = "import keras\nfrom keras import layers\n"
    if style == "published":
        code = "import keras\n"
    printed = []
    for name in NAMES:
        network = networks[name]
        code += "\n" + _built(network, style, classes)
        code += f'print("{name}:", f"{{{name}.count_params():,}}")\n'
        printed.append(f"{name}: {network.parameters:,}")
    return Snippet(code, "\n".join(printed))


def _built(network: Architecture, style: str, classes: int) -> str:
    made = f"keras.applications.{_CLASSES[network.name]}"
    if style == "published":
        return f"{network.name} = {made}(weights=None, classes={classes})\n"
    head = "layers.Flatten()" if style == "flatten" else "layers.GlobalAveragePooling2D()"
    dense = ", ".join(f"layers.Dense({group.output[0]})" for group in network.head[1:])
    return f"""\
body = {made}(weights=None, include_top=False, input_shape={network.input})
{network.name} = keras.Sequential([body, {head}, {dense}])
"""
