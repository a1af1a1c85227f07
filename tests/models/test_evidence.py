"""A logit taken apart sums to TensorFlow's, and its cells are value times TensorFlow's slope."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from layers.mixed_networks import CLASSES, SIDE, saved_run

from lib.datasets.pictures import specimen
from lib.models.inside import evidence, passing
from lib.runs.shipped import shipped_run

PICTURE = np.random.default_rng(3).integers(0, 256, (SIDE, SIDE, 3), np.uint8)

HEADS = {
    "flatten": [layers.Flatten(), layers.Dense(9, activation="relu")],
    "average": [layers.GlobalAveragePooling2D(), layers.Dropout(0.3)],
    "maximum": [layers.GlobalMaxPooling2D(), layers.Dense(6), layers.LeakyReLU()],
    "deep": [
        layers.Dropout(0.2), layers.Flatten(), layers.Dense(8), layers.BatchNormalization(),
        layers.ReLU(), layers.Dense(5, activation="leaky_relu", use_bias=False),
    ],
    "none": [layers.Flatten()],
}  # fmt: skip


def network_with(head, ending=()):
    keras.utils.set_random_seed(4)
    built = keras.Sequential(
        [
            layers.Input((SIDE, SIDE, 3)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(4, 3, strides=2, activation="relu", name="maps"),
            *head,
            layers.Dense(len(CLASSES), name="klasse"),
            *ending,
        ]
    )
    for layer in built.layers:
        for weight in layer.trainable_weights:  # biases too
            weight.assign_add(keras.random.normal(weight.shape, stddev=0.05))
    return built


def slopes_of(built, maps, class_):
    """By TensorFlow, from the last maps to the class's logit."""
    maps = tf.constant(maps[None])
    with tf.GradientTape() as tape:
        tape.watch(maps)
        values, reached = maps, False
        for layer in built.layers:
            values = layer(values, training=False) if reached else values
            reached = reached or layer.name == "maps"
            if layer.name == "klasse":
                break
        logit = values[0, class_]
    return np.asarray(tape.gradient(logit, maps))[0], float(logit)


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("head", HEADS)
def test_the_cells_are_value_times_slope_and_sum_to_the_logit(home, head):
    ending = [layers.Softmax()] if head == "average" else []
    built = network_with(
        [type(each).from_config(each.get_config()) for each in HEADS[head]], ending
    )
    model = str(saved_run(built, SIDE, CLASSES).model_path)
    passing.square(head, PICTURE, model)
    maps = passing.output_of(head, PICTURE, model, "maps")
    for class_ in range(len(CLASSES)):
        found = evidence.argument(head, None, model, class_, None)
        slopes, logit = slopes_of(built, maps, class_)
        assert found.crooked is None
        np.testing.assert_allclose(found.cells, (maps * slopes).sum(axis=2), atol=1e-5)
        assert found.followed + found.bias == pytest.approx(logit, abs=1e-5)
        assert found.total == pytest.approx(logit, abs=1e-5)
        assert found.plus + found.minus + found.bias == pytest.approx(found.total)
        assert found.logit == pytest.approx(logit, abs=1e-5)
        shown = sum(each.product for each in found.strongest)
        assert shown + found.rest + found.bias == pytest.approx(found.total)


def test_the_ways_through_single_units_add_up_to_the_whole(home):
    built = network_with([layers.Flatten(), layers.Dense(9, activation="relu")])
    model = str(saved_run(built, SIDE, CLASSES).model_path)
    passing.square("units", PICTURE, model)
    whole = evidence.argument("units", None, model, 2, None)
    assert whole.through
    parts = [evidence.argument("units", None, model, 2, unit) for unit in range(whole.inputs)]
    np.testing.assert_allclose(sum(part.cells for part in parts), whole.cells, atol=1e-5)
    assert sum(part.followed for part in parts) == pytest.approx(whole.followed)
    for each in whole.strongest:
        assert parts[each.index].followed == pytest.approx(each.product, abs=1e-5)
    assert sum(part.followed == 0 for part in parts) == whole.silent


def test_the_network_that_ships_differs_from_tensorflow_in_the_seventh_digit_at_most():
    model = str(shipped_run().model_path)
    passing.square("roses", specimen("roses"), model)
    found = evidence.argument("roses", None, model, 2, None)
    assert found.largest_difference < 1e-5
    assert found.followed + found.bias == pytest.approx(found.logit, abs=1e-5)


def test_an_activation_that_is_no_straight_line_is_named_and_the_terms_stay_exact(home):
    built = network_with([layers.Flatten(), layers.Dense(5, activation="silu")])
    model = str(saved_run(built, SIDE, CLASSES).model_path)
    passing.square("picture", PICTURE, model)
    found = evidence.argument("picture", None, model, 0, None)
    assert found.crooked[1] == "silu"
    assert found.cells is None
    assert not found.through
    said = built(PICTURE[None].astype("float32"), training=False)[0]
    assert found.total == pytest.approx(float(said[0]), abs=1e-5)
