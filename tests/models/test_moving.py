"""A movement moves pixels where it says, and a convolution's maps move along with a shift."""

from dataclasses import replace

import numpy as np
import pytest
from asking_worker import answer_of
from layers.mixed_networks import SIDE

from lib.datasets.pictures import specimen
from lib.jobs.steps import Steps, Unfinished
from lib.layers.field import fields_of
from lib.layers.movement import KINDS, Course, Movement, limits_of
from lib.models.inside import exciting, moving, passing, sample
from lib.models.inside.answering import probabilities
from lib.models.inside.network import describe
from lib.runs.shipped import shipped_run

PICTURE = np.random.default_rng(5).uniform(0, 255, (1, SIDE, SIDE, 3)).astype(np.float32)


@pytest.fixture(scope="module")
def model():
    path = str(shipped_run().model_path)
    passing.square("roses", specimen("roses"), path)
    return path


def test_whole_pixels_are_shifted_exactly_and_grey_comes_in():
    found = moving.move(PICTURE, (Movement(right=5, down=-3, fill="constant"),), SIDE)[0]
    np.testing.assert_allclose(found[:-3, 5:], PICTURE[0, 3:, :-5], atol=1e-3)
    assert (found[:, :5] == 128).all()


def test_a_quarter_turn_is_clockwise():
    found = moving.move(PICTURE, (Movement(turn=90),), SIDE)[0]
    np.testing.assert_allclose(found, np.rot90(PICTURE[0], -1), atol=1e-2)


@pytest.mark.parametrize("movement", [Movement(right=5, down=-3), Movement(width=80, turn=40)])
def test_pixels_from_within_the_picture_are_those_that_ones_reach(movement):
    ones = np.ones((1, SIDE, SIDE, 1), np.float32)
    blank = replace(movement, fill="constant")
    reached = moving.move(ones, (blank,), SIDE, fill=0.0)[0, ..., 0] > 0.9999
    np.testing.assert_array_equal(movement.comes_from_within(SIDE), reached)


def test_half_the_width_keeps_the_middle_and_every_second_column():
    row, column = np.indices((SIDE, SIDE), dtype=np.float32)
    found = moving.move(
        np.stack([row, column], axis=2)[None], (Movement(width=50, fill="nearest"),), SIDE
    )[0]
    middle = (SIDE - 1) / 2
    from_column = middle + 2 * (np.arange(8, 16) - middle)
    np.testing.assert_allclose(found[0, 8:16, 1], from_column, atol=1e-3)
    np.testing.assert_allclose(found[..., 0], row, atol=1e-3)


def test_at_rest_nothing_changes(model):
    still = moving.moved("roses", None, model, Movement(), ("conv2d_1", 2))
    np.testing.assert_array_equal(still.before, still.after)
    at_rest = moving.changes("roses", None, model, Movement())
    assert all(change.apart == 0 and not change.along for change in at_rest)


@pytest.mark.parametrize("shift", [8, 4, 1])  # a cell of the last pooling is 8 pixels wide
def test_maps_move_along_exactly_where_the_shift_is_in_whole_cells(model, shift):
    layers, movement = describe(model).layers, Movement(right=-shift, down=shift)
    for change in moving.changes("roses", None, model, movement):
        if change.along is None:
            continue
        jump = fields_of(layers, [each.name for each in layers].index(change.name))[0].jump
        assert change.apart > 0.1
        if shift % jump == 0:
            assert change.along < 1e-5, change
        else:
            assert change.along > 0.01, change


def test_filters_are_not_turned_along(model):
    turned = moving.changes("roses", None, model, Movement(turn=90))
    at = next(each for each in turned if each.name == "conv2d_1")
    assert at.along > 0.4 * at.apart


@pytest.mark.parametrize("kind", KINDS)
def test_a_course_says_at_every_value_what_the_moved_picture_gets(model, kind):
    side = 96
    rest = Movement(down=6, fill="constant").with_value(kind, {"width": 100}.get(kind, 0))
    course = answer_of(moving.course, "roses", None, model, rest, kind)
    assert (course.values[0], course.values[-1]) == limits_of(kind, side)
    place = 9
    there = rest.with_value(kind, int(course.values[place]))
    found = moving.moved("roses", None, model, there, ("conv2d", 1))
    np.testing.assert_allclose(found.probabilities[1], course.probabilities[place], atol=1e-5)
    np.testing.assert_allclose(
        found.probabilities, probabilities(model, np.stack([found.before, found.after])), atol=1e-6
    )


def test_a_course_comes_in_steps_between_which_the_worker_is_free(model, monkeypatch):
    steps = Steps[Course](seconds=0)
    monkeypatch.setattr(moving, "_steps", steps)
    asked = ("roses", None, model, Movement(down=2), "turn")
    shares = []
    while isinstance(found := moving.course(*asked), Unfinished):
        shares.append(found.share)
    assert len(shares) >= 2 and shares == sorted(set(shares))
    assert found.probabilities.shape == (len(found.values), 5)
    assert moving.course(*asked) is found  # and is kept


def test_the_pictures_that_excite_a_unit_are_those_with_the_largest_values(model, monkeypatch):
    monkeypatch.setattr(sample, "SAMPLE_SIZE", 9)
    sample.sample_of.cache_clear()
    exciting._steps.clear()
    found = answer_of(exciting.excited, "roses", None, model, "conv2d_1", ((3, 20), 4, False))
    pictures, names, source = sample.sample_of(*_version(model))
    assert (found.count, found.source) == (9, source)
    for unit in found.units:
        values = np.stack(
            [passing.passage(names[i], pictures[i], model)[4][..., unit.unit] for i in range(9)]
        )
        peaks = values.max(axis=(1, 2))
        assert [each.picture for each in unit.most] == np.argsort(-peaks)[:4].tolist()
        assert {each.picture for each in unit.least} == set(np.argsort(-peaks)[-4:].tolist())
        for each in (*unit.most, *unit.least):
            assert each.value == pytest.approx(float(peaks[each.picture]), abs=1e-5)
            there = values[each.picture, each.row, each.column]
            assert there == pytest.approx(each.value, abs=1e-5)
        own = passing.passage("roses", found.pictures[-1], model)[4][..., unit.unit]
        assert unit.own.value == own.max() == own[unit.own.row, unit.own.column]
        assert unit.rank == (peaks > own.max()).sum()
    sample.sample_of.cache_clear()
    exciting._steps.clear()


def _version(model):
    from lib.models.loaded import own_path, version_of

    path, written = version_of(own_path(model))
    return path, 96, written, False


def test_maps_beyond_the_range_of_halves_are_sent_as_shares_of_the_largest(tmp_path, monkeypatch):
    import keras
    from layers.mixed_networks import CLASSES, saved_run

    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    network = keras.Sequential(
        [
            keras.layers.Input((32, 32, 3)),  # 0 to 255
            keras.layers.Conv2D(2, 3, kernel_initializer="ones", name="loud"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(3, name="outputs"),
        ]
    )
    network.get_layer("loud").kernel.assign(network.get_layer("loud").kernel * 100)
    path = str(saved_run(network, 32, CLASSES).model_path)
    seen = passing.square("loud", specimen("roses"), path)
    found = moving.moved("loud", None, path, Movement(right=3), ("loud", 1))
    loud = passing.output_of("loud", seen, path, "loud")[..., found.units[0]]
    assert found.peak > np.finfo(np.float16).max
    np.testing.assert_allclose(found.maps[0, 0].astype(float) * found.peak, loud, rtol=1e-2)
