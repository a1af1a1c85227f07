"""The drawings of resizing and augmentation hold what they are given."""

import base64
import io
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from lib.figures.column_mix import MixWords, column_mix, shown_columns
from lib.figures.distinct_curve import distinct_curve
from lib.figures.histogram import count_in_bins, histogram
from lib.figures.resize_pictures import Tile, difference_png, framed_original, tiles
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


def test_a_histogram_counts_every_picture_once():
    values = np.array([0.1, 0.5, 0.5, 1.9, 7.0, -3.0])
    found = count_in_bins(values, np.linspace(0, 2, 5))
    assert found.counts.tolist() == [2, 2, 0, 2]
    svg = ElementTree.fromstring(
        histogram(found, title="t", across="a", sentences=list("abcd"), mark=1.0, mark_text="m")
    )
    bars = [float(parts(svg)[f"bin{n}"].findall("{*}rect")[1].get("height")) for n in range(4)]
    assert bars[0] == bars[1] == bars[3] > bars[2] == 0


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
    with Image.open(io.BytesIO(difference_png(signed))) as stored:
        pixels = np.asarray(stored.convert("RGBA"))[0]
    assert pixels[:, 3].tolist() == [0, 255, 255, 255, 2]
    assert pixels[1, 0] > pixels[1, 2] and pixels[2, 2] > pixels[2, 0]
