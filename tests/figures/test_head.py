"""Drawings of the page *head* hold the library's numbers."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from lib.figures.flatten_map import NARROW, WIDE, flatten_map
from lib.figures.parameter_rows import Row, parameter_rows
from lib.figures.real_head import channel_map, place_and_weights
from lib.operations.head import last_maps, real_cell
from lib.ui.head_view import both_heads, notes_rows, real_facts
from lib.words import load_words

SAY = load_words("en")


def _parts(svg):
    found = ElementTree.fromstring(svg).iter()
    return {e.attrib["data-part"]: e.attrib for e in found if "data-part" in e.attrib}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("shape", [(3, 3, 2), (2, 4, 1), (4, 4, 3)])
def test_cell_place_and_weights_light_up_together(shape, width):
    svg = flatten_map(shape, 3, SAY, width=width)
    parts = _parts(svg)
    count = int(np.prod(shape))
    assert len(parts) == count * (2 + 3) + 3
    for index in range(count):
        group = {f"b{index}", f"v{index}", *(f"w{index}.{unit}" for unit in range(3))}
        assert set(parts[f"b{index}"]["data-links"].split()) == group
        assert group <= set(parts)
    assert max(float(x) for x in re.findall(r' x="([\d.]+)"', svg)) < width


def test_the_real_cells_weights_are_coloured_by_sign_and_said():
    cell = real_cell("tulips", 3, 4, 12)
    parts = _parts(place_and_weights(cell, SAY))
    for unit, weight in enumerate(cell.weights):
        part = parts[f"u{unit}"]
        assert ("minus" in part["class"]) == (weight < 0)
        said = part["data-say"].replace("−", "-").rpartition("= ")[2]
        assert float(said) == pytest.approx(float(cell.products[unit]), abs=5e-5)


def _cell_where(found):
    maps = last_maps("tulips")
    return real_cell("tulips", *map(int, np.argwhere(found(maps))[0]))


def test_a_cell_at_zero_is_told_apart_from_one_that_is_heard():
    silent, loud = _cell_where(lambda maps: maps == 0), _cell_where(lambda maps: maps > 0.1)
    for cell, said in ((silent, "This cell is 0."), (loud, "listens most")):
        facts = real_facts(cell, "tulips", SAY)
        assert said in facts["heard"] and facts["product"] in facts["heard"]
        sums = [
            part["data-say"]
            for name, part in _parts(place_and_weights(cell, SAY)).items()
            if name.startswith("u")
        ]
        for text in (facts["heard"], *sums):
            assert not re.search(r"[-+]|−0\.0000\b", text), text
    assert real_facts(silent, "tulips", SAY)["heard"].endswith("= 0.0000.")


def test_every_cell_of_the_channel_can_be_picked():
    parts = _parts(channel_map(real_cell("cat", 0, 5, 7), SAY))
    picks = {part["data-pick"] for part in parts.values()}
    assert picks == {f"{row},{column}" for row in range(12) for column in range(12)}


def test_bars_are_as_long_as_the_parameters_on_the_common_scale():
    rows = [Row(str(n), "", "", n, "dense", "") for n in (0, 250, 1000)]
    root = ElementTree.fromstring(parameter_rows("t", "1", rows, highest=2000))
    bars = [float(e.attrib["width"]) for e in root.iter() if e.attrib.get("class") == "bar"]
    assert bars == pytest.approx([0, 70, 280])


def test_the_rows_of_a_network_say_every_layers_share():
    parts = _parts(notes_rows("flatten", both_heads(180, 128, 5), SAY))
    assert "3,965,056 parameters, 99.4% of the network" in parts["row7"]["data-say"]
