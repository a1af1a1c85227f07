"""Keras code for the page about edges: a piece of the picture, the kernel, the counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.cnn.convolution import convolve, cross_correlate
from lib.cnn.fitting import fit_steps
from lib.cnn.kernels import PRESETS
from lib.cnn.windows import window_rules
from lib.operations.edge_costs import METHODS, Setting, edge_costs
from lib.operations.edge_gradient import PAIRS, picture_gradient
from lib.operations.kernel_text import write_kernel
from lib.operations.learned_filters import LearnedFilter
from lib.snippets.snippet import Snippet

_RANDOM_PICTURE = (12, 16)
_FEW_STEPS = 5
_PRINT = 'print(" ".join(f"{value:.2f}" for value in row))'


def kernel_snippet(
    picture: NDArray[np.uint8], kernel: FloatArray, setting: Setting, *, bias: float
) -> Snippet:
    """The kernel on a piece of the picture, as Keras' ``Conv2D``."""
    piece, where = _piece(picture, (kernel.shape[0] + 1, kernel.shape[1] + 3))
    padding, prepare = _border_code(piece, setting)
    code = f"""\
import keras
import numpy as np

# {where}
x = np.array({_nested(piece)}, "float32")
{prepare}kernel = np.array({_cells(kernel)}, "float32")

layer = keras.layers.Conv2D(1, kernel.shape, strides={setting.stride}, padding="{padding}")
layer.build((None, None, None, 1))
layer.set_weights([kernel[:, :, None, None], np.array([{bias!r}])])
y = keras.ops.convert_to_numpy(layer(x[None, :, :, None]))[0, :, :, 0]
for row in y:
    {_PRINT}
"""
    y = cross_correlate(
        piece.astype(np.float64),
        kernel,
        bias=bias,
        stride=setting.stride,
        padding=setting.padding,
        border=setting.border_kind,
    )
    return Snippet(code, _rows(y))


def flip_snippet(picture: NDArray[np.uint8], kernel: FloatArray) -> Snippet:
    """``Conv2D`` with the kernel as it is, and turned: the convolution of signal processing."""
    piece, where = _piece(picture, (kernel.shape[0], kernel.shape[1] + 3))
    code = f"""\
import keras
import numpy as np

# {where}
x = np.array({_nested(piece)}, "float32")
kernel = np.array({_cells(kernel)}, "float32")

for name, weights in [("cross-correlation", kernel), ("convolution", kernel[::-1, ::-1])]:
    layer = keras.layers.Conv2D(1, kernel.shape, use_bias=False)
    layer.build((None, None, None, 1))
    layer.set_weights([weights[:, :, None, None]])
    y = keras.ops.convert_to_numpy(layer(x[None, :, :, None]))[0, :, :, 0]
    print(name, " ".join(f"{{value:.2f}}" for value in y.ravel()))
"""
    x = piece.astype(np.float64)
    said = [
        f"{name} " + " ".join(f"{value:.2f}" for value in y.ravel())
        for name, y in (
            ("cross-correlation", cross_correlate(x, kernel)),
            ("convolution", convolve(x, kernel)),
        )
    ]
    return Snippet(code, "\n".join(said))


def cost_snippet(kernel: FloatArray, setting: Setting) -> Snippet:
    """The counts, from the output shape that Keras works out."""
    height, width = setting.input_shape
    rows, columns = setting.kernel_shape
    padding = str(setting.padding)
    code = f"""\
import keras

H, W = {height}, {width}
rows, columns = {rows}, {columns}
layer = keras.layers.Conv2D(1, (rows, columns), strides={setting.stride}, padding="{padding}")
_, h, w, _ = layer.compute_output_shape((None, H, W, 1))
k = rows * columns
print(f"output {{h}} x {{w}}")
print(f"convolution {{h * w * (k + k - 1):,}}")
print(f"rows {{h * (rows * W + rows * W - 1) * w:,}}")
print(f"sparse {{h * w * (k + k - 1):,}}")
print(f"dense {{h * w * (H * W + H * W - 1):,}}")
"""
    costs = edge_costs(setting)
    lines = [f"output {costs.output_shape[0]} x {costs.output_shape[1]}"]
    lines += [f"{name} {costs[name].operations.value:,}" for name in METHODS]
    return Snippet(code, "\n".join(lines))


def gradient_snippet(picture: NDArray[np.uint8], pair: str) -> Snippet:
    """Two kernels as one layer of two filters; magnitude and direction of their outputs."""
    piece, where = _piece(picture, (4, 5))
    first, second = (PRESETS[name].make() for name in PAIRS[pair])
    rows, columns = max(first.shape[0], second.shape[0]), max(first.shape[1], second.shape[1])
    before = (rows - 1) // 2, (columns - 1) // 2
    after = rows - 1 - before[0], columns - 1 - before[1]
    kernels = []
    for kernel in (first, second):
        whole = np.zeros((rows, columns))
        whole[: kernel.shape[0], : kernel.shape[1]] = kernel
        kernels.append(whole)
    diagonal = "gx, gy = (gx - gy) / 2, (gx + gy) / 2  # Roberts looks along the diagonals\n"
    code = f"""\
import keras
import numpy as np

# {where}
x = np.array({_nested(piece)}, "float32")
x = np.pad(x, (({before[0]}, {after[0]}), ({before[1]}, {after[1]})), mode="edge")
right = np.array({_cells(kernels[0])}, "float32")
down = np.array({_cells(kernels[1])}, "float32")

layer = keras.layers.Conv2D(2, right.shape, use_bias=False)
layer.build((None, None, None, 1))
layer.set_weights([np.stack([right, down], axis=-1)[:, :, None, :]])
y = keras.ops.convert_to_numpy(layer(x[None, :, :, None]))[0]
gx, gy = y[..., 0], y[..., 1]
{diagonal if pair == "roberts" else ""}for row in np.hypot(gx, gy):
    {_PRINT}
for row in np.degrees(np.arctan2(gy, gx)):
    {_PRINT}
"""
    gradient = picture_gradient(piece.astype(np.float64), pair)
    return Snippet(code, f"{_rows(gradient.magnitude)}\n{_rows(gradient.direction)}")


