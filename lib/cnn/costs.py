"""What computing something costs: parameters, operations, memory, counted and not measured.

A count is kept as the product it comes from, so that a page can show ``280 · 319 · (2 + 1)``
beside ``267,960`` and the two cannot disagree.  A sum of m products takes m multiplications and
m − 1 additions: that is how the study notes count, and how everything here is counted.  A
multiply-add is one product added to a running sum; biases are not counted among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from lib.cnn.arrays import is_count
from lib.errors import ShapeError

Factor: TypeAlias = "int | tuple[int | Count, ...]"
Shape: TypeAlias = tuple[int, ...]

VALUE_BYTES = 4  # float32, in which Keras keeps parameters and activations
SPARSE_VALUE_BYTES = 8  # as lib.cnn.matrices keeps an entry: a float64
SPARSE_INDEX_BYTES = 4  # and where it stands, an int32


@dataclass(frozen=True)
class Count:
    """A number and the product that it is.

    Attributes:
        factors: Each a number, or a sum in parentheses; its terms are numbers or products.

    Example:
        >>> count = Count((280, 319, (2, 1)))
        >>> count.formula, count.value
        ('280 · 319 · (2 + 1)', 267960)
        >>> Count(((Count((3, 3, 3)), 1), 16)).formula
        '(3 · 3 · 3 + 1) · 16'
        >>> Count(((Count((3, 3)), 16),)).formula  # a sum alone needs no parentheses
        '3 · 3 + 16'
    """

    factors: tuple[Factor, ...]

    @property
    def value(self) -> int:
        """The product."""
        return prod(
            factor if isinstance(factor, int) else sum(map(_term_value, factor))
            for factor in self.factors
        )

    @property
    def formula(self) -> str:
        """The product as it is written, with thousands apart."""
        if len(self.factors) == 1 and isinstance(self.factors[0], tuple):
            return " + ".join(map(_term_text, self.factors[0]))
        return " · ".join(
            f"{factor:,}" if isinstance(factor, int) else f"({' + '.join(map(_term_text, factor))})"
            for factor in self.factors
        )


@dataclass(frozen=True)
class Connections:
    """What it takes to connect m inputs to n outputs, in three ways.

    Attributes:
        dense_parameters: m · n, every input to every output.
        sparse_parameters: k · n, only k inputs to an output, each with a weight of its own.
        shared_parameters: k, the same k weights for every output: a convolution.
        dense_multiplications: m · n.
        sparse_multiplications: k · n, shared or not.
    """

    dense_parameters: Count
    sparse_parameters: Count
    shared_parameters: Count
    dense_multiplications: Count
    sparse_multiplications: Count


def connections(inputs: int, outputs: int, fan_in: int) -> Connections:
    """Count the connections of a layer: dense, sparse, and sparse with shared weights.

    Args:
        inputs: m, at least 1.
        outputs: n, at least 1.
        fan_in: k, inputs that each output sees, 1 to m.

    Raises:
        ShapeError: ``shape.size``; ``shape.fan_in``: more than there are inputs.

    References:
        I. Goodfellow, Y. Bengio, A. Courville: Deep Learning, section 9.2.

    Example:
        >>> found = connections(89600, 89320, 2)
        >>> found.dense_parameters.value, found.sparse_parameters.value
        (8003072000, 178640)
    """
    check_sizes(inputs, outputs, fan_in)
    if fan_in > inputs:
        raise ShapeError("shape.fan_in", got=fan_in, inputs=inputs)
    return Connections(
        dense_parameters=Count((inputs, outputs)),
        sparse_parameters=Count((fan_in, outputs)),
        shared_parameters=Count((fan_in,)),
        dense_multiplications=Count((inputs, outputs)),
        sparse_multiplications=Count((fan_in, outputs)),
    )


def convolution_operations(output_shape: Shape, kernel_cells: int) -> Count:
    """Multiplications and additions of a convolution: ``outputs · (k + (k − 1))``.

    Also those of its sparse matrix, which holds the same k entries a row.

    Args:
        output_shape: ``(H', W')`` or ``(H', W', F)``.
        kernel_cells: k, cells of one filter over all channels.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> convolution_operations((280, 319), 2).value  # as in the notes
        267960
    """
    check_sizes(*output_shape, kernel_cells)
    return Count((*output_shape, (kernel_cells, kernel_cells - 1)))


def row_matrix_operations(input_shape: Shape, output_width: int) -> Count:
    """The matrix multiplication of the notes: ``H · (W + (W − 1)) · W'``.

    A kernel of one row never mixes the rows of a picture.  So each of the H rows, W numbers,
    can be multiplied by one and the same W × W' matrix: W' sums of W products a row.  For
    280×320 to 280×319 that is ``280 · (320 + 319) · 319``.  The matrix is shared by all rows;
    a dense matrix for the whole picture is far larger still (:func:`matrix_operations`).

    Args:
        input_shape: ``(H, W)``.
        output_width: W'.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> count = row_matrix_operations((280, 320), 319)
        >>> count.formula, count.value
        ('280 · (320 + 319) · 319', 57075480)
    """
    height, width = input_shape
    check_sizes(height, width, output_width)
    return Count((height, (width, width - 1), output_width))


def matrix_entries(input_shape: Shape, output_shape: Shape) -> Count:
    """Entries of the dense matrix from every input cell to every output cell.

    Args:
        input_shape: ``(H, W)`` or ``(H, W, C)``.
        output_shape: ``(H', W')`` or ``(H', W', F)``.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> matrix_entries((280, 320), (280, 319)).value
        8003072000
    """
    check_sizes(*input_shape, *output_shape)
    return Count((*input_shape, *output_shape))


def matrix_operations(input_shape: Shape, output_shape: Shape) -> Count:
    """Multiplications and additions of that dense matrix: ``outputs · (m + (m − 1))``.

    About two an entry.

    Args:
        input_shape: ``(H, W)`` or ``(H, W, C)``; m is the product.
        output_shape: ``(H', W')`` or ``(H', W', F)``.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> matrix_operations((280, 320), (280, 319)).value  # over 16 billion
        16006054680
    """
    check_sizes(*input_shape, *output_shape)
    inputs = prod(input_shape)
    return Count((*output_shape, (inputs, inputs - 1)))


def sparse_entries(output_shape: Shape, kernel_cells: int) -> Count:
    """Entries of the sparse matrix: k for every output cell.

    Args:
        output_shape: ``(H', W')`` or ``(H', W', F)``.
        kernel_cells: k, cells of one filter over all channels.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> sparse_entries((280, 319), 2).value
        178640
    """
    check_sizes(*output_shape, kernel_cells)
    return Count((*output_shape, kernel_cells))


def sparse_bytes(output_shape: Shape, kernel_cells: int) -> Count:
    """Memory of the sparse matrix in bytes, with the column of every entry beside its value.

    As :class:`~lib.cnn.matrices.SparseConvolution` keeps it.

    Args:
        output_shape: ``(H', W')`` or ``(H', W', F)``.
        kernel_cells: k, cells of one filter over all channels.

    Raises:
        ShapeError: ``shape.size``.

    Example:
        >>> sparse_bytes((280, 319), 2).formula
        '280 · 319 · 2 · (8 + 4)'
    """
    entries = sparse_entries(output_shape, kernel_cells)
    return Count((*entries.factors, (SPARSE_VALUE_BYTES, SPARSE_INDEX_BYTES)))


def check_sizes(*sizes: int) -> None:
    """Nothing, when every size is a whole number of at least 1.

    Raises:
        ShapeError: ``shape.size``, with the first that is not.

    Example:
        >>> check_sizes(280, 320)
    """
    for size in sizes:
        if not is_count(size):
            raise ShapeError("shape.size", got=size)


def _term_value(term: int | Count) -> int:
    return term if isinstance(term, int) else term.value


def _term_text(term: int | Count) -> str:
    return f"{term:,}" if isinstance(term, int) else term.formula
