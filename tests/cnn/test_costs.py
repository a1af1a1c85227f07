"""The counts are the numbers of the notes, of Keras, and of the arrays themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn import costs, layer_costs
from lib.cnn.matrices import as_matrix, as_sparse
from lib.errors import ShapeError

PICTURE, EDGES = (280, 320), (280, 319)
SIZES = st.integers(1, 40)


def arithmetic(formula):
    """The value of a formula, read from its own characters."""
    return eval(formula.replace("·", "*").replace(",", ""))


def test_edge_detection_costs_what_the_notes_say():
    assert costs.convolution_operations(EDGES, 2).value == 319 * 280 * 3 == 267_960
    by_rows = costs.row_matrix_operations(PICTURE, 319)
    assert by_rows.value == 280 * (320 + 319) * 319 == 57_075_480


def test_the_row_matrix_gives_the_same_edges():
    # What the count of the notes counts: every row times one and the same 320×319 matrix.
    x = np.random.default_rng(1).normal(size=PICTURE)
    matrix = as_matrix([[-1, 1]], (1, 320)).T
    assert matrix.shape == (320, 319)
    np.testing.assert_allclose(x @ matrix, x[:, 1:] - x[:, :-1], atol=1e-12)


def test_the_whole_dense_matrix_takes_over_16_billion_operations():
    entries = costs.matrix_entries(PICTURE, EDGES).value
    assert entries == 320 * 280 * 319 * 280 > 8e9
    operations = costs.matrix_operations(PICTURE, EDGES).value
    assert 16e9 < operations == 2 * entries - 280 * 319


def test_the_sparse_matrix_is_counted_as_it_is_kept():
    sparse = as_sparse([[-1, 1]], PICTURE)
    assert costs.sparse_entries(EDGES, 2).value == sparse.values.size == 178_640
    assert costs.sparse_bytes(EDGES, 2).value == sparse.bytes


@given(SIZES, SIZES, st.integers(1, 7), st.integers(1, 7))
def test_entries_are_those_of_the_arrays(height, width, rows, columns):
    shape = (height + rows - 1, width + columns - 1)
    kernel = np.ones((rows, columns))
    sparse = as_sparse(kernel, shape)
    assert costs.sparse_entries(sparse.output_shape, kernel.size).value == sparse.values.size
    counted = costs.matrix_entries(shape, sparse.output_shape).value
    assert counted == len(sparse.indices) * np.prod(shape)


def test_connections_are_mn_kn_and_k():
    found = costs.connections(89_600, 89_320, 2)
    assert found.dense_parameters.value == found.dense_multiplications.value == 89_600 * 89_320
    assert found.sparse_parameters.value == found.sparse_multiplications.value == 2 * 89_320
    assert found.shared_parameters.value == 2


def network_of_the_notes():
    """The costs of its layers at 180×180 with five classes."""
    shape, found = (180, 180, 3), []
    for filters in (16, 32, 64):
        found.append(layer_costs.convolution_cost(shape, filters, 3, padding="same"))
        found.append(layer_costs.pooling_cost(found[-1].output_shape))
        shape = found[-1].output_shape
    found.append(layer_costs.dense_cost(int(np.prod(shape)), 128))
    return [*found, layer_costs.dense_cost(128, 5)]


def test_the_network_of_the_notes_has_3_989_285_parameters():
    counts = [cost.parameters.value for cost in network_of_the_notes()]
    assert counts == [448, 0, 4_640, 0, 18_496, 0, 3_965_056, 645]
    assert sum(counts) == 3_989_285


def test_its_layers_are_counted_as_keras_counts_them(keras):
    layers = keras.layers
    model = keras.Sequential([layers.Input((180, 180, 3))])
    for filters in (16, 32, 64):
        model.add(layers.Conv2D(filters, 3, padding="same"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    for units in (128, 5):
        model.add(layers.Dense(units))
    by_keras = [layer for layer in model.layers if not isinstance(layer, layers.Flatten)]
    for cost, layer in zip(network_of_the_notes(), by_keras, strict=True):
        assert cost.parameters.value == layer.count_params()
        assert cost.output_shape == layer.output.shape[1:]
        assert cost.activations.value == np.prod(layer.output.shape[1:])
        assert cost.activation_bytes == 4 * cost.activations.value
        assert cost.parameter_bytes == 4 * cost.parameters.value


def test_the_first_layer_would_have_50_billion_weights_if_it_were_dense():
    dense = layer_costs.dense_equivalent((180, 180, 3), (180, 180, 16))
    assert dense.multiply_adds.value == (180 * 180 * 3) * (180 * 180 * 16) == 50_388_480_000
    assert f"{dense.multiply_adds.value / 1e9:.1f}" == "50.4"
    assert f"{dense.parameters.value / 1e9:.1f}" == "50.4"
    assert network_of_the_notes()[0].parameters.value == 448


@given(
    st.tuples(SIZES, SIZES, st.integers(1, 3)),
    st.integers(1, 8),
    st.integers(1, 5),
    st.integers(1, 3),
)
def test_multiply_adds_are_the_entries_of_the_sparse_matrix(shape, filters, size, stride):
    options = {"stride": stride, "padding": "same"}
    cost = layer_costs.convolution_cost(shape, filters, size, **options)
    sparse = as_sparse(np.ones((size, size, shape[2], filters)), shape, **options)
    assert cost.output_shape == sparse.output_shape
    assert cost.multiply_adds.value == sparse.values.size


ALL_COUNTS = [
    costs.convolution_operations(EDGES, 2),
    costs.row_matrix_operations(PICTURE, 319),
    costs.matrix_entries(PICTURE, EDGES),
    costs.matrix_operations(PICTURE, EDGES),
    costs.sparse_bytes(EDGES, 2),
    *(cost.parameters for cost in network_of_the_notes()),
    *(cost.multiply_adds for cost in network_of_the_notes()),
    layer_costs.dense_equivalent((180, 180, 3), (180, 180, 16)).parameters,
]


@pytest.mark.parametrize("count", ALL_COUNTS, ids=lambda count: count.formula)
def test_a_formula_reckoned_from_its_own_characters_is_the_value(count):
    assert arithmetic(count.formula) == count.value


def test_sizes_are_checked():
    for call in (
        lambda: costs.convolution_operations((0, 5), 2),
        lambda: costs.connections(5, 5, 0),
        lambda: costs.matrix_entries((5,), (2.5,)),
        lambda: layer_costs.dense_cost(5, True),
        lambda: layer_costs.convolution_cost((5, 5, 3), 0, 3),
        lambda: layer_costs.pooling_cost((5, 5, 0)),
        lambda: layer_costs.dense_equivalent((5, 5), (0,)),
    ):
        with pytest.raises(ShapeError, match=r"shape\.size"):
            call()
    with pytest.raises(ShapeError, match=r"shape\.fan_in"):
        costs.connections(5, 5, 6)
