"""Plain Keras for the numbers of the page *layers*, from the model file of the run."""

from __future__ import annotations

from lib.layers.passage import Overview
from lib.layers.spec import NetworkSpec
from lib.snippets.snippet import Snippet

_START = """\
import keras
import numpy as np

model = keras.models.load_model("{model}")  # from the page where it was trained
picture = keras.utils.img_to_array(keras.utils.load_img("picture.jpg"))  # (H, W, 3)
pixels = keras.ops.round(keras.ops.image.resize(picture, ({side}, {side})))[None]
"""


def load_code(run_id: str, network: NetworkSpec) -> str:
    """The lines that load the model and a picture as the network gets it: ``pixels``."""
    return _START.format(model=f"convscope-{run_id}.keras", side=network.side)


def maps_snippet(run_id: str, network: NetworkSpec, seen: Overview) -> Snippet:
    """Every layer's least and largest value, and its share of zeros."""
    code = (
        load_code(run_id, network)
        + """\
through = keras.Model(model.inputs, [layer.output for layer in model.layers])
for layer, output in zip(model.layers, through(pixels, training=False)):
    values = np.asarray(output)
    print(f"{layer.name}: {values.min():.3f} {values.max():.3f} {np.mean(values == 0):.3f}")
"""
    )
    printed = "\n".join(
        f"{maps.name}: {maps.spread.minimum:.3f} {maps.spread.maximum:.3f} {maps.spread.zeros:.3f}"
        for maps in seen.layers
    )
    return Snippet(code, printed)
