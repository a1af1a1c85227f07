"""Activation functions: what happens to each number on its own between two layers.

Each is exact up to rounding and stable wherever floats reach: exponentials are only taken of
numbers that are not positive, so that nothing overflows.  NumPy has no error function, which
GELU needs; it is taken from Python's ``math``, value by value: about 10 ms for a picture of
280×320, exact to the last digits in both tails.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import BoolArray, FloatArray, as_floats

# The default of keras.activations.leaky_relu; the layer LeakyReLU has 0.3.
NEGATIVE_SLOPE = 0.2
# With these SELU keeps the mean 0 and the variance 1 from layer to layer (Klambauer and others,
# "Self-Normalizing Neural Networks", 2017).
_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772

_Pointwise = Callable[[ArrayLike], FloatArray]


@dataclass(frozen=True)
class Activation:
    """An activation function.

    Attributes:
        name: Key in :data:`ACTIVATIONS` and in ``keras.activations``.
        function: Of an array of any shape and range, to the same shape; float32 stays float32,
            all else becomes float64.
        derivative: Likewise; at a kink the value that TensorFlow takes.
        formula: In LaTeX, of ``x``.
        can_be_negative: Whether any output is below zero.
    """

    name: str
    function: _Pointwise
    derivative: _Pointwise
    formula: str
    can_be_negative: bool


def zero_share(maps: ArrayLike) -> float:
    """The share of cells that are exactly zero, from 0 to 1.

    Args:
        maps: Any shape and range, not empty.

    Example:
        >>> zero_share([[0.0, 1.0], [0.0, 0.0]])
        0.75
    """
    return float(np.mean(np.asarray(maps) == 0))


def dead_units(maps: ArrayLike) -> BoolArray:
    """Which channels are zero everywhere: after ReLU, units that no longer answer or learn.

    Args:
        maps: ``(…, C)``, any range: one map, or those of several pictures.  A unit is dead for
            certain only if no picture wakes it, so give many.

    Returns:
        ``(C,)``.

    Example:
        >>> dead_units([[[0.0, 1.0], [0.0, 0.0]]])
        array([ True, False])
    """
    array = np.asarray(maps)
    dead: BoolArray = np.all(array == 0, axis=tuple(range(array.ndim - 1)))
    return dead


def _sigmoid(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    small = np.exp(-np.abs(z))  # 0 to 1
    share: FloatArray = np.where(z >= 0, 1, small) / (1 + small)
    return share


def _sigmoid_slope(x: ArrayLike) -> FloatArray:
    # σ(x) · σ(−x), because 1 − σ(x) loses its digits where σ is nearly 1.
    return _sigmoid(x) * _sigmoid(-as_floats(x))


def _relu(x: ArrayLike) -> FloatArray:
    return np.maximum(as_floats(x), 0)


def _step(x: ArrayLike, below: float = 0) -> FloatArray:
    z = as_floats(x)
    return np.where(z > 0, 1, below).astype(z.dtype)


def leaky_relu(x: ArrayLike, slope: float = NEGATIVE_SLOPE) -> FloatArray:
    """ReLU that lets a share of what is below zero through: ``x`` above zero, else ``slope · x``.

    Args:
        x: Any shape and range.
        slope: Any number; 0 makes it ReLU.

    Returns:
        Of the same shape; float32 stays float32, all else becomes float64.

    Example:
        >>> leaky_relu([-2.0, 3.0], 0.3)
        array([-0.6,  3. ])
    """
    z = as_floats(x)
    return np.where(z > 0, z, z.dtype.type(slope) * z)


def _elu(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def _elu_slope(x: ArrayLike) -> FloatArray:
    slope: FloatArray = np.exp(np.minimum(as_floats(x), 0))
    return slope


def _selu(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    return z.dtype.type(_SELU_SCALE) * np.where(
        z > 0, z, z.dtype.type(_SELU_ALPHA) * np.expm1(np.minimum(z, 0))
    )


def _selu_slope(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    falling = z.dtype.type(_SELU_ALPHA) * np.exp(np.minimum(z, 0))
    return z.dtype.type(_SELU_SCALE) * np.where(z >= 0, z.dtype.type(1), falling)


def _normal_below(z: FloatArray) -> FloatArray:
    """Φ(z): the share of a normal distribution below z, ½ erfc(−z / √2)."""
    # erfc rather than 1 + erf: far to the left the latter is a difference of equal numbers.
    share = [0.5 * math.erfc(-value / math.sqrt(2)) for value in z.ravel().tolist()]
    return np.array(share, z.dtype).reshape(z.shape)


def _gelu(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    return z * _normal_below(z)


def _gelu_slope(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    density: FloatArray = np.exp(-z * z / 2) / z.dtype.type(math.sqrt(2 * math.pi))
    return _normal_below(z) + z * density


def _silu(x: ArrayLike) -> FloatArray:
    return as_floats(x) * _sigmoid(x)


def _silu_slope(x: ArrayLike) -> FloatArray:
    return _sigmoid(x) + as_floats(x) * _sigmoid_slope(x)


def _softplus(x: ArrayLike) -> FloatArray:
    z = as_floats(x)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def _tanh(x: ArrayLike) -> FloatArray:
    return np.tanh(as_floats(x))


def _tanh_slope(x: ArrayLike) -> FloatArray:
    # 4 σ(2x) σ(−2x): as above, 1 − tanh² would lose its digits.
    return 4 * _sigmoid_slope(2 * as_floats(x))


_LEAK = f"{NEGATIVE_SLOPE:g}"
ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        activation.name: activation
        for activation in (
            Activation("relu", _relu, _step, r"\max(0, x)", can_be_negative=False),
            Activation(
                "leaky_relu",
                leaky_relu,
                lambda x: _step(x, NEGATIVE_SLOPE),
                rf"\max(x, {_LEAK}\,x)",
                can_be_negative=True,
            ),
            Activation(
                "elu",
                _elu,
                _elu_slope,
                r"\begin{cases} x & x > 0 \\ e^x - 1 & x \le 0 \end{cases}",
                can_be_negative=True,
            ),
            Activation(
                "selu",
                _selu,
                _selu_slope,
                r"\begin{cases} \lambda x & x > 0 \\ \lambda\alpha\,(e^x - 1) & x \le 0 \end{cases}"
                r",\ \lambda \approx 1.051,\ \alpha \approx 1.673",
                can_be_negative=True,
            ),
            Activation(
                "gelu",
                _gelu,
                _gelu_slope,
                r"\tfrac{1}{2}\,x\left(1 + \operatorname{erf}\tfrac{x}{\sqrt 2}\right)",
                can_be_negative=True,
            ),
            Activation("silu", _silu, _silu_slope, r"\frac{x}{1 + e^{-x}}", can_be_negative=True),
            Activation("softplus", _softplus, _sigmoid, r"\ln(1 + e^x)", can_be_negative=False),
            Activation(
                "sigmoid",
                _sigmoid,
                _sigmoid_slope,
                r"\frac{1}{1 + e^{-x}}",
                can_be_negative=False,
            ),
            Activation(
                "tanh",
                _tanh,
                _tanh_slope,
                r"\frac{e^x - e^{-x}}{e^x + e^{-x}}",
                can_be_negative=True,
            ),
        )
    }
)
