"""A check about ReLU: the bias at which a filter falls silent."""

from __future__ import annotations

from lib.figures.quantities import number_text
from lib.operations.checks.worked import Worked
from lib.operations.relu import Response


def silencing_shift(response: Response) -> Worked:
    """What the slider must add to the bias for the largest sum of the map to become 0.

    Args:
        response: The map with the shift that the slider has now.

    Example:
        >>> from lib.operations.relu import respond
        >>> now, then = (respond("roses", 1, 1, "relu", shift=shift) for shift in (0.0, -0.5))
        >>> abs(silencing_shift(now).answer - silencing_shift(then).answer) < 1e-6
        True
    """
    peak = float(response.before.max())
    facts = {"peak": number_text(peak), "shift": number_text(response.shift)}
    return Worked(response.shift - peak, facts, decimals=2)
