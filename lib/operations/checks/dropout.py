"""A check about dropout: how many units make a layer safe."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from lib.operations.checks.worked import Worked

_ONE_IN = 1000
_STEPS = 100  # a rate is a whole number of hundredths


def safe_units(rate: float) -> Worked:
    """The fewest units that are all dropped at once in fewer than one of a thousand draws.

    Computed in fractions: 0.1³ is a thousandth, which is not fewer.

    Args:
        rate: p, 0 to 0.95 in hundredths.

    Example:
        >>> [safe_units(rate).answer for rate in (0.0, 0.1, 0.2, 0.5, 0.95)]
        [1, 4, 5, 10, 135]
    """
    p = Fraction(round(rate * _STEPS), _STEPS)
    units = next(n for n in count(1) if p**n < Fraction(1, _ONE_IN))
    facts = {
        "rate": f"{rate:.2f}",
        "one_in": f"{_ONE_IN:,}",
        "units": units,
        "fewer": units - 1,
        "chance": f"{float(p**units):.2g}",
        "before": f"{float(p ** (units - 1)):.2g}",
    }
    return Worked(units, facts)
