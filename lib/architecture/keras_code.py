"""A network as Keras code."""

from __future__ import annotations

from lib.architecture.layers import (
    Activation,
    AveragePooling2D,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Layer,
    MaxPooling2D,
    Outputs,
    Rescaling,
    SeparableConv2D,
)
from lib.architecture.network import Network


def model_code(network: Network, input_shape: tuple[int, int, int], *, classes: int) -> str:
    """Code that builds the network as ``model``; runs by itself.

    Args:
        network: Its layers.
        input_shape: ``(H, W, C)``.
        classes: Units of :class:`~lib.architecture.layers.Outputs`.

    Example:
        >>> from lib.architecture.layers import Flatten
        >>> print(model_code(Network((Flatten(), Outputs())), (8, 8, 3), classes=5))
        import keras
        from keras import layers
        <BLANKLINE>
        model = keras.Sequential(
            [
                layers.Input((8, 8, 3)),
                layers.Flatten(),
                layers.Dense(5, name="outputs"),
            ]
        )
        <BLANKLINE>
    """
    inside = [f"layers.Input({input_shape})", *layer_lines(network, classes=str(classes))]
    listed = "".join(f"        {line},\n" for line in inside)
    return (
        "import keras\nfrom keras import layers\n\n"
        f"model = keras.Sequential(\n    [\n{listed}    ]\n)\n"
    )


def layer_lines(network: Network, *, classes: str) -> list[str]:
    """The call that makes each layer.

    Args:
        network: Its layers.
        classes: Code for how many classes there are.

    Example:
        >>> layer_lines(Network((Conv2D(8, padding="same"), MaxPooling2D())), classes="5")
        ['layers.Conv2D(8, 3, padding="same")', 'layers.MaxPooling2D()']
    """
    # Two layers of a model cannot share a name.
    last = max(
        (i for i, layer in enumerate(network.layers) if isinstance(layer, Outputs)), default=-1
    )
    return [_call(layer, classes, named=i == last) for i, layer in enumerate(network.layers)]


def _call(layer: Layer, classes: str, *, named: bool) -> str:
    arguments: list[str] = []
    match layer:
        case Conv2D() | SeparableConv2D():
            arguments = [str(layer.filters), _sides(layer.window)]
        case DepthwiseConv2D():
            arguments = [_sides(layer.window)]
        case AveragePooling2D():  # the only one that must be told its window
            arguments = [_sides(layer.window)]
        case MaxPooling2D() if layer.window != (2, 2):
            arguments = [_sides(layer.window)]
        case Dense():
            arguments = [str(layer.units)]
        case Outputs():
            arguments = [classes]
        case Dropout():
            arguments = [f"{layer.rate:g}"]
        case Activation():
            return f'layers.Activation("{layer.activation}")'
        case Rescaling():
            arguments = [f"1.0 / {_decimal(layer.divisor)}"]
            arguments += [f"offset={_decimal(layer.offset)}"] if layer.offset else []
    arguments += _named(layer)
    arguments += ['name="outputs"'] if named else []
    return f"layers.{layer.name}({', '.join(arguments)})"


def _named(layer: Layer) -> list[str]:
    """Settings that differ from Keras' defaults, by name."""
    found = []
    if isinstance(layer, Conv2D | DepthwiseConv2D):
        found += [f"strides={_sides(layer.stride)}"] if layer.stride != (1, 1) else []
        found += [f"dilation_rate={_sides(layer.dilation)}"] if layer.dilation != (1, 1) else []
    if isinstance(layer, DepthwiseConv2D) and layer.multiplier != 1:
        found.append(f"depth_multiplier={layer.multiplier}")
    if isinstance(layer, MaxPooling2D | AveragePooling2D) and layer.steps != layer.window:
        found.append(f"strides={_sides(layer.steps)}")
    if getattr(layer, "padding", "valid") != "valid":
        found.append('padding="same"')
    if getattr(layer, "activation", "linear") != "linear":
        found.append(f'activation="{layer.activation}"')  # type: ignore[attr-defined]
    if not getattr(layer, "bias", True):
        found.append("use_bias=False")
    return found


def _sides(sides: tuple[int, int]) -> str:
    return str(sides[0]) if sides[0] == sides[1] else str(sides)


def _decimal(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
