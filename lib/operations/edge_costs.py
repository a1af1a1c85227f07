"""One convolution, four ways to compute it, counted: what makes the kernel so cheap.

The study notes subtract from each pixel of a 280×320 picture its left neighbour, which leaves
280×319, and compare the sliding kernel with a matrix.  Here the same is counted for any picture,
kernel, stride and border; every count keeps the product that it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

from lib.cnn.costs import (
    Count,
    convolution_operations,
    matrix_entries,
    matrix_operations,
    row_matrix_operations,
    sparse_bytes,
    sparse_entries,
)
from lib.cnn.matrices import MATRIX_LIMIT
from lib.cnn.windows import Padding, window_rules

BORDERS = ("none", "zero", "reflect", "edge", "wrap")
METHODS = ("convolution", "rows", "sparse", "dense")
MATRIX_VALUE_BYTES = 8  # entries of a matrix are float64 here


@dataclass(frozen=True)
class Setting:
    """How a kernel is laid on a picture.

    Attributes:
        input_shape: ``(H, W)``.
        kernel_shape: ``(kh, kw)``.
        stride: Cells from one window to the next, down and to the right.
        border: One of :data:`BORDERS`; ``"none"`` keeps windows inside the picture, the others
            surround it with cells of that kind so that no output is lost.
    """

    input_shape: tuple[int, int]
    kernel_shape: tuple[int, int]
    stride: int = 1
    border: str = "none"

    @property
    def padding(self) -> Padding:
        """``"valid"`` or ``"same"``, as Keras calls it."""
        return "valid" if self.border == "none" else "same"

    @property
    def border_kind(self) -> str:
        """What lies beyond the edge, as :mod:`lib.cnn.borders` calls it."""
        return "zero" if self.border == "none" else self.border

    @property
    def output_shape(self) -> tuple[int, int]:
        """``(H', W')``.

        Raises:
            ShapeError: Those of :func:`lib.cnn.windows.window_rules`.
        """
        rows, columns = window_rules(
            self.input_shape, self.kernel_shape, stride=self.stride, padding=self.padding
        )
        return rows.output_size, columns.output_size


@dataclass(frozen=True)
class MethodCost:
    """What one way of computing costs.

    Attributes:
        name: One of :data:`METHODS`.
        operations: Multiplications and additions.
        entries: Numbers that the method keeps of the kernel or the matrix.
        bytes: Memory of those numbers; None for the kernel itself, where it hardly matters.
    """

    name: str
    operations: Count
    entries: Count
    bytes: Count | None

    @property
    def fits(self) -> bool:
        """Whether it is small enough to be built and run here."""
        return self.entries.value <= MATRIX_LIMIT


@dataclass(frozen=True)
class EdgeCosts:
    """The four ways, in the order of :data:`METHODS`.

    Attributes:
        output_shape: ``(H', W')``.
        methods: Their costs.
    """

    output_shape: tuple[int, int]
    methods: tuple[MethodCost, ...]

    def __getitem__(self, name: str) -> MethodCost:
        """The cost of a method by its name."""
        return self.methods[METHODS.index(name)]


def edge_costs(setting: Setting) -> EdgeCosts:
    """Count the four ways.

    ``rows`` is the matrix multiplication of the notes.  A kernel of one row never mixes the rows
    of a picture, so each row of W numbers is multiplied by the same W × W' matrix.  A kernel of
    kh rows needs kh rows of the picture for one row of the output: kh·W numbers, a matrix of
    kh·W × W'.

    Args:
        setting: Picture, kernel, stride, border.

    Raises:
        ShapeError: Those of :func:`lib.cnn.windows.window_rules`.

    Example:
        >>> costs = edge_costs(Setting((280, 320), (1, 2)))
        >>> [costs[name].operations.value for name in METHODS]
        [267960, 57075480, 267960, 16006054680]
        >>> costs["rows"].operations.formula
        '280 · (320 + 319) · 319'
    """
    output = setting.output_shape
    kernel_rows, kernel_columns = setting.kernel_shape
    cells = kernel_rows * kernel_columns
    seen = kernel_rows * setting.input_shape[1]  # numbers that a row of the output is made of
    whole = matrix_entries(setting.input_shape, output)
    rows = Count((seen, output[1]))
    sliding = convolution_operations(output, cells)
    return EdgeCosts(
        output,
        (
            MethodCost("convolution", sliding, Count((kernel_rows, kernel_columns)), None),
            MethodCost(
                "rows",
                row_matrix_operations((output[0], seen), output[1]),
                rows,
                Count((*rows.factors, MATRIX_VALUE_BYTES)),
            ),
            MethodCost(
                "sparse", sliding, sparse_entries(output, cells), sparse_bytes(output, cells)
            ),
            MethodCost(
                "dense",
                matrix_operations(setting.input_shape, output),
                whole,
                Count((*whole.factors, MATRIX_VALUE_BYTES)),
            ),
        ),
    )


def growth_of_dense(setting: Setting) -> int:
    """How many times as many entries the dense matrix has when both sides double, rounded.

    Example:
        >>> growth_of_dense(Setting((280, 320), (1, 2)))
        16
    """
    height, width = setting.input_shape
    doubled = Setting((2 * height, 2 * width), setting.kernel_shape, setting.stride, setting.border)
    now, then = edge_costs(setting)["dense"], edge_costs(doubled)["dense"]
    return round(then.entries.value / now.entries.value)
