"""Activation functions and their slopes are those of Keras, far out as well."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lib.cnn.activations import ACTIVATIONS, dead_units, zero_share

NEAR = np.concatenate([np.linspace(-6, 6, 241), [0.0]])
FAR = np.array([-1000.0, -100, -40, -10, 10, 40, 100, 1000])
each = pytest.mark.parametrize("name", ACTIVATIONS)


@each
def test_the_function_is_that_of_keras(keras, name):
    x = np.concatenate([NEAR, FAR])
    expected = np.asarray(getattr(keras.activations, name)(x.astype(np.float32)))
    found = ACTIVATIONS[name].function(x.astype(np.float32))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=2e-6, atol=2e-6)


@each
def test_the_slope_is_that_of_tensorflow(tf, keras, name):
    x = tf.constant(np.concatenate([NEAR, FAR]), tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = getattr(keras.activations, name)(x)
    expected = tape.gradient(y, x).numpy()
    np.testing.assert_allclose(ACTIVATIONS[name].derivative(x.numpy()), expected, atol=1e-6)


@each
@given(arrays.arrays(np.float64, 8, elements=st.floats(-30, 30)))
def test_the_slope_is_how_the_function_changes(name, x):
    x = x[np.abs(x) > 1e-3]  # beside the kink of ReLU
    activation, step = ACTIVATIONS[name], 1e-6
    change = activation.function(x + step) - activation.function(x - step)
    np.testing.assert_allclose(activation.derivative(x), change / (2 * step), atol=1e-5)


@each
@given(st.sampled_from([np.float32, np.float64]), st.floats(-1000, 1000))
def test_nothing_overflows(name, dtype, x):
    activation = ACTIVATIONS[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        for function in (activation.function, activation.derivative):
            y = function(np.array([x], dtype))
            assert np.isfinite(y).all() and y.dtype == dtype


@each
def test_it_says_rightly_whether_outputs_can_be_negative(name):
    activation = ACTIVATIONS[name]
    y = activation.function(np.concatenate([NEAR, FAR]))
    assert (y.min() < 0) == activation.can_be_negative


@each
def test_it_keeps_the_shape_and_takes_whole_numbers(name):
    x = np.arange(-3, 3).reshape(1, 2, 3)
    for function in (ACTIVATIONS[name].function, ACTIVATIONS[name].derivative):
        assert function(x).shape == x.shape
        assert function(x).dtype == np.float64
        assert function(2).shape == ()


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("sigmoid", lambda x: x.exp() / (1 + x.exp())),
        ("softplus", lambda x: (1 + x.exp()).ln()),
        ("silu", lambda x: x * x.exp() / (1 + x.exp())),
        ("elu", lambda x: x.exp() - 1),
    ],
)
@pytest.mark.parametrize("x", [-30, -1e-9])
def test_no_digits_are_lost_where_the_formula_as_written_would_lose_them(name, formula, x):
    with localcontext(prec=60):
        expected = float(formula(Decimal(x)))
    assert float(ACTIVATIONS[name].function(float(x))) == pytest.approx(expected, rel=1e-14)


def test_gelu_keeps_its_digits_in_the_tail():
    # x · Φ(x) with Φ(−10) = 7.619853024160527e-24 (Abramowitz and Stegun, table 26.2).
    assert float(ACTIVATIONS["gelu"].function(-10.0)) == pytest.approx(-7.619853024160527e-23)


def test_zeros_and_dead_units_are_counted():
    maps = np.zeros((2, 3, 3, 4))
    maps[1, 2, 0, 1] = -0.5
    maps[0, 0, 0, 3] = 1
    assert dead_units(maps).tolist() == [True, False, True, False]
    assert zero_share(maps) == pytest.approx(1 - 2 / 72)
