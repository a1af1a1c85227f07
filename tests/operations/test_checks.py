"""What checks ask, worked out once more by other means: Keras, brute force, counting."""

from itertools import combinations, product

import keras
import numpy as np
import pytest
import tensorflow as tf

from lib.architecture.analysis import analyse
from lib.architecture.network import NOTES_NETWORK
from lib.architecture.text import read_network
from lib.cnn.convolution import cross_correlate
from lib.cnn.kernels import PRESETS, box
from lib.cnn.matrices import as_matrix
from lib.cnn.pooling import pool
from lib.cnn.windows import input_range
from lib.layers import checks as layers
from lib.layers.spec import LayerSpec
from lib.operations.checks import (
    batches,
    connectivity,
    edges,
    head,
    labels,
    loss,
    padding,
    shapes,
    training,
)
from lib.operations.checks import pooling as pools
from lib.operations.checks.augmentation import wrong_labels
from lib.operations.checks.resize import black_lines
from lib.operations.checks.worked import Worked
from lib.operations.edge_costs import Setting
from lib.operations.edge_gradient import picture_gradient
from lib.operations.folder_split import Batches
from lib.operations.head import Place
from lib.operations.loss import gradient_check, label_forms, loss_steps
from lib.operations.loss_mistakes import double, overflow
from lib.operations.notes_network import notes_layers
from lib.operations.padding import AxisControls, compare
from lib.operations.pooling import PoolingControls
from lib.operations.pooling_gradient import flow_through
from lib.runs.prediction import Prediction

LOGITS = (1.5, -2.0, 3.2, 0.4, -0.7)


def near(worked, value):
    """Whether somebody who has worked it out otherwise would be told that it is right."""
    return abs(worked.answer - value) <= worked.tolerance


@pytest.mark.parametrize(("size", "window", "stride"), [(6, 3, 2), (12, 7, 3), (8, 4, 2)])
def test_the_moves_of_layers_add_up_as_traced_cell_by_cell(size, window, stride):
    pair = compare(AxisControls(size, window, stride, 1))

    def first_cell(before):  # of the first window of the third layer, in cells of the picture
        cell = 0
        for _ in range(3):
            cell = cell * stride - before
        return cell

    moved = first_cell(pair.same.before) - first_cell(pair.symmetric.before)
    assert padding.moved_after(pair).answer == moved


def test_the_pixels_that_no_border_reaches_are_those_that_come_out_alike():
    picture = np.random.default_rng(1).random((120, 160))
    results = []
    for border in ("zero", "edge"):
        result = picture
        for _ in range(2):
            result = cross_correlate(result, box(size=5), padding="same", border=border)
        results.append(result)
    alike = 100 * np.isclose(*results, rtol=0, atol=1e-12).mean()
    assert near(padding.untouched_share(5, 2), alike)


@pytest.mark.parametrize(("window", "stride", "rule"), [(2, 2, "same"), (3, 2, "valid")])
def test_poolings_leave_the_side_that_keras_leaves(window, stride, rule):
    shape = (1, 180, 180, 3)
    for _ in range(3):
        shape = keras.layers.MaxPooling2D(window, stride, rule).compute_output_shape(shape)
    controls = PoolingControls("max", window, stride, rule)
    assert pools.pooled_side(controls).answer == shape[1]


@pytest.mark.parametrize("reduction", ["max", "average", "l2"])
def test_outputs_grow_as_the_gradient_foretells(reduction):
    values = np.random.default_rng(2).uniform(1, 9, (6, 6))
    controls = PoolingControls(reduction, 3, 2)
    worked = pools.grown_sum(flow_through(values, controls))
    grown = values.copy()
    grown[worked.facts["row"] - 1, worked.facts["column"] - 1] += 0.1
    change = pool(grown, **controls.options()).sum() - pool(values, **controls.options()).sum()
    assert near(worked, change)


def test_places_in_a_flattened_block_are_those_of_a_reshaped_array():
    block = np.arange(5 * 3 * 2).reshape(5, 3, 2)
    assert head.last_of_new_row((4, 3, 2)).answer == block[4, -1, -1]
    place = Place(int(block[2, 1, 1]), 2, 1, 1)
    assert head.neighbour_row((5, 3, 2), place).answer == block[3, 1, 1]
    last = Place(int(block[4, 1, 1]), 4, 1, 1)
    assert head.neighbour_row((5, 3, 2), last).answer == block[3, 1, 1]


