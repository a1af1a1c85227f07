"""Borders are those of NumPy and TensorFlow, however wide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.borders import BORDERS, OUTSIDE, add_border, border_sources
from lib.cnn.windows import window_rules
from lib.errors import ShapeError

NUMPY_MODES = {"zero": "constant", "reflect": "reflect", "edge": "edge", "wrap": "wrap"}
WIDTH = st.integers(0, 9)


@pytest.mark.parametrize("border", BORDERS)
@given(st.integers(1, 5), st.integers(1, 5), st.tuples(WIDTH, WIDTH), st.tuples(WIDTH, WIDTH))
def test_a_border_is_that_of_numpy(border, height, width, down, right):
    for shape in ((height, width), (height, width, 2)):
        x = np.random.default_rng(height).normal(size=shape)
        padded = add_border(x, window_rules(shape, 1, padding=(down, right)), border=border)
        pads = [down, right, (0, 0)][: len(shape)]
        assert np.array_equal(padded, np.pad(x, pads, mode=NUMPY_MODES[border]))


def test_a_reflection_is_that_of_tensorflow(tf):
    x = np.arange(12.0).reshape(3, 4)
    rules = window_rules(x.shape, 1, padding=((2, 1), (3, 2)))
    expected = tf.pad(x, [(2, 1), (3, 2)], mode="REFLECT").numpy()
    assert np.array_equal(add_border(x, rules, border="reflect"), expected)


@pytest.mark.parametrize("border", BORDERS)
def test_inside_every_cell_is_its_own_source(border):
    places = np.arange(-20, 25)
    sources = border_sources(places, 5, border=border)
    assert sources[20:25].tolist() == [0, 1, 2, 3, 4]
    assert set(np.unique(sources)) <= {OUTSIDE, 0, 1, 2, 3, 4}
    assert (OUTSIDE in sources) == (border == "zero")


def test_float32_stays_and_the_map_is_not_changed():
    x = np.ones((3, 3), np.float32)
    padded = add_border(x, window_rules(x.shape, 3, padding="same"))
    assert padded.dtype == np.float32
    padded[:] = 7
    assert (x == 1).all()


@pytest.mark.parametrize("padding", ["same", "valid"])
def test_an_unknown_border_is_an_error(padding):
    rules = window_rules((3, 3), 3, padding=padding)
    with pytest.raises(ShapeError, match=r"shape\.border"):
        add_border(np.ones((3, 3)), rules, border="mirror")
    with pytest.raises(ShapeError, match=r"shape\.border"):
        border_sources(np.arange(3), 3, border="mirror")


def test_rules_of_another_map_are_an_error():
    with pytest.raises(ShapeError, match=r"shape\.rules"):
        add_border(np.ones((3, 4)), window_rules((4, 3), 3, padding="same"))
