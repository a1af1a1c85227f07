"""Keras' Dropout on a layer of ones, and the chance that nothing gets through."""

from __future__ import annotations

import math

import numpy as np

from lib.cnn.dropout import cut_off_probability, draw_mask
from lib.snippets.snippet import Snippet


def dropout_snippet(rate: float, shape: tuple[int, ...], units: int, *, seed: int) -> Snippet:
    """What Dropout does to shape and values, in training and in prediction, and ``pᴺ``.

    Args:
        rate: p.
        shape: Of one picture's maps.
        units: N of the small layer.
        seed: Of the layer.  Its draws are not those of NumPy, so only what does not depend on
            them is printed.
    """
    mask = draw_mask(shape, rate, seed=seed)
    values = np.unique(mask.apply(np.ones(shape)))  # 0 and the scale, or 1 alone
    count = math.prod(shape)
    chances = [(number, cut_off_probability(rate, number)) for number in (units, count)]
    printed = [
        f"shape: {(1, *shape)}",
        f"values in training: {[round(float(value), 4) for value in values]}",
        "values in prediction: [1.0]",
        f"nothing left of {units}: {chances[0][1].probability:.6f}",
    ]
    if rate > 0:
        printed.append(f"nothing left of {count}: 10^{chances[1][1].log10:.1f}")
    return Snippet(
        code=_CODE.format(
            rate=f"{rate:g}",
            seed=seed,
            shape=(1, *shape),
            units=units,
            count=count,
            log10="" if rate == 0 else _LOG10.format(count=count),
        ),
        printed="\n".join(printed),
    )


_CODE = """\
import math

import keras
import numpy as np

p = {rate}
layer = keras.layers.Dropout(p, seed={seed})
x = np.ones({shape}, "float32")
y = keras.ops.convert_to_numpy(layer(x, training=True))
print("shape:", y.shape)
print("values in training:", [round(float(value), 4) for value in np.unique(y)])
y = keras.ops.convert_to_numpy(layer(x, training=False))
print("values in prediction:", [round(float(value), 4) for value in np.unique(y)])
print(f"nothing left of {units}: {{p ** {units}:.6f}}")
{log10}"""

_LOG10 = """\
print(f"nothing left of {count}: 10^{{{count} * math.log10(p):.1f}}")
"""
