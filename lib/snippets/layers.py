"""Plain Keras for the numbers of the page *layers*, from the model file of the run."""

from __future__ import annotations

from lib.layers.filters import FilterPart, FilterRange
from lib.layers.passage import Overview
from lib.layers.spec import LayerSpec, NetworkSpec
from lib.layers.statistics import SetStatistics
from lib.layers.unit import MapUnit, SumUnit
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


def unit_snippet(
    run_id: str, network: NetworkSpec, layer: LayerSpec, place: tuple[int, int, int],
    found: MapUnit,
) -> Snippet:  # fmt: skip
    """One cell of one map, as the layer gives it.

    Args:
        run_id: Whose model file it is.
        network: The network.
        layer: The layer.
        place: Row, column and number of the map, from 0.
        found: The map.
    """
    row, column, unit = place
    index = f"0, {row}, {column}, {unit}" if layer.has_maps else f"0, {unit}"
    code = (
        load_code(run_id, network)
        + f"""\
layer = model.get_layer("{layer.name}")
values = keras.Model(model.inputs, layer.output)(pixels, training=False)
print(f"{{float(values[{index}]):.4f}}")
"""
    )
    return Snippet(code, f"{float(found.after[row, column]) + 0.0:.4f}")


def sum_snippet(
    run_id: str, network: NetworkSpec, layer: LayerSpec, unit: int, found: SumUnit
) -> Snippet:
    """A unit of a dense layer as the sum that it is.

    Args:
        run_id: Whose model file it is.
        network: The network.
        layer: The layer.
        unit: Its number, from 0.
        found: The unit.
    """
    code = (
        load_code(run_id, network)
        + f"""\
layer = model.get_layer("{layer.name}")
x = np.asarray(keras.Model(model.inputs, layer.input)(pixels, training=False))[0]
products = x * np.asarray(layer.kernel)[:, {unit}]
print(f"above zero: {{products[products > 0].sum():.3f}}")
print(f"below zero: {{products[products < 0].sum():.3f}}")
"""
    )
    printed = f"above zero: {found.plus:.3f}\nbelow zero: {found.minus:.3f}"
    if found.bias:
        code += f'print(f"sum with bias: {{products.sum() + float(layer.bias[{unit}]):.3f}}")\n'
        printed += f"\nsum with bias: {found.total:.3f}"
    return Snippet(code, printed)


def signs_snippet(run_id: str, network: NetworkSpec, seen: Overview) -> Snippet:
    """Which layers have a value below zero for the picture."""
    code = (
        load_code(run_id, network)
        + """\
through = keras.Model(model.inputs, [layer.output for layer in model.layers])
for layer, output in zip(model.layers, through(pixels, training=False)):
    print(f"{layer.name}: {bool(np.asarray(output).min() < 0)}")
"""
    )
    printed = "\n".join(f"{maps.name}: {maps.spread.minimum < 0}" for maps in seen.layers)
    return Snippet(code, printed)


def filters_snippet(run_id: str, layer: LayerSpec, found: FilterPart, part: FilterRange) -> Snippet:
    """The shape of a kernel, its largest weight, and the first slice that is shown."""
    name = "kernel" if layer.kind != "SeparableConv2D" else f"{part.stage}_kernel"
    channel, unit = part.first_channel, part.first_filter
    code = f"""\
import keras
import numpy as np

model = keras.models.load_model("convscope-{run_id}.keras")  # from where it was trained
kernel = np.asarray(model.get_layer("{layer.name}").{name})
print(kernel.shape)
print(f"{{np.abs(kernel).max():.4f}}")
print(kernel[:, :, {channel}, {unit}].round(3) + 0.0)
"""
    first = found.weights[:, :, 0, 0].round(3) + 0.0
    return Snippet(code, f"{found.shape}\n{found.peak:.4f}\n{first}")


def dead_snippet(
    run_id: str, network: NetworkSpec, layer: LayerSpec, over_set: SetStatistics
) -> Snippet:
    """Which units of a layer are zero everywhere on every picture of the set."""
    side, dead = network.side, over_set.layers[network.place(layer.name)].dead
    files = ",\n    ".join(map(repr, over_set.names))
    code = f"""\
import keras
import numpy as np

model = keras.models.load_model("convscope-{run_id}.keras")  # from where it was trained
through = keras.Model(model.inputs, model.get_layer("{layer.name}").output)
awake = np.zeros({layer.units}, bool)
for file in [  # in the folder of the data
    {files},
]:
    picture = keras.utils.img_to_array(keras.utils.load_img(file))
    pixels = keras.ops.round(keras.ops.image.resize(picture, ({side}, {side})))
    values = np.asarray(through(pixels[None], training=False))
    awake |= (values != 0).any(axis=tuple(range(values.ndim - 1)))
print("dead:", np.count_nonzero(~awake), "of", awake.size)
print((np.flatnonzero(~awake) + 1).tolist())  # counted from 1
"""
    return Snippet(code, f"dead: {len(dead)} of {layer.units}\n{[unit + 1 for unit in dead]}")
