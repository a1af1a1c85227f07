"""What the batches of an epoch hold: a column a batch, cut by classes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.figures.hues import hues
from lib.figures.svg import drawing_frame, element
from lib.operations.shuffling import Integers

WIDTH, HEIGHT = 440.0, 92.0
_LEFT, _TOP, _BOTTOM = 0.0, 22.0, 4.0


def batch_columns(counts: Integers, *, title: str, note: str, sentences: Sequence[str]) -> str:
    """Draw the classes of every batch as shares of a column.

    Args:
        counts: (batches, classes) how many of each class a batch has.
        title: What stands above.
        note: A number beside the title.
        sentences: One a batch, said when it is pointed at.
    """
    batches, classes = counts.shape
    shares = np.cumsum(counts / counts.sum(axis=1, keepdims=True), axis=1)  # (batches, classes)
    before = np.concatenate([np.zeros((batches, 1)), shares[:, :-1]], axis=1)
    step = (WIDTH - _LEFT) / batches
    room = HEIGHT - _TOP - _BOTTOM
    colours = hues(classes)
    # One path a class: a thousand rectangles would take ten times as long to send and to paint.
    paths = [
        element(
            "path",
            d="".join(
                f"M{_LEFT + batch * step:.1f} {_TOP + low * room:.1f}h{step - 0.7:.2f}"
                f"V{_TOP + high * room:.1f}h-{step - 0.7:.2f}z"
                for batch, (low, high) in enumerate(
                    zip(before[:, label].tolist(), shares[:, label].tolist(), strict=True)
                )
                if high > low
            ),
            class_="same",
            style=f"--hue:{colours[label]}",
        )
        for label in range(classes)
    ]
    hits = [
        element(
            "rect", x=_LEFT + batch * step, y=_TOP, width=step, height=room, class_="hit",
            data_part=f"batch-{batch}", data_say=sentence,
        )
        for batch, sentence in enumerate(sentences)
    ]  # fmt: skip
    return drawing_frame(
        WIDTH,
        HEIGHT,
        element("text", text=title, x=0, y=10, class_="start strong"),
        element("text", text=note, x=WIDTH, y=10, class_="quiet end"),
        *paths,
        *hits,
    )
