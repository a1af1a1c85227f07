"""Padding with plain Keras: the numbers of the grid, and a white wall through many layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.windows import AxisRule
from lib.operations.padding import window_sums
from lib.snippets.snippet import Snippet

_NUMPY_MODES = {"reflect": "reflect", "edge": "edge", "wrap": "wrap"}


def padding_snippet(
    grid: FloatArray, rows: AxisRule, columns: AxisRule, *, padding: str, border: str
) -> Snippet:
    """A kernel of ones on the grid, with the padding of the page.

    Args:
        grid: ``(H, W)``, whole numbers.
        rows: Windows along the rows.
        columns: Windows along the columns.
        padding: One of :data:`lib.operations.padding.CHOICES`.
        border: As in :mod:`lib.cnn.borders`.
    """
    by_name = padding in ("same", "valid") and border == "zero" and not _refused(rows, columns)
    if by_name:
        body = [*_layer(rows, columns, padding), "y = layer(x[None, :, :, None])[0, :, :, 0]"]
    else:
        body = _by_hand(rows, columns, border)
    output = window_sums(grid, rows, columns, border=border)
    code = [
        "import keras",
        "import numpy as np",
        "",
        f"x = np.array({grid.astype(int).tolist()}, 'float32')",
        *body,
        "print(tuple(y.shape))",
        "print(keras.ops.convert_to_numpy(y))",
    ]
    return Snippet("\n".join(code), f"{output.shape}\n{_printed(output)}")


def compare_snippet(grid: FloatArray, rows: AxisRule, columns: AxisRule) -> Snippet:
    """TensorFlow's ``same``, and the same layer behind equal padding on both sides.

    Args:
        grid: ``(H, W)``, whole numbers.
        rows: The equally padded windows along the rows.
        columns: The equally padded windows along the columns.
    """
    from dataclasses import replace

    from lib.cnn.windows import axis_rule

    same = [
        axis_rule(rule.input_size, rule.window, stride=rule.stride, dilation=rule.dilation,
                  padding="same")
        for rule in (rows, columns)
    ]  # fmt: skip
    first = padding_snippet(grid, same[0], same[1], padding="same", border="zero")
    second = padding_snippet(grid, replace(rows), columns, padding="symmetric", border="zero")
    # The second needs neither the imports nor the numbers again.
    rest = second.code.split("\n", 4)[4]
    return Snippet(f"{first.code}\n\n{rest}", f"{first.printed}\n{second.printed}")


def wall_snippet(*, size: int, layers: int, brightness: float) -> Snippet:
    """A white wall through layers of zero padding: the brightness at the middle of a side.

    Args:
        size: Cells a side of the blurring kernel.
        layers: How many.
        brightness: What :func:`lib.operations.border_layers.wall_brightness` gives.
    """
    width = 2 * layers * (size // 2) + 1
    code = f"""import keras
import numpy as np

blur = keras.layers.Conv2D(1, ({size}, 1), padding="same", use_bias=False,
                           kernel_initializer=keras.initializers.Constant(1 / {size}))
x = np.ones((1, {width}, 1, 1), "float32")  # as seen across the border
for layer in range({layers}):
    x = blur(x)
print(f"{{float(x[0, 0, 0, 0]):.4f}}")"""
    return Snippet(code, f"{brightness:.4f}")


def _refused(rows: AxisRule, columns: AxisRule) -> bool:
    """Keras takes a stride or a dilation, not both in one layer."""
    strided = max(rows.stride, columns.stride) > 1
    return strided and max(rows.dilation, columns.dilation) > 1


def _layer(rows: AxisRule, columns: AxisRule, padding: str, **options: Any) -> list[str]:
    strides = options.get("strides", (rows.stride, columns.stride))
    return [
        f"layer = keras.layers.Conv2D(1, {(rows.window, columns.window)}, strides={strides},",
        f"                            dilation_rate={(rows.dilation, columns.dilation)},",
        f"                            padding={padding!r}, use_bias=False,",
        "                            kernel_initializer='ones')",
    ]


def _by_hand(rows: AxisRule, columns: AxisRule, border: str) -> list[str]:
    """The border is put around the map before a layer that adds none."""
    cells = ((rows.before, rows.after), (columns.before, columns.after))
    if border == "zero":
        pad = f"padded = np.pad(x, {cells})"
    else:
        pad = f"padded = np.pad(x, {cells}, mode={_NUMPY_MODES[border]!r})"
    if not _refused(rows, columns):
        layer, every = _layer(rows, columns, "valid"), ""
    else:  # Keras takes no stride beside a dilation: compute all cells, keep every s-th
        layer = _layer(rows, columns, "valid", strides=(1, 1))
        every = f"[::{rows.stride}, ::{columns.stride}]"
    return [pad, *layer, f"y = layer(padded[None, :, :, None])[0, :, :, 0]{every}"]


def _printed(output: FloatArray) -> str:
    return str(np.asarray(output, np.float32))