def _keras_network(side, classes=5, units=16):
    steps = [keras.layers.Input((side, side, 3))]
    for filters in (16, 32, 64):
        steps += [
            keras.layers.Conv2D(filters, 3, padding="same"),
            keras.layers.MaxPooling2D(),
        ]
    steps += [
        keras.layers.Flatten(),
        keras.layers.Dense(units),
        keras.layers.Dense(classes),
    ]
    return keras.Sequential(steps)


@pytest.mark.parametrize("side", [32, 44])
def test_a_wider_picture_costs_the_parameters_that_keras_counts(side):
    grown = _keras_network(side + 8).count_params() - _keras_network(side).count_params()
    assert head.wider_picture(side, 16, 5).answer == grown


def test_losses_and_slopes_are_those_of_keras():
    logits = np.array([LOGITS])
    steps, truth, rival = loss_steps(LOGITS, 0), 0, 2
    lowered = logits - (np.arange(5) != truth)
    entropy = keras.losses.sparse_categorical_crossentropy
    assert near(
        loss.others_fall(steps), float(entropy(np.array([truth]), lowered, from_logits=True)[0])
    )

    shared = np.zeros((1, 5))
    shared[0, [truth, rival]] = 0.9, 0.1
    whole = keras.losses.categorical_crossentropy(shared, logits, from_logits=True)
    assert near(loss.shared_label(label_forms(LOGITS, truth)), float(whole[0]))

    z = tf.Variable(logits[0])
    with tf.GradientTape() as tape:
        mean = tf.reduce_mean(entropy(np.array([truth, rival]), tf.stack([z, z]), from_logits=True))
    slope = float(tape.gradient(mean, z)[truth])
    assert near(loss.two_labels(gradient_check(LOGITS, truth)), slope)

    second = keras.ops.softmax(keras.ops.softmax(logits)).numpy()[0]
    found = double(LOGITS, 0, lowest=-12, highest=12)
    assert near(loss.flattened_lead(found), second[2] / second[0])


def test_infinite_exponentials_are_those_of_half_precision():
    for size in (5.0, 11.5, 40.0, 1000.0):
        found = overflow(LOGITS, 0, size)
        with np.errstate(over="ignore"):
            half = np.exp(found.logits.astype(np.float16))
        assert loss.infinite_in_half(found).answer == int(np.isinf(half).sum())


def test_changed_layers_have_the_parameters_that_keras_counts():
    by_code = {layer.code: layer for layer in notes_layers(64)}
    convolution = keras.layers.Conv2D(32, 5, padding="same")
    convolution.build((None, *by_code["conv32"].input_shape))
    assert connectivity.changed_layer(by_code["conv32"]).answer == convolution.count_params()
    pooled = keras.layers.MaxPooling2D(3).compute_output_shape((1, *by_code["pool32"].input_shape))
    assert connectivity.changed_layer(by_code["pool32"]).answer == int(np.prod(pooled))


@pytest.mark.parametrize("name", ["sobel_x", "laplacian_4", "box", "sharpen"])
def test_no_picture_gives_a_kernel_more_than_the_largest_output(name):
    kernel = PRESETS[name].make()
    most = max(
        float((kernel.ravel() * pixels).sum()) for pixels in product((0, 255), repeat=kernel.size)
    )
    assert near(edges.largest_output(kernel, 7.0), most + 7)


def test_a_largest_output_that_is_missed_by_one_is_wrong():
    """Whole weights and small answers are exact; only what a lens rounds may be off."""
    falling = edges.largest_output(np.array([[-1.0, -2.0]]), -3.0)
    assert near(falling, -3) and not near(falling, -2)
    sobel = edges.largest_output(PRESETS["sobel_x"].make(), 0.0)
    assert near(sobel, 1020) and not near(sobel, 1016)  # white is 255, not 254
    small = edges.largest_output(np.array([[0.003, -1.0]]), 0.0)
    assert near(small, 0.765) and not near(small, 0)
    gabor = edges.largest_output(np.array([[0.3333, 1.6667]]), 0.0)
    assert near(gabor, 255 * (0.333 + 1.667))