def learned_snippet(pixels: NDArray[np.floating], learned: LearnedFilter) -> Snippet:
    """One learned filter on a piece of the picture."""
    piece = pixels[:: max(1, pixels.shape[0] // 4), :: max(1, pixels.shape[1] // 4)][:4, :4]
    piece = piece.astype(np.float64).round(3)
    kernel = learned.kernel.round(5)
    code = f"""\
import keras
import numpy as np

# Sixteen pixels of the picture, red, green and blue, 0 to 1; filter {learned.number} as learned.
x = np.array({piece.tolist()}, "float32")
kernel = np.array({kernel.tolist()}, "float32")

layer = keras.layers.Conv2D(1, 3, padding="same")
layer.build((None, None, None, 3))
layer.set_weights([kernel[..., None], np.array([{learned.bias!r}])])
y = keras.ops.convert_to_numpy(layer(x[None]))[0, :, :, 0]
for row in y:
    print(" ".join(f"{{value:.4f}}" for value in row))
"""
    y = cross_correlate(piece, kernel[..., None], bias=learned.bias, padding="same")[..., 0]
    return Snippet(code, "\n".join(" ".join(f"{value:.4f}" for value in row) for row in y))


def descent_snippet(target: str, *, learning_rate: float) -> Snippet:
    """A few steps of plain gradient descent with Keras' own optimizer, on a random picture."""
    kernel = PRESETS[target].make()
    height, width = _RANDOM_PICTURE
    code = f"""\
import keras
import numpy as np

random = np.random.default_rng(0)
x = random.random(({height}, {width})).astype("float32")
wanted = np.array({_cells(kernel)}, "float32")

def convolution(weights):
    layer = keras.layers.Conv2D(1, wanted.shape, use_bias=False)
    model = keras.Sequential([keras.Input(({height}, {width}, 1)), layer])
    layer.set_weights([weights[:, :, None, None]])
    return model

batch = x[None, :, :, None]
target = convolution(wanted)(batch)
# How steep the loss is at most: the largest eigenvalue of its curvature.
windows = np.lib.stride_tricks.sliding_window_view(x, wanted.shape).reshape(-1, wanted.size)
steepest = np.linalg.eigvalsh(2 / len(windows) * windows.T @ windows)[-1]
model = convolution(np.random.default_rng(0).normal(0, 0.1, wanted.shape))
model.compile(keras.optimizers.SGD({learning_rate!r} / float(steepest)), loss="mse")
for step in range({_FEW_STEPS}):
    print(f"{{float(model.train_on_batch(batch, target)):.5f}}")
"""
    x = np.random.default_rng(0).random(_RANDOM_PICTURE)
    fit = fit_steps(
        x,
        cross_correlate(x, kernel),
        size=(kernel.shape[0], kernel.shape[1]),
        learning_rate=learning_rate,
        steps=_FEW_STEPS,
        own_step_for_each_direction=False,
    )
    return Snippet(code, "\n".join(f"{loss:.5f}" for loss in fit.losses[:_FEW_STEPS]))


def _piece(picture: NDArray[np.uint8], shape: tuple[int, int]) -> tuple[NDArray[np.uint8], str]:
    """The middle of the picture, and a comment that says where it lies, counted from 1."""
    top, left = ((whole - part) // 2 for whole, part in zip(picture.shape, shape, strict=True))
    piece = picture[top : top + shape[0], left : left + shape[1]]
    return piece, (
        f"A piece of the picture: rows {top + 1} to {top + shape[0]}, "
        f"columns {left + 1} to {left + shape[1]}."
    )


def _border_code(piece: NDArray[np.uint8], setting: Setting) -> tuple[str, str]:
    """Keras' name of the padding, and a line for borders that Keras does not have."""
    if setting.border in ("none", "zero"):
        return str(setting.padding), ""
    rules = window_rules(
        piece.shape, setting.kernel_shape, stride=setting.stride, padding=setting.padding
    )
    widths = ", ".join(f"({rule.before}, {rule.after})" for rule in rules)
    return "valid", f'x = np.pad(x, ({widths}), mode="{setting.border}")\n'


def _cells(kernel: FloatArray) -> str:
    """A kernel as nested lists, each number as short as it can be written."""
    rows = (f"[{', '.join(row.split(','))}]" for row in write_kernel(kernel).split(";"))
    return f"[{', '.join(rows)}]"


def _nested(values: NDArray[np.uint8]) -> str:
    return "[" + ",\n              ".join(str(row) for row in values.tolist()) + "]"


def _rows(values: FloatArray | Sequence[Sequence[float]]) -> str:
    return "\n".join(" ".join(f"{value:.2f}" for value in row) for row in values)
