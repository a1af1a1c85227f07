"""Filters of a layer as they are sent and drawn: a bounded part at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class FilterRange:
    """Which filters, through which input channels; all counted from 0.

    Attributes:
        stage: ``"depthwise"`` or ``"pointwise"``; only a separable convolution has both.
    """

    first_filter: int
    filters: int
    first_channel: int
    channels: int
    stage: str = "depthwise"


@dataclass(frozen=True)
class FilterPart:
    """Some filters of a layer.

    Attributes:
        weights: float32 (kh, kw, c, f): of c channels and f filters.
        shape: (kh, kw, C, F) of the whole kernel; of a depthwise one (kh, kw, C, M): M filters
            for each of the C channels.
        biases: float32 (f,); None where there are none, or where they are not of these filters.
        peak: The largest absolute weight of the whole kernel.
        norms: float64 (C, F): the Euclidean norm of each slice, how much it counts.
    """

    weights: NDArray[np.float32] = field(compare=False, repr=False)
    shape: tuple[int, ...]
    biases: NDArray[np.float32] | None = field(compare=False, repr=False)
    peak: float
    norms: NDArray[np.float64] = field(compare=False, repr=False)
