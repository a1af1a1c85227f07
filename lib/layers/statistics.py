"""What the values of a network's layers are like over a set of pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lib.layers.passage import Spread


@dataclass(frozen=True)
class LayerStatistics:
    """One layer over a set.

    Attributes:
        name: Of the layer.
        spread: Of all values of all pictures.
        before_low: The least value before the layer's own activation.
        before_high: The largest.
        awake: int64 (C,): on how many pictures some value of the map or unit is not zero.
    """

    name: str
    spread: Spread
    before_low: float
    before_high: float
    awake: NDArray[np.int64] = field(compare=False, repr=False)

    @property
    def dead(self) -> tuple[int, ...]:
        """Numbers, from 0, of the units that are zero everywhere on every picture."""
        return tuple(int(unit) for unit in np.flatnonzero(self.awake == 0))


@dataclass(frozen=True)
class SetStatistics:
    """Every layer over a set.

    Attributes:
        pictures: How many pictures the set has.
        source: ``"validation"``: pictures that the run held back; ``"garden"``: drawn flowers,
            because those are gone; ``"private"``: likewise, because they are somebody's own.
        names: Of the pictures, ``class/file``.
        layers: One entry a layer, in order.
    """

    pictures: int
    source: str
    names: tuple[str, ...]
    layers: tuple[LayerStatistics, ...]
