"""The drawings of the dropout page hold the numbers they are given."""

from xml.etree import ElementTree

import pytest

from lib.figures import draws, dropout_graph
from lib.figures.draws import CutOffWords, MeanWords, cut_off_bars, settling_means
from lib.figures.dropout_graph import GraphWords
from lib.operations import cut_off, dropout
from lib.operations.small_layer import draw_small, small_layer


def drawn(units, seed, layout=dropout_graph.WIDE):
    whole = dropout.draw("roses", 0.5, seed=seed, training=True)
    small = draw_small(small_layer("roses", units), whole)
    words = GraphWords(
        ("a", "b", "c", "d"),
        [f"input {place}" for place in range(units)],
        [f"unit {place}" for place in range(4)],
        "nothing" if small.cut_off else "",
    )
    svg = dropout_graph.dropout_graph(small, words=words, layout=layout)
    return small, ElementTree.fromstring(svg)


@pytest.mark.parametrize("layout", [dropout_graph.WIDE, dropout_graph.NARROW])
def test_a_kept_input_lights_its_edges_and_units_and_a_dropped_one_none(layout):
    small, svg = drawn(6, seed=4, layout=layout)
    assert 0 < small.kept.sum() < 6
    edges = {one.get("data-with") for one in svg.findall(".//{*}line")}
    assert len(edges) == 24
    for place, kept in enumerate(small.kept):
        part = next(one for one in svg.iter() if one.get("data-part") == f"input-{place}")
        links = part.get("data-links").split()
        assert links == (
            [f"edge-{place}-{unit}" for unit in range(4)] + [f"unit-{unit}" for unit in range(4)]
            if kept
            else []
        )
        assert set(links) <= edges | {f"unit-{unit}" for unit in range(4)}


def test_a_units_links_are_the_kept_inputs():
    small, svg = drawn(8, seed=2)
    unit = next(one for one in svg.iter() if one.get("data-part") == "unit-1")
    kept = [place for place, stays in enumerate(small.kept) if stays]
    assert unit.get("data-links").split() == [f"edge-{place}-1" for place in kept] + [
        f"input-{place}" for place in kept
    ]


def test_the_drawing_says_so_when_nothing_gets_through():
    said = {
        small.cut_off: "nothing" in {one.text for one in svg.findall(".//{*}text")}
        for small, svg in (drawn(1, seed) for seed in range(12))
    }
    assert said == {True: True, False: False}


@pytest.mark.parametrize("width", [draws.WIDE, draws.NARROW])
@pytest.mark.parametrize("rate", [0.0, 0.2, 0.95])
def test_bars_are_as_high_as_what_was_computed_and_what_happened(width, rate):
    trials = cut_off.cut_offs(rate, seed=1)
    words = CutOffWords("p", "h", "N", ["share"] * 8, ["say"] * 8)
    svg = ElementTree.fromstring(cut_off_bars(trials, chosen=3, words=words, width=width))
    groups = list(svg.findall(".//{*}g"))
    assert [one.get("data-part") for one in groups] == [f"layer-{n}" for n in range(1, 9)]
    ticks = [text.text or "" for text in svg.findall("./{*}text")]
    top = max(float(text.rstrip("%")) for text in ticks if text.endswith("%")) / 100
    for trial, group in zip(trials, groups, strict=True):
        computed, happened, frame = (
            float(one.get("height")) for one in group.findall(".//{*}rect")
        )
        assert computed / frame * top == pytest.approx(trial.computed.probability, abs=1e-3)
        assert happened / frame * top == pytest.approx(trial.happened / trial.draws, abs=1e-3)


@pytest.mark.parametrize("width", [draws.WIDE, draws.NARROW])
@pytest.mark.parametrize("rate", [0.0, 0.5, 0.95])
def test_the_mean_ends_where_it_was_computed_to_end(width, rate):
    means = dropout.means(0.9, rate, seed=1)
    words = MeanWords("v", "s", "u", "n")
    svg = ElementTree.fromstring(settling_means(means, words=words, width=width))
    level = next(one for one in svg.findall(".//{*}line") if one.get("class") == "axis")
    curve = next(one for one in svg.findall(".//{*}path") if one.get("class") == "curve accent")
    bottom = float(svg.find("{*}line[@class='rule']").get("y1"))  # the tick at 0
    end = float(curve.get("d").split()[-1])
    height = bottom - float(level.get("y1"))  # of the value
    assert (bottom - end) / height * means.value == pytest.approx(means.scaled[-1], abs=0.02)
