"""How a stage's shape, parameters and Keras line follow from its settings, in its numbers.

Symbols only: what is said about them in words lies in the content files.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lib.stages.activations import Network, Stage


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as it is read aloud.

    Example:
        >>> shape_text((96, 96, 16)), shape_text((9216,))
        ('96×96×16', '9,216')
    """
    return "×".join(f"{length:,}" for length in shape)


def shape_formula(stage: Stage) -> str:
    """Where the output's shape comes from, or nothing where the stage keeps it.

    ``same`` convolution: ⌈in / stride⌉.  Pooling without padding: ⌊(in − size) / stride⌋ + 1.
    """
    before, after = stage.input_shape, shape_text(stage.output_shape)
    config = stage.config
    if stage.kind == "convolution":
        stride = config["strides"][0]
        return f"⌈{before[0]} / {stride}⌉ = {stage.output_shape[0]}  →  {after}"
    if stage.kind == "pooling":
        size, stride = config["pool_size"][0], config["strides"][0]
        return f"⌊({before[0]} − {size}) / {stride}⌋ + 1 = {stage.output_shape[0]}  →  {after}"
    if stage.kind == "flatten":
        return f"{' · '.join(str(length) for length in before)} = {after}"
    if stage.kind in ("dense", "outputs"):
        return f"{before[0]:,}  →  {after}"
    return f"{shape_text(before)}  →  {after}" if stage.kind != "picture" else after


def parameter_formula(stage: Stage) -> str:
    """Where the number of parameters comes from; the ``+ 1`` is the bias.

    Convolution: (height · width · channels in + 1) · channels out.  Dense: (in + 1) · out.
    """
    count = f"{stage.parameter_count:,}"
    if stage.kind == "convolution":
        height, width = stage.config["kernel_size"]
        channels, filters = stage.input_shape[-1], stage.output_shape[-1]
        return f"({height}·{width}·{channels} + 1) · {filters} = {count}"
    if stage.kind in ("dense", "outputs"):
        return f"({prod(stage.input_shape):,} + 1) · {stage.output_shape[0]} = {count}"
    return count


# The lines of the notes, with the layer's own settings in the braces.
_KERAS_LINES = {
    "picture": "layers.Input({shape})",
    "augmentation": 'keras.Sequential([{inner}], name="augmentation")',
    "rescaling": "layers.Rescaling(1.0 / {divisor})",
    "convolution": "layers.Conv2D({filters}, {kernel_size[0]}, "
    'padding="{padding}", activation="{activation}")',
    "pooling": "layers.MaxPooling2D()",
    "dropout": "layers.Dropout({rate})",
    "flatten": "layers.Flatten()",
    "dense": 'layers.Dense({units}, activation="{activation}")',
    "outputs": 'layers.Dense({units}, name="outputs")',
}


def keras_line(stage: Stage) -> str:
    """The line that makes this layer, as in the notes."""
    return _KERAS_LINES[stage.kind].format(
        **stage.config,
        shape=stage.output_shape,
        inner=", ".join(_augmentation_line(layer) for layer in stage.config.get("layers", ())),
        divisor=round(1 / stage.config.get("scale", 1)),
    )


def snippet(network: Network, stage: Stage, picture: str) -> str:
    """Plain Keras that prints the largest value of this stage for an embedded picture."""
    read = f"""import keras

model = keras.models.load_model("data/run/{network.model}")
picture = keras.utils.load_img("data/activations/{picture}.png")
x = keras.utils.img_to_array(picture)[None]  # (1, {", ".join(map(str, _input(network)))})
"""
    if stage.kind == "picture":
        return read + "print(x.max())"
    return (
        read
        + f"""stage = keras.Model(model.inputs, model.get_layer("{stage.name}").output)
y = stage([x], training=False)  # {_batch(stage.output_shape)}
print(float(keras.ops.max(y)))"""
    )


def receptive_fields(network: Network) -> dict[str, tuple[int, int, int]]:
    """For every stage with maps, which square of the picture one value sees, in pixels.

    ``(field, step, offset)``: the value in column x sees ``field`` columns from
    ``x · step − offset`` on, as far as they lie in the picture.  A layer of size k and stride s
    widens the field by (k − 1) · step and multiplies the step by s; ``same`` padding moves it
    back by ⌊(k − 1) / 2⌋ · step.  From Flatten on a value belongs to no place, and the stage is
    left out.

    Example:
        >>> from lib.stages.activations import load_network
        >>> fields = receptive_fields(load_network())
        >>> fields["conv2d"], fields["max_pooling2d"], fields["conv2d_1"]
        ((3, 1, 1), (4, 2, 1), (8, 2, 3))
    """
    field, step, offset = 1, 1, 0
    fields: dict[str, tuple[int, int, int]] = {}
    for stage in network.stages:
        if len(stage.output_shape) != 3:
            break
        size = stage.config.get("kernel_size", stage.config.get("pool_size", (1, 1)))[0]
        field += (size - 1) * step
        if stage.config.get("padding") == "same":
            offset += (size - 1) // 2 * step
        step *= stage.config.get("strides", (1, 1))[0]
        fields[stage.name] = field, step, offset
    return fields


def _augmentation_line(layer: dict[str, object]) -> str:
    if "mode" in layer:
        return f'layers.{layer["keras"]}("{layer["mode"]}")'
    factor = layer.get("factor", layer.get("height_factor"))
    if isinstance(factor, list):
        factor = factor[-1]
    return f"layers.{layer['keras']}({factor})"


def _input(network: Network) -> tuple[int, ...]:
    return network.stages[0].output_shape


def _batch(shape: tuple[int, ...]) -> str:
    return f"(1, {', '.join(map(str, shape))})"


def pooled_once_more(network: Network) -> tuple[int, dict[str, Any]]:
    """How many numbers Flatten would get if one more 2×2 pooling stood before it.

    Returns:
        The number, and what it comes from.

    Example:
        >>> from lib.stages.activations import load_network
        >>> pooled_once_more(load_network())[0]  # 6 · 6 · 64
        2304
    """
    stages = [stage for stage in network.stages if len(stage.output_shape) == 3]
    height, width, channels = stages[-1].output_shape
    facts = {"height": height // 2, "width": width // 2, "channels": channels}
    return prod(facts.values()), {**facts, "before": f"{prod(stages[-1].output_shape):,}"}
