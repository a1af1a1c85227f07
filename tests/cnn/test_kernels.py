"""Kernels do what their names promise, and typed cells are checked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cnn.convolution import cross_correlate
from lib.cnn.gradients import gradient_direction, gradient_magnitude
from lib.cnn.kernel_cells import SIDE_LIMIT, check_kernel, check_side, normalise, resize_kernel
from lib.cnn.kernels import PRESETS
from lib.errors import KernelError, NumberError, ShapeError

FLAT = np.full((9, 9), 7.0)
RIGHT = np.tile(np.arange(9.0), (9, 1))  # one brighter with every column
BLIND_TO_FLAT = [
    name
    for name in PRESETS
    if name.startswith(
        ("difference", "sobel", "prewitt", "scharr", "roberts", "laplacian", "gabor")
    )
]
KEEPS_FLAT = ["gaussian", "box", "identity", "sharpen", "emboss"]


def test_every_kernel_is_tested_for_what_it_makes_of_a_flat_area():
    assert sorted(BLIND_TO_FLAT + KEEPS_FLAT) == sorted(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_flat_area_gives_nothing_or_stays(name):
    y = cross_correlate(FLAT, PRESETS[name].make())
    np.testing.assert_allclose(y, 0 if name in BLIND_TO_FLAT else 7, atol=1e-12)


@pytest.mark.parametrize("name", ["difference", "sobel", "prewitt", "scharr"])
def test_x_answers_to_brightness_growing_right_and_y_downwards(name):
    across, down = PRESETS[f"{name}_x"].make(), PRESETS[f"{name}_y"].make()
    assert (cross_correlate(RIGHT, across) > 0).all() and (cross_correlate(RIGHT, down) == 0).all()
    assert (cross_correlate(RIGHT.T, down) > 0).all()
    assert np.array_equal(down, across.T)


def test_roberts_answers_along_the_diagonals():
    right, left = PRESETS["roberts_right"].make(), PRESETS["roberts_left"].make()
    towards_lower_right, towards_lower_left = RIGHT + RIGHT.T, RIGHT.T - RIGHT
    assert (cross_correlate(towards_lower_right, right) == 2).all()
    assert (cross_correlate(towards_lower_right, left) == 0).all()
    assert (cross_correlate(towards_lower_left, left) == 2).all()


@pytest.mark.parametrize("name", ["laplacian_4", "laplacian_8"])
def test_a_laplacian_sees_curvature_and_no_slope(name):
    kernel = PRESETS[name].make()
    assert (cross_correlate(RIGHT, kernel) == 0).all()
    assert (cross_correlate(RIGHT**2, kernel) > 0).all()
    assert kernel[1, 1] == {"laplacian_4": -4, "laplacian_8": -8}[name]


def test_the_derived_kernels_are_those_of_the_textbooks():
    expected = {
        "sobel_x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
        "scharr_y": [[-3, -10, -3], [0, 0, 0], [3, 10, 3]],
        "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
        "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
        "roberts_left": [[0, -1], [1, 0]],
        "difference_x": [[-1, 1]],
    }
    for name, kernel in expected.items():
        assert PRESETS[name].make().tolist() == kernel


def test_edge_kernels_are_those_of_scikit_image_but_for_its_scale():
    filters = pytest.importorskip("skimage.filters")
    x = np.random.default_rng(1).random((12, 13))
    for name, scale in (("sobel", 4), ("prewitt", 3), ("scharr", 16)):
        for axis, direction in ((1, "x"), (0, "y")):
            expected = getattr(filters, name)(x, axis=axis, mode="reflect")[1:-1, 1:-1]
            found = cross_correlate(x, PRESETS[f"{name}_{direction}"].make()) / scale
            np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("name", PRESETS)
def test_a_kernel_can_be_made_with_all_that_its_parameters_allow(name):
    preset = PRESETS[name]
    for parameter in preset.parameters:
        for value in (parameter.minimum, parameter.default, parameter.maximum):
            kernel = preset.make(**{parameter.name: value})
            assert np.isfinite(kernel).all() and max(kernel.shape) <= SIDE_LIMIT
        for value in (parameter.minimum - 0.5, parameter.maximum + 1):
            with pytest.raises((NumberError, ShapeError)):
                preset.make(**{parameter.name: value})


@pytest.mark.parametrize("name", PRESETS)
def test_a_kernel_is_a_new_array_that_may_be_changed(name):
    first = PRESETS[name].make()
    expected = first.copy()
    first[:] = 99
    assert np.array_equal(PRESETS[name].make(), expected)
    assert np.array_equal(check_kernel(expected), expected)


def test_the_gaussian_is_a_bell_in_the_plane():
    x, y = np.meshgrid(np.arange(-3, 4), np.arange(-3, 4))
    bell = np.exp(-(x**2 + y**2) / (2 * 1.5**2))
    np.testing.assert_allclose(PRESETS["gaussian"].make(size=7, sigma=1.5), bell / bell.sum())


def test_a_gabor_answers_most_to_stripes_of_its_own_direction():
    across = np.cos(np.pi / 2 * np.arange(7.0) - 1.5 * np.pi)  # wavelength 4, bright in the middle
    upright = np.tile(across, (7, 1))
    answers = {
        angle: abs(float(cross_correlate(upright, PRESETS["gabor"].make(orientation=angle)).item()))
        for angle in (0, 45, 90)
    }
    assert answers[0] > 3 * answers[45] > 3 * answers[90]


SIDES = st.integers(1, SIDE_LIMIT)


@given(SIDES, SIDES, SIDES, SIDES)
def test_resizing_does_not_move_the_picture(rows, columns, new_rows, new_columns):
    kernel = np.zeros((rows, columns))
    kernel[(rows - 1) // 2, (columns - 1) // 2] = 1
    resized = resize_kernel(kernel, new_rows, new_columns)
    assert resized.shape == (new_rows, new_columns)
    x = np.random.default_rng(2).random((8, 8))
    assert np.array_equal(cross_correlate(x, resized, padding="same"), x)


@given(SIDES, SIDES)
def test_growing_and_shrinking_back_gives_the_same_kernel(rows, columns):
    kernel = np.random.default_rng(3).normal(size=(rows, columns))
    grown = resize_kernel(kernel, SIDE_LIMIT, SIDE_LIMIT)
    assert np.array_equal(resize_kernel(grown, rows, columns), kernel)
    assert np.abs(grown).sum() == pytest.approx(np.abs(kernel).sum())


@pytest.mark.parametrize("name", PRESETS)
def test_normalised_kernels_have_the_sum_that_was_asked_for(name):
    kernel = PRESETS[name].make()
    assert np.abs(normalise(kernel)).sum() == pytest.approx(1)
    if name in KEEPS_FLAT:
        assert normalise(kernel * 3, to="sum").sum() == pytest.approx(1)
    else:
        with pytest.raises(KernelError, match=r"kernel\.zero_sum"):
            normalise(kernel, to="sum")


def test_no_factor_makes_something_of_nothing():
    with pytest.raises(KernelError, match=r"kernel\.zero_sum"):
        normalise(np.zeros((3, 3)))
    with pytest.raises(ValueError, match="neither"):
        normalise(np.ones((3, 3)), to="squares")


@pytest.mark.parametrize(
    ("cells", "key", "facts"),
    [
        ([], "empty", {}),
        ([[]], "empty", {}),
        ([[1, 2], [3]], "ragged", {"lengths": [1, 2]}),
        ([[1, 2], []], "ragged", {"lengths": [0, 2]}),
        ([[1] * 8], "too_large", {"rows": 1, "columns": 8, "allowed": 7}),
        ([[1], [1j]], "not_a_number", {"row": 2, "column": 1, "got": "1j"}),
        ([[1, "x"]], "not_a_number", {"row": 1, "column": 2, "got": "x"}),
        ([[1, None]], "not_a_number", {"row": 1, "column": 2, "got": "None"}),
        ([[float("nan")]], "not_a_number", {"row": 1, "column": 1, "got": "nan"}),
        ([["-inf"]], "infinite", {"row": 1, "column": 1}),
        ([[10**400]], "not_a_number", None),
        ([[2e6]], "weight_too_large", {"row": 1, "column": 1, "got": 2e6, "allowed": 1e6}),
    ],
)
def test_cells_that_are_no_kernel_say_why_and_where(cells, key, facts):
    with pytest.raises(KernelError) as caught:
        check_kernel(cells)
    assert caught.value.key == f"kernel.{key}"
    assert facts is None or caught.value.facts == facts


def test_cells_may_be_text_and_arrays():
    assert check_kernel([["1", " -0.5 "], [2, np.float32(3)]]).tolist() == [[1, -0.5], [2, 3]]
    assert check_kernel(np.eye(2)).dtype == np.float64


@pytest.mark.parametrize("side", [0, 8, 2.5])
def test_sides_are_checked(side):
    with pytest.raises((NumberError, ShapeError)):
        check_side(side)


def test_direction_and_magnitude_are_those_of_the_slope():
    for degrees in (-135, -90, 0, 30, 90, 180):
        gx, gy = 5 * np.cos(np.deg2rad(degrees)), 5 * np.sin(np.deg2rad(degrees))
        assert gradient_magnitude([gx], [gy])[0] == pytest.approx(5)
        assert gradient_direction([gx], [gy])[0] == pytest.approx(degrees)
    assert gradient_direction([-0.0], [-0.0])[0] == 0
    y = cross_correlate(RIGHT.T, PRESETS["sobel_y"].make())
    assert (gradient_direction(np.zeros_like(y), y) == 90).all()  # brighter downwards
    with pytest.raises(ShapeError, match=r"shape\.expected"):
        gradient_magnitude([1.0], [1.0, 2.0])
