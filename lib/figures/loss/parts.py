"""What the drawings of the loss share: a panel of values, and the panel of −ln p."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.cnn.arrays import FloatArray
from lib.figures.bars import Bar, Panel, Rows
from lib.figures.readable import readable
from lib.words import Words


def value_panel(
    key: str,
    words: tuple[str, str],
    values: FloatArray,
    say: Words,
    *,
    says: Sequence[str],
    texts: Sequence[str] | None = None,
    links: Sequence[str] = (),
    also: str = "",
    peak: float = 1.0,
    **options: Any,
) -> Panel:
    """A panel whose bars light up the bars of the same row in other panels.

    Args:
        key: Of the panel.
        words: Keys of its title and of the note below.
        values: (K,), one a row.
        say: The words.
        says: The arithmetic of each bar, as a sentence.
        texts: The numbers as they are written, when not with three digits.
        links: Keys of the panels whose bar of the same row lights up too.
        also: One more part that lights up with every bar.
        peak: The value of a full bar.
        **options: Of :class:`~lib.figures.bar_panels.Panel`.
    """
    bars = tuple(
        Bar(
            float(value),
            readable(value) if texts is None else texts[row],
            says[row],
            " ".join([*(f"{other}.{row}" for other in links), *([also] if also else [])]),
        )
        for row, value in enumerate(values)
    )
    title, note = words
    return Panel(key, say(title), say(note), bars, peak, **options)


def surprises_panel(
    surprises: FloatArray,
    rows: Rows,
    say: Words,
    *,
    probabilities: FloatArray | None = None,
    foot: bool = True,
) -> Panel:
    """−ln p of every class; the one of the true class is the loss."""
    loss = readable(surprises[rows.truth])
    says = [
        say(
            "loss.say.loss" if row == rows.truth else "loss.say.surprise",
            name=name,
            p="p" if probabilities is None else readable(probabilities[row]),
            surprise=readable(surprises[row]),
        )
        for row, name in enumerate(rows.names)
    ]
    return value_panel(
        "surprise",
        ("loss.panel.surprise", "loss.panel.surprise.note"),
        surprises,
        say,
        says=says,
        links=() if probabilities is None else ("p",),
        peak=surprise_peak(surprises),
        foot=say("loss.foot.loss", loss=loss) if foot else "",
        foot_say=says[rows.truth],
        strong=True,
        joint="→" if probabilities is not None else "",
    )


def surprise_peak(surprises: FloatArray) -> float:
    """The surprise of a full bar: the largest, but small ones stay small."""
    return max(1.0, *map(float, surprises))
