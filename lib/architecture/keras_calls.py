"""Which Keras layers are understood, what their arguments are called, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from lib.architecture.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Outputs,
    Rescaling,
    SeparableConv2D,
)
from lib.architecture.settings import ACTIVATIONS
from lib.errors import ArchitectureError

Arguments: TypeAlias = "dict[str, Any]"


class Unknown:
    """A value that the code takes from elsewhere, such as ``len(class_names)``."""

    def __str__(self) -> str:
        return "?"


# Names by place, as in Keras; those after them may be given by name only, as there.
_PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Conv2D": (
            "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate",
            "groups", "activation", "use_bias",
        ),
        "DepthwiseConv2D": (
            "kernel_size", "strides", "padding", "depth_multiplier", "data_format",
            "dilation_rate", "activation", "use_bias",
        ),
        "SeparableConv2D": (
            "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate",
            "depth_multiplier", "activation", "use_bias",
        ),
        "MaxPooling2D": ("pool_size", "strides", "padding", "data_format"),
        "AveragePooling2D": ("pool_size", "strides", "padding", "data_format"),
        "GlobalAveragePooling2D": ("data_format", "keepdims"),
        "BatchNormalization": ("axis", "momentum", "epsilon", "center", "scale"),
        "Dropout": ("rate", "noise_shape", "seed"),
        "Flatten": ("data_format",),
        "Dense": ("units", "activation", "use_bias"),
        "Activation": ("activation",),
        "ReLU": (), "ELU": (), "Softmax": ("axis",), "LeakyReLU": ("negative_slope",),
        "Rescaling": ("scale", "offset"),
    }
)  # fmt: skip
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "Convolution2D": "Conv2D", "SeparableConvolution2D": "SeparableConv2D",
        "MaxPool2D": "MaxPooling2D", "AvgPool2D": "AveragePooling2D",
        "GlobalAvgPool2D": "GlobalAveragePooling2D",
    }
)  # fmt: skip
# Change no shape and hold no weights, and do nothing outside of training.
AUGMENTATION = (
    "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast",
    "RandomBrightness",
)  # fmt: skip
LAYERS: tuple[str, ...] = (*_PLACES, *ALIASES)

# Say how weights begin or are held back, or what a layer is called: nothing that is counted here.
_ENDINGS = ("_initializer", "_regularizer", "_constraint")
_OF_NO_ACCOUNT = ("name", "dtype", "trainable", "input_shape", "seed", "momentum", "epsilon",
                  "noise_shape", "batch_size")  # fmt: skip
ACTIVATION_SLOPE, _LAYER_SLOPE = 0.2, 0.3  # Keras' defaults of leaky_relu and of LeakyReLU
# What must be as by default, or the numbers would differ from those counted here.
_FIXED: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "data_format": (None, "channels_last"),
        "groups": (1,),
        "keepdims": (False,),
        "axis": (-1, 3),
        "center": (True,),
        "scale": (True,),
    }
)


def make_layer(name: str, places: list[Any], named: Arguments) -> Layer:
    """The layer that a call makes.

    Args:
        name: Of the class, one of :data:`LAYERS`.
        places: Arguments by place.
        named: Arguments by name.

    Raises:
        ArchitectureError: ``code.places`` (too many), ``code.argument`` (of no meaning here),
            ``code.missing``, ``code.fixed`` (not the default), ``code.slope``,
            ``code.rescaling_zero``, or as the layer itself refuses.

    Example:
        >>> make_layer("MaxPool2D", [3], {"strides": 2})
        MaxPooling2D(window=(3, 3), stride=(2, 2), padding='valid')
    """
    name = ALIASES.get(name, name)
    order = _PLACES[name]
    if len(places) > len(order):
        raise ArchitectureError("code.places", layer=name, got=len(places), limit=len(order))
    given: Arguments = dict(zip(order, places, strict=False)) | named
    for argument in list(given):
        fixed = _FIXED.get(argument) if (name, argument) != ("Rescaling", "scale") else None
        if fixed is not None:
            if given.pop(argument) not in fixed:
                raise ArchitectureError("code.fixed", layer=name, argument=argument)
        elif argument in _OF_NO_ACCOUNT or argument.endswith(_ENDINGS):
            del given[argument]
        elif argument not in order:
            raise ArchitectureError("code.argument", layer=name, argument=argument[:40])
    try:
        return _MAKERS[name](given)
    except KeyError as missing:
        raise ArchitectureError("code.missing", layer=name, argument=missing.args[0]) from missing


def _activation(value: Any) -> str:
    if value is None:
        return "linear"
    text = str(value).lower()
    return text if text in ACTIVATIONS else {"swish": "silu"}.get(text, str(value))


def _windowed(given: Arguments, window: str) -> Arguments:
    found: Arguments = {"padding": str(given.get("padding", "valid")).lower()}
    if window in given:
        found["window"] = given[window]
    if given.get("strides") is not None:
        found["stride"] = given["strides"]
    return found


def _convolution(given: Arguments) -> Arguments:
    return {
        **_windowed({"kernel_size": given["kernel_size"], **given}, "kernel_size"),
        "dilation": given.get("dilation_rate", 1),
        "activation": _activation(given.get("activation")),
        "bias": given.get("use_bias", True),
    }


def _depthwise(given: Arguments) -> Arguments:
    return {**_convolution(given), "multiplier": given.get("depth_multiplier", 1)}


def _dense(given: Arguments) -> Layer:
    settings = {
        "activation": _activation(given.get("activation")),
        "bias": given.get("use_bias", True),
    }
    units = given["units"]
    return Outputs(**settings) if isinstance(units, Unknown) else Dense(units, **settings)


def _leaky(given: Arguments) -> Layer:
    # The activation of this name has another slope than the layer has by default.
    slope = given.get("negative_slope", _LAYER_SLOPE)
    if slope != ACTIVATION_SLOPE:
        raise ArchitectureError("code.slope", got=str(slope)[:20], slope=ACTIVATION_SLOPE)
    return Activation("leaky_relu")


def _rescaling(given: Arguments) -> Layer:
    scale = given["scale"]
    if isinstance(scale, int | float) and scale == 0:
        raise ArchitectureError("code.rescaling_zero")
    divisor = 1 / scale if isinstance(scale, int | float) else scale
    return Rescaling(divisor, offset=given.get("offset", 0.0))


_MAKERS: Mapping[str, Callable[[Arguments], Layer]] = MappingProxyType(
    {
        "Conv2D": lambda given: Conv2D(given["filters"], **_convolution(given)),
        "DepthwiseConv2D": lambda given: DepthwiseConv2D(**_depthwise(given)),
        "SeparableConv2D": lambda given: SeparableConv2D(given["filters"], **_depthwise(given)),
        "MaxPooling2D": lambda given: MaxPooling2D(**_windowed(given, "pool_size")),
        "AveragePooling2D": lambda given: AveragePooling2D(
            **_windowed({"pool_size": given["pool_size"], **given}, "pool_size")
        ),
        "GlobalAveragePooling2D": lambda _: GlobalAveragePooling2D(),
        "BatchNormalization": lambda _: BatchNormalization(),
        "Dropout": lambda given: Dropout(given["rate"]),
        "Flatten": lambda _: Flatten(),
        "Dense": _dense,
        "Activation": lambda given: Activation(_activation(given["activation"])),
        "ReLU": lambda _: Activation("relu"),
        "ELU": lambda _: Activation("elu"),
        "Softmax": lambda _: Activation("softmax"),
        "LeakyReLU": _leaky,
        "Rescaling": _rescaling,
    }
)
