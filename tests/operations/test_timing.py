"""The three ways that are timed compute the same, and count what they multiply."""

import numpy as np
import pytest

from lib.cnn.convolution import cross_correlate
from lib.operations.timing import _WORK, SIDES, WAYS, expected_seconds, measure, sides_of


@pytest.fixture(scope="module")
def timings():
    return measure(0.0, (8, 16, 32))


def test_every_way_gives_the_same_picture(timings):
    assert timings.largest_difference < 1e-5


def test_that_picture_is_the_convolution():
    picture = np.random.default_rng(1).random((9, 9), dtype=np.float32)
    kernel = np.arange(9, dtype=np.float32).reshape(3, 3)  # no two weights alike
    expected = cross_correlate(picture, kernel, padding="same")
    for way in WAYS:
        np.testing.assert_allclose(_WORK[way](picture, kernel)().reshape(9, 9), expected, rtol=1e-5)


def test_counts_grow_with_the_fourth_and_the_second_power(timings):
    for way, factor in (("dense", 16), ("local", 4), ("shared", 4)):
        small, large = timings.growth(way)
        assert (small.side, large.side) == (16, 32)
        assert large.multiplications == factor * small.multiplications
        assert all(row.seconds > 0 and row.repetitions >= 5 for row in timings.of(way))


def test_the_dense_way_stops_where_its_matrix_gets_too_large():
    assert max(sides_of("dense")) < max(SIDES)
    assert {row.way for row in measure(0.0, (8, 96)).rows if row.side == 96} == {"local", "shared"}


def test_what_the_button_promises_grows_with_the_work():
    assert 2 < expected_seconds() < 10
