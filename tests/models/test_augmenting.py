"""The graphs draw what layers built in the usual way draw, and files stay as they are."""

import numpy as np
import pytest

from lib.images.symbols import draw_symbol
from lib.models import augmenting
from lib.models.augmentation_chain import build_layers, chain_of
from lib.operations.augmentation import Augmentation, distinct_so_far
from lib.operations.symbol_reading import read_symbols

SETTINGS = [
    Augmentation(),
    Augmentation(rotation=0.45, zoom=0.3),  # the same graph, other strengths
    Augmentation("vertical", 0.0, 0.0, translation=0.2),
    Augmentation("none", 0.1, 0.5, 0.1, 0.4, 0.3, "constant", 128.0, "nearest"),
    Augmentation("horizontal_and_vertical", 0.2, 0.2, 0.2, 0.2, 0.2, "wrap"),
    Augmentation("none", 0.0, 0.0),
]


def picture(side=24):
    return np.random.default_rng(3).integers(0, 256, (side, side, 3), dtype=np.uint8)


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_graph_draws_what_the_layers_draw_one_by_one(settings):
    batch = np.repeat(picture()[None], 6, axis=0)
    one_by_one = batch.astype(np.float32)
    for layer in build_layers(settings, 11):
        one_by_one = np.asarray(layer(one_by_one, training=True))
    pictures, values = chain_of(settings, 11, 24).run(batch)
    np.testing.assert_allclose(pictures, np.clip(one_by_one, 0, 255), atol=0.51)
    assert len(values) == 6


def test_the_same_seed_draws_the_same_and_another_does_not():
    first = augmenting.draws("seeds", picture(96), Augmentation(), 5, 4)
    again = augmenting.draws("seeds", None, Augmentation(), 5, 4)
    other = augmenting.draws("seeds", None, Augmentation(), 6, 4)
    np.testing.assert_array_equal(first.pictures, again.pictures)
    assert first.values == again.values != other.values


def test_what_was_drawn_lies_within_the_factors():
    settings = Augmentation("horizontal", 0.1, 0.2, 0.3, 0.4, 0.5)
    for value in augmenting.draws("ranges", picture(96), settings, 1, 60).values:
        assert abs(value.degrees) <= 36
        assert 1 / 1.2 - 1e-6 <= value.zoom <= 1 / 0.8 + 1e-6
        assert abs(value.right) <= 0.3 and abs(value.down) <= 0.3
        assert 1 <= value.contrast <= 1.4
        assert abs(value.brightness) <= 127.5


def test_positive_degrees_turn_counter_clockwise_and_positive_moves_go_right():
    dot = np.zeros((65, 65, 3), np.uint8)
    dot[30:35, 55:60] = 255  # at the right end
    chain = chain_of(Augmentation("none", 0.2, 0.0), 3, 65)
    pictures, values = chain.run(np.repeat(dot[None], 8, axis=0))
    for turned, value in zip(pictures, values, strict=True):
        row = np.average(np.arange(65), weights=turned[..., 0].sum(axis=1))
        assert (row < 32) == (value.degrees > 0)  # up at the right is counter-clockwise
    moved, values = chain_of(
        Augmentation("none", 0.0, 0.0, translation=0.1, fill_mode="constant"), 3, 65
    ).run(np.repeat(np.roll(dot, -25, axis=1)[None], 8, axis=0))
    for picture_, value in zip(moved, values, strict=True):
        column = np.average(np.arange(65), weights=picture_[..., 0].sum(axis=0))
        assert column - 32 == pytest.approx(65 * value.right, abs=0.2)


def test_ten_epochs_show_ten_pictures_and_leave_the_file_alone():
    found = augmenting.epochs("epochs", picture(96), Augmentation(), 2, 10)
    assert found.before == found.after
    assert len({one.tobytes() for one in found.draws.pictures}) == 10
    again = augmenting.epochs("epochs", None, Augmentation(), 2, 10)
    np.testing.assert_array_equal(again.draws.pictures, found.draws.pictures)


def test_in_prediction_no_value_changes():
    settings = Augmentation("horizontal", 0.1, 0.1, 0.1, 0.1, 0.1)
    found = augmenting.inference("off", picture(96), settings, 2)
    assert found.prediction_difference == 0
    assert found.training_difference > 0
    np.testing.assert_array_equal(found.prediction, found.original)
    assert found.unsaid_difference > 0  # a layer alone draws unless it is told not to


@pytest.mark.parametrize("flip", ["horizontal", "vertical", "horizontal_and_vertical"])
def test_a_flip_alone_makes_two_pictures_whatever_its_direction(flip):
    settings = Augmentation(flip, 0.0, 0.0)
    digests = augmenting.distinct("flips", picture(96), settings, 1, 64)
    assert distinct_so_far(digests)[-1] == settings.bound == 2


def test_real_strengths_never_draw_twice():
    digests = augmenting.distinct("many", picture(96), Augmentation(), 1, 100)
    assert len(set(digests)) == 100


def test_half_a_turn_makes_a_nine_of_a_six_and_a_flip_a_d_of_a_b():
    paper = {"fill_mode": "constant", "fill_value": 255.0}
    found = augmenting.symbol_draws("b", Augmentation("horizontal", 0.0, 0.0, **paper), 1, 40)
    read = read_symbols(found.pictures, "b")
    assert {(value.flipped, sign) for value, sign in zip(found.values, read, strict=True)} == {
        (True, "d"), (False, "b"),
    }  # fmt: skip
    found = augmenting.symbol_draws("6", Augmentation("none", 0.5, 0.0, **paper), 1, 100)
    for value, sign in zip(found.values, read_symbols(found.pictures, "6"), strict=True):
        if abs(value.degrees) < 35:
            assert sign == "6"
        if abs(value.degrees) > 145:
            assert sign == "9"


def test_every_sign_is_read_as_itself():
    from lib.images.symbols import FAMILIES

    for family in FAMILIES.values():
        for sign in family:
            assert read_symbols(draw_symbol(sign)[None], sign) == (sign,)


def test_one_seed_for_all_layers_makes_every_flipped_picture_lean_to_one_side():
    flip, rotation = build_layers(Augmentation(zoom=0.0), 4)
    batch = np.zeros((40, 8, 8, 3), np.float32)
    for layer in (flip, rotation):
        layer.generator.state.assign([4, 0])
    flips = np.asarray(flip.get_random_transformation(batch)["flips"]).reshape(-1)
    angles = np.asarray(rotation.get_random_transformation(batch)["angle"])
    np.testing.assert_array_equal(flips, angles <= 0)


def test_a_visitors_picture_is_on_disk_only_while_it_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    seen = []
    hashed = augmenting._sha256
    monkeypatch.setattr(augmenting, "_sha256", lambda path: seen.append(path) or hashed(path))
    first = augmenting.epochs("scratch", picture(96), Augmentation(), 2, 2)
    again = augmenting.epochs("scratch", None, Augmentation(), 2, 2)
    assert all(path.is_relative_to(tmp_path / "scratch") for path in seen) and len(seen) == 4
    assert not list((tmp_path / "scratch").iterdir())
    assert first.before == first.after == again.before
    np.testing.assert_array_equal(first.draws.pictures, again.draws.pictures)
