"""The drawings of resizing and augmentation hold what they are given."""

import base64
import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from lib.figures.column_mix import NARROW as NARROW_MIX
from lib.figures.column_mix import MixWords, column_mix, shown_columns
from lib.figures.distinct_curve import distinct_curve
from lib.figures.histogram import NARROW, WIDE, HistogramWords, count_in_bins, histogram
from lib.figures.pixels import signed_png
from lib.figures.resize_pictures import Tile, framed_original, tiles
from lib.operations.resize import fit, mix


def parts(svg):
    return {one.get("data-part"): one for one in svg.iter() if one.get("data-part")}


def test_a_crop_darkens_what_is_cut_and_leaves_the_rest():
    pixels = np.full((60, 100, 3), 200, np.uint8)
    fitted = fit("crop", (60, 100), (96, 96))
    shown = framed_original(pixels, fitted)
    assert shown.shape == pixels.shape
    assert (shown[:, :10] < 60).all() and (shown[30, 50] == 200).all()
    assert framed_original(pixels, fit("squash", (60, 100), (96, 96))) is pixels


def test_padding_is_shown_around_the_whole_original():
    pixels = np.full((60, 100, 3), 200, np.uint8)
    shown = framed_original(pixels, fit("pad", (60, 100), (96, 96)))
    assert abs(shown.shape[0] - shown.shape[1]) <= 3
    assert (shown == 200).sum() == pixels.size
    for shape in ((7, 640), (640, 7), (61, 90)):
        for size in ((8, 256), (256, 8), (96, 96)):
            fitted = fit("pad", shape, size)
            if fitted.filled.area:
                shown = framed_original(np.ones((*shape, 3), np.uint8), fitted)
                assert max(shown.shape) <= 1281 and (shown == 1).any()


def test_a_tile_holds_its_pixels_to_the_bit():
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    svg = ElementTree.fromstring(tiles([Tile("a", pixels, "t", "n", "said")], columns=3))
    address = svg.find(".//{*}image").get("href").partition(",")[2]
    with Image.open(io.BytesIO(base64.b64decode(address))) as stored:
        np.testing.assert_array_equal(np.asarray(stored), pixels)
    assert parts(svg)["a"].get("data-say") == "said"


def test_the_mix_links_the_result_to_the_columns_it_is_made_of():
    mixed = mix(400, 96, 95, interpolation="bicubic")  # at the very end
    columns = shown_columns(mixed)
    assert set(mixed.columns) <= set(columns)
    words = MixWords("o", "w", "r", [f"column {column}" for column in columns], "mixed")
    row = np.arange(400).astype(np.uint8)
    read = np.zeros(400, bool)
    read[list(mixed.columns)] = True
    svg = ElementTree.fromstring(column_mix(mixed, row, read, words))
    links = parts(svg)["result"].get("data-links").split()
    assert links == [f"c{column}" for column in mixed.columns]
    value = sum(w * int(row[c]) for w, c in zip(mixed.weights, mixed.columns, strict=True))
    assert f"{value:.1f}" in "".join(svg.itertext())


def test_on_a_telephone_fewer_columns_are_drawn_and_all_that_are_mixed():
    for interpolation in ("bilinear", "lanczos5"):
        mixed = mix(400, 96, 50, interpolation=interpolation)
        columns = shown_columns(mixed)
        words = MixWords("o", "w", "r", [f"column {column}" for column in columns], "mixed")
        drawn = column_mix(mixed, np.zeros(400, np.uint8), np.ones(400, bool), words,
                           width=NARROW_MIX)  # fmt: skip
        found = parts(ElementTree.fromstring(drawn))
        shown = {int(name[1:]) for name in found if name.startswith("c")}
        assert set(mixed.columns) <= shown < set(columns)
        assert all(found[f"c{column}"].get("data-say") == f"column {column}" for column in shown)


VALUES = [
    [1.0],
    [2.0, 2.0],
    [0.5, 1.0, 1.5],
    list(range(100)),
    [0.1, 0.5, 0.5, 1.9, 7.0, -3.0],
    [0.62, 0.75, 1.0, 1.33, 1.5, 1.5, 1.6, 1000.0],
    [1.0, *[1.5] * 40],
]


@pytest.mark.parametrize("values", VALUES)
def test_a_histogram_counts_every_value_in_a_bin_whose_words_are_true_of_it(values):
    found = count_in_bins(np.array(values, np.float64))
    assert found.counts.sum() == len(values)
    assert np.allclose(np.diff(found.edges), np.diff(found.edges)[0])
    for value in values:
        assert any(
            low <= value <= high and count
            for number, count in enumerate(found.counts)
            for low, high in [found.ends(number)]
        )
    for number, count in enumerate(found.counts):
        low, high = found.ends(number)
        assert count <= sum(low <= value <= high for value in values)


def test_a_far_value_leaves_the_others_apart_and_is_named_at_the_axis():
    values = np.array([*np.linspace(0.6, 1.6, 50), 1000.0])
    found = count_in_bins(values)
    assert (found.counts > 0).sum() > 10
    assert found.ends(len(found.counts) - 1)[1] == 1000
    assert "… 1000" in drawn(found, mark=1.0)


def drawn(found, *, mark=None, width=WIDE):
    words = HistogramWords(
        "t", "a", lambda value: f"{value:g}", ["said"] * len(found.counts), "mark"
    )
    return histogram(found, words, mark=mark, width=width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_high_as_their_counts_and_ticks_are_round(width):
    found = count_in_bins(np.array([0.5, 0.5, 1.1, 1.9]), most=4)
    svg = ElementTree.fromstring(drawn(found, width=width))
    heights = [
        float(parts(svg)[f"bin{number}"].findall("{*}rect")[1].get("height"))
        for number in range(len(found.counts))
    ]
    assert np.argmax(heights) == np.argmax(found.counts)
    assert [height == 0 for height in heights] == [count == 0 for count in found.counts]
    assert {"0.5", "1", "1.5", "2"} & {"".join(one.itertext()) for one in svg.findall(".//{*}text")}


def test_a_mark_beyond_the_bins_is_said_to_be_there():
    found = count_in_bins(np.array([1.0, 2.0]))
    assert "← mark" in drawn(found, mark=0.2)
    assert "mark →" in drawn(found, mark=7.0)
    assert 'class="dash"' in drawn(found, mark=1.5) and "dash" not in drawn(found, mark=7.0)


def test_the_curve_ends_at_what_was_found():
    svg = ElementTree.fromstring(
        distinct_curve([1, 2, 3, 4], [1, 2, 2, 2], titles=("u", "a"), sentences=("f", "c"))
    )
    found, coins = parts(svg)["found"], parts(svg)["coins"]
    height = {name: float(one.find("{*}circle").get("cy")) for name, one in
              (("found", found), ("coins", coins))}  # fmt: skip
    assert height["found"] < height["coins"]


def test_the_difference_is_clear_at_zero_and_coloured_by_sign():
    signed = np.array([[0.0, -96.0, 96.0, 200.0, 1.0]])
    with Image.open(io.BytesIO(signed_png(signed, peak=96.0))) as stored:
        pixels = np.asarray(stored.convert("RGBA"))[0]
    assert pixels[:, 3].tolist() == [0, 255, 255, 255, 2]
    assert pixels[1, 0] > pixels[1, 2] and pixels[2, 2] > pixels[2, 0]
