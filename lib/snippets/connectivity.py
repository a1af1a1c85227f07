"""Plain Keras for the numbers of the page *connectivity*."""

from __future__ import annotations

from lib.operations.notes_network import KERNEL, NotesLayer, ways
from lib.operations.reach import Reach, ReachLayer
from lib.operations.timing import multiplications
from lib.operations.wiring import Wiring
from lib.snippets.snippet import Snippet


def connections_snippet(wiring: Wiring) -> Snippet:
    """A dense layer and a one-dimensional convolution over the same inputs and outputs."""
    counts = wiring.counts
    fitted = _fitted(wiring.before, wiring.after)
    code = f"""\
import keras
from keras import layers

m, n, k = {wiring.inputs}, {wiring.outputs}, {wiring.fan_in}

dense = keras.Sequential([layers.Input((m,)), layers.Dense(n, use_bias=False)])
shared = keras.Sequential(
    [
        layers.Input((m, 1)),
{fitted}        layers.Conv1D(1, k, strides={wiring.stride}, use_bias=False),
    ]
)
outputs = shared.output_shape[1]
print("outputs:", dense.output_shape[1], outputs)
print("weights, dense:", dense.count_params())
print("weights, local:", k * outputs)  # Keras 3 has no such layer
print("weights, shared:", shared.count_params())
"""
    printed = f"""\
outputs: {wiring.outputs} {wiring.outputs}
weights, dense: {counts.dense_parameters.value}
weights, local: {counts.sparse_parameters.value}
weights, shared: {counts.shared_parameters.value}"""
    return Snippet(code, printed)


def layer_snippet(layer: NotesLayer) -> Snippet:
    """One layer of the network as Keras builds it, beside what its dense form would need."""
    filters = layer.output_shape[-1]
    made = {
        "convolution": f'layers.Conv2D({filters}, {KERNEL}, padding="same", activation="relu")',
        "pooling": "layers.MaxPooling2D()",
    }.get(layer.kind, f"layers.Dense({filters})")
    code = f"""\
from math import prod

import keras
from keras import layers

network = keras.Sequential([layers.Input({layer.input_shape}), {made}])
inputs, outputs = network.input_shape[1:], network.output_shape[1:]
print("output:", outputs)
print("parameters:", f"{{network.count_params():,}}")
print("weights if dense:", f"{{prod(inputs) * prod(outputs):,}}")
"""
    printed = f"""\
output: {layer.output_shape}
parameters: {layer.cost.parameters.value:,}
weights if dense: {ways(layer)[0].weights.value:,}"""
    return Snippet(code, printed)


def measured_snippet(side: int) -> Snippet:
    """The same output from a convolution and from its dense matrix, and what each multiplies."""
    code = f"""\
import numpy as np
from keras import layers

side, k = {side}, {KERNEL * KERNEL}
convolution = layers.Conv2D(1, {KERNEL}, padding="same", use_bias=False)

# Column by column: what the convolution makes of a picture with a single 1 in it.
points = np.eye(side * side, dtype="float32").reshape(-1, side, side, 1)
matrix = np.asarray(convolution(points)).reshape(side * side, -1).T

picture = np.random.default_rng(0).random((1, side, side, 1), dtype="float32")
by_matrix = matrix @ picture.ravel()
by_convolution = np.asarray(convolution(picture)).ravel()
print("same output:", np.allclose(by_matrix, by_convolution, atol=1e-5))
print("multiplications, dense:", f"{{matrix.size:,}}")
print("multiplications, convolution:", f"{{k * by_convolution.size:,}}")
"""
    printed = f"""\
same output: True
multiplications, dense: {multiplications("dense", side):,}
multiplications, convolution: {multiplications("shared", side):,}"""
    return Snippet(code, printed)


def reach_snippet(reach: Reach) -> Snippet:
    """Which inputs reach the middle unit of the last layer, found by trying each."""
    last = len(reach.layers) - 1
    unit = reach.layers[last].field.units // 2
    seen = reach.cone(last, unit)[0]
    made = "\n".join(f"        {_one_dimensional(layer)}," for layer in reach.layers[1:])
    side = reach.layers[0].field.units
    code = f"""\
import keras
import numpy as np
from keras import layers

network = keras.Sequential(
    [
        layers.Input(({side}, 1)),
{made}
    ]
)
# One picture for each input: 1 there, 0 elsewhere. Weights of 1 let everything through.
points = np.eye({side}, dtype="float32")[:, :, None]
answers = np.asarray(network(points))  # (inputs, units, 1)
seen = np.flatnonzero(answers[:, {unit}, 0])
print("units:", answers.shape[1])
print("unit {unit + 1} sees", len(seen), "inputs:", seen[0] + 1, "to", seen[-1] + 1)
"""
    printed = f"""\
units: {reach.layers[last].field.units}
unit {unit + 1} sees {len(seen)} inputs: {seen[0] + 1} to {seen[-1] + 1}"""
    return Snippet(code, printed)


def _one_dimensional(layer: ReachLayer) -> str:
    if layer.kind == "pooling":
        return "layers.MaxPooling1D(2)"
    window = layer.rule.window if layer.rule else 1
    return f'layers.Conv1D(1, {window}, padding="same", kernel_initializer="ones")'


def _fitted(before: int, after: int) -> str:
    """Keras' layers that put border cells beside the inputs, or leave inputs out."""
    lines = ""
    if before > 0 or after > 0:
        lines += f"        layers.ZeroPadding1D(({max(before, 0)}, {max(after, 0)})),\n"
    if before < 0 or after < 0:
        lines += f"        layers.Cropping1D(({max(-before, 0)}, {max(-after, 0)})),\n"
    return lines
