"""What training did to each layer, epoch by epoch: a line a layer on a scale of factors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from lib.figures.theme import LAYER_KINDS, base_layout

_DASHES = ("solid", "dash", "dot", "dashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")


def layer_courses(
    epochs: Sequence[int],
    values: Mapping[str, Sequence[float | None]],
    kinds: Mapping[str, str],
    *,
    title: str,
) -> go.Figure:
    """Draw a line for each layer; what is zero or no number has no place on such a scale.

    Layers of one kind share its colour and are told apart by dash and mark.

    Args:
        epochs: (E,) from 1.
        values: By layer, (E,) positive; others are left out.
        kinds: By layer, a key of :data:`~lib.figures.theme.LAYER_KINDS`.
        title: Of the epochs.

    Example:
        >>> figure = layer_courses([1, 2], {"a": [0.1, 0]}, {"a": "dense"}, title="epoch")
        >>> figure.data[0].y
        (0.1, None)
    """
    figure = go.Figure()
    of_kind: dict[str, int] = {}
    for number, (name, numbers) in enumerate(values.items()):
        kind = kinds[name]
        place = of_kind[kind] = of_kind.get(kind, -1) + 1
        figure.add_scatter(
            x=list(epochs),
            y=[value if _shown(value) else None for value in numbers],
            name=name,
            mode="lines+markers",
            line={"color": LAYER_KINDS[kind], "width": 2, "dash": _DASHES[place % len(_DASHES)]},
            marker={"symbol": _SYMBOLS[number % len(_SYMBOLS)], "size": 6},
            hovertemplate="%{y:.2e}",
        )
    figure.update_layout(base_layout(height=270))
    figure.update_layout(
        xaxis={"title": title, "tickformat": "d", "dtick": max(1, -(-len(epochs) // 8))},
        yaxis={"type": "log", "exponentformat": "power", "dtick": _decades(values)},
        legend={"orientation": "h", "y": 1.0, "x": 0, "xanchor": "left", "yanchor": "bottom"},
        margin={"l": 52, "r": 12, "t": 28, "b": 40},
        hovermode="x unified",
        showlegend=True,
        uirevision="keep",
    )
    return figure


def _decades(values: Mapping[str, Sequence[float | None]]) -> int:
    """Powers of ten from tick to tick, so that about six fit.

    Example:
        >>> _decades({"a": [1e-9, 1.0, None]}), _decades({"a": [0.1, 1.0]})
        (2, 1)
    """
    found = [
        math.log10(value) for each in values.values() for value in each if value and _shown(value)
    ]
    return max(1, math.ceil((max(found) - min(found)) / 6)) if found else 1


def _shown(value: float | None) -> bool:
    """Whether it has a place: a training that got out of hand leaves NaN and ∞."""
    return value is not None and value != 0 and math.isfinite(value)
