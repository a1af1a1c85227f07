"""The course of a training as ``course.mjs`` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lib.figures.axes import nice_top, round_ticks
from lib.figures.curves import thin
from lib.runs.history import History

_POINTS = 300  # of batches: more than there are pixels for


def courses_of(history: History, *, epochs: int, batches: int) -> dict[str, dict[str, Any]]:
    """Loss and accuracy over the whole training, as far as it has got.

    Args:
        history: Of the run.
        epochs: Of its recipe: the length of the axis.
        batches: An epoch.

    Returns:
        By ``loss`` and ``accuracy``: ``epochs``; ``top`` of the scale; ``ticks``, each a value
        and its text; ``marks``, the epochs that are numbered; and ``batches``, ``training`` and
        ``validation``, each with lists ``x`` (epochs trained) and ``y``.
    """
    numbered = [int(mark) for mark in round_ticks(0, epochs, most=6) if mark == int(mark)]
    found = {}
    for name in ("loss", "accuracy"):
        places = [row.epoch - 1 + row.batch / max(1, batches) for row in history.batches]
        x, y = thin(places, [getattr(row, name) for row in history.batches], most=_POINTS)
        ended = [row.epoch for row in history.epochs]
        training = [getattr(row, name) for row in history.epochs]
        validation = [getattr(row, f"validation_{name}") for row in history.epochs]
        top = 1.0 if name == "accuracy" else nice_top(_highest([*y, *training, *validation]))
        found[name] = {
            "epochs": epochs,
            "top": top,
            "ticks": [[top * share, _text(name, top * share)] for share in (0, 0.5, 1)],
            "marks": numbered,
            "batches": _line(x, y),
            "training": _line(ended, training),
            "validation": _line(ended, validation),
        }
    return found


def _line(x: Sequence[float], y: Sequence[float]) -> dict[str, list[float]]:
    """Points with numbers: a training that went astray has losses that are none."""
    kept = [(a, round(float(b), 4)) for a, b in zip(x, y, strict=True) if np.isfinite(b)]
    return {"x": [a for a, _ in kept], "y": [b for _, b in kept]}


def _highest(losses: list[float]) -> float:
    """Nearly: single batches at the beginning may be far off."""
    finite = [loss for loss in losses if np.isfinite(loss)]
    return float(np.percentile(finite, 99)) if finite else 1.0


def _text(name: str, value: float) -> str:
    return f"{value:.0%}" if name == "accuracy" else f"{value:.2g}"
