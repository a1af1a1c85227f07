"""What the other modules take for a map: a grid of numbers, with or without channels.

A single map is ``(H, W)``; several channels of it are ``(H, W, C)``, channels last, as in
TensorFlow.  Numbers are computed in float64; only a float32 array stays float32, for pictures
where speed counts and because Keras computes so.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lib.errors import NumberError, ShapeError

FloatArray: TypeAlias = NDArray[np.floating[Any]]
IntArray: TypeAlias = NDArray[np.intp]
BoolArray: TypeAlias = NDArray[np.bool_]


def as_floats(values: ArrayLike) -> FloatArray:
    """The values as an array of floats: float32 stays float32, all else becomes float64.

    Example:
        >>> as_floats([1, 2]).dtype, as_floats(np.float32([1, 2])).dtype
        (dtype('float64'), dtype('float32'))
    """
    array = np.asarray(values)
    return array if array.dtype == np.float32 else array.astype(np.float64, copy=False)


def as_map(values: ArrayLike) -> FloatArray:
    """The values as a map ``(H, W)`` or ``(H, W, C)`` of floats, none of its sides empty.

    Raises:
        ShapeError: ``shape.map``: another number of dimensions, or an empty side.

    Example:
        >>> as_map([[1, 2, 3]]).shape
        (1, 3)
    """
    array = as_floats(values)
    if array.ndim not in (2, 3) or array.size == 0:
        raise ShapeError("shape.map", got=shape_text(array.shape))
    return array


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as it is written in a message.

    Example:
        >>> shape_text((280, 320, 3)), shape_text(())
        ('280×320×3', '()')
    """
    return "×".join(str(length) for length in shape) or "()"


def is_count(value: object) -> bool:
    """Whether ``value`` is a whole number of at least one; a truth value is none.

    Example:
        >>> is_count(3), is_count(np.int64(3)), is_count(0), is_count(1.0), is_count(True)
        (True, True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        return False
    return int(value) >= 1


def check_number(field: str, value: float, minimum: float, maximum: float) -> float:
    """``value`` when ``minimum <= value <= maximum``.

    Args:
        field: Name of the number; the content files hold its words under ``field.``.
        value: Any number; NaN is outside every range.
        minimum: The least value allowed.
        maximum: The greatest value allowed.

    Raises:
        NumberError: ``number.out_of_range``.

    Example:
        >>> check_number("dropout", 0.2, 0, 1)
        0.2
    """
    if not minimum <= value <= maximum:
        raise NumberError(
            "number.out_of_range", field=field, value=value, minimum=minimum, maximum=maximum
        )
    return value
