"""Pooling with plain Keras, for the numbers on the page."""

from __future__ import annotations

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.invariance import shift
from lib.cnn.pooling import pool, pool_gradient
from lib.operations.pooling import PoolingControls
from lib.operations.pooling_corner import BIAS, UPRIGHT_DETECTOR, Strokes
from lib.snippets.snippet import Snippet

_DIGITS = 4  # of a number written into code


def pooling_snippet(values: FloatArray, controls: PoolingControls) -> Snippet:
    """Pool a small map.

    Args:
        values: ``(H, W)``, few cells.
        controls: How to pool.
    """
    x = _rounded(values)
    output = pool(x, **controls.options())
    code = "\n".join(
        [_head(x), _definition(controls), "print(to_numpy(pool(x))[0, :, :, 0].round(4))"]
    )
    return Snippet(code, _printed(output))


def gradient_snippet(values: FloatArray, controls: PoolingControls) -> Snippet:
    """Send a 1 back from every output, with TensorFlow's own differentiation.

    Args:
        values: ``(H, W)``, few cells.
        controls: How to pool.
    """
    x = _rounded(values)
    output = pool(x, **controls.options())
    gradient = pool_gradient(x, np.ones_like(output), **controls.options())
    code = [
        "import tensorflow as tf",
        _head(x),
        _definition(controls, differentiable=True),
        "with tf.GradientTape() as tape:",
        "    x = tf.Variable(x)",
        "    y = tf.reduce_sum(pool(x))  # so every output sends back a 1",
        "print(tape.gradient(y, x).numpy()[0, :, :, 0].round(4) + 0.0)",
    ]
    return Snippet("\n".join(code), _printed(gradient))


def shift_snippet(values: FloatArray, controls: PoolingControls, cells: int) -> Snippet:
    """Pool a map before and after it moved.

    Args:
        values: ``(H, W)``, few cells.
        controls: How to pool.
        cells: Steps to the right; negative: to the left.
    """
    x = _rounded(values)
    pooled = (pool(found, **controls.options()) for found in (x, shift(x, 0, cells)))
    code = [
        _head(x),
        _definition(controls),
        _roll(cells),
        "print(to_numpy(pool(x))[0, :, :, 0].round(4) + 0.0)",
        "print(to_numpy(pool(moved))[0, :, :, 0].round(4) + 0.0)",
    ]
    printed = "\n".join(_printed(found) for found in pooled)
    return Snippet("\n".join(code), printed)


def corner_snippet(strokes: Strokes, *, window: int) -> Snippet:
    """Detect upright strokes and pool the answers.

    Args:
        strokes: The picture.
        window: Cells a side of the pooling.
    """
    code = f"""import keras
import numpy as np

picture = np.array({strokes.picture.astype(int).tolist()}, "float32")
detect = keras.layers.Conv2D(1, 3, padding="same", activation="relu")
detect.build((None, None, None, 1))
kernel = np.array({UPRIGHT_DETECTOR.astype(int).tolist()}, "float32")
detect.set_weights([kernel[:, :, None, None], np.array([{BIAS:g}])])
pool = keras.layers.MaxPooling2D({window})
print(keras.ops.convert_to_numpy(pool(detect(picture[None, :, :, None])))[0, :, :, 0])"""
    return Snippet(code, _printed(strokes.pooled_upright))


def _head(x: FloatArray) -> str:
    shape = ", ".join(str(side) for side in x.shape)
    return f"""import keras
import numpy as np

to_numpy = keras.ops.convert_to_numpy
x = np.array({x.tolist()}, "float32")
x = np.reshape(x, [1, {shape}, 1])"""


def _definition(controls: PoolingControls, *, differentiable: bool = False) -> str:
    """Code that defines ``pool``: a layer of Keras where there is one.

    A square root has no slope at 0; to be differentiated, it is kept just above.
    """
    above = " + 1e-12" if differentiable else ""
    numbers = f"pool_size={controls.window}, strides={controls.step}, padding={controls.padding!r}"
    if controls.reduction == "max":
        return f"pool = keras.layers.MaxPooling2D({numbers})"
    if controls.reduction == "average":
        return f"pool = keras.layers.AveragePooling2D({numbers})"
    if controls.reduction == "min":
        return (
            f"largest = keras.layers.MaxPooling2D({numbers})\ndef pool(x):\n    return -largest(-x)"
        )
    if controls.reduction == "l2":
        return (
            f"ones = np.ones(({controls.window}, {controls.window}, 1, 1), 'float32')\n"
            "def pool(x):\n"
            f"    squares = keras.ops.conv(x * x, ones, {controls.step}, {controls.padding!r})\n"
            f"    return keras.ops.sqrt(squares{above})"
        )
    sigma = controls.sigma if controls.sigma is not None else controls.window / 4
    return (
        f"place = np.arange({controls.window}) - {(controls.window - 1) / 2}\n"
        f"bell = np.exp(-place**2 / (2 * {sigma:g}**2))\n"
        "weights = np.outer(bell, bell).astype('float32')[:, :, None, None]\n"
        "def pool(x):\n"
        f"    def add(values):\n"
        f"        return keras.ops.conv(values, weights, {controls.step}, {controls.padding!r})\n"
        "    return add(x) / add(keras.ops.ones_like(x))  # only real cells count"
    )


def _roll(cells: int) -> str:
    """The move: what comes in at the edge repeats the edge."""
    if cells == 0:
        return "moved = x"
    if cells > 0:
        return f"moved = np.concatenate([x[:, :, :1]] * {cells} + [x[:, :, :-{cells}]], axis=2)"
    return f"moved = np.concatenate([x[:, :, {-cells}:]] + [x[:, :, -1:]] * {-cells}, axis=2)"


def _rounded(values: FloatArray) -> FloatArray:
    return np.round(np.asarray(values, np.float64), _DIGITS)


def _printed(values: FloatArray) -> str:
    return str(np.asarray(values, np.float32).round(_DIGITS))
