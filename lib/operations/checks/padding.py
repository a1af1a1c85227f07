"""Checks about padding: how small moves add up, and how far a border spreads."""

from __future__ import annotations

from lib.operations.border_layers import HEIGHT, WIDTH
from lib.operations.checks.worked import Worked
from lib.operations.padding import AxisControls, Comparison, difference_map

LAYERS = 3  # one after the other


def moved_after(pair: Comparison) -> Worked:
    """How far the two rules lie apart after three layers that each move by as much.

    A step of a layer's output is ``stride`` steps of its input, so the move of layer ``l`` counts
    ``strideˡ⁻¹`` times.

    Args:
        pair: Both rules along one axis.

    Example:
        >>> from lib.operations.padding import compare
        >>> moved_after(compare(AxisControls(size=6, window=3, stride=2, dilation=1))).answer
        7
    """
    stride = pair.same.stride
    jumps = [stride**layer for layer in range(LAYERS)]
    terms = " + ".join(f"{pair.moved} · {jump}" for jump in jumps)
    facts = {"moved": pair.moved, "stride": stride, "layers": LAYERS, "terms": terms}
    return Worked(pair.moved * sum(jumps), facts)


def differing_sizes(axis: AxisControls) -> Worked:
    """At how many of the sizes that a window fits the two rules differ.

    Example:
        >>> differing_sizes(AxisControls(size=7, window=3, stride=2, dilation=1)).answer
        6
    """
    row = difference_map(axis.window, axis.dilation)[axis.stride - 1]
    differing = [size for size, differs in enumerate(row, 1) if differs]
    facts = {
        "window": axis.window,
        "stride": axis.stride,
        "dilation": axis.dilation,
        "largest": len(row),
        "listed": tuple(differing),
    }
    return Worked(len(differing), facts)


def untouched_share(size: int, layers: int) -> Worked:
    """The pixels of the photograph that no border reaches, in per cent.

    Args:
        size: Cells a side of the kernel, odd.
        layers: How many convolutions.

    Example:
        >>> untouched_share(3, 3).text
        '91'
    """
    reach = layers * (size // 2)
    height, width = HEIGHT - 2 * reach, WIDTH - 2 * reach
    facts = {
        "rows": HEIGHT,
        "columns": WIDTH,
        "layers": layers,
        "each": size // 2,
        "reach": reach,
        "inner_rows": height,
        "inner_columns": width,
        "inner": f"{height * width:,}",
        "all": f"{HEIGHT * WIDTH:,}",
    }
    return Worked(100.0 * height * width / (HEIGHT * WIDTH), facts)
