"""Colours of petals and leaves, and how they vary from plant to plant."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

import numpy as np

from lib.datasets.garden.chance import weighted
from lib.datasets.garden.space import Floats

Choice = Sequence[tuple[float, tuple[float, float, float]]]

LEAF_GREEN = np.array([0.30, 0.46, 0.17])


def pick(rng: np.random.Generator, choices: Choice, *, spread: float = 0.05) -> Floats:
    """One of the weighted colours, moved a little in hue, saturation and value."""
    colour = weighted(rng, choices)
    return vary(rng, np.array(colour), spread=spread)


def vary(rng: np.random.Generator, colour: Floats, *, spread: float = 0.05) -> Floats:
    """A colour a little beside the given one."""
    hue, saturation, value = colorsys.rgb_to_hsv(*(float(part) for part in colour))
    moves = rng.uniform(-spread, spread, 3)
    return np.array(
        colorsys.hsv_to_rgb(
            (hue + 0.3 * moves[0]) % 1.0,
            min(max(saturation + 1.5 * moves[1], 0.0), 1.0),
            min(max(value + 1.5 * moves[2], 0.0), 1.0),
        )
    )


def blend(one: Floats, other: Floats, share: Floats | float) -> Floats:
    """From ``one`` (share 0) to ``other`` (share 1); share (…) gives colours (…, 3)."""
    part = np.asarray(share, dtype=np.float64)[..., None]
    return one + (other - one) * part


def leaf_green(rng: np.random.Generator) -> Floats:
    """A green of leaves: yellowish, fresh, bluish or dark."""
    return vary(rng, LEAF_GREEN * rng.uniform(0.6, 1.35), spread=0.09)
