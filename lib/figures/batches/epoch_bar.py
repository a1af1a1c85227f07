"""From files to updates: a bar cut in two, and the training part as batches."""

from __future__ import annotations

from dataclasses import dataclass

from lib.figures.svg import drawing_frame, element
from lib.operations.folder_split import Batches

WIDE, NARROW = 900.0, 350.0
_BAR = 30.0
_MOST = 400  # batches that are drawn one by one
_CELL = 20.0


@dataclass(frozen=True)
class EpochWords:
    """What stands on the parts, and what they say."""

    training: str
    validation: str
    more: str
    training_says: str
    validation_says: str
    full_says: str
    last_says: str


def epoch_bar(batches: Batches, validation: int, *, words: EpochWords, width: float = WIDE) -> str:
    """Draw the split, and below it one cell a batch, filled as far as the batch is.

    Args:
        batches: Of the pictures to learn from.
        validation: Pictures held back.
        words: What to say.
        width: Of the drawing, :data:`WIDE` or :data:`NARROW`.
    """
    cut = width * batches.pictures / (batches.pictures + validation)
    parts = [
        _part("training", (0, cut), words.training, words.training_says),
        _part("validation", (cut, width), words.validation, words.validation_says),
    ]
    columns = int(width // _CELL)
    shown = min(batches.count, _MOST)
    top = 84.0
    cells = []
    for batch in range(shown):
        last = batch == shown - 1 and shown == batches.count
        x, y = batch % columns * _CELL, top + batch // columns * _CELL
        share = batches.last / batches.size if last else 1.0
        cells.append(_cell(batch, x, y, share, words.last_says if last else words.full_says))
    bottom = top + -(-shown // columns) * _CELL
    more = words.more if shown < batches.count else ""
    return drawing_frame(
        width,
        bottom + (24 if more else 6),
        *parts,
        element("text", text=more, x=0, y=bottom + 12, class_="quiet start"),
        *cells,
    )


def _part(name: str, ends: tuple[float, float], text: str, sentence: str) -> str:
    first, (x, end) = name == "training", ends
    return element(
        "g",
        element("rect", x=x, y=26, width=max(0.0, end - x - 1), height=_BAR, class_=name, rx=3),
        element("text", text=text, x=x if first else end, y=12,
                class_="start strong" if first else "end"),
        data_part=name,
        data_say=sentence,
    )  # fmt: skip


def _cell(batch: int, x: float, y: float, share: float, sentence: str) -> str:
    side = _CELL - 3
    return element(
        "g",
        element("rect", x=x, y=y, width=side, height=side, rx=2,
                style="fill:none;stroke:var(--training)"),
        element("rect", x=x, y=y + (1 - share) * side, width=side, height=share * side,
                class_="training", rx=2),
        data_part=f"batch-{batch}",
        data_say=sentence.replace("#", f"{batch + 1:,}"),
    )  # fmt: skip
