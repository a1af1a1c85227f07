"""The figures of the page about edges hold the numbers that they are given."""

import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from lib.cnn.matrices import as_matrix
from lib.figures.edge_arrows import arrow_picture
from lib.figures.edge_ledger import Entry, ledger
from lib.figures.edge_matrix import matrix_picture
from lib.figures.kernels import filter_tiles, kernel_cells
from lib.figures.pixels import signed_png
from lib.figures.race_curve import race_curve
from lib.operations.edge_gradient import picture_gradient, strongest_arrows

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ET.fromstring(svg)


def seen(file):
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGBA")).astype(int)


def parts(svg):
    return [each for each in parsed(svg).iter() if each.get("data-part")]


def test_the_cells_of_a_kernel_hold_its_numbers_and_no_negative_zero():
    svg = parsed(kernel_cells(np.array([[-1.234, 0.0, -0.001]])))
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["−1.23", "0.00", "0.00"]


def test_every_filter_is_a_part_that_can_be_picked():
    filters = [np.full((3, 3, 3), value) for value in (0.5, -1.0)]
    svg = filter_tiles(filters, chosen=1, describe=lambda index: f"say {index} <")
    assert [(part.get("data-pick"), part.get("data-say")) for part in parts(svg)] == [
        ("1", "say 0 <"),
        ("2", "say 1 <"),
    ]
    assert (
        len([rect for rect in parsed(svg).iter(f"{SVG}rect") if "minus" in rect.get("class")]) == 27
    )


def test_a_row_of_the_matrix_shows_only_its_weights():
    matrix = as_matrix([[-1, 1]], (3, 5))
    shown = parts(matrix_picture(matrix, describe=lambda row: str((matrix[row] != 0).sum())))
    assert len(shown) == len(matrix)
    for part in shown:
        assert len(part.findall(f"{SVG}rect")) - 1 == int(part.get("data-say")) == 2


def test_an_arrow_stands_for_each_strong_edge_and_points_to_the_brighter_side():
    picture = np.repeat([[10] * 20 + [200] * 20], 40, axis=0).astype(np.uint8)
    arrows = strongest_arrows(picture_gradient(picture, "sobel"), block=20)
    shown = parts(arrow_picture(picture, arrows, describe=lambda arrow: "x", block=20))
    assert len(shown) == len(arrows) > 0
    path = shown[0].find(f"{SVG}path").get("d")
    start, tip = re.match(r"M([\d.]+) [\d.]+L([\d.]+)", path).groups()
    assert float(tip) > float(start)


def test_an_even_picture_has_no_arrows_and_still_a_drawing():
    picture = np.full((40, 40), 7, np.uint8)
    assert parts(arrow_picture(picture, [], describe=str, block=20)) == []


def test_the_curve_falls_as_the_losses_do_and_survives_zero():
    svg = parsed(race_curve([1.0, 0.1, 0.0], step=1, by_hand=0.0, labels=("a", "b", "c")))
    points = svg.find(f"{SVG}polyline").get("points").split()
    heights = [float(point.split(",")[1]) for point in points]
    assert heights == sorted(heights) and len(set(heights)) == 3


def test_the_ledger_holds_the_counts_and_its_longest_bar_is_the_largest():
    entries = [
        Entry("a < b", 100, "10 · 10", "m", "t", True),
        Entry("c", 10_000, "100 · 100", "m", "t", False),
    ]
    html = ledger(entries, unit="operations", alt="x")
    assert "a &lt; b" in html and "<b>10,000</b>" in html
    assert re.findall(r"width:([\d.]+)%", html) == ["50.00", "100.00"]


def test_zero_is_the_paper_and_a_shared_scale_is_kept():
    pixels = seen(signed_png(np.array([[0.0, -1.0, 1.0, 8.0]]), peak=2.0))
    assert pixels[0, :, 3].tolist() == pytest.approx([0, 128, 128, 255], abs=1)
    red, blue = pixels[0, :, 0], pixels[0, :, 2]
    assert red[1] > blue[1] and blue[2] > red[2]
    assert seen(signed_png(np.zeros((2, 2))))[..., 3].max() == 0
