"""Softmax and the losses are Keras', and the mistakes really go wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.loss_mistakes import (
    double_softmax,
    lowest_double_softmax_loss,
    naive_crossentropy,
    naive_softmax,
)
from lib.cnn.losses import (
    categorical_crossentropy,
    gradient,
    log_softmax,
    log_sum_exp,
    one_hot,
    softmax,
    sparse_categorical_crossentropy,
)
from lib.errors import NumberError, ShapeError


@st.composite
def cases(draw):
    """Logits of several samples, from equal to far apart, and a label for each."""
    samples, classes = draw(st.integers(1, 4)), draw(st.integers(2, 6))
    random = np.random.default_rng(draw(st.integers(0, 999)))
    scale = draw(st.sampled_from([0.0, 1.0, 30.0, 1000.0]))
    logits = random.normal(0, scale, (samples, classes)).astype(np.float32)
    return logits, random.integers(0, classes, samples)


@given(case=cases())
def test_from_logits_the_losses_are_those_of_keras(keras, case):
    logits, label = case
    expected = keras.losses.sparse_categorical_crossentropy(label, logits, from_logits=True)
    found = sparse_categorical_crossentropy(logits, label, from_logits=True)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-5, atol=1e-5)
    target = one_hot(label, logits.shape[1])
    dense = categorical_crossentropy(logits, target, from_logits=True)
    np.testing.assert_allclose(dense, found, rtol=1e-5, atol=1e-5)


@given(case=cases(), scale=st.sampled_from([1.0, 0.5, 2.0]))
def test_from_probabilities_the_losses_are_those_of_keras_clipped_alike(keras, case, scale):
    logits, label = case
    p = softmax(logits) * np.float32(scale)  # also what does not sum up to 1
    sparse = keras.losses.sparse_categorical_crossentropy(label, p, from_logits=False)
    found = sparse_categorical_crossentropy(p, label, from_logits=False)
    np.testing.assert_allclose(found, np.asarray(sparse), rtol=1e-5, atol=1e-5)
    target = one_hot(label, p.shape[1]).astype(np.float32)
    dense = keras.losses.categorical_crossentropy(target, p, from_logits=False)
    found = categorical_crossentropy(p, target, from_logits=False)
    np.testing.assert_allclose(found, np.asarray(dense), rtol=1e-5, atol=1e-5)


def test_a_probability_of_zero_costs_no_more_than_the_clipping_allows():
    loss = sparse_categorical_crossentropy([0.0, 1.0], 0, from_logits=False)
    assert float(loss) == pytest.approx(-np.log(1e-7), abs=1e-6)


@given(case=cases())
def test_the_gradient_is_that_of_tensorflow(tf, case):
    logits, label = case
    z = tf.constant(logits)
    with tf.GradientTape() as tape:
        tape.watch(z)
        loss = tf.nn.sparse_softmax_cross_entropy_with_logits(label, z)
    expected = tape.gradient(loss, z).numpy()
    found = gradient(logits, label)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    np.testing.assert_allclose(found.sum(axis=-1), 0, atol=1e-6)


@given(case=cases(), temperature=st.sampled_from([0.05, 1.0, 20.0]))
def test_softmax_is_that_of_tensorflow_at_every_temperature(tf, case, temperature):
    logits = case[0].astype(np.float64)
    found = softmax(logits, temperature=temperature)
    np.testing.assert_allclose(found, tf.nn.softmax(logits / temperature).numpy(), atol=1e-12)
    np.testing.assert_allclose(log_softmax(logits), tf.nn.log_softmax(logits).numpy(), atol=1e-9)
    np.testing.assert_allclose(log_sum_exp(logits), tf.reduce_logsumexp(logits, axis=-1))


@given(case=cases(), constant=st.floats(-1e4, 1e4))
def test_a_constant_added_to_all_logits_changes_nothing(case, constant):
    logits = case[0].astype(np.float64)
    np.testing.assert_allclose(softmax(logits + constant), softmax(logits), atol=1e-9)


def test_a_network_that_knows_nothing_loses_the_logarithm_of_the_classes():
    loss = sparse_categorical_crossentropy(np.zeros(5), 3, from_logits=True)
    assert float(loss) == pytest.approx(np.log(5))


def test_a_double_softmax_never_gets_sure_and_its_loss_has_a_floor(keras):
    certain = np.array([[1000.0, 0, 0, 0, 0]], np.float32)
    assert softmax(certain)[0, 0] == 1
    p = double_softmax(certain)[0]
    assert p.max() / p.min() == pytest.approx(np.e, rel=1e-6)
    label = np.array([0])
    by_keras = keras.losses.sparse_categorical_crossentropy(
        label, softmax(certain), from_logits=True
    )
    assert float(by_keras[0]) == pytest.approx(lowest_double_softmax_loss(5), rel=1e-6)
    assert -np.log(p[0]) == pytest.approx(lowest_double_softmax_loss(5), rel=1e-6)


def test_the_naive_form_overflows_where_the_stable_one_does_not():
    assert np.isfinite(naive_softmax([88.0, 0.0])).all()
    assert np.isnan(naive_softmax([89.0, 0.0])[0])
    assert np.isfinite(naive_softmax([89.0, 0.0], dtype=np.float64)).all()
    assert np.isnan(naive_softmax([-200.0, -200.0])).all()  # 0 / 0
    assert np.isnan(naive_crossentropy([100.0, 0.0], 0))
    assert np.isinf(naive_crossentropy([-200.0, 0.0], 0))
    z = np.float32([-200.0, 0.0])
    assert float(sparse_categorical_crossentropy(z, 0, from_logits=True)) == 200


@given(case=cases())
def test_where_it_does_not_overflow_the_naive_form_agrees(case):
    logits = np.clip(case[0], -50, 50)
    np.testing.assert_allclose(naive_softmax(logits), softmax(logits), atol=1e-6)


@pytest.mark.parametrize(
    ("logits", "label", "key"),
    [
        (1.0, 0, "classes"),
        (np.zeros((2, 0)), [0, 0], "classes"),
        ([0.0, 1.0], 2, "index"),
        ([0.0, 1.0], -1, "index"),
        ([0.0, 1.0], [0], "expected"),
        ([0.0, 1.0], 0.5, "expected"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_reason(logits, label, key):
    for function in (
        gradient,
        lambda z, y: sparse_categorical_crossentropy(z, y, from_logits=True),
    ):
        with pytest.raises(ShapeError, match=rf"shape\.{key}"):
            function(logits, label)


def test_targets_and_temperatures_are_checked():
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        categorical_crossentropy([0.0, 1.0], [1.0], from_logits=True)
    for temperature in (0, -1, float("nan")):
        with pytest.raises(NumberError):
            softmax([0.0, 1.0], temperature=temperature)
