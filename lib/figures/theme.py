"""One meaning for a colour, on every page.

Signed values diverge around white at zero: orange below, blue above; the pair stays apart for
every common kind of colour blindness.  Magnitudes, which cannot be negative, run in the blue
half of the same scale, so that a feature map keeps its look through ReLU.  Each kind of layer
has its own accent.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# ColorBrewer's PuOr/RdBu family, seven steps, white at zero.
SIGNED: tuple[str, ...] = (
    "#7f3b08", "#c66a14", "#f3b173", "#ffffff", "#92c5de", "#3282be", "#08366b",
)  # fmt: skip
MAGNITUDE: tuple[str, ...] = SIGNED[3:]

LAYER_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "picture": "#64748b",
        "augmentation": "#8b5cf6",
        "rescaling": "#64748b",
        "convolution": "#2563eb",
        "pooling": "#0d9488",
        "dropout": "#d97706",
        "flatten": "#64748b",
        "dense": "#be185d",
        "outputs": "#4d7c0f",
    }
)

# Readable on white and on the dark background; told apart by dash as well as by hue.
TRAINING = "#6d7fe8"
VALIDATION = "#e0700f"
RIGHT = "#1f8a5b"
WRONG = "#dc2626"
QUIET = "#8a94a3"


def colour_scale(colours: tuple[str, ...]) -> list[list[object]]:
    """Plotly's form of a list of colours spread evenly from 0 to 1.

    Example:
        >>> colour_scale(("#000000", "#ffffff"))
        [[0.0, '#000000'], [1.0, '#ffffff']]
    """
    last = len(colours) - 1
    return [[position / last, colour] for position, colour in enumerate(colours)]


def base_layout(*, height: int) -> dict[str, object]:
    """What every figure shares; backgrounds are left to the page's light or dark theme."""
    return {
        "height": height,
        "margin": {"l": 44, "r": 12, "t": 44, "b": 40},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