def test_a_turned_kernel_answers_as_the_sum_read_backwards_says():
    kernel = PRESETS["sobel_x"].make() + np.arange(9).reshape(3, 3)
    worked = edges.turned_answer(kernel, -2.0)
    window = np.zeros((3, 3))
    window[worked.facts["row"] - 1, worked.facts["column"] - 1] = 10
    backwards = sum(kernel[i, j] * window[2 - i, 2 - j] for i in range(3) for j in range(3))
    assert near(worked, backwards - 2)


def test_zeros_of_a_row_are_those_of_the_matrix_itself():
    matrix = as_matrix(np.ones((2, 3)), (7, 9))
    middle = matrix[len(matrix) // 2]
    assert edges.out_of_reach(Setting((7, 9), (2, 3))).answer == int((middle == 0).sum())


def test_a_faded_negative_has_the_arrows_that_are_found_in_it():
    picture = np.random.default_rng(3).integers(0, 256, (40, 50)).astype(float)
    faded = picture_gradient(255 - picture / 2, "sobel").magnitude.max()
    assert near(edges.faded_negative(picture_gradient(picture, "sobel")), faded)


def test_the_nearest_multiple_is_that_of_least_squares():
    learned, preset = np.random.default_rng(4).normal(size=(2, 3, 3))
    (factor,), *_ = np.linalg.lstsq(preset.reshape(-1, 1), learned.ravel(), rcond=None)
    assert near(edges.nearest_multiple(learned, preset), factor)


def test_one_more_class_is_tested_from_the_number_of_files_that_is_found_by_trying():
    counts = [3, 0, 4, 5, 2]
    owners = np.repeat(range(5), counts)
    for held in range(1, 12):
        now = len(set(owners[-held:]))
        found = labels.files_for_one_more(counts, held)
        tried = [more for more in range(held, 15) if len(set(owners[-more:])) > now]
        assert (found.answer if found else None) == (tried[0] if tried else None)


@pytest.mark.parametrize(("buffer", "batch", "count"), [(1, 8, 50), (8, 8, 50), (50, 8, 50)])
def test_the_first_batch_reaches_as_far_as_a_buffer_that_gives_its_newest(buffer, batch, count):
    waiting, coming, taken = list(range(1, buffer + 1)), buffer + 1, []
    for _ in range(batch):
        taken.append(waiting.pop(-1))
        if coming <= count:
            waiting.append(coming)
            coming += 1
    assert batches.last_in_first_batch(buffer, batch, count).answer == max(taken)


def test_updates_of_full_batches_are_those_of_tensorflows_pipeline():
    for pictures, size in ((100, 32), (50, 64), (96, 32)):
        data = tf.data.Dataset.range(pictures).batch(size, drop_remainder=True).repeat(20)
        assert batches.full_updates(Batches(pictures, size)).answer == int(data.cardinality())


def test_batches_of_other_members_are_counted_as_sets():
    rng = np.random.default_rng(5)
    kept = np.arange(12).reshape(3, 4)
    orders = np.stack([rng.permutation(kept).ravel() for _ in range(3)] + [rng.permutation(12)])
    sets = {frozenset(order[i : i + 4]) for order in orders.tolist() for i in range(0, 12, 4)}
    assert batches.different_batches(orders, 4).answer == len(sets)


@pytest.mark.parametrize("seeds", [1, 2, 3])
def test_luck_is_what_all_ways_to_deal_trainings_come_to(seeds):
    together = 2 * seeds + 1
    ways = list(combinations(range(together), seeds))
    lowest, highest = set(range(seeds)), set(range(together - seeds, together))
    apart = sum(set(way) in (lowest, highest) for way in ways)
    assert near(training.luck_of_unequal(seeds), 100 * apart / len(ways))


def test_the_loss_of_the_runner_up_is_that_of_keras():
    z = np.array(LOGITS, np.float32)
    shares = keras.ops.softmax(z).numpy()
    worked = training.runner_up_loss(Prediction(tuple("abcde"), z, shares, z))
    expected = keras.losses.sparse_categorical_crossentropy(
        np.array([0]), z[None], from_logits=True
    )
    assert near(worked, float(expected[0]))


def test_a_network_grows_by_a_class_and_holds_arrays_as_in_keras():
    found = analyse(NOTES_NETWORK, (32, 32, 3), classes=5)
    networks = [_keras_network(32, classes, units=128) for classes in (5, 6)]
    grown = networks[1].count_params() - networks[0].count_params()
    assert shapes.one_class_more(found).answer == grown
    assert shapes.weight_arrays(found).answer == len(networks[0].get_weights())


def test_arrays_of_other_layers_are_counted_as_keras_has_them():
    network = read_network(
        "conv-4-3-same-relu_batchnorm_depthwise-3_separable-5-3_globalaverage_outputs"
    )
    steps = [
        keras.layers.Input((16, 16, 3)),
        keras.layers.Conv2D(4, 3, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.DepthwiseConv2D(3),
        keras.layers.SeparableConv2D(5, 3),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(5),
    ]
    counted = shapes.weight_arrays(analyse(network, (16, 16, 3), classes=5)).answer
    assert counted == len(keras.Sequential(steps).get_weights())


@pytest.mark.parametrize(
    "layer",
    [
        keras.layers.Conv2D(4, 3, padding="same"),
        keras.layers.Conv2D(4, 5, strides=2, padding="same"),
        keras.layers.Conv2D(4, (1, 3), dilation_rate=(1, 2)),
        keras.layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
        keras.layers.SeparableConv2D(6, 3, padding="same"),
        keras.layers.AveragePooling2D(3, 2, padding="same"),
        keras.layers.Dense(7),
        keras.layers.Softmax(),
        keras.layers.DepthwiseConv2D(3, depth_multiplier=2, activation="softmax"),
    ],
)  # fmt: skip
def test_a_number_is_used_by_as_many_as_change_with_it(layer):
    shape = (9,) if isinstance(layer, keras.layers.Dense) else (12, 12, 3)
    layer.build((None, *shape))
    for weight in layer.weights:
        weight.assign(np.ones(weight.shape))
    still = layer(np.zeros((1, *shape), np.float32)).numpy()
    changed = []
    for place in np.ndindex(shape):
        x = np.zeros((1, *shape), np.float32)
        x[(0, *place)] = 1
        changed.append(int((layer(x).numpy() != still).sum()))
    config = {name: value for name, value in layer.get_config().items() if value is not None}
    spec = LayerSpec("x", type(layer).__name__, shape, still.shape[1:], config, 0)
    assert layers.users_of_one(spec).answer == max(changed)


@pytest.mark.parametrize("kind", ["Conv2D", "DepthwiseConv2D", "SeparableConv2D"])
def test_one_map_more_needs_the_weights_that_keras_adds(kind):
    def built(channels):
        options = {} if kind == "DepthwiseConv2D" else {"filters": 6}
        layer = getattr(keras.layers, kind)(kernel_size=3, use_bias=False, **options)
        layer.build((None, 8, 8, channels))
        return layer

    small, large = built(3), built(4)
    spec = LayerSpec("x", kind, (8, 8, 3), (6, 6, 6), small.get_config(), 0)
    assert layers.one_map_more(spec).answer == large.count_params() - small.count_params()


def test_sizes_at_which_the_rules_differ_are_those_where_windows_see_other_cells():
    axis = AxisControls(size=7, window=3, stride=2, dilation=1)
    differing = []
    for size in range(1, 13):
        pair = compare(AxisControls(size, 3, 2, 1))
        seen = [
            [[*input_range(rule, window)] for window in range(rule.output_size)]
            for rule in (pair.same, pair.symmetric)
        ]
        differing += [size] if seen[0] != seen[1] else []
    assert padding.differing_sizes(axis).facts["listed"] == tuple(differing)


def test_none_is_not_taken_for_one():
    assert wrong_labels(200, 200).tolerance == 0.0 and wrong_labels(199, 200).tolerance > 1
    assert (
        black_lines((300, 300), 96).tolerance == 0.0 and black_lines((240, 400), 96).tolerance > 1
    )
    assert Worked(0.0, decimals=2).tolerance > 0.01
