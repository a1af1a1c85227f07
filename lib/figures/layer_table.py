"""A network as a table: a layer a row, what it gives and what it costs; rows can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.svg import drawing_frame, element

WIDTH, NARROW = 1160, 380
_ROW, _TALL_ROW = 26, 44
# Where the columns stand: the left edge of the first three, the right edge of the others.
_NAME, _SETTINGS, _SHAPE = 32, 230, 540
_ENDS = (820, 960, 1062, 1152)
_LONGEST_SETTINGS, _LONGEST_NARROW = 42, 25  # characters


@dataclass(frozen=True)
class TableRow:
    """One layer.

    Attributes:
        number: From 1; 0 for the picture that comes in, which cannot be pressed.
        name: Of the layer.
        settings: Its settings in a few words.
        shape: Of its output.
        cells: Parameters, multiply-adds, memory, receptive field.
        kind: As in :data:`lib.figures.theme.LAYER_KINDS`.
        sentence: Shown when it is pointed at.
        state: ``"fits"``, ``"problem"`` for the first layer that does not, ``"beyond"`` after it.
    """

    number: int
    name: str
    settings: str
    shape: str
    cells: tuple[str, str, str, str]
    kind: str
    sentence: str
    state: str = "fits"


def layer_table(
    heads: Sequence[str], rows: Sequence[TableRow], total: Sequence[str], *, chosen: int
) -> str:
    """The table for a wide place.

    Args:
        heads: Titles of the seven columns: layer, settings, output, and the four of ``cells``.
        rows: The picture and the layers, in order.
        total: Title and cells of the last line; as many as ``heads`` without settings and output.
        chosen: Number of the row that is framed.

    Returns:
        SVG for :func:`lib.drawing.drawing.drawing`; pressing a row sends its number.
    """
    parts = [_text(x, 16, head) for x, head in zip((_NAME, _SETTINGS, _SHAPE), heads, strict=False)]
    parts += [_text(x, 16, head, end=True) for x, head in zip(_ENDS, heads[3:], strict=True)]
    parts.append(_rule(24, WIDTH))
    for place, row in enumerate(rows):
        parts.append(_wide_row(row, 27 + place * _ROW, chosen=row.number == chosen))
    bottom = 27 + len(rows) * _ROW
    parts.append(_rule(bottom + 2, WIDTH))
    parts.append(_text(_NAME, bottom + 21, total[0], quiet=False, strong=True))
    parts += [
        _text(x, bottom + 21, cell, end=True, quiet=False, strong=True)
        for x, cell in zip(_ENDS, total[1:], strict=True)
    ]
    return drawing_frame(WIDTH, bottom + 30, *parts)


def narrow_layer_table(
    heads: Sequence[str], rows: Sequence[TableRow], total: Sequence[str], *, chosen: int
) -> str:
    """The same for a telephone: two lines a layer, the four numbers of the last two left out."""
    parts = [
        _text(_NAME, 14, heads[0]),
        _text(NARROW - 6, 14, heads[2], end=True),
        _text(NARROW - 6, 30, f"{heads[3]} · {heads[4]}", end=True),
        _rule(37, NARROW),
    ]
    for place, row in enumerate(rows):
        parts.append(_tall_row(row, 40 + place * _TALL_ROW, chosen=row.number == chosen))
    bottom = 40 + len(rows) * _TALL_ROW
    parts.append(_rule(bottom + 2, NARROW))
    parts.append(_text(_NAME, bottom + 22, total[0], quiet=False, strong=True))
    parts.append(
        _text(NARROW - 6, bottom + 22, f"{total[1]} · {total[2]}", end=True, quiet=False,
              strong=True)
    )  # fmt: skip
    return drawing_frame(NARROW, bottom + 32, *parts)


def _wide_row(row: TableRow, top: float, *, chosen: bool) -> str:
    y = top + 17
    quiet = row.state == "beyond" or row.number == 0
    inside = [
        _swatch(row, top, _ROW),
        _text(_NAME, y, row.name, quiet=quiet, wrong=row.state == "problem"),
        _text(_SETTINGS, y, _cut(row.settings, _LONGEST_SETTINGS)),
        _text(_SHAPE, y, row.shape, quiet=quiet, wrong=row.state == "problem"),
        *(_text(x, y, cell, end=True, quiet=quiet or cell in ("0", "0 bytes"))
          for x, cell in zip(_ENDS, row.cells, strict=True)),
    ]  # fmt: skip
    return "".join([*inside, _hit(row, top, WIDTH, _ROW, chosen=chosen)])


def _tall_row(row: TableRow, top: float, *, chosen: bool) -> str:
    quiet, wrong = row.state == "beyond" or row.number == 0, row.state == "problem"
    costs = "" if row.number == 0 or row.state != "fits" else " · ".join(row.cells[:2])
    inside = [
        _swatch(row, top, _TALL_ROW),
        _text(_NAME, top + 17, row.name, quiet=quiet, wrong=wrong),
        _text(NARROW - 6, top + 17, row.shape, end=True, quiet=quiet, wrong=wrong),
        _text(_NAME, top + 34, _cut(row.settings, _LONGEST_NARROW)),
        _text(NARROW - 6, top + 34, costs, end=True, quiet=costs == "0 · 0"),
    ]
    return "".join([*inside, _hit(row, top, NARROW, _TALL_ROW, chosen=chosen)])


def _swatch(row: TableRow, top: float, height: float) -> str:
    number = "" if row.number == 0 else str(row.number)
    colour = element(
        "rect",
        x=2,
        y=top + 3,
        width=4,
        height=height - 6,
        rx=2,
        style=f"fill:var(--kind-{row.kind})",
    )
    return colour + _text(24, top + 17, number, end=True)


def _hit(row: TableRow, top: float, width: float, height: float, *, chosen: bool) -> str:
    """A frame around the row that is shown below, and what can be pointed at and pressed."""
    frame = element(
        "rect", x=0.75, y=top, width=width - 1.5, height=height, rx=5, class_="outline",
        style="stroke-width:1.5",
    ) if chosen else ""  # fmt: skip
    if row.number == 0:
        return frame
    return frame + element(
        "rect",
        x=0,
        y=top,
        width=width,
        height=height,
        rx=5,
        style="fill:transparent",
        data_part=f"row{row.number}",
        data_say=row.sentence,
        data_pick=row.number,
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    end: bool = False,
    quiet: bool = True,
    strong: bool = False,
    wrong: bool = False,
) -> str:
    return element(
        "text",
        text=text,
        x=x,
        y=y,
        text_anchor="end" if end else None,
        class_="strong" if strong else "wrong" if wrong else "quiet" if quiet else None,
        style="font-size:14px",
    )


def _rule(y: float, width: float) -> str:
    return element("line", x1=0, y1=y, x2=width, y2=y, class_="rule")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
