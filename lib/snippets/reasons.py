"""Grad-CAM, a covered patch and saliency in plain Keras; the slopes are TensorFlow's."""

from __future__ import annotations

import numpy as np

from lib.layers.evidence import deciding
from lib.layers.reasons import Covered, Slopes
from lib.layers.spec import NetworkSpec
from lib.snippets.layers import load_code
from lib.snippets.snippet import Snippet

_CODE = """\
import tensorflow as tf

covered, cover = np.array(pixels), {cover}
rows, columns = slice({row}, {row_end}), slice({column}, {column_end})
covered[0, rows, columns] = cover[rows, columns]
outputs = model(covered, training=False)
print(f"covered: {{float(keras.ops.softmax(outputs)[0, {class_}]):.4f}}")

{straight}pixels = tf.convert_to_tensor(pixels)
with tf.GradientTape() as tape:
    tape.watch(pixels)
    values = pixels
    for layer in model.layers[:{count}]:
        values = layer(values, training=False)
        if layer.name == "{layer}":
            maps = values
    logit = values[0, {class_}]
to_maps, to_pixels = tape.gradient(logit, [maps, pixels])
weights = np.mean(to_maps[0], axis=(0, 1))
cam = np.maximum(0, np.asarray(maps[0]) @ weights)
print(f"Grad-CAM: {{cam.max():.5f}}")
print(f"saliency: {{np.abs(to_pixels[0]).max():.6f}}")
"""
_COVERS = {
    "grey": "np.full(pixels.shape[1:], 128)",
    "mean": "np.zeros(pixels.shape[1:]) + np.round(np.mean(pixels[0], axis=(0, 1)))",
    "blur": """np.pad(pixels, ((0, 0), ({reach}, {reach}), ({reach}, {reach}), (0, 0)), "edge")
cover = np.round(keras.layers.AveragePooling2D({window}, strides=1)(cover)[0])""",
}


def reasons_snippet(
    run_id: str,
    network: NetworkSpec,
    *,
    layer: str,
    class_: int,
    slopes: Slopes,
    covered: Covered,
    fill: str,
) -> Snippet:
    """The largest number of each of the three pictures.

    Args:
        run_id: Whose model file it is.
        network: The network.
        layer: Whose maps Grad-CAM weighs.
        class_: Number of the class, from 0.
        slopes: Grad-CAM and saliency.
        covered: Occlusion.
        fill: What the patch was covered with.
    """
    last = network.layers[deciding(network.layers)]
    place = covered.worst(class_)
    row, column = covered.starts[place[0]], covered.starts[place[1]]
    reach = max(1, network.side // 8)
    straight = ""
    if last.activation != "linear":
        straight = f'model.get_layer("{last.name}").activation = None  # logits\n'
    code = load_code(run_id, network) + _CODE.format(
        straight=straight,
        count=deciding(network.layers) + 1,
        layer=layer,
        class_=class_,
        cover=_COVERS[fill].format(reach=reach, window=2 * reach + 1),
        row=row,
        row_end=row + covered.patch,
        column=column,
        column_end=column + covered.patch,
    )
    printed = (
        f"covered: {float(covered.probabilities[(*place, class_)]):.4f}\n"
        f"Grad-CAM: {float(slopes.cam.max()):.5f}\n"
        f"saliency: {float(np.max(slopes.saliency)):.6f}"
    )
    return Snippet(code, printed)
