"""Flatten, Dense and the global average are Keras', and an index finds its weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.dense import (
    dense,
    dense_parameter_count,
    flatten,
    flatten_index,
    global_average_pool,
    head_parameter_count,
    unflatten_index,
)
from lib.errors import ShapeError

SIDES = st.tuples(*[st.integers(1, 6)] * 3)


@given(SIDES, st.data())
def test_an_index_is_where_flatten_puts_the_cell_and_leads_back(shape, data):
    cell = tuple(data.draw(st.integers(0, side - 1)) for side in shape)
    x = np.random.default_rng(1).normal(size=shape)
    index = flatten_index(shape, *cell)
    assert flatten(x)[index] == x[cell]
    assert unflatten_index(shape, index) == cell


def test_flatten_dense_and_average_are_the_layers_of_keras(keras):
    keras.utils.set_random_seed(1)
    x = np.random.default_rng(2).normal(size=(5, 6, 3)).astype(np.float32)
    column = np.asarray(keras.layers.Flatten()(x[None]))[0]
    assert np.array_equal(flatten(x), column)
    layer = keras.layers.Dense(7, bias_initializer="random_normal")
    expected = np.asarray(layer(column[None]))[0]
    found = dense(column, *layer.get_weights())
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
    assert layer.count_params() == dense_parameter_count(90, 7)
    average = np.asarray(keras.layers.GlobalAveragePooling2D()(x[None]))[0]
    np.testing.assert_allclose(global_average_pool(x), average, atol=1e-6)


@pytest.mark.parametrize("head", ["flatten", "average"])
def test_heads_are_counted_as_keras_counts_them(keras, head):
    layers = keras.layers
    first = {"flatten": layers.Flatten, "average": layers.GlobalAveragePooling2D}[head]
    model = keras.Sequential(
        [layers.Input((22, 22, 64)), first(), layers.Dense(128), layers.Dense(5)]
    )
    assert model.count_params() == head_parameter_count((22, 22, 64), (128, 5), head=head)


def test_the_average_head_saves_what_flatten_costs():
    assert head_parameter_count((22, 22, 64), (128, 5)) == 3_965_056 + 645
    assert head_parameter_count((22, 22, 64), (128, 5), head="average") == 65 * 128 + 645


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda: flatten_index((2, 2, 2), 0, 2, 0), "index"),
        (lambda: flatten_index((2, 2, 2), -1, 0, 0), "index"),
        (lambda: unflatten_index((2, 2, 2), 8), "index"),
        (lambda: dense(np.ones(3), np.ones((2, 4))), "expected"),
        (lambda: dense(np.ones(2), np.ones(2)), "expected"),
        (lambda: dense(np.ones(2), np.ones((2, 4)), np.ones(3)), "expected"),
        (lambda: dense(1.0, np.ones((2, 4))), "expected"),
        (lambda: global_average_pool(np.ones((2, 2))), "map"),
        (lambda: dense_parameter_count(0, 5), "size"),
        (lambda: head_parameter_count((2, 2, 2), (5,), head="max"), "head"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_reason(call, key):
    with pytest.raises(ShapeError, match=rf"shape\.{key}"):
        call()
