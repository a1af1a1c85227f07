"""Resizing with plain Keras, for a few pixels from the middle of the picture on the page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.cnn.arrays import FloatArray
from lib.cnn.resizing import resize
from lib.operations.resize import Fit, Mix, fit
from lib.snippets.snippet import Snippet

_ROWS, _COLUMNS = 6, 10
_MOST = 8  # sides of the result in the code
_DIGITS = 2
_LEAST_WEIGHT = 0.002  # below, rounding decides what is printed


def resize_snippet(
    grey: NDArray[np.uint8], fitted: Fit, *, interpolation: str, antialias: bool = False
) -> Snippet:
    """A small picture through the same way.

    Args:
        grey: uint8 (H, W), the brightness of the original.
        fitted: The way on the page; the small picture is resized about as strongly.
        interpolation: As on the page.
        antialias: As on the page; no data set has it, so ``tf.image.resize`` is called.
    """
    patch = patch_of(grey)
    size = tuple(
        int(np.clip(round(side * after / before), 1, _MOST))
        for side, before, after in zip(patch.shape, fitted.before, fitted.after, strict=True)
    )
    small = fit(fitted.way, patch.shape, (size[0], size[1]))
    while not small.filled.area:  # padded so much that nothing of so few pixels would be left
        small = fit(fitted.way, patch.shape, (2 * small.after[0], 2 * small.after[1]))
    values = resized_by_numpy(patch, small, interpolation=interpolation, antialias=antialias)
    code = _ANTIALIAS if antialias else _DATA_SET
    return Snippet(
        code.format(
            pixels=patch.astype(int).tolist(),
            size=small.filled_size if antialias else small.after,
            way=_WAYS[fitted.way],
            interpolation=interpolation,
            used=_indices(small),
        ),
        _printed(values[small.filled.slices] if antialias else values),
    )


def mix_snippet(mixed: Mix, *, interpolation: str, antialias: bool) -> Snippet:
    """The weights of the page's mix, asked of TensorFlow with one white column at a time.

    Args:
        mixed: Which column.
        interpolation: As on the page.
        antialias: As on the page.
    """
    code = _MIX.format(
        before=mixed.before,
        after=mixed.after,
        interpolation=interpolation,
        antialias=antialias,
        column=mixed.column,
        least=_LEAST_WEIGHT,
    )
    pairs = zip(mixed.columns, mixed.weights, strict=True)
    seen = [(column, weight) for column, weight in pairs if abs(weight) >= _LEAST_WEIGHT]
    return Snippet(code, "\n".join(f"{column}: {weight:.3f}" for column, weight in seen))


def sizes_snippet(sides: NDArray[np.int64], after: tuple[int, int]) -> Snippet:
    """The narrowest, a middle and the widest picture of a data set, white, padded by Keras.

    Args:
        sides: (N, 2) heights and widths, N at least 1.
        after: (H', W') of the result.
    """
    order = np.argsort(sides[:, 1] / sides[:, 0], kind="stable")
    chosen = [sides[order[place]] for place in (0, len(order) // 2, -1)]
    pairs = [(int(height), int(width)) for height, width in chosen]
    printed = [
        f"{width}x{height}: stretch {fit('squash', (height, width), after).stretch:.3f}, "
        f"black {fit('pad', (height, width), after).empty_share:.3f}"
        for height, width in pairs
    ]
    return Snippet(_SIZES.format(sizes=pairs, after=after), "\n".join(printed))


def patch_of(grey: NDArray[np.uint8]) -> FloatArray:
    """The middle of a picture, at most 6×10 cells."""
    top, left = max(0, (grey.shape[0] - _ROWS) // 2), max(0, (grey.shape[1] - _COLUMNS) // 2)
    patch: FloatArray = np.asarray(grey[top : top + _ROWS, left : left + _COLUMNS], np.float64)
    return patch


def resized_by_numpy(
    x: FloatArray, fitted: Fit, *, interpolation: str, antialias: bool
) -> FloatArray:
    """What the way makes of a map, by :mod:`lib.cnn.resizing`.

    Args:
        x: (H, W) or (H, W, C), of the size that ``fitted`` is for.
        fitted: The way.
        interpolation: As :func:`~lib.cnn.resizing.resize`.
        antialias: As :func:`~lib.cnn.resizing.resize`.
    """
    filled = fitted.filled
    values = np.zeros((*fitted.after, *x.shape[2:]))
    values[filled.slices] = resize(
        x[fitted.used.slices],
        filled.height,
        filled.width,
        interpolation=interpolation,
        antialias=antialias,
    )
    return values


def _indices(fitted: Fit) -> str:
    rows, columns = fitted.used.slices
    return f"{rows.start}:{rows.stop}, {columns.start}:{columns.stop}"


def _printed(values: FloatArray) -> str:
    return str(np.asarray(values, np.float32).round(_DIGITS) + 0.0)


_WAYS = {"squash": "", "crop": ", crop_to_aspect_ratio=True", "pad": ", pad_to_aspect_ratio=True"}

_DATA_SET = """\
import pathlib
import tempfile

import keras
import numpy as np

pixels = np.array({pixels})  # from the middle of the picture
folder = pathlib.Path(tempfile.mkdtemp())
keras.utils.save_img(folder / "picture.png", pixels[:, :, None], scale=False)
data = keras.utils.image_dataset_from_directory(
    folder, labels=None, color_mode="grayscale", image_size={size}, verbose=False,
    interpolation="{interpolation}"{way})
for batch in data:
    print(keras.ops.convert_to_numpy(batch)[0, :, :, 0].round(2) + 0.0)
"""

_ANTIALIAS = """\
import numpy as np
import tensorflow as tf

pixels = np.array({pixels})  # from the middle of the picture
used = pixels[{used}]  # what this way takes of it
small = tf.image.resize(used[:, :, None], {size}, method="{interpolation}", antialias=True)
print(small.numpy()[:, :, 0].round(2) + 0.0)
"""

_MIX = """\
import numpy as np
import tensorflow as tf

# {before} pictures of one row: in each another column is 1 and all the others are 0.
rows = np.eye({before})[:, None, :, None]
small = tf.image.resize(rows, (1, {after}), method="{interpolation}", antialias={antialias})
for column, weight in enumerate(small.numpy()[:, 0, {column}, 0]):
    if abs(weight) >= {least}:
        print(f"{{column}}: {{weight:.3f}}")
"""

_SIZES = """\
import pathlib
import tempfile

import keras
import numpy as np

sizes = {sizes}  # height and width: the narrowest, a middle and the widest picture
folder = pathlib.Path(tempfile.mkdtemp())
for number, size in enumerate(sizes):
    keras.utils.save_img(folder / f"{{number}}.png", np.full((*size, 3), 255.0), scale=False)
data = keras.utils.image_dataset_from_directory(
    folder, labels=None, image_size={after}, batch_size=1, shuffle=False, verbose=False,
    pad_to_aspect_ratio=True)
for (height, width), batch in zip(sizes, data):
    stretch = ({after}[1] / width) / ({after}[0] / height)
    black = float(keras.ops.mean(keras.ops.cast(batch == 0, "float32")))
    print(f"{{width}}x{{height}}: stretch {{stretch:.3f}}, black {{black:.3f}}")
"""
