"""The drawings of the page about batches hold the library's numbers."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from lib.figures.batches.epoch_bar import NARROW, WIDE, EpochWords, epoch_bar
from lib.figures.batches.mixing import HEIGHT, batch_columns
from lib.figures.batches.run_curves import CurveWords, ResultWords, result_rows, run_curves
from lib.figures.batches.seed_rows import SeedWords, seed_rows
from lib.figures.batches.travel import TravelWords, travel_dots
from lib.figures.hues import hues
from lib.operations.folder_split import Batches
from lib.operations.pipeline_runs import EndResult
from lib.operations.shuffling import places_out

SVG = "{http://www.w3.org/2000/svg}"


def parts(svg, start):
    tree = ElementTree.fromstring(svg)
    return [part for part in tree.iter() if part.get("data-part", "").startswith(start)]


def test_a_dot_lies_below_the_limit_of_the_buffer():
    order = np.array([1, 2, 0, 4, 3, 5])
    words = TravelWords("in", "out", "never", [f"picture {n}" for n in range(6)])
    out = places_out(order)
    dots = parts(travel_dots(out, [0] * 6, 2, buffer=2, words=words), "dot")
    across = [float(dot.get("cx")) for dot in dots]
    down = [float(dot.get("cy")) for dot in dots]
    assert across == sorted(across)
    assert np.argsort(down).tolist() == order.tolist()
    assert [dot.get("data-say") for dot in dots] == words.pictures


def test_without_a_limit_nothing_is_called_impossible():
    words = TravelWords("in", "out", "never", ["x"] * 4)
    out = places_out(np.array([3, 2, 1, 0]))
    assert "never" in travel_dots(out, [0] * 4, 2, buffer=3, words=words)
    assert "never" not in travel_dots(out, [0] * 4, 2, buffer=4, words=words)


def test_columns_are_cut_in_the_shares_of_the_classes():
    counts = np.array([[3, 1], [0, 4]])
    svg = batch_columns(counts, title="B", note="n", sentences=["a", "b"])
    paths = [element.get("d") for element in ElementTree.fromstring(svg).iter(f"{SVG}path")]
    room = HEIGHT - 22 - 4
    heights = [
        [float(b) - float(a) for a, b in re.findall(r"M[\d.]+ ([\d.]+)h[\d.]+V([\d.]+)", path)]
        for path in paths
    ]
    assert heights[0] == pytest.approx([0.75 * room], abs=0.11)
    assert heights[1] == pytest.approx([0.25 * room, room], abs=0.11)
    assert [hit.get("data-say") for hit in parts(svg, "batch")] == ["a", "b"]


@pytest.mark.parametrize("width", [470.0, 350.0])
def test_every_number_of_every_run_is_written(width):
    runs = np.stack([np.stack([np.arange(8), np.arange(8)[::-1]])] * 3).astype(np.uint16)
    runs[2, 0] = np.roll(runs[2, 0], 1)
    words = SeedWords(["e1", "e2"], ["r1", "r2", "r3"], ["", "same", "other"],
                      ["", "right", "wrong"], ["s1", "s2", "s3"])  # fmt: skip
    drawn = parts(seed_rows(runs, title="t", words=words, width=width), "run")
    for run, part in zip(runs, drawn, strict=True):
        written = [t.text for t in part.iter(f"{SVG}text") if t.get("class") == "middle"]
        assert [int(text) for text in written] == run.ravel().tolist()
        right = max(float(rect.get("x")) + float(rect.get("width")) for rect in part
                    if rect.tag == f"{SVG}rect")  # fmt: skip
        assert right <= width


def test_the_chosen_curve_is_on_top_and_has_the_band_of_its_seeds():
    validation = {"a": np.array([[0.2, 0.5], [0.4, 0.7]]), "b": np.array([[0.3, 0.3], [0.3, 0.3]])}
    words = CurveWords("epochs", "accuracy", {}, {"a": "A", "b": "B"})
    drawn = parts(run_curves(validation, chosen="a", words=words), "curve")
    assert [part.get("data-part") for part in drawn] == ["curve-b", "curve-a"]
    assert [len(list(part.iter(f"{SVG}polygon"))) for part in drawn] == [0, 1]


def test_every_seed_has_its_dot_where_it_ended():
    results = {"a": EndResult((0.25, 0.5)), "b": EndResult((1.0, 0.0))}
    said = {"a": "A", "b": "B"}
    svg = result_rows(results, chosen="a", texts=said, words=ResultWords(said, said))
    drawn = parts(svg, "result")
    at = [[float(c.get("cx")) for c in part.iter(f"{SVG}circle")] for part in drawn]
    (right, left), (quarter, half) = at[1], at[0]
    assert (quarter - left) / (right - left) == pytest.approx(0.25, abs=0.01)
    assert (half - left) / (right - left) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_last_batch_is_filled_as_far_as_it_goes(width):
    words = EpochWords(*["x"] * 5, full_says="full #", last_says="last #")
    svg = epoch_bar(Batches(2936, 32), 734, words=words, width=width)
    cells = parts(svg, "batch")
    assert len(cells) == 92
    assert [cell.get("data-say") for cell in cells[-2:]] == ["full 91", "last 92"]
    outer, inner = cells[-1].findall(f"{SVG}rect")
    filled = float(inner.get("height")) / float(outer.get("height"))
    assert filled == pytest.approx(24 / 32, abs=0.01)
    training = parts(svg, "training")[0].find(f"{SVG}rect")
    assert float(training.get("width")) / width == pytest.approx(2936 / 3670, abs=0.01)


def test_thousands_of_batches_are_not_drawn_one_by_one():
    words = EpochWords("t", "v", "and more", "ts", "vs", "full #", "last #")
    svg = epoch_bar(Batches(4750, 1), 250, words=words)
    assert len(parts(svg, "batch")) == 400
    assert "and more" in svg and "last" not in svg


def test_hues_are_all_different():
    assert len(set(hues(15))) == 15
