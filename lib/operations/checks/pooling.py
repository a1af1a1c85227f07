"""Checks about pooling: what is left of size, gradient, place."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lib.cnn.windows import axis_rule
from lib.operations.checks.worked import Worked
from lib.operations.notes_network import FILTERS, SIDE
from lib.operations.pooling import PoolingControls
from lib.operations.pooling_gradient import Flow
from lib.operations.pooling_shift import MOST_SHIFT, WORST_WINDOWS, changed_by

_GROWN = 0.1  # small enough that the slope tells


def pooled_side(controls: PoolingControls) -> Worked:
    """What is left of a side of the notes' pictures after as many poolings as their network has.

    Example:
        >>> pooled_side(PoolingControls()).facts["steps"]
        '180 → 90 → 45 → 23'
    """
    sides = [SIDE]
    for _ in FILTERS:
        rule = axis_rule(sides[-1], controls.window, stride=controls.step, padding=controls.padding)
        sides.append(rule.output_size)
    facts = {
        "side": SIDE,
        "poolings": len(FILTERS),
        "window": controls.window,
        "step": controls.step,
        "padding": controls.padding,
        "steps": " → ".join(map(str, sides)),
    }
    return Worked(sides[-1], facts)


def grown_sum(flow: Flow) -> Worked:
    """How much all outputs together grow when the cell that hears most grows by a tenth.

    Args:
        flow: A pooling and its gradient.

    Example:
        >>> from lib.operations.pooling_gradient import flow_through
        >>> nine = flow_through(np.arange(1.0, 10.0).reshape(3, 3), PoolingControls("average"))
        >>> grown_sum(nine).answer, grown_sum(nine).facts["row"]
        (0.1, 3)
    """
    row, column = divmod(int(np.abs(flow.gradient).argmax()), flow.gradient.shape[1])
    slope = float(flow.gradient[row, column])
    facts = {
        "row": row + 1,
        "column": column + 1,
        "grown": _GROWN,
        "slope": f"{slope:.4g}",
        "windows": sum((row, column) in cells for cells in flow.windows.values()),
    }
    return Worked(_GROWN * slope, facts, decimals=3)


def whole_moves(controls: PoolingControls) -> Worked:
    """How many moves of the input move the pooled map by whole cells.

    Example:
        >>> whole_moves(PoolingControls(window=3)).facts["moves"]
        (3, 6)
    """
    moves = range(controls.step, MOST_SHIFT + 1, controls.step)
    facts = {"most": MOST_SHIFT, "step": controls.step, "moves": tuple(moves)}
    return Worked(len(moves), facts)


@lru_cache(maxsize=16)
def harmless_moves(reduction: str, window: int) -> Worked:
    """How many moves of the worst pattern to the left change no pooled cell.

    Args:
        reduction: One of :data:`lib.operations.pooling.REDUCTIONS`.
        window: Cells a side.

    Example:
        >>> harmless_moves("max", 3).answer, harmless_moves("gaussian", 3).answer
        (2, 1)
    """
    most = WORST_WINDOWS[-1]
    harmless = [move for move in range(1, most + 1) if not changed_by(reduction, window, -move)]
    facts = {"most": most, "window": window, "listed": tuple(harmless)}
    return Worked(len(harmless), facts)


def places_of_two(window: int) -> Worked:
    """How many pairs of cells two pooled answers could have come from.

    Example:
        >>> places_of_two(4).answer
        256
    """
    cells = window**2
    return Worked(cells**2, {"window": window, "cells": cells})
