"""Where a network keeps its parameters and where it spends its operations, mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.quantities import share_text
from lib.figures.svg import drawing_frame, element

_ROW = 30
# Of a wide and of a narrow drawing: whole width, room for names in the middle, for numbers outside.
WIDE, NARROW = (1160, 210, 156), (380, 128, 44)


@dataclass(frozen=True)
class Shares:
    """One layer.

    Attributes:
        name: Of the layer.
        parameters: How many it has.
        multiply_adds: How many it takes for a picture.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
        sentence: Shown when it is pointed at.
    """

    name: str
    parameters: int
    multiply_adds: int
    kind: str
    sentence: str


def cost_shares(titles: tuple[str, str], layers: Sequence[Shares], *, narrow: bool = False) -> str:
    """Bars to the left for parameters, to the right for operations, each on a scale of its own.

    Args:
        titles: Of the two sides, with their sums.
        layers: In order.
        narrow: For a telephone: shares without numbers.
    """
    width, middle, outside = NARROW if narrow else WIDE
    length = (width - middle) / 2 - outside
    left, right = (width - middle) / 2, (width + middle) / 2
    counts = [(layer.parameters, layer.multiply_adds) for layer in layers]
    sums = [sum(side) or 1 for side in zip(*counts, strict=True)]
    peaks = [max(side) or 1 for side in zip(*counts, strict=True)]
    style = "font-size:14px" if narrow else "font-size:15px"
    title_y = 16
    parts = [
        element("text", text=titles[0], x=0 if narrow else left, y=title_y, class_="strong",
                text_anchor="start" if narrow else "end", style=style),
        element("text", text=titles[1], x=width if narrow else right,
                y=title_y + (20 if narrow else 0), class_="strong",
                text_anchor="end" if narrow else "start", style=style),
    ]  # fmt: skip
    top = 46 if narrow else 28
    for place, layer in enumerate(layers):
        y = top + place * _ROW
        parts.append(
            element("text", text=layer.name, x=width / 2, y=y + 14, class_="middle",
                    style="font-size:12px" if narrow else "font-size:14px")
        )  # fmt: skip
        for side, (edge, way) in enumerate(((left, -1), (right, 1))):
            count = counts[place][side]
            said = share_text(count / sums[side])
            parts += _bar(
                edge,
                way,
                y,
                length=max(length * count / peaks[side], 1.5) if count else 0.0,
                text="0" if not count else said if narrow else f"{count:,} · {said}",
                kind=layer.kind,
            )
        parts.append(
            element("rect", x=0, y=y, width=width, height=_ROW - 2, rx=4, style="fill:transparent",
                    data_part=f"layer{place}", data_say=layer.sentence)
        )  # fmt: skip
    return drawing_frame(width, top + len(layers) * _ROW, *parts)


def _bar(edge: float, way: int, y: float, *, length: float, text: str, kind: str) -> list[str]:
    """A bar from the middle outwards, and beyond its end what it stands for."""
    return [
        element("rect", x=edge if way > 0 else edge - length, y=y + 5, width=length, height=18,
                rx=2, style=f"fill:var(--kind-{kind})"),
        element("text", text=text, x=edge + way * (length + 6), y=y + 19,
                text_anchor="start" if way > 0 else "end", class_="quiet" if text == "0" else None,
                style="font-size:12.5px"),
    ]  # fmt: skip
