"""What a network says about one picture: a bar a class."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from lib.figures.quantities import share_text
from lib.figures.theme import LAYER_KINDS, QUIET, base_layout


def probability_bars(
    class_names: Sequence[str], probabilities: NDArray[np.floating], *, share_label: str
) -> go.Figure:
    """Horizontal bars, most probable first; the first is solid, the others quiet.

    Args:
        class_names: K names.
        probabilities: (K,) shares that sum to 1.
        share_label: Title of the axis.
    """
    order = np.argsort(probabilities)  # Plotly draws from the bottom up
    names = [escape(class_names[index]) for index in order]  # Plotly reads HTML
    values = [float(probabilities[index]) for index in order]
    colours = [QUIET] * (len(order) - 1) + [LAYER_KINDS["outputs"]]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=names,
            orientation="h",
            marker={"color": colours},
            text=[share_text(value) for value in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:.4f}<extra></extra>",
        )
    )
    figure.update_layout(
        base_layout(height=70 + 34 * len(order)),
        xaxis={
            "range": [0, 1.12],
            "tickformat": ".0%",
            "title": share_label,
            "tickvals": [0, 0.5, 1],
        },
        yaxis={"automargin": True},
        showlegend=False,
    )
    figure.update_layout(margin={"l": 8, "r": 12, "t": 8, "b": 40})
    return figure
