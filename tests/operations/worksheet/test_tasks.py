"""Every answer of a worksheet is what Keras, TensorFlow or counting one by one gives."""

import math
import re
from itertools import product

import numpy as np
import pytest

from lib.operations.worksheet import chances, counts, networks, windows
from lib.operations.worksheet.sheet import TOPICS

SEEDS = range(40)
KINDS = [draw for draws in TOPICS.values() for draw in draws]


def drawn(draw):
    return [draw(np.random.default_rng(seed)) for seed in SEEDS]


def read(grid):
    """The numbers of a grid in LaTeX."""
    rows = re.findall(r"\\hline ([^\\]+)", grid)
    return np.array([[float(cell) for cell in row.split("&")] for row in rows])


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def output_of(keras, layer, x):
    return np.asarray(layer(keras.ops.convert_to_tensor(x)))


@pytest.mark.parametrize("draw", KINDS, ids=lambda draw: draw.__name__)
def test_a_seed_gives_the_same_task_and_another_seed_other_numbers(draw):
    tasks = drawn(draw)
    assert tasks == drawn(draw)
    assert len({str(task.facts) for task in tasks}) >= 12
    assert len({task.answer for task in tasks}) >= 5


@pytest.mark.parametrize("draw", KINDS, ids=lambda draw: draw.__name__)
def test_a_working_ends_in_the_answer(draw):
    for task in drawn(draw):
        said = task.working.replace("{,}", "").replace("{", "").replace("}", "")
        for value in set(re.findall(r"[-\d.]+", task.written)):
            assert value in said or task.kind == "stages", (value, said)


def test_sizes_are_those_of_keras(keras):
    for task in drawn(windows.output_size):
        facts = task.facts
        layer = keras.layers.Conv2D(
            1,
            facts["window"],
            strides=facts["stride"],
            dilation_rate=facts["dilation"],
            padding=facts["padding"],
        )
        side = facts["size"]
        assert task.answer == (layer.compute_output_shape((1, side, side, 1))[1],)
        assert 2 <= task.answer[0] < side


@pytest.mark.parametrize("draw", [windows.convolution_cell, windows.convolution_map])
def test_convolutions_are_those_of_keras(keras, draw):
    for task in drawn(draw):
        cells, kernel = read(task.facts["grid"]), read(task.facts["kernel"])
        layer = keras.layers.Conv2D(1, 3, use_bias=False)
        layer.build((1, *cells.shape, 1))
        layer.set_weights([kernel[:, :, None, None]])
        output = output_of(keras, layer, cells[None, :, :, None].astype("float32"))[0, :, :, 0]
        if draw is windows.convolution_cell:
            output = output[task.facts["row"], task.facts["column"]]
            assert task.answer[0] != 0
        assert task.answer == tuple(np.ravel(output))
        turned = kernel[::-1, ::-1]
        assert not np.array_equal(kernel, turned)


@pytest.mark.parametrize("draw", [windows.max_pooling, windows.average_pooling])
def test_poolings_are_those_of_keras(keras, draw):
    kind = keras.layers.MaxPooling2D if draw is windows.max_pooling else None
    for task in drawn(draw):
        cells, stride = read(task.facts["grid"]), task.facts["stride"]
        layer = (kind or keras.layers.AveragePooling2D)(2, strides=stride)
        output = output_of(keras, layer, cells[None, :, :, None].astype("float32"))
        assert task.answer == tuple(output.ravel())


def test_parameters_are_those_of_keras(keras):
    for task in drawn(counts.convolution_parameters):
        layer = keras.layers.Conv2D(task.facts["filters"], task.facts["window"])
        layer.build((1, 16, 16, task.facts["channels"]))
        assert task.answer == (layer.count_params(),)
    for task in drawn(counts.dense_parameters):
        facts = task.facts
        layer = keras.layers.Dense(facts["units"])
        layer.build((1, facts["side"] ** 2 * facts["channels"]))
        assert task.answer == (layer.count_params(),)


def test_products_are_counted_one_by_one():
    for task in drawn(counts.multiplications)[:8]:
        facts = task.facts
        output = facts["side"] if facts["padding"] == "same" else facts["side"] - 2
        cells = product(range(output), range(output), range(facts["filters"]))
        assert task.answer == (sum(9 * facts["channels"] for _ in cells),)


def test_steps_are_counted_batch_by_batch():
    for task in drawn(counts.batches):
        facts = task.facts
        left = facts["pictures"] - facts["pictures"] * facts["percent"] // 100
        found = 0
        while left > 0:
            left, found = left - facts["batch"], found + 1
        assert left < 0  # the last batch is not full
        assert task.answer == (found, found * facts["epochs"])


def test_a_place_after_flatten_is_that_of_keras(keras):
    for task in drawn(counts.flattened):
        facts = task.facts
        maps = np.zeros((1, facts["rows"], facts["columns"], facts["channels"]), "float32")
        maps[0, facts["row"], facts["column"], facts["channel"]] = 1
        flat = output_of(keras, keras.layers.Flatten(), maps)
        assert task.answer == (int(flat.argmax()),)


def test_losses_are_those_of_tensorflow(keras):
    import tensorflow as tf

    for draw in (chances.softmax_share, chances.crossentropy):
        for task in drawn(draw):
            logits = [float(part) for part in task.facts["logits"].split(",\\ ")]
            label = task.facts["label"]
            if draw is chances.softmax_share:
                wanted = float(tf.nn.softmax(logits)[label])
            else:
                wanted = float(
                    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
                )
            assert task.answer[0] == pytest.approx(wanted, abs=1e-6)
            assert abs(float(task.written) - task.answer[0]) < task.tolerance


def test_the_chance_to_lose_all_inputs_is_that_of_all_masks():
    for task in drawn(chances.lost):
        rate, units = float(task.facts["rate"]), task.facts["units"]
        masks = product((True, False), repeat=units)
        shares = (
            math.prod(rate if lost else 1 - rate for lost in mask) * all(mask) for mask in masks
        )
        assert task.answer[0] == pytest.approx(sum(shares))
        assert float(task.written) == pytest.approx(task.answer[0])


def test_shapes_of_stages_are_those_of_keras(keras):
    for task in drawn(networks.stages):
        facts = task.facts
        shape, found = (1, facts["side"], facts["side"], 3), []
        for filters in (facts["a"], facts["b"], facts["c"]):
            layer = keras.layers.Conv2D(filters, 3, padding=facts["padding"])
            shape = keras.layers.MaxPooling2D().compute_output_shape(
                layer.compute_output_shape(shape)
            )
            found += shape[1:]
        assert task.answer == tuple(found)
        assert min(found) >= 1


def test_what_a_unit_sees_is_found_by_going_back_cell_by_cell():
    for task in drawn(networks.seen):
        stack = [
            (int(found), 1 if name == "Conv2D" else 2)
            for name, found in re.findall(r"(Conv2D|MaxPooling2D) (\d)×", task.facts["stack"])
        ]
        cells = {100}
        for window, stride in reversed(stack):
            cells = {stride * cell + step for cell in cells for step in range(window)}
        assert task.answer == (max(cells) - min(cells) + 1,)
        assert len(cells) == task.answer[0]
