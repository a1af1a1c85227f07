"""Tasks about windows that move over a small grid: sizes, a convolution, a pooling."""

from __future__ import annotations

import numpy as np

from lib.cnn.arrays import FloatArray, IntArray
from lib.cnn.convolution import cross_correlate
from lib.cnn.pooling import pool
from lib.cnn.windows import AxisRule, axis_rule, input_range
from lib.operations.worksheet.task import Task, grid, in_lines, number, summed

_KERNEL = 3
_FEWEST_WEIGHTS = 5  # of nine that are not zero


def output_size(chance: np.random.Generator) -> Task:
    """How many rows come out; stride or dilation, never both, as in Keras."""
    while True:
        padding = str(chance.choice(["same", "valid"]))
        window = int(chance.choice([2, 3, 5]))
        stride, dilation = [(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)][chance.integers(5)]
        size = int(chance.integers(7, 33))
        if padding == "same" and stride == 1:
            continue  # nothing to work out: as many as before
        reach = (window - 1) * dilation + 1
        if reach > size - 2:
            continue
        rule = axis_rule(size, window, stride=stride, dilation=dilation, padding=padding)
        facts = {
            "size": size,
            "window": window,
            "stride": stride,
            "dilation": dilation,
            "padding": padding,
        }
        return Task("size", facts, (rule.output_size,), _size_working(rule, padding))


def convolution_cell(chance: np.random.Generator) -> Task:
    """One cell of what a 3×3 kernel makes of a 5×5 grid."""
    while True:
        cells = chance.integers(0, 10, (5, 5))
        kernel = _kernel(chance, largest=2)
        output = cross_correlate(cells.astype(float), kernel.astype(float))
        row, column = (int(place) for place in chance.integers(0, 3, 2))
        if output[row, column] == 0:
            continue  # a guess
        facts = {"grid": grid(cells), "kernel": grid(kernel), "row": row, "column": column}
        working = _products(cells, kernel, output, row, column)
        return Task("cell", facts, (float(output[row, column]),), working)


def convolution_map(chance: np.random.Generator) -> Task:
    """All that a 3×3 kernel makes of a 4×4 grid: 2×2 cells."""
    while True:
        cells = chance.integers(0, 6, (4, 4))
        kernel = _kernel(chance, largest=1)
        output = cross_correlate(cells.astype(float), kernel.astype(float))
        if len(np.unique(output)) < 3:
            continue  # one or two cells worked out would be the whole map
        sums = [_products(cells, kernel, output, r, c) for r in range(2) for c in range(2)]
        places = [rf"y_{{{r},{c}}}=" for r in range(2) for c in range(2)]
        working = in_lines([place + line for place, line in zip(places, sums, strict=True)])
        facts = {"grid": grid(cells), "kernel": grid(kernel)}
        return Task("map", facts, tuple(map(float, output.ravel())), working, columns=2)


def max_pooling(chance: np.random.Generator) -> Task:
    """The largest of every window."""
    return _pooling(chance, "max")


def average_pooling(chance: np.random.Generator) -> Task:
    """The mean of every window."""
    return _pooling(chance, "average")


def _pooling(chance: np.random.Generator, reduction: str) -> Task:
    while True:
        side, stride = [(4, 2), (3, 1)][chance.integers(2)]
        cells = chance.integers(0, 10, (side, side))
        output = pool(cells.astype(float), reduction=reduction, window=2, stride=stride)
        if len(np.unique(output)) < 3:
            continue
        lines = [
            _pooled(cells, reduction, float(output[r, c]), r * stride, c * stride)
            for r in range(2)
            for c in range(2)
        ]
        facts = {"grid": grid(cells), "window": 2, "stride": stride}
        answer = tuple(map(float, output.ravel()))
        return Task(reduction, facts, answer, in_lines(lines), columns=2)


def _pooled(cells: IntArray, reduction: str, result: float, top: int, left: int) -> str:
    seen = [number(float(cell)) for cell in cells[top : top + 2, left : left + 2].ravel()]
    if reduction == "max":
        return rf"\max({','.join(seen)})={number(result)}"
    return rf"({'+'.join(seen)})/4={number(result)}"


def _kernel(chance: np.random.Generator, *, largest: int) -> IntArray:
    """Weights of both signs, mostly not zero, that are others when the kernel is turned."""
    while True:
        kernel = chance.integers(-largest, largest + 1, (_KERNEL, _KERNEL))
        enough = np.count_nonzero(kernel) >= _FEWEST_WEIGHTS
        both_signs = kernel.min() < 0 < kernel.max()
        if enough and both_signs and not np.array_equal(kernel, kernel[::-1, ::-1]):
            return kernel


def _products(cells: IntArray, kernel: IntArray, output: FloatArray, row: int, column: int) -> str:
    factors = [
        (float(cells[row + i, column + j]), float(kernel[i, j]))
        for i in range(_KERNEL)
        for j in range(_KERNEL)
    ]
    return summed(factors, float(output[row, column]))


def _size_working(rule: AxisRule, padding: str) -> str:
    n, k, s, d, r = rule.input_size, rule.window, rule.stride, rule.dilation, rule.reach
    if padding == "same":
        return rf"\lceil n/s\rceil=\lceil {n}/{s}\rceil={rule.output_size}"
    last = input_range(rule, rule.output_size - 1)
    assert last[-1] < n  # every window lies on the map
    return in_lines(
        [
            rf"r=d\,(k-1)+1={d}\cdot({k}-1)+1={r}",
            rf"\lfloor (n-r)/s\rfloor+1=\lfloor ({n}-{r})/{s}\rfloor+1={rule.output_size}",
        ]
    )
