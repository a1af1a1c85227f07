"""Counted and measured cost over growing pictures, on logarithmic axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from lib.figures.theme import LAYER_KINDS, QUIET, base_layout
from lib.operations.timing import DENSE_LIMIT, SIDES, WAYS, Timings, multiplications, sides_of

# Told apart by mark as well as by colour.
_COLOURS = {"dense": LAYER_KINDS["dense"], "local": QUIET, "shared": LAYER_KINDS["convolution"]}
_MARKS = {"dense": "square", "local": "diamond", "shared": "circle"}


@dataclass(frozen=True)
class CostLabels:
    """The words of both charts: a name for each way, and the titles of the axes."""

    ways: Mapping[str, str]
    side: str
    multiplications: str
    time: str
    predicted: str


def counted_chart(labels: CostLabels) -> go.Figure:
    """Multiplications of each way at each size; dense goes on where it is too large to run."""
    figure = _frame(labels, labels.multiplications)
    for way in WAYS:
        counts = [multiplications(way, side) for side in SIDES]
        marks = ["circle-open" if side not in sides_of(way) else _MARKS[way] for side in SIDES]
        # Local and shared multiply the same; a thicker line below shows both.
        width = 6 if way == "local" else 2
        figure.add_scatter(
            x=SIDES,
            y=counts,
            name=labels.ways[way],
            mode="lines+markers",
            line={"color": _COLOURS[way], "width": width},
            marker={"symbol": marks, "size": 7 if way != "local" else 11},
            hovertemplate="%{y:,}",
        )
    return figure


def measured_chart(timings: Timings, labels: CostLabels) -> go.Figure:
    """Times of each way, and the line that the counts predict from its largest size down.

    Args:
        timings: As measured.
        labels: The words.
    """
    figure = _frame(labels, labels.time)
    for way in WAYS:
        rows = timings.of(way)
        figure.add_scatter(
            x=[row.side for row in rows],
            y=[row.seconds for row in rows],
            name=labels.ways[way],
            mode="lines+markers",
            line={"color": _COLOURS[way], "width": 2},
            marker={"symbol": _MARKS[way], "size": 8},
            hovertemplate="%{y:.3s}s",
        )
        last = rows[-1]
        figure.add_scatter(
            x=[row.side for row in rows],
            y=[last.seconds * row.multiplications / last.multiplications for row in rows],
            name=labels.predicted,
            showlegend=way == WAYS[-1],
            mode="lines",
            line={"color": _COLOURS[way], "width": 1.5, "dash": "dot"},
            hoverinfo="skip",
        )
    return figure


def _frame(labels: CostLabels, title: str) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        base_layout(height=330),
        xaxis={
            "type": "log",
            "title": labels.side,
            "tickvals": [8, 16, 32, DENSE_LIMIT, 128, 256],
        },
        yaxis={"type": "log", "title": title, "exponentformat": "power", "dtick": 2},
        legend={"orientation": "h", "y": 1.0, "x": 0, "xanchor": "left", "yanchor": "bottom"},
        hovermode="x unified",
    )
    figure.update_layout(margin={"l": 62, "r": 12, "t": 44, "b": 44})
    return figure
