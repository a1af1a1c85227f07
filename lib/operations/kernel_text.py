"""A kernel as a line of text, for the address: ``-1,1`` or ``1,0,-1;2,0,-2;1,0,-1``.

Columns are separated by commas, rows by semicolons; a cell is a whole number, a decimal number or
a fraction such as ``1/9``.  Instead of cells the name of a preset may stand there: ``sobel_x``.
Writing and reading back gives the same numbers to the last bit, because the lens in the browser
recognises by them the kernel that it sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.kernel_cells import check_kernel
from lib.cnn.kernels import PRESETS

_LARGEST_DENOMINATOR = 400  # a mean of 7×7, a binomial of 5×5: what people divide kernels by
_LONGEST_DECIMAL = 8  # characters; 0.25 reads better than 1/4, 1/9 better than seventeen digits
_LONGEST_GOT = 40  # characters of a bad cell that a message repeats


@dataclass(frozen=True)
class WrittenKernel:
    """A kernel and where it comes from.

    Attributes:
        cells: ``(kh, kw)`` float64.
        preset: The preset that made it; None for cells of the visitor's own.
    """

    cells: FloatArray = field(compare=False)
    preset: str | None


def read_kernel(text: str, parameters: Mapping[str, float] | None = None) -> WrittenKernel:
    """The kernel that a text stands for.

    Args:
        text: A preset's name, or cells.
        parameters: Those of the preset that differ from its defaults; others are ignored.

    Raises:
        KernelError: As :func:`lib.cnn.kernel_cells.check_kernel`.
        NumberError: ``number.out_of_range``: a parameter.

    Example:
        >>> read_kernel("-1, 1/2; 0, 3").cells
        array([[-1. ,  0.5],
               [ 0. ,  3. ]])
        >>> read_kernel("difference_x").preset
        'difference_x'
    """
    name = text.strip()
    if name in PRESETS:
        preset = PRESETS[name]
        known = {parameter.name for parameter in preset.parameters}
        chosen = {key: value for key, value in (parameters or {}).items() if key in known}
        return WrittenKernel(preset.make(**chosen), name)
    rows = [[_cell(cell) for cell in row.split(",")] for row in name.split(";")] if name else []
    return WrittenKernel(check_kernel(rows), None)


def write_kernel(kernel: FloatArray) -> str:
    """The cells of a kernel as text, each in the shortest form that reads back as the same number.

    Args:
        kernel: ``(kh, kw)``, finite.

    Example:
        >>> write_kernel(np.array([[-1.0, 1.0], [0.25, 1 / 9]]))
        '-1,1;0.25,1/9'
    """
    return ";".join(",".join(map(_written, row)) for row in np.asarray(kernel, np.float64).tolist())


def _cell(text: str) -> object:
    """A number where the text is one; else the text, for the message that says so."""
    text = text.strip().replace("−", "-")
    numerator, slash, denominator = text.partition("/")
    try:
        return float(numerator) / float(denominator) if slash else float(text)
    except (ValueError, ZeroDivisionError):
        return text[:_LONGEST_GOT]


def _written(value: float) -> str:
    if value == 0:
        return "0"  # also of −0
    if value == int(value):
        return str(int(value))
    decimal = repr(value)
    if len(decimal) <= _LONGEST_DECIMAL:
        return decimal
    fraction = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    exact = fraction.numerator / fraction.denominator == value
    short = f"{fraction.numerator}/{fraction.denominator}"
    return short if exact else decimal
