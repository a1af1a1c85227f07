"""Convolution equals TensorFlow's and NumPy's, cell by cell, however it is computed."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.cnn import sliding
from lib.cnn.borders import BORDERS
from lib.cnn.convolution import convolve, cross_correlate, product_maps
from lib.cnn.matrices import as_matrix, as_sparse
from lib.cnn.pooling import pool
from lib.cnn.terms import terms
from lib.cnn.windows import PADDINGS, axis_rule, window_rules
from lib.errors import ShapeError

SIDE, STEP = st.integers(1, 12), st.integers(1, 3)
PAIR = st.tuples(STEP, STEP)
CELLS = st.tuples(st.integers(0, 3), st.integers(0, 3))
PADDING = st.one_of(st.sampled_from(PADDINGS), st.tuples(CELLS, CELLS))


@st.composite
def cases(draw):
    """A map with channels, a kernel with filters, a bias, and how the window moves."""
    height, width, channels, filters = draw(SIDE), draw(SIDE), draw(STEP), draw(STEP)
    window = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    options = {"stride": draw(PAIR), "dilation": draw(PAIR), "padding": draw(PADDING)}
    try:
        window_rules((height, width), window, **options)
    except ShapeError:
        assume(False)
    random = np.random.default_rng(draw(st.integers(0, 999)))
    x = random.normal(size=(height, width, channels))
    kernel = random.normal(size=(*window, channels, filters))
    return x, kernel, random.normal(size=filters), options


def by_tensorflow(tf, x, kernel, options):
    """``tf.nn.conv2d`` with the border spelled out unless TensorFlow has the word for it."""
    rules = window_rules(x.shape, kernel.shape[:2], **options)
    padding = options["padding"]
    if padding in ("same", "valid"):
        padding = padding.upper()
    else:
        padding = [(0, 0), *((rule.before, rule.after) for rule in rules), (0, 0)]
    strides, dilations = options["stride"], options["dilation"]
    return tf.nn.conv2d(x[None], kernel, strides, padding, dilations=dilations)[0].numpy()


@given(case=cases())
def test_it_is_what_tensorflow_computes(tf, case):
    x, kernel, bias, options = case
    expected = by_tensorflow(tf, x, kernel, options) + bias
    found = cross_correlate(x, kernel, bias=bias, **options)
    assert found.dtype == np.float64 and found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("steps", [{"strides": 2}, {"dilation_rate": 2}, {}])
def test_it_is_the_layer_of_keras(keras, padding, steps):
    keras.utils.set_random_seed(1)
    layer = keras.layers.Conv2D(5, 3, padding=padding, bias_initializer="random_normal", **steps)
    x = np.random.default_rng(2).normal(size=(11, 14, 3)).astype(np.float32)
    expected = np.asarray(layer(x[None]))[0]
    options = {"stride": steps.get("strides", 1), "dilation": steps.get("dilation_rate", 1)}
    kernel, bias = layer.get_weights()
    found = cross_correlate(x, kernel, bias=bias, padding=padding, **options)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@given(case=cases(), border=st.sampled_from(BORDERS), data=st.data())
def test_the_terms_of_a_cell_sum_up_to_it(case, border, data):
    x, kernel, bias, options = case
    y = cross_correlate(x, kernel, bias=bias, border=border, **options)
    row, column, f = (data.draw(st.integers(0, side - 1)) for side in y.shape)
    cell = terms(x, kernel, (row, column), filter_index=f, bias=bias[f], border=border, **options)
    assert cell.total == pytest.approx(y[row, column, f], rel=1e-10, abs=1e-10)
    assert cell.total == pytest.approx(cell.products.sum() + cell.bias)
    assert np.array_equal(cell.weights, kernel[..., f])
    for i, r in enumerate(cell.rows):
        for j, c in enumerate(cell.columns):
            inside = 0 <= r < x.shape[0] and 0 <= c < x.shape[1]
            assert cell.outside[i, j] == (not inside)
            if inside:
                assert np.array_equal(cell.values[i, j], x[r, c])
            elif border == "zero":
                assert (cell.values[i, j] == 0).all()


@given(case=cases())
def test_the_maps_of_the_channels_sum_up_to_the_output(case):
    x, kernel, _, options = case
    maps = product_maps(x, kernel, **options)
    y = cross_correlate(x, kernel, **options)
    assert maps.shape == (*y.shape[:2], x.shape[2], y.shape[2])
    np.testing.assert_allclose(maps.sum(axis=2), y, rtol=1e-10, atol=1e-10)


@given(case=cases(), border=st.sampled_from(BORDERS))
def test_the_matrix_and_the_sparse_form_give_the_same(case, border):
    x, kernel, _, options = case
    y = cross_correlate(x, kernel, border=border, **options)
    sparse = as_sparse(kernel, x.shape, border=border, **options)
    matrix = as_matrix(kernel, x.shape, border=border, **options)
    assert sparse.values.shape == (y.size, kernel[..., 0].size)
    assert matrix.shape == (y.size, x.size)
    np.testing.assert_allclose(sparse.apply(x), y, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(matrix @ x.ravel(), y.ravel(), rtol=1e-10, atol=1e-10)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 5), st.integers(1, 5))
def test_convolution_in_one_dimension_is_that_of_numpy(height, width, rows, columns):
    random = np.random.default_rng(height * 10 + width)
    # The full convolution of two outer products is the outer product of the convolutions.
    down, right = random.normal(size=height), random.normal(size=width)
    first, second = random.normal(size=rows), random.normal(size=columns)
    full = ((rows - 1, rows - 1), (columns - 1, columns - 1))
    found = convolve(np.outer(down, right), np.outer(first, second), padding=full)
    expected = np.outer(np.convolve(down, first), np.convolve(right, second))
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_convolution_is_cross_correlation_with_the_kernel_turned():
    random = np.random.default_rng(4)
    x, kernel = random.normal(size=(6, 7, 2)), random.normal(size=(3, 2, 2, 4))
    turned = kernel[::-1, ::-1]
    assert np.array_equal(convolve(x, kernel, bias=1.0), cross_correlate(x, turned, bias=1.0))


def test_moving_the_input_moves_the_output_alike():
    random = np.random.default_rng(5)
    x, kernel = random.normal(size=(9, 10)), random.normal(size=(3, 3))
    options = {"padding": "same", "border": "wrap"}
    moved = np.roll(x, (2, 3), axis=(0, 1))
    expected = np.roll(cross_correlate(x, kernel, **options), (2, 3), axis=(0, 1))
    np.testing.assert_allclose(cross_correlate(moved, kernel, **options), expected)


def test_a_plain_kernel_is_laid_on_every_channel_by_itself():
    random = np.random.default_rng(6)
    x, kernel = random.normal(size=(7, 8, 3)), random.normal(size=(3, 2))
    y = cross_correlate(x, kernel, stride=2, padding="same")
    assert y.shape == (4, 4, 3)
    for c in range(3):
        alone = cross_correlate(x[..., c], kernel, stride=2, padding="same")
        np.testing.assert_allclose(y[..., c], alone)


def test_a_single_map_takes_a_kernel_with_filters_of_one_channel():
    x, kernel = np.arange(12.0).reshape(3, 4), np.ones((2, 2, 1, 5))
    y = cross_correlate(x, kernel, bias=np.arange(5))
    assert y.shape == (2, 3, 5)
    np.testing.assert_allclose(y[0, 0], 0 + 1 + 4 + 5 + np.arange(5))


def test_a_large_map_is_computed_in_bands_without_a_seam(monkeypatch):
    random = np.random.default_rng(7)
    x, kernel = random.normal(size=(101, 20, 2)), random.normal(size=(3, 3, 2, 2))
    options = {"stride": (2, 1), "dilation": (2, 1), "padding": "same"}
    whole = cross_correlate(x, kernel, **options)
    monkeypatch.setattr(sliding, "_BAND_BYTES", 1)
    heights = []
    sum_rows = sliding._sum_rows

    def counted(answers, rows, y):
        heights.append(y.shape[1])
        sum_rows(answers, rows, y)

    monkeypatch.setattr(sliding, "_sum_rows", counted)
    np.testing.assert_allclose(cross_correlate(x, kernel, **options), whole)
    assert len(heights) > 2 and sum(heights) == len(whole)


def test_threads_do_not_share_the_memory_they_work_in():
    random = np.random.default_rng(8)
    pairs = [(random.random((40, 50)), random.random((3, 3))) for _ in range(40)]
    alone = [cross_correlate(*pair) for pair in pairs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda pair: cross_correlate(*pair), pairs))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_a_result_is_not_changed_by_the_next_call():
    x = np.random.default_rng(9).random((9, 9))
    first = cross_correlate(x, np.ones((3, 3)))
    kept = first.copy()
    cross_correlate(x, np.zeros((3, 3)))
    assert np.array_equal(first, kept)


def test_the_input_is_not_changed():
    x = np.ones((4, 4))
    cross_correlate(x, [[1.0]], bias=3)
    assert (x == 1).all()


def test_the_picture_of_the_notes_loses_one_column():
    assert cross_correlate(np.zeros((280, 320)), [[-1, 1]]).shape == (280, 319)


def test_a_matrix_that_would_not_fit_in_memory_is_refused():
    with pytest.raises(ShapeError) as caught:
        as_matrix([[-1, 1]], (280, 320))
    assert caught.value.key == "shape.matrix_too_large"
    assert caught.value.facts["entries"] == 280 * 319 * 280 * 320
    with pytest.raises(ShapeError, match=r"shape\.matrix_too_large"):
        as_sparse(np.ones((7, 7)), (2000, 2000))


def test_a_sparse_form_tells_its_memory():
    sparse = as_sparse([[-1, 1]], (280, 320))
    assert sparse.bytes == 280 * 319 * 2 * (4 + 8)
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        sparse.apply(np.zeros((280, 319)))


@pytest.mark.parametrize(
    ("x", "kernel", "bias", "key"),
    [
        (np.zeros(4), np.ones((2, 2)), None, "map"),
        (np.zeros((0, 4)), np.ones((2, 2)), None, "map"),
        (np.zeros((4, 4)), np.ones((2, 2, 1)), None, "kernel"),
        (np.zeros((4, 4)), np.ones((0, 2)), None, "kernel"),
        (np.zeros((4, 4, 3)), np.ones((2, 2, 1, 5)), None, "channels"),
        (np.zeros((4, 4)), np.ones((2, 2)), np.ones(2), "bias"),
        (np.zeros((4, 4)), np.ones((5, 2)), None, "window_larger"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_reason(x, kernel, bias, key):
    with pytest.raises(ShapeError, match=rf"shape\.{key}"):
        cross_correlate(x, kernel, bias=bias)


def test_an_unknown_option_is_not_passed_over():
    x, kernel = np.zeros((4, 4)), np.ones((2, 2))
    for call in (
        lambda: cross_correlate(x, kernel, strides=2),
        lambda: product_maps(x, kernel, strides=2),
        lambda: terms(x, kernel, (0, 0), strides=2),
        lambda: as_matrix(kernel, x.shape, strides=2),
        lambda: pool(x, pool_size=3),
    ):
        with pytest.raises(TypeError, match="unexpected keyword"):
            call()


def test_one_plain_kernel_has_no_terms_over_several_channels():
    for function in (product_maps, lambda x, kernel: terms(x, kernel, (0, 0))):
        with pytest.raises(ShapeError, match=r"shape\.channels"):
            function(np.zeros((4, 4, 3)), np.ones((2, 2)))


@pytest.mark.parametrize(("position", "f"), [((3, 0), 0), ((0, -1), 0), ((0, 0), 1)])
def test_terms_of_a_cell_that_is_not_there_are_an_error(position, f):
    with pytest.raises(ShapeError, match=r"shape\.index"):
        terms(np.zeros((4, 4)), np.ones((2, 2)), position, filter_index=f)


def test_the_rules_of_the_output_are_those_of_windows():
    y = cross_correlate(np.zeros((9, 9)), np.ones((3, 3)), stride=2, padding="symmetric")
    assert y.shape == (axis_rule(9, 3, stride=2, padding="symmetric").output_size,) * 2
