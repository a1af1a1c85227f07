"""A unit's strongest answers to some pictures of a set, in plain Keras."""

from __future__ import annotations

from lib.layers.excitement import Excited, Excitement
from lib.layers.spec import LayerSpec, NetworkSpec
from lib.snippets.snippet import Snippet

_CODE = """\
import keras
import numpy as np

model = keras.models.load_model("convscope-{run}.keras")  # from the page where it was trained
through = keras.Model(model.inputs, model.get_layer("{layer}").output)
for file in {files}:
    picture = keras.utils.img_to_array(keras.utils.load_img(file))  # in the folder of the data
    pixels = keras.ops.round(keras.ops.image.resize(picture, ({side}, {side})))
    values = np.asarray(through(pixels[None], training=False))[0]
    print(f"{{values[..., {unit}].max():.3f}}")
"""


def excitement_snippet(
    run_id: str, network: NetworkSpec, layer: LayerSpec, unit: Excited, found: Excitement
) -> Snippet:
    """The values below the pictures that excite a unit most.

    Args:
        run_id: Whose model file it is.
        network: The network.
        layer: The layer.
        unit: One of its units.
        found: The pictures' names.
    """
    files = [found.names[each.picture] for each in unit.most]
    code = _CODE.format(
        run=run_id, layer=layer.name, files=files, side=network.side, unit=unit.unit
    )
    return Snippet(code, "\n".join(f"{each.value + 0.0:.3f}" for each in unit.most))
