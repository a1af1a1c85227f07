"""Learning curves: loss and accuracy, batch by batch and epoch by epoch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from lib.figures.theme import QUIET, TRAINING, VALIDATION, base_layout


@dataclass(frozen=True)
class Curve:
    """One quantity during training, ready to draw.

    Attributes:
        batch_epochs: Where each batch stands, in epochs: 1.5 is the middle of the second.
        batch_values: The quantity on that batch alone.
        epochs: Numbers of the ended epochs, from 1.
        training: Mean over the batches of each ended epoch.
        validation: On the held-back pictures after each ended epoch.
    """

    batch_epochs: Sequence[float]
    batch_values: Sequence[float]
    epochs: Sequence[int]
    training: Sequence[float]
    validation: Sequence[float]


@dataclass(frozen=True)
class CurveLabels:
    """The words of a curve in the visitor's language."""

    epoch: str
    batch: str
    training: str
    validation: str
    reference: str = ""


def _step(epoch_count: int) -> int:
    """Whole epochs from one number of the axis to the next."""
    return next(step for step in (1, 2, 5, 10, 20, 50) if epoch_count <= 8 * step)


def learning_curve(
    curve: Curve,
    labels: CurveLabels,
    *,
    epoch_count: int,
    share: bool,
    reference: float | None = None,
) -> go.Figure:
    """Draw a curve over the whole length of the training, also of what is still to come.

    Args:
        curve: The values so far.
        labels: The words.
        epoch_count: Length of the horizontal axis, so that a growing curve does not rescale it.
        share: Values are shares of 1 (accuracy) and shown as per cent; else losses.
        reference: A level to compare with, such as guessing; drawn when given.
    """
    figure = go.Figure()
    value = ".1%" if share else ".3f"
    batch_epochs, batch_values = thin(curve.batch_epochs, curve.batch_values)
    figure.add_scatter(
        x=batch_epochs,
        y=batch_values,
        mode="lines",
        name=labels.batch,
        line={"color": TRAINING, "width": 1},
        opacity=0.4,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=curve.epochs,
        y=curve.training,
        mode="lines+markers",
        name=labels.training,
        line={"color": TRAINING, "width": 2.5, "dash": "dot"},
        marker={"symbol": "circle-open", "size": 7},
        hovertemplate=f"%{{y:{value}}}",
    )
    figure.add_scatter(
        x=curve.epochs,
        y=curve.validation,
        mode="lines+markers",
        name=labels.validation,
        line={"color": VALIDATION, "width": 2.5},
        marker={"symbol": "circle", "size": 7},
        hovertemplate=f"%{{y:{value}}}",
    )
    if reference is not None:
        figure.add_hline(
            y=reference,
            line={"color": QUIET, "width": 1, "dash": "dash"},
            annotation={"text": labels.reference, "font": {"size": 11, "color": QUIET}},
            annotation_position="bottom right",
        )
    figure.update_layout(base_layout(height=255))
    figure.update_layout(
        xaxis={"title": labels.epoch, "range": [0, epoch_count + 0.2], "dtick": _step(epoch_count)},
        yaxis={
            "range": [0, 1.02] if share else [0, _top(curve)],
            "tickformat": ".0%" if share else ".1f",
        },
        legend={"orientation": "h", "y": 1.0, "x": 0, "xanchor": "left", "yanchor": "bottom"},
        margin={"l": 44, "r": 12, "t": 28, "b": 40},
        showlegend=True,
        hovermode="x unified",
        uirevision="keep",
    )
    return figure


def thin(
    positions: Sequence[float], values: Sequence[float], *, most: int = 600
) -> tuple[Sequence[float], Sequence[float]]:
    """At most about ``most`` points: neighbours are averaged, so that a long run draws fast.

    Example:
        >>> thin([1, 2, 3, 4], [1.0, 3.0, 5.0, 7.0], most=2)
        ([1.5, 3.5], [2.0, 6.0])
    """
    group = -(-len(values) // most)
    if group <= 1:
        return positions, values
    starts = range(0, len(values), group)
    return (
        [float(np.mean(positions[start : start + group])) for start in starts],
        [float(np.mean(values[start : start + group])) for start in starts],
    )


def _top(curve: Curve) -> float:
    # The very first batches can be far off and would flatten everything after them.
    # A training that got out of hand has losses that are no numbers and give no height.
    batches = [value for value in curve.batch_values if math.isfinite(value)]
    highest = float(np.percentile(batches, 99)) if batches else 1.7
    ended = [value for value in (*curve.validation, *curve.training) if math.isfinite(value)]
    return 1.08 * max(highest, *ended, 0.1)
