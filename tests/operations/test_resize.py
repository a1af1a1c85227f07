"""Properties of the three ways, of whole data sets and of the formulas."""

import io

import numpy as np
import pytest
from PIL import Image

from lib.datasets.garden import draw_flower, draw_jpeg
from lib.datasets.sizes import folder_sizes, garden_sizes
from lib.images.patterns import PATTERNS, draw_pattern
from lib.operations.resize import WAYS, fit, mix, read_share
from lib.operations.resize_formulas import mix_formula, stretch_formula
from lib.operations.resize_statistics import fit_all, near_shares
from lib.runs.recipe import GARDEN_SEED

SHAPES = [(240, 400), (400, 240), (96, 96), (10, 640), (333, 500)]
SIZES = [(96, 96), (8, 256), (180, 120)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", SIZES)
def test_only_squashing_stretches_and_each_way_pays_in_one_coin(shape, size):
    squash, crop, pad = (fit(way, shape, size) for way in WAYS)
    assert squash.stretch == pytest.approx((size[1] / shape[1]) / (size[0] / shape[0]))
    assert squash.unused_share == squash.empty_share == 0
    assert crop.empty_share == 0 and pad.unused_share == 0
    # Whole pixels: a side may be off by less than one.
    for fitted in (crop, pad):
        part = fitted.used if fitted.way == "crop" else fitted.filled
        assert abs(np.log(fitted.stretch)) <= np.log1p(1 / min(part.height, part.width)) + 1e-9


@pytest.mark.parametrize("way", WAYS)
def test_boxes_lie_inside(way):
    for shape in SHAPES:
        for size in SIZES:
            fitted = fit(way, shape, size)
            for box, whole in ((fitted.used, shape), (fitted.filled, size)):
                assert 0 <= box.top <= box.top + box.height <= whole[0]
                assert 0 <= box.left <= box.left + box.width <= whole[1]


def test_the_share_of_pixels_read_is_measured_by_changing_the_others():
    from lib.cnn.resizing import resize

    fitted = fit("squash", (60, 90), (16, 20))
    x = np.zeros((60, 90))
    influence = 0
    for row in range(0, 60, 7):
        for column in range(90):
            x[row, column] = 1
            influence += bool(resize(x, 16, 20).any())
            x[row, column] = 0
    rows = [mix(60, 16, i).columns for i in range(16)]
    read_rows = {row for found in rows for row in found}
    sampled = sum(row in read_rows for row in range(0, 60, 7))
    columns = mix(90, 20, 0).read
    assert influence == sampled * columns
    assert read_share(fitted) == len(read_rows) * columns / (60 * 90)


def test_a_mix_is_its_weights():
    mixed = mix(400, 96, 48, interpolation="lanczos3")
    assert sum(mixed.weights) == pytest.approx(1)
    assert len(mixed.columns) == len(mixed.weights) == 6
    row = np.arange(400) % 256
    formula = mix_formula(mixed, row.astype(np.uint8))
    total = sum(w * row[c] for w, c in zip(mixed.weights, mixed.columns, strict=True))
    assert f"= {total:.2f}" in formula and "+ -" not in formula


def test_the_formula_ends_with_the_stretch():
    assert stretch_formula(fit("squash", (300, 451), (96, 96))).endswith("= 0.665")


def test_a_data_set_is_as_its_pictures():
    sides = np.array([[100, 200], [200, 100], [100, 100]])
    found = fit_all(sides, (96, 96))
    np.testing.assert_allclose(found.stretches, [2, 2, 1])
    np.testing.assert_allclose(found.cut, [0.5, 0.5, 0])
    assert found.strongly == pytest.approx(2 / 3)
    assert round(100 * found.strongly) in near_shares(found.strongly)


def test_the_garden_is_planned_in_the_sizes_in_which_it_is_drawn():
    sizes = garden_sizes(10).sides
    assert len(sizes) == 10
    with Image.open(io.BytesIO(draw_jpeg("daisy", seed=GARDEN_SEED, index=1))) as file:
        assert tuple(sizes[1]) == file.size[::-1]
    flower = draw_flower("daisy", seed=GARDEN_SEED, index=0)
    assert tuple(sizes[0]) == flower.size[::-1]


def test_a_folder_tells_its_sizes_upright_and_counts_what_has_none(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    folder = tmp_path / "datasets" / "mine" / "a"
    folder.mkdir(parents=True)
    lying = Image.Exif()
    lying[0x0112] = 6
    Image.new("RGB", (40, 30)).save(folder / "1.png")
    Image.new("RGB", (40, 30)).save(folder / "2.jpg", exif=lying)
    (folder / "3.jpg").write_bytes(b"no picture")
    found = folder_sizes("mine")
    assert found.sides.tolist() == [[30, 40], [40, 30]]
    assert found.unreadable == 1


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_drawn_once_and_cannot_be_changed(name):
    assert draw_pattern(name).shape == (240, 400, 3)
    assert not draw_pattern(name).flags.writeable
