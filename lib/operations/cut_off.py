"""Can dropout leave a layer nothing at all?  Computed, simulated, and for real layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from lib.cnn.dropout import CutOff, cut_off_probability, simulate_cut_off
from lib.operations.dropout import Draw

# The network of the notes works on 180×180 pixels: 180 → 90 → 45 → 22 by three poolings.
NOTES_SHAPE = (22, 22, 64)
SMALL_SHAPE = (12, 12, 64)  # of the shipped network: 96 → 48 → 24 → 12
SMALL_LAYERS = range(1, 9)  # units
DRAWS = 10_000

# Powers of ten from which a probability is written plainly, and down to which with its digits.
_PLAIN, _DIGITS_LEFT = -4, -100


@dataclass(frozen=True)
class CutOffTrial:
    """A layer of N units: how likely it is that nothing passes, and how often it happened.

    Attributes:
        units: N.
        computed: ``pᴺ``.
        happened: In how many of the draws all were dropped.
        draws: How many masks were drawn.
    """

    units: int
    computed: CutOff
    happened: int
    draws: int


@lru_cache(maxsize=64)
def cut_offs(rate: float, *, seed: int) -> tuple[CutOffTrial, ...]:
    """Layers of 1 to 8 units: ``pᴺ`` beside what 10,000 masks did.

    Args:
        rate: p.
        seed: Of the masks.
    """
    return tuple(
        CutOffTrial(
            units,
            cut_off_probability(rate, units),
            int(simulate_cut_off(rate, units, DRAWS, seed=seed).sum()),
            DRAWS,
        )
        for units in SMALL_LAYERS
    )


def guesses(rate: float, units: int) -> tuple[float, ...]:
    """In how many of the draws a layer is cut off: guesses, among them the expected number.

    The others are what comes of likely mistakes: one number's chance, that chance shared out
    among the units, and the chance that *nothing* is dropped.

    Example:
        >>> guesses(0.5, 2)
        (2500.0, 5000.0)
    """
    shares = [rate, rate / units, (1 - rate) ** units, rate**units]
    found = {_of_draws(share) for share in shares}
    if len(found) == 1:  # one unit and p = ½: every mistake comes to the right number
        found.add(_of_draws(rate ** (units + 1)))
    return tuple(sorted(found))


def expected_cut_offs(rate: float, units: int) -> float:
    """The number of draws in which a layer is expected to be cut off, to three digits.

    Example:
        >>> expected_cut_offs(0.2, 6)
        0.64
    """
    return _of_draws(cut_off_probability(rate, units).probability)


def formula_facts(draw: Draw, rate: float, units: int) -> dict[str, str]:
    """The numbers of the page's formulas: scale, mean, and four chances of being cut off."""
    notes, shipped = math.prod(NOTES_SHAPE), math.prod(SMALL_SHAPE)
    chances = {
        "small": units,
        "active_chance": draw.active,
        "small_chance": shipped,
        "notes_chance": notes,
    }
    return {
        "rate": f"{rate:.2f}",
        "kept": f"{1 - rate:.2f}",
        "factor": f"{1 / (1 - rate):.4f}",
        "notes_count": f"{notes:,}",
        "notes_shape": "×".join(str(size) for size in NOTES_SHAPE),
        "small_count": f"{shipped:,}",
        "small_shape": "×".join(str(size) for size in SMALL_SHAPE),
    } | {name: power_of_ten(cut_off_probability(rate, count)) for name, count in chances.items()}


def power_of_ten(chance: CutOff) -> str:
    """A probability in LaTeX, however small.

    Example:
        >>> power_of_ten(cut_off_probability(0.2, 6))
        '6.4 \\\\cdot 10^{-5}'
        >>> power_of_ten(cut_off_probability(0.2, 22 * 22 * 64))
        '10^{-21651.3}'
    """
    if chance.log10 == -math.inf:
        return "0"
    if chance.log10 > _PLAIN:
        return f"{chance.probability:.4g}"
    if chance.probability == 0 or chance.log10 < _DIGITS_LEFT:
        return f"10^{{{chance.log10:.1f}}}"
    mantissa, exponent = f"{chance.probability:.2e}".split("e")
    return rf"{float(mantissa):g} \cdot 10^{{{int(exponent)}}}"


def _of_draws(share: float) -> float:
    return float(f"{share * DRAWS:.3g}")
