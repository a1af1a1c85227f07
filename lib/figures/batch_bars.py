"""The same network fed one picture and several: what stays and what grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.svg import drawing_frame, element

WIDTH, NARROW = 1160, 380
_BAR, _GAP = 17, 16


@dataclass(frozen=True)
class Quantity:
    """One thing that is counted.

    Attributes:
        title: What it is.
        note: When it counts: in training, in prediction, in both.
        values: One for each number of pictures.
        texts: The same as a person reads them.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
    """

    title: str
    note: str
    values: tuple[int, ...]
    texts: tuple[str, ...]
    kind: str


def batch_bars(
    batches: Sequence[str], quantities: Sequence[Quantity], *, narrow: bool = False
) -> str:
    """A group of bars for each quantity, on a scale of its own; a bar for each batch.

    Args:
        batches: What each number of pictures is called.
        quantities: From top to bottom.
        narrow: For a telephone: titles above the bars.
    """
    width = NARROW if narrow else WIDTH
    left = 92 if narrow else 450
    length = width - left - (96 if narrow else 120)
    head = 38 if narrow else 0
    group = head + len(batches) * _BAR + _GAP
    parts = []
    for place, quantity in enumerate(quantities):
        top = place * group + 4
        parts += [
            element("text", text=quantity.title, x=0, y=top + 14, class_="strong",
                    style="font-size:14px"),
            element("text", text=quantity.note, x=0, y=top + 32, class_="quiet",
                    style="font-size:12.5px"),
        ]  # fmt: skip
        highest = max(quantity.values) or 1
        for line, (value, text) in enumerate(zip(quantity.values, quantity.texts, strict=True)):
            y = top + head + line * _BAR
            long = max(length * value / highest, 1.5) if value else 0
            parts += [
                element("text", text=batches[line], x=left - 8, y=y + 12, text_anchor="end",
                        class_="quiet", style="font-size:12.5px"),
                element("rect", x=left, y=y + 1, width=long, height=_BAR - 3, rx=2,
                        style=f"fill:var(--kind-{quantity.kind})"),
                element("text", text=text, x=left + long + 6, y=y + 12, style="font-size:12.5px"),
            ]  # fmt: skip
    return drawing_frame(width, len(quantities) * group, *parts)
