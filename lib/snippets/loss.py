"""Keras code for each view of the page about the loss, with what it prints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lib.operations.loss import gradient_check, label_forms, loss_steps, tempered
from lib.operations.loss_mistakes import double, overflow, settings
from lib.snippets.snippet import Snippet


def flow_snippet(logits: Sequence[float], label: int) -> Snippet:
    """Softmax and the loss of the logits.

    Example:
        >>> print(flow_snippet([0.0, 0.0], 1).printed)
        [0.50000 0.50000]
        loss 0.69315
    """
    steps = loss_steps(logits, label)
    code = f"""{_IMPORTS}
{_given(logits, label)}
p = keras.ops.softmax(logits)
loss = keras.losses.sparse_categorical_crossentropy(label, logits, from_logits=True)
{_PRINT_ROW.format("p[0]")}
print(f"loss {{float(loss[0]):.5f}}")"""
    return Snippet(code, f"{_row(steps.probabilities)}\nloss {_number(steps.loss)}")


def labels_snippet(logits: Sequence[float], label: int) -> Snippet:
    """The loss of a label of one number, and of the same label as a row.

    Example:
        >>> print(labels_snippet([0.0, 0.0], 1).printed)
        sparse 0.69315
        one-hot 0.69315
    """
    forms = label_forms(logits, label)
    code = f"""{_IMPORTS}
{_given(logits, label)}
row = keras.ops.one_hot(label, {len(logits)})
sparse = keras.losses.sparse_categorical_crossentropy(label, logits, from_logits=True)
one_hot = keras.losses.categorical_crossentropy(row, logits, from_logits=True)
print(f"sparse {{float(sparse[0]):.5f}}")
print(f"one-hot {{float(one_hot[0]):.5f}}")"""
    return Snippet(code, f"sparse {_number(forms.sparse)}\none-hot {_number(forms.one_hot)}")


def gradient_snippet(logits: Sequence[float], label: int) -> Snippet:
    """The slopes by TensorFlow's own differentiation.

    Example:
        >>> print(gradient_snippet([0.0, 0.0], 1).printed)
        [0.50000 -0.50000]
    """
    check = gradient_check(logits, label)
    code = f"""import keras
import tensorflow as tf

logits = tf.Variable([{_list(logits)}])  # a batch of one picture
label = tf.constant([{label}])
with tf.GradientTape() as tape:
    loss = keras.losses.sparse_categorical_crossentropy(label, logits, from_logits=True)
slopes = tape.gradient(loss, logits)
{_PRINT_ROW.format("slopes[0]")}"""
    return Snippet(code, _row(check.gradient))


def settings_snippet(logits: Sequence[float], label: int) -> Snippet:
    """All four pairings of what is given and what the loss is told.

    Example:
        >>> print(settings_snippet([0.0, 0.0], 1).printed.splitlines()[0])
        logits from_logits=True 0.69315
    """
    code = f"""{_IMPORTS}
{_given(logits, label)}
# As plain numbers: from a tensor Keras would remember the softmax and undo the mistake.
probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(logits))
for name, values in (("logits", logits), ("softmax", probabilities)):
    for from_logits in (True, False):
        loss = keras.losses.sparse_categorical_crossentropy(
            label, values, from_logits=from_logits
        )
        print(f"{{name}} from_logits={{from_logits}} {{float(loss[0]):.5f}}")"""
    printed = (
        f"{'logits' if found.gives_logits else 'softmax'} "
        f"from_logits={found.from_logits} {_number(found.loss)}"
        for found in settings(logits, label)
    )
    return Snippet(code, "\n".join(printed))


def double_snippet(logits: Sequence[float], label: int) -> Snippet:
    """Softmax of softmax, its loss, and the floor.

    Example:
        >>> print(double_snippet([30.0, 0.0], 0).printed)
        [0.73106 0.26894]
        loss 0.31326
        floor 0.31326
    """
    found = double(logits, label, lowest=-1.0, highest=1.0)
    code = f"""import math

{_IMPORTS}
{_given(logits, label)}
once = keras.ops.convert_to_numpy(keras.ops.softmax(logits))
twice = keras.ops.softmax(once)
loss = keras.losses.sparse_categorical_crossentropy(label, once, from_logits=True)
{_PRINT_ROW.format("twice[0]")}
print(f"loss {{float(loss[0]):.5f}}")
print(f"floor {{math.log(1 + {len(logits) - 1} / math.e):.5f}}")"""
    printed = f"{_row(found.twice)}\nloss {_number(found.loss_twice)}\nfloor {_number(found.floor)}"
    return Snippet(code, printed)


def temperature_snippet(logits: Sequence[float], label: int, temperature: float) -> Snippet:
    """Softmax of ``logits / T``, and its loss.

    Example:
        >>> print(temperature_snippet([0.0, 0.0], 1, 2.0).printed)
        [0.50000 0.50000]
        loss 0.69315
    """
    found = tempered(logits, label, temperature, lowest=0.1, highest=10.0)
    code = f"""{_IMPORTS}
{_given(logits, label)}
scaled = logits / np.float32({temperature:g})
p = keras.ops.softmax(scaled)
loss = keras.losses.sparse_categorical_crossentropy(label, scaled, from_logits=True)
{_PRINT_ROW.format("p[0]")}
print(f"loss {{float(loss[0]):.5f}}")"""
    return Snippet(code, f"{_row(found.probabilities)}\nloss {_number(found.loss)}")


def overflow_snippet(logits: Sequence[float], label: int, size: float) -> Snippet:
    """The formula as written, and Keras' way, both in float32.

    Example:
        >>> print(overflow_snippet([1.0, 2.0], 1, 200.0).printed)
        as written nan
        Keras 0.00000
    """
    found = overflow(logits, label, size)
    code = f"""{_IMPORTS}
{_given(logits, label)}
peak = np.abs(logits).max()
logits = logits * np.float32({size:g}) / (peak if peak else 1)  # the largest is now {size:g}
e = keras.ops.exp(logits)
as_written = -keras.ops.log(e[0, label[0]] / keras.ops.sum(e))
by_keras = keras.losses.sparse_categorical_crossentropy(label, logits, from_logits=True)
print(f"as written {{float(as_written):.5f}}")
print(f"Keras {{float(by_keras[0]):.5f}}")"""
    return Snippet(code, f"as written {_number(found.naive_loss)}\nKeras {_number(found.loss)}")


_IMPORTS = "import keras\nimport numpy as np\n"
_PRINT_ROW = """print("[" + " ".join(f"{{float(value):.5f}}" for value in {}) + "]")"""


def _given(logits: Sequence[float], label: int) -> str:
    return (
        f"logits = np.array([{_list(logits)}], np.float32)  # a batch of one picture\n"
        f"label = np.array([{label}])"
    )


def _list(logits: Sequence[float]) -> str:
    return "[" + ", ".join(repr(float(z)) for z in logits) + "]"


def _row(values: Iterable[float]) -> str:
    return "[" + " ".join(_number(value) for value in values) + "]"


def _number(value: float) -> str:
    # −0.00000 would be no more than a rounding with a sign
    return f"{value:.5f}" if not math.isfinite(value) or round(value, 5) else "0.00000"
