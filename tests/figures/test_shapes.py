"""The drawings of the page *shapes* hold the library's numbers."""

import re

import pytest

from lib.figures.batch_bars import Quantity, batch_bars
from lib.figures.cost_shares import Shares, cost_shares
from lib.figures.layer_table import TableRow, layer_table, narrow_layer_table

HEADS = ("Layer", "Settings", "Output", "P", "M", "B", "F")
ROWS = [
    TableRow(0, "Picture", "", "(None, 8, 8, 3)", ("", "", "", ""), "picture", ""),
    TableRow(1, "Conv2D", "16", "(None, 6, 6, 16)", ("448", "15,552", "2.3 kB", "3×3"),
             "convolution", "Conv <2D>"),
    TableRow(2, "Dense", "4", "no", ("", "", "", ""), "dense", "why", "problem"),
]  # fmt: skip


@pytest.mark.parametrize("draw", [layer_table, narrow_layer_table])
def test_every_layer_can_be_pressed_and_the_picture_cannot(draw):
    svg = draw(HEADS, ROWS, ("Together", "448", "15,552", "2.3 kB", ""), chosen=1)
    assert re.findall(r'data-pick="(\d+)"', svg) == ["1", "2"]
    assert svg.count('class="outline"') == 1
    assert "448" in svg and "15,552" in svg
    assert 'class="wrong"' in svg
    assert 'data-say="Conv &lt;2D&gt;"' in svg


def test_bars_are_as_long_as_their_numbers_and_at_most_as_wide_as_their_side():
    layers = [
        Shares("a", 100, 10, "convolution", ""),
        Shares("b", 300, 5, "dense", ""),
        Shares("c", 0, 0, "flatten", ""),
    ]
    for narrow in (False, True):
        svg = cost_shares(("P", "M"), layers, narrow=narrow)
        widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="18"', svg)]
        assert widths[0] / widths[2] == pytest.approx(1 / 3, rel=1e-3)
        assert widths[1] / widths[3] == pytest.approx(2, rel=1e-3)
        assert widths[4:] == [0, 0]
        assert "75.0%" in svg and "66.7%" in svg
        assert min(float(x) for x in re.findall(r'rect x="(-?[\d.]+)"', svg)) >= 0


def test_a_bar_for_each_number_of_pictures():
    rows = [Quantity("P", "", (7, 7), ("7", "7"), "dense"),
            Quantity("M", "", (2, 64), ("2", "64"), "convolution")]  # fmt: skip
    for narrow in (False, True):
        svg = batch_bars(("1 picture", "32 pictures"), rows, narrow=narrow)
        widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="14"', svg)]
        assert widths[0] == widths[1] == widths[3]
        assert widths[2] / widths[3] == pytest.approx(1 / 32, rel=1e-2)
