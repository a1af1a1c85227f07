"""A small layer as a graph: inputs, what dropout makes of them, and the connections that remain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.quantities import number_text
from lib.figures.svg import drawing_frame, element, shade
from lib.operations.small_layer import SmallDraw

_HEIGHT = 318.0
_TOP, _BOTTOM = 26.0, 10.0
_BOX = 28.0  # the height of a box, at most


@dataclass(frozen=True)
class Layout:
    """Where the columns stand: the middle of each, and half the width of a box."""

    width: float
    before: float
    mask: float
    after: float
    unit: float
    half: float


WIDE = Layout(width=600, before=46, mask=130, after=214, unit=540, half=34)
NARROW = Layout(width=350, before=27, mask=82, after=138, unit=318, half=26)


@dataclass(frozen=True)
class GraphWords:
    """What the drawing says.

    Attributes:
        headings: Over the four columns: before, mask, after, units.
        inputs: One sentence an input.
        units: One sentence a unit.
        nothing: Stands among the units when nothing gets through; else empty.
    """

    headings: tuple[str, str, str, str]
    inputs: Sequence[str]
    units: Sequence[str]
    nothing: str


def dropout_graph(draw: SmallDraw, *, words: GraphWords, layout: Layout = WIDE) -> str:
    """Draw the layer under one draw of dropout.

    Args:
        draw: The layer and what is kept of it.
        words: What to say.
        layout: :data:`WIDE` or :data:`NARROW`.
    """
    inputs = _heights(len(draw.layer.values))
    units = _heights(len(draw.layer.units))
    centres = (layout.before, layout.mask, layout.after, layout.unit)
    headings = [
        element("text", text=text, x=x, y=14, class_="quiet middle")
        for x, text in zip(centres, words.headings, strict=True)
    ]
    nothing = element(
        "text",
        text=words.nothing,
        x=(layout.after + layout.unit) / 2,
        y=_TOP + 8,
        class_="strong middle",
    )
    return drawing_frame(
        layout.width,
        _HEIGHT,
        *headings,
        *_edges(draw, layout, inputs, units),
        *(_input(draw, layout, place, y, words.inputs[place]) for place, y in enumerate(inputs)),
        *(_unit(draw, layout, place, y, words.units[place]) for place, y in enumerate(units)),
        nothing if words.nothing else "",
    )


def _heights(count: int) -> list[float]:
    step = (_HEIGHT - _TOP - _BOTTOM) / count
    return [_TOP + (place + 0.5) * step for place in range(count)]


def _edges(draw: SmallDraw, layout: Layout, inputs: list[float], units: list[float]) -> list[str]:
    weights = draw.layer.weights
    peak = float(abs(weights).max())
    edges = []
    for source, y1 in enumerate(inputs):
        for target, y2 in enumerate(units):
            weight = float(weights[source, target])
            kept = bool(draw.kept[source])
            kind = ("plus" if weight >= 0 else "minus") if kept else "gone"
            thickness = 1 + 3 * abs(weight) / peak if kept else 1.0
            edges.append(
                element(
                    "line",
                    x1=layout.after + layout.half, y1=y1, x2=layout.unit - layout.half, y2=y2,
                    class_=f"edge {kind}",
                    style=f"stroke-width:{thickness:.1f}",
                    data_with=_edge(source, target),
                )
            )  # fmt: skip
    return edges


def _input(draw: SmallDraw, layout: Layout, place: int, y: float, sentence: str) -> str:
    layer, kept = draw.layer, bool(draw.kept[place])
    peak = float(layer.values.max()) * 2  # so that an enlarged value still has room to darken
    after = float(draw.after[place])
    height = min(_BOX, 0.8 * (_HEIGHT - _TOP - _BOTTOM) / len(layer.values))
    targets = range(len(layer.units)) if kept else ()
    links = [_edge(place, target) for target in targets] + [f"unit-{t}" for t in targets]
    factor = f"× {draw.scale:.2f}" if kept else "× 0"
    return element(
        "g",
        _box(layout.before, y, (layout.half, height), float(layer.values[place]), peak),
        element(
            "text", text=factor, x=layout.mask, y=y, class_="middle" if kept else "quiet middle"
        ),
        _box(layout.after, y, (layout.half, height), after, peak),
        "" if kept else _cross(layout.after, y, (layout.half, height)),
        data_part=f"input-{place}",
        data_links=" ".join(links),
        data_say=sentence,
    )


def _unit(draw: SmallDraw, layout: Layout, place: int, y: float, sentence: str) -> str:
    kept = [source for source, stays in enumerate(draw.kept) if stays]
    links = [_edge(source, place) for source in kept] + [f"input-{source}" for source in kept]
    peak = float(abs(draw.sums_in_prediction).max()) * 2
    return element(
        "g",
        _box(layout.unit, y, (layout.half, _BOX), float(draw.sums[place]), peak),
        element("text", text=f"#{draw.layer.units[place] + 1}", x=layout.unit, y=y + 23,
                class_="quiet middle"),
        data_part=f"unit-{place}",
        data_links=" ".join(links),
        data_say=sentence,
    )  # fmt: skip


def _box(x: float, y: float, size: tuple[float, float], value: float, peak: float) -> str:
    half, height = size
    written = number_text(value)
    return element(
        "rect", x=x - half, y=y - height / 2, width=2 * half, height=height, rx=5,
        **shade(value, peak),
    ) + element("text", text=written, x=x, y=y, class_="middle")  # fmt: skip


def _cross(x: float, y: float, size: tuple[float, float]) -> str:
    """A dropped number is crossed out: not told by colour alone."""
    half, height = size
    left, right, up, down = x - half, x + half, y - height / 2, y + height / 2
    return element(
        "path", d=f"M{left} {up:.1f} L{right} {down:.1f} M{left} {down:.1f} L{right} {up:.1f}",
        class_="edge",
    )  # fmt: skip


def _edge(source: int, target: int) -> str:
    return f"edge-{source}-{target}"
