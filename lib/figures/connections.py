"""Units and their connections, as a drawing: outputs above, inputs below, weights as squares."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cnn.costs import Count
from lib.figures.svg import drawing_frame, element
from lib.operations.wiring import Connection, Wiring
from lib.words import Words

WIDTH = 372
_TOP, _BOTTOM = 62, 186  # centres of outputs and inputs
_SQUARE, _GAP, _PER_ROW = 8.5, 2.75, 33
_GOLDEN_ANGLE = 137.508  # neighbours in any long row of hues stay far apart


@dataclass(frozen=True)
class _Places:
    wiring: Wiring
    spacing: float
    radius: float
    left: float

    def input(self, index: int) -> float:
        return self.left + self.spacing * (index + max(0, self.wiring.before))

    def output(self, index: int) -> float:
        # Above the middle of its window, so that the shared kernel visibly slides.
        window = self.wiring.window(index)
        return (self.input(window[0]) + self.input(window[-1])) / 2


def connection_graph(wiring: Wiring, kind: str, say: Words) -> str:
    """One of the three ways to connect, as SVG for :func:`lib.drawing.drawing.drawing`.

    Pointing at a unit lights up its connections, at a weight every connection that uses it.

    Args:
        wiring: The layer.
        kind: ``"dense"``, ``"local"`` or ``"shared"``.
        say: The words; those under ``connectivity.``.
    """
    places = _places(wiring)
    links = wiring.connections(kind)
    hues = _hues(kind, len({link.weight for link in links}))
    squares, height = _weights(wiring, kind, links, hues, say)
    # A group a weight holds the colour that its lines share: half the bytes of the drawing.
    drawn: dict[int, list[str]] = {}
    for link in links:
        ends = f"M{places.input(link.input):.5g} {_BOTTOM}L{places.output(link.output):.5g} {_TOP}"
        line = f'<path d="{ends}" data-with="{_line_name(link)}"/>'
        drawn.setdefault(link.weight, []).append(line)
    lines = [
        element("g", *paths, class_="lines", style=f"--hue:{hues[weight]:.0f}")
        for weight, paths in drawn.items()
    ]
    return drawing_frame(
        WIDTH,
        height,
        element("text", x=0, y=16, class_="strong", text=say(f"connectivity.kind.{kind}")),
        element("text", x=0, y=34, class_="quiet", text=say(f"connectivity.kind.{kind}.how")),
        *lines,
        element(
            "g",
            *_outputs(places, links, say),
            *_inputs(places, kind, links, say),
            style=f"font-size:{min(11.0, places.radius * 1.15):.3g}px",
        ),
        *squares,
    )


def _places(wiring: Wiring) -> _Places:
    cells = max(0, wiring.before) + wiring.inputs + max(0, wiring.after)
    spacing = min(32.0, (WIDTH - 26) / max(1, cells - 1))
    left = (WIDTH - spacing * (cells - 1)) / 2
    return _Places(wiring, spacing, min(11.0, 0.42 * spacing), left)


def _hues(kind: str, count: int) -> list[float]:
    if kind == "shared":
        return [25 + 360 * index / count for index in range(count)]
    return [index * _GOLDEN_ANGLE % 360 for index in range(count)]


def _outputs(places: _Places, links: tuple[Connection, ...], say: Words) -> list[str]:
    drawn = []
    for output in range(places.wiring.outputs):
        own = [link for link in links if link.output == output]
        drawn += _unit(
            places,
            places.output(output),
            _TOP,
            name=f"o{output}",
            number=output + 1,
            links=[f"i{link.input}" for link in own],
            lines=own,
            sentence=_sees(places.wiring, output, own, say),
        )
    return drawn


def _sees(wiring: Wiring, output: int, own: list[Connection], say: Words) -> str:
    border = sum(wiring.is_border(link.input) for link in own)
    facts = {"number": output + 1, "count": len(own) - border, "border": border}
    if border:
        return say("connectivity.output.sees_border", **facts)
    return say("connectivity.output.sees", **facts)


def _inputs(places: _Places, kind: str, links: tuple[Connection, ...], say: Words) -> list[str]:
    wiring = places.wiring
    drawn = []
    seen = {link.input for link in links} | set(range(wiring.inputs))
    for place in sorted(seen):
        own = [link for link in links if link.input == place]
        if wiring.is_border(place):
            sentence = say("connectivity.border.unit")
        else:
            sentence = say("connectivity.input.goes", number=place + 1, count=len(own))
        drawn += _unit(
            places,
            places.input(place),
            _BOTTOM,
            name=f"i{place}",
            number=0 if wiring.is_border(place) else place + 1,
            links=[f"o{link.output}" for link in own],
            lines=own,
            sentence=sentence,
        )
    return drawn


def _unit(
    places: _Places,
    x: float,
    y: float,
    *,
    name: str,
    number: int,
    links: list[str],
    lines: list[Connection],
    sentence: str,
) -> list[str]:
    lit = [*links, *map(_line_name, lines), *sorted({f"w{line.weight}" for line in lines})]
    circle = element(
        "circle",
        cx=x,
        cy=y,
        r=places.radius,
        class_="unit",
        # A border cell is no input: it is a zero put there.
        stroke_dasharray=None if number else "3 3",
        data_part=name,
        data_links=" ".join(lit),
        data_say=sentence,
    )
    label = str(number) if number else "0"
    return [circle, element("text", x=x, y=y, class_="middle inner", text=label)]


def _weights(
    wiring: Wiring, kind: str, links: tuple[Connection, ...], hues: list[float], say: Words
) -> tuple[list[str], float]:
    """A square for every number that the layer must store, and the drawing's height."""
    counts = wiring.counts
    count = {
        "dense": counts.dense_parameters,
        "local": counts.sparse_parameters,
        "shared": counts.shared_parameters,
    }[kind]
    multiplied = counts.dense_multiplications if kind == "dense" else counts.sparse_multiplications
    top = _BOTTOM + 34
    parts = [
        element("text", x=0, y=top, text=f"{say('connectivity.weights')}: {_product(count)}"),
        element(
            "text",
            x=0,
            y=top + 19,
            class_="quiet",
            text=f"{say('connectivity.multiplications')}: {_product(multiplied)}",
        ),
    ]
    users: dict[int, list[Connection]] = {}
    for link in links:
        users.setdefault(link.weight, []).append(link)
    for weight, uses in users.items():
        row, column = divmod(weight, _PER_ROW)
        ends = sorted({f"o{link.output}" for link in uses} | {f"i{link.input}" for link in uses})
        parts.append(
            element(
                "rect",
                x=column * (_SQUARE + _GAP),
                y=top + 30 + row * (_SQUARE + _GAP),
                width=_SQUARE,
                height=_SQUARE,
                rx=1.5,
                class_="same",
                style=f"--hue:{hues[weight]:.0f}",
                data_part=f"w{weight}",
                data_links=" ".join([*ends, *map(_line_name, uses)]),
                data_say=say("connectivity.weight.used", number=weight + 1, count=len(uses)),
            )
        )
    # As tall as the dense one needs, so that three drawings side by side end on one line.
    rows = -(-counts.dense_parameters.value // _PER_ROW)
    return parts, top + 32 + rows * (_SQUARE + _GAP)


def _product(count: Count) -> str:
    if len(count.factors) == 1:
        return count.formula
    return f"{count.formula} = {count.value:,}"


def _line_name(link: Connection) -> str:
    return f"o{link.output}.i{link.input}"
