"""Drawings of the page *connectivity* hold the library's numbers."""

import re
from xml.etree import ElementTree

import pytest

from lib.figures.connections import connection_graph
from lib.figures.cost_bars import Bar, log_bars
from lib.figures.measured_costs import CostLabels, counted_chart, measured_chart
from lib.figures.reach_rows import reach_rows
from lib.operations.reach import stack_layers
from lib.operations.timing import WAYS, measure
from lib.operations.wiring import KINDS, wire
from lib.words import load_words

SAY = load_words("en")
LABELS = CostLabels({way: way for way in WAYS}, "side", "count", "time", "predicted")


def _elements(svg, tag):
    found = ElementTree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    return [element.attrib for element in found]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("m", "n", "k"), [(10, 8, 3), (8, 8, 7), (16, 1, 2)])
def test_a_line_is_drawn_for_every_multiplication_and_a_square_for_every_weight(kind, m, n, k):
    wiring = wire(m, n, k)
    svg = connection_graph(wiring, kind, SAY)
    links = wiring.connections(kind)
    assert len(_elements(svg, "path")) == len(links)
    squares = _elements(svg, "rect")
    assert len(squares) == len({link.weight for link in links})
    groups = ElementTree.fromstring(svg).findall(".//{*}g[@class='lines']")
    drawn = [
        (group.attrib["style"], line.attrib["data-with"]) for group in groups for line in group
    ]
    colour = {square["data-part"]: square["style"] for square in squares}
    for link in links:  # one weight, one colour
        assert (colour[f"w{link.weight}"], f"o{link.output}.i{link.input}") in drawn


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_part_lights_up_exists_and_stays_inside(kind):
    svg = connection_graph(wire(8, 8, 7), kind, SAY)
    names = set(re.findall(r'data-(?:part|with)="([^"]+)"', svg))
    for links in re.findall(r'data-links="([^"]+)"', svg):
        assert set(links.split()) <= names
    for circle in _elements(svg, "circle"):
        assert float(circle["r"]) <= float(circle["cx"]) <= 372 - float(circle["r"])


def test_a_bar_ten_times_as_long_is_one_decade_longer():
    bars = tuple(Bar("a", value, "", "", "dense", False) for value in (10, 100, 1000, 0))
    widths = [float(bar["width"]) for bar in _elements(log_bars("t", bars, highest=1000), "rect")]
    assert widths == pytest.approx([180, 360, 540, 0])


def test_pointing_at_a_cell_lights_up_its_cone_and_no_more():
    reach = stack_layers(48, blocks=2, kernel=3, pooling=True)
    cells = {a["data-part"]: a for a in _elements(reach_rows(reach, SAY), "rect")}
    links = set(cells["r4.5"]["data-links"].split())
    pixels = {f"r0.{cell}" for cell in reach.cone(4, 5)[0]}
    assert {name for name in links if name.startswith("r0.")} == pixels
    assert "c4.5" in links


def test_charts_hold_counts_and_times():
    timings = measure(0.0, (8, 16))
    counted, measured = counted_chart(LABELS), measured_chart(timings, LABELS)
    assert [line.y[0] for line in counted.data] == [4096, 576, 576]
    solid = measured.data[::2]
    for way, line in zip(WAYS, solid, strict=True):
        assert list(line.y) == [row.seconds for row in timings.of(way)]
    dotted = measured.data[1]
    assert dotted.y[0] == pytest.approx(dotted.y[1] / 16)
