"""The layers that a network here can be made of, named and set as in Keras.

All are frozen and checked when they are made, so whoever holds one holds a layer that Keras can
make, too.  Whether it fits what comes before is another question: :mod:`lib.architecture.analysis`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import ClassVar, TypeAlias

from lib.architecture.settings import checked
from lib.errors import ArchitectureError

Sides: TypeAlias = "tuple[int, int]"  # down and to the right; one number given stands for both


@dataclass(frozen=True)
class Layer:
    """What all layers share.

    Attributes:
        word: Its name in texts and addresses.
        kind: Its colour, as in :data:`lib.figures.theme.LAYER_KINDS`.

    Raises:
        ArchitectureError: A setting is out of range (``layer.out_of_range``) or not among what is
            allowed (``layer.not_allowed``).
    """

    word: ClassVar[str]
    kind: ClassVar[str]

    def __post_init__(self) -> None:
        """Check every setting and bring it into one form."""
        for each in fields(self):
            value = checked(self.name, each.name, getattr(self, each.name))
            object.__setattr__(self, each.name, value)

    @property
    def name(self) -> str:
        """Its name in Keras."""
        return type(self).__name__


@dataclass(frozen=True)
class _Convolution(Layer):
    """What the three convolutions share.

    Raises:
        ArchitectureError: Besides, ``layer.stride_and_dilation``: Keras knows no layer that skips
            cells in both ways.
    """

    kind: ClassVar[str] = "convolution"
    window: Sides = field(default=(3, 3), kw_only=True)
    stride: Sides = field(default=(1, 1), kw_only=True)
    dilation: Sides = field(default=(1, 1), kw_only=True)
    padding: str = field(default="valid", kw_only=True)
    activation: str = field(default="linear", kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        """Check the settings, each by itself and together."""
        super().__post_init__()
        if max(self.stride) > 1 and max(self.dilation) > 1:
            raise ArchitectureError("layer.stride_and_dilation", layer=self.name)


@dataclass(frozen=True)
class Conv2D(_Convolution):
    """``filters`` kernels over all channels at once.

    Example:
        >>> Conv2D(16, window=3, padding="same").window
        (3, 3)
    """

    word: ClassVar[str] = "conv"
    filters: int


@dataclass(frozen=True)
class DepthwiseConv2D(_Convolution):
    """``multiplier`` kernels for every channel by itself.

    Raises:
        ArchitectureError: Besides, ``layer.unequal_strides``: TensorFlow cannot compute it.
    """

    word: ClassVar[str] = "depthwise"
    multiplier: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        """Check the settings, each by itself and together."""
        super().__post_init__()
        if self.stride[0] != self.stride[1]:
            raise ArchitectureError("layer.unequal_strides", layer=self.name)


@dataclass(frozen=True)
class SeparableConv2D(DepthwiseConv2D):
    """A depthwise convolution without bias, then ``filters`` kernels of 1×1 with one."""

    word: ClassVar[str] = "separable"
    filters: int


@dataclass(frozen=True)
class _Pooling(Layer):
    """What the two poolings share.

    ``stride`` is as large as the window where None is given.
    """

    kind: ClassVar[str] = "pooling"
    window: Sides = (2, 2)
    stride: Sides | None = field(default=None, kw_only=True)
    padding: str = field(default="valid", kw_only=True)

    def __post_init__(self) -> None:
        """Check the settings, the stride made equal to the window where none was given."""
        if self.stride is None:
            object.__setattr__(self, "stride", self.window)
        super().__post_init__()

    @property
    def steps(self) -> Sides:
        """The stride, which is set once the layer is made."""
        return self.window if self.stride is None else self.stride


@dataclass(frozen=True)
class MaxPooling2D(_Pooling):
    """The largest value in the window."""

    word: ClassVar[str] = "maxpool"


@dataclass(frozen=True)
class AveragePooling2D(_Pooling):
    """The mean of the window."""

    word: ClassVar[str] = "avgpool"


@dataclass(frozen=True)
class GlobalAveragePooling2D(Layer):
    """The mean of every channel."""

    word: ClassVar[str] = "globalaverage"
    kind: ClassVar[str] = "pooling"


@dataclass(frozen=True)
class BatchNormalization(Layer):
    """Every channel by its mean and its spread in the batch, then scaled and shifted."""

    word: ClassVar[str] = "batchnorm"
    kind: ClassVar[str] = "rescaling"


@dataclass(frozen=True)
class Dropout(Layer):
    """In training, a share ``rate`` of the values set to zero."""

    word: ClassVar[str] = "dropout"
    kind: ClassVar[str] = "dropout"
    rate: float = 0.2


@dataclass(frozen=True)
class Flatten(Layer):
    """All cells of all channels in one row."""

    word: ClassVar[str] = "flatten"
    kind: ClassVar[str] = "flatten"


@dataclass(frozen=True)
class Dense(Layer):
    """``units`` sums over all inputs."""

    word: ClassVar[str] = "dense"
    kind: ClassVar[str] = "dense"
    units: int
    activation: str = field(default="linear", kw_only=True)
    bias: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class Outputs(Layer):
    """A dense layer with as many units as the data has classes; in Keras, ``Dense``."""

    word: ClassVar[str] = "outputs"
    kind: ClassVar[str] = "outputs"
    activation: str = field(default="linear", kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    @property
    def name(self) -> str:
        """Its name in Keras."""
        return "Dense"


@dataclass(frozen=True)
class Activation(Layer):
    """A function of every value; softmax, of the values along the last axis."""

    word: ClassVar[str] = "activation"
    kind: ClassVar[str] = "flatten"
    activation: str = "relu"


@dataclass(frozen=True)
class Rescaling(Layer):
    """``value / divisor + offset``."""

    word: ClassVar[str] = "rescaling"
    kind: ClassVar[str] = "rescaling"
    divisor: float = 255.0
    offset: float = field(default=0.0, kw_only=True)


KINDS: tuple[type[Layer], ...] = (
    Conv2D, DepthwiseConv2D, SeparableConv2D, MaxPooling2D, AveragePooling2D,
    GlobalAveragePooling2D, BatchNormalization, Activation, Dropout, Flatten, Dense, Outputs,
    Rescaling,
)  # fmt: skip
WORDS: Mapping[str, type[Layer]] = MappingProxyType({kind.word: kind for kind in KINDS})
