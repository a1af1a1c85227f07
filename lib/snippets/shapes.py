"""Plain Keras for the numbers of the page *shapes*; of the layers that fit, at least one."""

from __future__ import annotations

from lib.architecture.analysis import Analysis
from lib.architecture.keras_code import model_code
from lib.architecture.network import Network
from lib.snippets.snippet import Snippet


def table_snippet(found: Analysis) -> Snippet:
    """Output shape and parameters of every layer, and the sums."""
    code = f"""\
import numpy as np
{_model(found)}
for layer in model.layers:
    print(type(layer).__name__, layer.output.shape, f"{{layer.count_params():,}}")
fixed = sum(int(np.prod(weight.shape)) for weight in model.non_trainable_weights)
print("parameters:", f"{{model.count_params():,}}")
print("not trainable:", f"{{fixed:,}}")
"""
    lines = [
        f"{row.layer.name} {_shape(row.output_shape)} {row.count.parameters:,}"
        for row in found.rows
    ]
    lines += [f"parameters: {found.parameters:,}", f"not trainable: {found.fixed:,}"]
    return Snippet(code, "\n".join(lines))


def batch_snippet(found: Analysis, batches: tuple[int, ...]) -> Snippet:
    """The same model called with several numbers of pictures."""
    code = f"""\
import numpy as np
{_model(found)}
for count in {batches}:
    pictures = np.zeros((count, {", ".join(map(str, found.input_shape))}), "float32")
    print(pictures.shape, "→", tuple(model(pictures).shape), f"{{model.count_params():,}}")
"""
    output = found.rows[-1].output_shape
    lines = [
        f"{(count, *found.input_shape)} → {(count, *output)} {found.parameters:,}"
        for count in batches
    ]
    return Snippet(code, "\n".join(lines))


def where_snippet(found: Analysis) -> Snippet:
    """The share of the parameters that each layer holds."""
    code = f"""\
{_model(found)}
whole = model.count_params()
for layer in model.layers:
    if layer.count_params():
        print(type(layer).__name__, f"{{layer.count_params():,}}",
              f"{{layer.count_params() / whole:.3%}}")
"""
    lines = [
        f"{row.layer.name} {row.count.parameters:,} {row.count.parameters / found.parameters:.3%}"
        for row in found.rows
        if row.count.parameters
    ]
    return Snippet(code, "\n".join(lines))


def _model(found: Analysis) -> str:
    fitting = Network(tuple(row.layer for row in found.rows))  # Keras stops at the others, too
    return model_code(fitting, found.input_shape, classes=found.classes)


def _shape(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, (None, *shape)))})"
