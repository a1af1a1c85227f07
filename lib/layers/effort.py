"""How much there is to do for a network: on how many pictures to look at it, how many at once.

An edited network may have a hundred times the work of that of the notes, and the worker that looks
into it answers everybody.
"""

from __future__ import annotations

from math import prod

from lib.layers.spec import LayerSpec, NetworkSpec

_SET_WORK = 6_000_000_000  # what 48 pictures of 180×180 cost in the network of the notes
_OF_A_VALUE = 20  # multiply-adds take as long as looking at one value: extremes, zeros, bins
_BATCH_VALUES = 12_000_000  # of all layers together, 4 bytes each


def values_of(network: NetworkSpec) -> int:
    """Numbers that all layers give for one picture."""
    return sum(prod(layer.output_shape) for layer in network.layers)


def work_of(network: NetworkSpec) -> int:
    """What one picture costs, in multiply-adds.

    Every parameter is taken to be used once at every place of the layer's maps, which is exact
    for convolutions of one kernel and close for all others.
    """
    return sum(map(_multiply_adds, network.layers)) + _OF_A_VALUE * values_of(network)


def set_size(network: NetworkSpec, *, least: int, most: int) -> int:
    """Pictures of a set that a network can be looked at on in bearable time."""
    return max(least, min(most, _SET_WORK // work_of(network)))


def batch_size(network: NetworkSpec, *, most: int) -> int:
    """Pictures that may be on their way at once, all of their maps in memory."""
    return max(1, min(most, _BATCH_VALUES // values_of(network)))


def _multiply_adds(layer: LayerSpec) -> int:
    rows, columns = layer.map_shape
    return rows * columns * layer.parameters
