"""A logit taken apart in plain Keras: by the dense layer's inputs, and by cells."""

from __future__ import annotations

from lib.layers.argument import Argument
from lib.layers.evidence import deciding, last_maps
from lib.layers.spec import NetworkSpec
from lib.snippets.layers import load_code
from lib.snippets.snippet import Snippet

_TERMS = """\
last = model.get_layer("{last}")
x = np.asarray(keras.Model(model.inputs, last.input)(pixels, training=False))[0]
terms = x * np.asarray(last.kernel)[:, {class_}]
print(f"for: {{terms[terms > 0].sum():.3f}}")
print(f"against: {{terms[terms < 0].sum():.3f}}")
"""
_CELLS = """\

import tensorflow as tf

# The chain from the last maps to the class is linear here: value times slope adds up.
names = [layer.name for layer in model.layers]
begin, end = names.index("{maps}") + 1, names.index("{last}")
maps = keras.Model(model.inputs, model.layers[begin - 1].output)(pixels, training=False)
with tf.GradientTape() as tape:
    tape.watch(maps)
    values = maps
    for layer in model.layers[begin:end]:
        values = layer(values, training=False)
    total = keras.ops.sum(values[0] * last.kernel[:, {class_}])
cells = np.sum(maps * tape.gradient(total, maps), axis=-1)[0]  # a number a cell
print(f"all cells: {{cells.sum():.3f}}")
print(f"strongest cell: {{cells.max():.4f}}")
"""


def evidence_snippet(run_id: str, network: NetworkSpec, class_: int, found: Argument) -> Snippet:
    """The sums for and against a class, and what its cells add.

    Args:
        run_id: Whose model file it is.
        network: The network.
        class_: Number of the class, from 0.
        found: The class's evidence, through all units.
    """
    last = network.layers[deciding(network.layers)].name
    code = load_code(run_id, network) + _TERMS.format(last=last, class_=class_)
    printed = f"for: {found.plus:.3f}\nagainst: {found.minus:.3f}"
    begin = last_maps(network.layers)
    if found.cells is not None and begin is not None:
        code += _CELLS.format(maps=network.layers[begin].name, last=last, class_=class_)
        printed += f"\nall cells: {float(found.cells.sum(dtype=float)):.3f}"
        printed += f"\nstrongest cell: {float(found.cells.max()):.4f}"
    return Snippet(code, printed)
