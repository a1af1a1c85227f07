"""An activation on a few real numbers, in Keras."""

from __future__ import annotations

import numpy as np

from lib.cnn.activations import ACTIVATIONS, zero_share
from lib.snippets.snippet import Snippet


def relu_snippet(name: str, values: np.ndarray) -> Snippet:
    """The activation of a small piece of a map, and how many of its cells become zero.

    Args:
        name: Of the activation, in :data:`lib.cnn.activations.ACTIVATIONS` and in Keras.
        values: (rows, columns), signed; rounded to four digits, so that the code holds all there
            is to know.
    """
    z = np.round(np.asarray(values, np.float64), 4) + 0.0  # no negative zero
    y = ACTIVATIONS[name].function(z)
    rows = ",\n    ".join(str(row) for row in z.tolist())
    printed = [" ".join(f"{value:8.4f}" for value in row) for row in y]
    return Snippet(
        code=_CODE.format(name=name, rows=rows),
        printed="\n".join([*printed, f"zeros: {zero_share(y):.4f}"]),
    )


_CODE = """\
import keras
import numpy as np

z = np.array([
    {rows},
], "float32")
y = keras.ops.convert_to_numpy(keras.activations.{name}(z))
for row in y:
    print(" ".join(f"{{value:8.4f}}" for value in row))
print(f"zeros: {{np.mean(y == 0):.4f}}")
"""
