"""Checks about connections: what sharing saves, and how far a unit sees."""

from __future__ import annotations

from lib.cnn.layer_costs import convolution_cost, dense_cost, pooling_cost
from lib.operations.checks.worked import Worked
from lib.operations.notes_network import NotesLayer
from lib.operations.reach import Reach
from lib.operations.timing import KERNEL, SIDES, multiplications
from lib.operations.wiring import Wiring

_FILTERS = 8
_LARGER = 5  # side of another kernel
_COARSER = 3  # side of another pooling


def several_filters(wiring: Wiring) -> Worked:
    """Numbers to learn for eight kernels of this size, each with a bias.

    Example:
        >>> from lib.operations.wiring import wire
        >>> several_filters(wire(10, 8, 3)).answer
        32
    """
    k = wiring.fan_in
    return Worked(_FILTERS * (k + 1), {"filters": _FILTERS, "k": k, "n": wiring.outputs})


def changed_layer(layer: NotesLayer) -> Worked:
    """What another kernel, another window or one unit more would make of a layer.

    Returns:
        For a convolution its parameters with kernels of 5×5, for a pooling the numbers that 3×3
        cells in steps of 3 would leave, for a dense layer the parameters of one unit more.

    Example:
        >>> from lib.operations.notes_network import notes_layers
        >>> [changed_layer(layer).answer for layer in notes_layers(180) if layer.code != "flatten"]
        [1216, 57600, 12832, 28800, 51264, 14400, 30977, 129]
    """
    if layer.kind == "convolution":
        filters = layer.output_shape[2]
        count = convolution_cost(layer.input_shape, filters, _LARGER, padding="same").parameters
        return Worked(count.value, {"larger": _LARGER, "formula": count.formula})
    if layer.kind == "pooling":
        cost = pooling_cost(layer.input_shape, _COARSER)
        H, W, C = cost.output_shape
        facts = {"coarser": _COARSER, "input": "×".join(map(str, layer.input_shape))}
        return Worked(H * W * C, facts | {"formula": f"{H} · {W} · {C}"})
    inputs, units = layer.input_shape[0], layer.output_shape[0]
    now, then = (dense_cost(inputs, each).parameters.value for each in (units, units + 1))
    return Worked(then - now, {"inputs": f"{inputs:,}"})


def dense_against_kernel() -> Worked:
    """How many times as much the dense matrix multiplies, for the largest picture counted.

    Example:
        >>> dense_against_kernel().text
        '7,282'
    """
    side = max(SIDES)
    facts = {"side": side, "pixels": f"{side * side:,}", "cells": KERNEL * KERNEL}
    return Worked(multiplications("dense", side) / multiplications("shared", side), facts)


def one_more_convolution(reach: Reach, kernel: int) -> Worked:
    """By how many pixels one more convolution on top widens the view.

    Args:
        reach: The stack.
        kernel: Side of the kernels.

    Example:
        >>> from lib.operations.reach import stack_layers
        >>> one_more_convolution(stack_layers(48, blocks=3, kernel=3, pooling=True), 3).answer
        16
    """
    jump = reach.layers[-1].field.jump
    return Worked((kernel - 1) * jump, {"kernel": kernel, "jump": jump, "beside": kernel - 1})
