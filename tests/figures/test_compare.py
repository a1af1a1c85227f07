"""The drawings of a comparison hold the numbers of its courses, in one scale."""

import re

import numpy as np
import pytest

from lib.figures import gap_curves, gap_rows
from lib.figures.svg import text_width, wrapped
from lib.operations.courses import Course, Repeats


def repeats(*ends, epochs=5):
    """Courses that climb from 0.2 in equal steps, validation half as far."""
    courses = []
    for seed, end in enumerate(ends):
        training = np.linspace(0.2, end, epochs)
        validation = np.linspace(0.2, 0.1 + end / 2, epochs)
        lines = ({"accuracy": line, "loss": 2 * (1 - line)} for line in (training, validation))
        courses.append(Course(seed, *lines))
    return Repeats(tuple(courses))


def words_of(names):
    said = {name: (f"{name} learns", f"{name} knows", f"{name} gap") for name in names}
    titles = {name: f"recipe {name}" for name in names}
    return gap_curves.GapWords("training", "validation", "epochs", titles, titles, said)


def paths(svg, part):
    groups = {
        re.search(r'data-part="([^"]+)"', one)[1]: one for one in re.findall(r"<g .*?</g>", svg)
    }
    inside = groups[part]
    return re.findall(r'class="curve ([^"]*)"', inside)


@pytest.mark.parametrize("width", [gap_curves.WIDE, gap_curves.NARROW])
def test_every_seed_is_a_line_and_the_mean_another(width):
    compared = {"a": repeats(0.8, 0.9, 1.0), "b": repeats(0.5)}
    svg = gap_curves.gap_curves(compared, words=words_of(compared), width=width)
    assert paths(svg, "training-a") == ["seed training"] * 3 + ["training"]
    assert paths(svg, "validation-b") == ["validation"]
    assert svg.count('class="spread') == 2  # one seed has no spread
    assert {"a gap", "b knows"} <= set(re.findall(r'data-say="([^"]+)"', svg))


def test_the_bracket_is_as_high_as_the_gap_and_all_frames_have_one_scale():
    compared = {"a": repeats(1.0, 1.0), "b": repeats(0.6, 0.6)}
    svg = gap_curves.gap_curves(compared, words=words_of(compared))
    heights = [
        abs(float(high) - float(low))
        for high, low in re.findall(r"M[\d.]+ ([\d.]+)h6V([\d.]+)h-6", svg)
    ]
    gaps = [one.gap.mean for one in compared.values()]
    assert heights[0] / heights[1] == pytest.approx(gaps[0] / gaps[1], rel=0.01)


def test_a_training_that_has_not_begun_has_an_empty_frame():
    compared = {"a": repeats(0.9), "b": repeats(epochs=0), "c": Repeats(())}
    svg = gap_curves.gap_curves(compared, words=words_of(compared), epochs=10)
    assert "training-a" in svg and "training-b" not in svg and "recipe c" in svg


@pytest.mark.parametrize("quantity", ["accuracy", "loss"])
def test_nothing_is_drawn_outside_its_frame(quantity):
    wild = repeats(0.9)
    wild.courses[0].training["loss"][0] = 1e6
    compared = {"a": wild}
    svg = gap_curves.gap_curves(compared, words=words_of(compared), quantity=quantity)
    height = float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[1])
    numbers = [float(y) for _, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", svg)]
    assert all(0 <= y <= height for y in numbers)


def test_a_loss_that_became_nan_is_drawn_at_the_upper_edge_and_not_at_the_lower():
    lost = repeats(0.9, 0.8)
    for one in lost.courses:
        one.training["loss"][2:] = np.nan
        one.validation["loss"][2:] = np.nan
    compared = {"a": lost, "b": repeats(0.9)}
    svg = gap_curves.gap_curves(compared, words=words_of(compared), quantity="loss")
    assert "nan" not in svg and "inf" not in svg
    lines = re.findall(r'd="([^"]+)" class="curve training"', svg)  # the legend's has no number
    heights = [[float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", line)] for line in lines[-2:]]
    assert max(heights[0][2:]) < min(heights[0][:2])  # above the epochs before
    assert heights[0][-1] < heights[1][-1]  # and above what learned


@pytest.mark.parametrize("width", [gap_rows.WIDE, gap_rows.NARROW])
def test_a_row_has_its_ends_its_seeds_and_its_gap(width):
    compared = {"a": repeats(0.8, 0.9), "b": repeats(0.5)}
    names = dict.fromkeys(compared, "x")
    words = gap_rows.RowWords(names, {"a": "+12.3", "b": "+4.5"}, names, "accuracy")
    svg = gap_rows.gap_rows(compared, words=words, width=width)
    assert "+12.3" in svg and "+4.5" in svg
    assert svg.count("<circle") == 2 * (2 + 1) + 2


def test_a_name_is_broken_between_words_and_cut_only_at_the_end():
    assert wrapped("short", 100) == ["short"]
    lines = wrapped("没有数据增强，Dropout 0.2，学习率 0.001", 120)
    assert len(lines) == 2 and all(text_width(line) <= 135 for line in lines)
    assert lines[1].endswith("…")
