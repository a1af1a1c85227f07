"""The drawings of the page about labels hold every file, batch and class they are given."""

import re

import numpy as np
import pytest

from lib.figures.axes import round_ticks
from lib.figures.labels import file_sizes, split_map
from lib.figures.labels.tree import MOST_CLASSES, ClassRow, TreeWords, tree_drawing
from lib.operations.folder_split import Batches, Place, two_calls
from lib.operations.labelling import label_folders, moves

WORDS = TreeWords("folder", "before", "label", "one-hot", "pictures")


def rows_of(names, *, files=("a.jpg", "b.jpg")):
    labelling = label_folders(dict.fromkeys(names, 5))
    return [
        ClassRow(name, files, label, label, name, labelling.one_hot(name), 5, 5, "5",
                 ("f", "l", "v", "b"), files)
        for label, name in enumerate(labelling.class_names)
    ]  # fmt: skip


def parts(svg):
    return re.findall(r'data-part="([^"]+)"', svg)


def cells(svg, part):
    """Cells of a path: each begins with its own M."""
    found = [path for path, name in re.findall(r'<path d="([^"]*)"[^>]*data-part="([^"]+)"', svg)
             if name == part]  # fmt: skip
    return sum(path.count("M") for path in found)


def test_pointing_at_a_file_lights_its_folder_label_vector_and_bar():
    svg = tree_drawing(rows_of(["x", "y"]), WORDS).wide
    links = re.search(r'data-part="file-1-0" data-links="([^"]+)"', svg)[1].split()
    assert set(links) >= {"folder-1", "label-1", "vector-1", "bar-1", "way-1", "file-1-1"}
    assert not any(
        link.endswith(("-0", "-0-0")) and not link.startswith("file-1") for link in links
    )
    assert {link for link in links if not link.startswith("way")} <= set(parts(svg))


def test_a_name_that_looks_like_markup_stays_text():
    drawn = tree_drawing(rows_of(["<b>x</b>", "&"]), WORDS)
    for svg in (drawn.wide, drawn.narrow):
        assert "<b>" not in svg and "&lt;b&gt;" in svg and "&amp;" in svg


def test_no_more_classes_are_drawn_than_can_be_read():
    for count in (1, 2, MOST_CLASSES, 300):
        drawn = tree_drawing(rows_of([f"c{number:03}" for number in range(count)]), WORDS)
        folders = [part for part in parts(drawn.wide) if part.startswith("folder")]
        assert len(folders) == min(count, MOST_CLASSES)


def test_a_renamed_folder_leaves_a_line_from_every_old_label_to_the_new_one():
    before = label_folders({"a": 5, "b": 5, "c": 5})
    rows = [
        ClassRow(m.after, (), m.new, m.old, m.before, (0,) * 3, 5, 5, "5", ("",) * 4, ())
        for m in moves(before, "a", "z")
    ]
    svg = tree_drawing(rows, WORDS).wide
    assert svg.count("C396") == 3 and ">before<" in svg
    assert "C396" not in tree_drawing(rows_of(["a", "b"]), WORDS).wide


def class_cells(places, name="x"):
    return split_map.ClassCells(
        name, name, places, {Place(int(place)): "said" for place in np.unique(places)}
    )


def batch_row(pictures, size, name="training"):
    return split_map.BatchRow(name, "title", Batches(pictures, size), ("full", "last"))


@pytest.mark.parametrize("total", [10, 101, 898, 5000])
def test_every_file_is_one_cell_in_the_colour_of_its_place(total):
    places = two_calls(total, 0.2, training_seed=1, validation_seed=2).places
    drawn = split_map.split_map([class_cells(places)], [batch_row(10, 3)], {})
    for svg in (drawn.wide, drawn.narrow):
        for place in Place:
            name = f"{place.name.lower()}-0"
            assert cells(svg, name) == (places == place).sum()


@pytest.mark.parametrize("largest", [1, 10, 100, 898, 20000])
@pytest.mark.parametrize("width", [1200.0, 360.0])
def test_the_cells_of_the_largest_class_fit_into_the_width(largest, width):
    pitch, rows = split_map._grid(largest, width)
    assert pitch * -(-largest // rows) <= width + 1e-6
    assert 0 < pitch <= 12


@pytest.mark.parametrize(
    ("pictures", "size"), [(2936, 32), (2936, 4), (734, 256), (5, 8), (64, 32)]
)
def test_every_batch_is_one_box_and_the_last_as_full_as_it_is(pictures, size):
    row = batch_row(pictures, size)
    svg = split_map.split_map([class_cells(np.zeros(4, np.uint8))], [row], {}).wide
    assert cells(svg, "training-batches") == row.batches.count - 1
    last = svg[svg.index('data-part="training-last"') :].split("</g>")[0]
    box, filled = [float(height) for height in re.findall(r'height="([\d.]+)"', last)][-2:]
    assert filled / box == pytest.approx(row.batches.last / size, rel=1e-3)


def test_sizes_that_share_a_dot_are_all_counted_and_lie_within_what_it_says():
    rng = np.random.default_rng(0)
    sizes = {(int(w), int(h)): int(n) for w, h, n in rng.integers(1, 900, (500, 3))}
    dots = file_sizes.group_sizes(sizes)
    assert sum(dot.count for dot in dots) == sum(sizes.values())
    assert all(dot.widths[0] <= dot.width <= dot.widths[1] for dot in dots)
    assert all(dot.heights[0] <= dot.height <= dot.heights[1] for dot in dots)
    assert len(dots) < len(sizes)


def test_the_dots_fill_the_drawing_and_squares_lie_on_the_diagonal():
    dots = file_sizes.group_sizes({(240, 320): 3, (300, 300): 2, (320, 240): 1})
    words = file_sizes.CloudWords("w", "h", "square", lambda dot: "said")
    for width in (file_sizes.WIDE, file_sizes.NARROW):
        svg = file_sizes.size_cloud(dots, words, width=width)
        centres = [
            tuple(map(float, found))
            for found in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
        ]
        across = [x for x, _ in centres]
        assert max(across) - min(across) > 0.5 * width  # not in one corner
        x1, y1, x2, y2 = map(
            float,
            re.search(r'x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)" class="dash"', svg).groups(),
        )
        x, y = centres[1]
        assert (x - x1) / (x2 - x1) == pytest.approx((y - y1) / (y2 - y1), abs=0.01)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.62, 1.6), (0, 500), (180, 4000), (5, 5)])
def test_an_axis_has_a_few_round_ticks(low, high):
    ticks = round_ticks(low, high)
    assert 1 <= len(ticks) <= 6
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    assert len(ticks) >= 3 or low == high


@pytest.mark.parametrize("pictures", [(2936, 734), (3487, 183), (100, 4), (9, 1), (4000, 4000)])
@pytest.mark.parametrize("size", [4, 32, 256])
def test_the_boxes_of_all_batches_lie_inside_the_drawing(pictures, size):
    rows = [
        batch_row(count, size, name)
        for name, count in zip(("training", "validation"), pictures, strict=True)
    ]
    drawn = split_map.split_map([class_cells(np.zeros(4, np.uint8))], rows, {})
    for svg, width in ((drawn.wide, 1200), (drawn.narrow, 360)):
        height = float(re.search(r'viewBox="0 0 \S+ ([\d.]+)"', svg)[1])
        lasts = re.findall(
            r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" style="fill:none',
            svg,
        )
        assert len(lasts) == 2
        for x, y, across, down in (map(float, box) for box in lasts):
            assert x + across <= width + 0.1 and y + down <= height + 0.1
