"""The figures about windows hold the numbers that they are given."""

import base64
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from lib.cnn.windows import axis_rule
from lib.figures.axes import nice_top
from lib.figures.borders import DeviationCurve, deviation_plot, picture_gallery
from lib.figures.grids import grid_numbers, number_grid
from lib.figures.paddings import difference_table, output_pair
from lib.figures.pooling_gradient import gradient_drawing
from lib.figures.pooling_shift import ShareLine, share_curves, trial_drawing
from lib.figures.spread import spread
from lib.figures.windows import NARROW, WIDE, Strip, window_strips
from lib.operations.padding import difference_map
from lib.operations.pooling import PoolingControls, notes_map
from lib.operations.pooling_gradient import flow_through
from lib.operations.pooling_shift import try_shift


def _parts(svg: str) -> list[str]:
    return re.findall(r'data-part="([^"]+)"', svg)


def _links(svg: str, part: str) -> list[str]:
    return re.search(rf'data-part="{part}" data-links="([^"]*)"', svg)[1].split()


def _strip(rule) -> Strip:
    return Strip(
        rule=rule,
        title="title",
        note="note",
        windows=[f"window {number}" for number in range(rule.output_size)],
        cells=[f"cell {place}" for place in range(rule.input_size)],
        added="added",
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_strip_has_a_part_for_every_window_and_every_cell_with_its_border(width):
    rule = axis_rule(6, 3, stride=2, padding="symmetric")
    svg = window_strips([_strip(rule)], width=width)
    assert len(_parts(svg)) == rule.output_size + rule.padded_size
    assert _links(svg, "s0w0") == ["s0c-1", "s0c0", "s0c1"]
    assert _links(svg, "s0c1") == ["s0w0", "s0w1"]


@pytest.mark.parametrize(("width", "lines"), [(WIDE, 1), (NARROW, 2)])
def test_a_note_that_does_not_fit_beside_its_title_has_a_line_of_its_own(width, lines):
    strip = _strip(axis_rule(6, 3))
    strip = replace(strip, title="Rows, both rules", note="1 before, 1 after → 6 windows, 0 unseen")
    svg = window_strips([strip], width=width)
    texts = r'<text x="[\d.]+" y="([\d.]+)" class="(?:strong|quiet) (?:start|end)"'
    heights = re.findall(texts, svg)
    assert len(set(heights)) == lines


def test_equal_cells_of_two_strips_stand_in_one_column():
    rules = [axis_rule(6, 3, stride=2, padding=padding) for padding in ("same", "symmetric")]
    svg = window_strips([_strip(rule) for rule in rules])
    places = [_cell_left(svg, name) for name in ("s0c0", "s1c0")]
    assert places[0] == places[1]


def _cell_left(svg: str, part: str) -> float:
    group = next(g for g in re.findall(r"<g [^>]*>.*?</g>", svg) if f'data-part="{part}"' in g)
    return float(re.search(r'<rect x="([\d.]+)"', group)[1])


def test_a_gallery_holds_the_very_pixels():
    picture = np.arange(48.0).reshape(6, 8)
    svg = picture_gallery([picture, picture + 100], ["one", "two"])
    found = [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(text))))
        for text in re.findall(r"base64,([^\"]+)", svg)
    ]
    assert [pixels.tolist() for pixels in found] == [picture.tolist(), (picture + 100).tolist()]


def test_the_axis_of_deviations_reaches_over_every_value():
    for highest in (0.004, 0.9, 58.6, 119.0, 140.6):
        assert highest <= nice_top(highest) <= 1.7 * highest
    curves = [DeviationCurve("zeros", [50.0, 20.0, 0.0]), DeviationCurve("edge", [2.0, 1.0, 0.0])]
    svg = deviation_plot(curves, reach=2, vertical="v", horizontal="h", reach_label="r",
                         sentences=["a", "b", "c"])  # fmt: skip
    assert _parts(svg) == ["d0", "d1", "d2"]
    for line in re.findall(r'polyline points="([^"]+)"', svg):
        assert all(0 <= float(point.split(",")[1]) <= 330 for point in line.split())


def test_a_grid_writes_every_number_with_as_many_decimals():
    values = np.array([[0.25, -1.5], [12.0, 3.125]])
    svg = number_grid(values, x=0, y=0, cell=30, peak=12)
    assert [text for line in grid_numbers(values, digits=3) for text in line] == re.findall(
        r">([^<]+)</text>", svg
    )


def test_cells_that_differ_are_framed_in_both_outputs():
    first, second = np.array([[1.0, 2.0]]), np.array([[1.0, 3.0]])
    svg = output_pair([first, second], ["a", "b"], first != second)
    assert svg.count("stroke:var(--ink)") == 2


def test_every_cell_of_the_table_says_and_sets_its_size_and_stride():
    svg = difference_table(
        difference_map(3, 1),
        here=[(6, 2)],
        size_title="size",
        stride_title="stride",
        say=lambda size, stride, differs: f"{size}/{stride}: {differs}",
    )
    assert 'data-say="6/2: True" data-pick="6,2"' in svg
    assert 'data-say="7/2: False" data-pick="7,2"' in svg


def test_winners_are_framed_and_linked_to_their_windows():
    flow = flow_through(notes_map().values, PoolingControls())
    svg = gradient_drawing(flow, titles=("i", "o", "g"), say_input=lambda r, c: f"{r} {c}",
                           say_output=lambda r, c: f"{r} {c}")  # fmt: skip
    assert svg.count("stroke:var(--kind-pooling)") == 4
    assert _links(svg, "o1-1") == ["i2-2", "g2-2"]
    assert set(_links(svg, "i1-2")) == {"o0-1", "g1-2"}


def test_changed_pooled_cells_are_framed():
    for cells, framed in ((1, 8), (-1, 0)):
        svg = trial_drawing(try_shift("max", 2, cells), ("a", "b", "c", "d"))
        assert svg.count("stroke:var(--ink)") == framed


def test_labels_of_curves_do_not_cover_each_other():
    lines = [ShareLine(str(number), [1.0, 0.01 * number]) for number in range(6)]
    svg = share_curves(lines, vertical="v", horizontal="h", sentences=["a", "b"])
    heights = sorted(
        float(y)
        for y, name in re.findall(r'<text x="[\d.]+" y="([\d.]+)" class="start">(\d)</text>', svg)
    )
    assert len(heights) == 6
    assert min(np.diff(heights)) >= 15.9
    assert spread([5.0, 5.0, 5.0], gap=2) == [3.0, 5.0, 7.0]
