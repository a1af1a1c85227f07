"""Shapes and counts are those of Keras, for networks by chance, valid and not."""

import random
from math import prod

import keras
import pytest
from architecture.random_networks import random_network

from lib.architecture.analysis import analyse
from lib.architecture.keras_code import layer_lines
from lib.architecture.layers import Dense, Flatten
from lib.architecture.network import NOTES_NETWORK, Network
from lib.architecture.text import network_text, read_network
from lib.cnn.receptive_field import LayerWindow, receptive_fields
from lib.errors import ArchitectureError

# Keras builds these; they are refused on purpose, see lib.architecture.analysis.
ON_PURPOSE = {"layer.dense_on_maps", "layer.flat_already"}


def keras_rows(network, input_shape, classes):
    """Output shape, trainable and other parameters of each layer as far as Keras builds them."""
    tensor, rows = keras.KerasTensor((None, *input_shape)), []
    for line in layer_lines(network, classes=str(classes)):
        layer = eval(line, {"layers": keras.layers})
        try:
            tensor = layer(tensor)
        except ValueError:
            break
        learned = sum(prod(weight.shape) for weight in layer.trainable_weights)
        assert learned + sum(prod(w.shape) for w in layer.non_trainable_weights) == (
            layer.count_params()
        )
        rows.append((tensor.shape[1:], learned, layer.count_params() - learned))
    return rows


def assert_equal_to_keras(network, input_shape, classes=4):
    found = analyse(network, input_shape, classes=classes)
    ours = [
        (row.output_shape, row.count.trainable.value, row.count.fixed.value) for row in found.rows
    ]
    theirs = keras_rows(network, input_shape, classes)
    if found.problem and found.problem.facts["reason"].key in ON_PURPOSE:
        assert len(theirs) > len(ours)
        theirs = theirs[: len(ours)]
    assert ours == theirs, (network_text(network), input_shape)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_network_by_chance_has_the_shapes_and_parameters_that_keras_builds(seed):
    rng = random.Random(seed)
    problems = []
    for _ in range(25):
        shape = (rng.randint(1, 24), rng.randint(1, 24), rng.randint(1, 4))
        problems.append(assert_equal_to_keras(random_network(rng), shape).problem)
    assert 3 <= sum(problem is None for problem in problems) <= 22  # both kinds are met


def test_the_network_of_the_notes_is_that_of_the_notes():
    found = assert_equal_to_keras(NOTES_NETWORK, (180, 180, 3), classes=5)
    assert (found.parameters, found.fixed, found.problem) == (3_989_285, 0, None)
    dense = found.rows[-2].count.trainable
    assert (dense.formula, dense.value) == ("(30,976 + 1) · 128", 3_965_056)
    assert f"{dense.value / found.parameters:.1%}" == "99.4%"


def test_a_multiply_add_is_counted_for_every_product():
    """Against a network small enough to count by hand: 4×4×2 → 3×3×5 → 45 → 7."""
    rows = analyse(read_network("conv-5-2_flatten_dense-7"), (4, 4, 2), classes=1).rows
    assert [row.count.multiply_adds.value for row in rows] == [9 * 5 * 2 * 2 * 2, 0, 45 * 7]
    assert [row.count.values.value for row in rows] == [45, 45, 7]
    separable = analyse(read_network("separable-5-2-m3"), (4, 4, 2), classes=1).rows[0].count
    assert separable.multiply_adds.value == 9 * (2 * 2 * 6 + 6 * 5)


def test_the_counted_operations_are_half_of_what_tensorflow_profiles():
    """TensorFlow counts a multiplication and an addition for each product."""
    import tensorflow as tf
    from tensorflow.python.framework.convert_to_constants import (
        convert_variables_to_constants_v2_as_graph,
    )

    network = read_network("conv-6-3-same-nobias_conv-4-3x2-s2-nobias_flatten_dense-7-nobias")
    lines = layer_lines(network, classes="2")
    made = [eval(line, {"layers": keras.layers}) for line in lines]
    model = keras.Sequential([keras.layers.Input((12, 10, 3)), *made])
    function = tf.function(model).get_concrete_function(tf.TensorSpec((1, 12, 10, 3), tf.float32))
    graph = convert_variables_to_constants_v2_as_graph(function)[0].graph
    options = tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()
    options["output"] = "none"
    profiled = tf.compat.v1.profiler.profile(graph, options=options).total_float_ops
    assert profiled == 2 * analyse(network, (12, 10, 3), classes=2).multiply_adds


@pytest.mark.parametrize(
    ("text", "shape", "number", "reason"),
    [
        ("conv-4-3_conv-4-7", (8, 8, 3), 2, "shape.window_larger"),
        ("maxpool-2_maxpool-2_maxpool-3", (8, 8, 3), 3, "shape.window_larger"),
        ("conv-4-3_dense-4", (8, 8, 3), 2, "layer.dense_on_maps"),
        ("conv-4-3_outputs", (8, 8, 3), 2, "layer.dense_on_maps"),
        ("flatten_flatten", (8, 8, 3), 2, "layer.flat_already"),
        ("globalaverage_flatten", (8, 8, 3), 2, "layer.flat_already"),
        ("flatten_conv-4-3", (8, 8, 3), 2, "layer.needs_maps"),
        ("flatten_maxpool-2", (8, 8, 3), 2, "layer.needs_maps"),
        ("flatten_globalaverage", (8, 8, 3), 2, "layer.needs_maps"),
    ],
)
def test_what_does_not_fit_is_named_with_layer_and_reason(text, shape, number, reason):
    found = analyse(read_network(text), shape, classes=2)
    assert found.problem.facts["number"] == number == len(found.rows) + 1
    assert found.problem.facts["reason"].key == reason


def test_what_keras_builds_and_we_refuse_is_what_the_module_says():
    for refused in ("conv-4-3-s2-d2", "separable-4-3-s2-d2", "depthwise-3-s1x2"):
        with pytest.raises(ArchitectureError):
            read_network(refused)
    assert keras.layers.SeparableConv2D(4, 3, strides=2, dilation_rate=2)
    assert keras.layers.DepthwiseConv2D(3, strides=(1, 2))
    with pytest.raises(ValueError, match="dilation"):
        keras.layers.Conv2D(4, 3, strides=2, dilation_rate=2)
    maps = keras.layers.Dense(7)(keras.KerasTensor((None, 6, 5, 4)))
    assert maps.shape == (None, 6, 5, 7)


def test_the_receptive_field_is_that_of_the_windows_and_dense_sees_all():
    found = analyse(NOTES_NETWORK, (180, 120, 3), classes=5)
    blocks = 3 * [LayerWindow(3, padding="same"), LayerWindow(2, stride=2)]
    sizes = [field.size for field in receptive_fields(180, blocks)][1:]
    assert [row.fields[0].size for row in found.rows[1:7]] == sizes == [3, 4, 8, 10, 18, 22]
    assert [row.fields[0].size for row in found.rows[7:]] == [22, 22, 180, 180]
    assert [row.fields[1].size for row in found.rows[7:]] == [22, 22, 120, 120]


def test_a_cell_that_no_window_reaches_is_seen_by_nobody():
    row = analyse(Network((read_network("maxpool-4").layers[0], Flatten(), Dense(2))),
                  (7, 8, 1), classes=2).rows[-1]  # fmt: skip
    assert (row.fields[0].size, row.fields[1].size) == (4, 8)
