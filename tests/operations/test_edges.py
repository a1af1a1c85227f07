"""What the page about edges counts, times, compares and asks."""

import numpy as np
import pytest

from lib.cnn.convolution import cross_correlate
from lib.cnn.kernels import PRESETS
from lib.errors import KernelError
from lib.operations.edge_costs import BORDERS, METHODS, Setting, edge_costs, growth_of_dense
from lib.operations.edge_gradient import PAIRS, picture_gradient, step_direction, strongest_arrows
from lib.operations.edge_questions import (
    flat_answer,
    flat_options,
    kernel_meaning,
    step_options,
    turned_effect,
)
from lib.operations.edge_timing import time_methods
from lib.operations.kernel_race import FRAME, TARGETS, loss_of, start_race
from lib.operations.kernel_text import read_kernel, write_kernel
from lib.operations.learned_filters import alike, first_layer, small_presets
from lib.words import LANGUAGES, load_words

RANDOM = np.random.default_rng(11)
PICTURE = RANDOM.random((26, 31))
NOTES = Setting((280, 320), (1, 2))


def test_the_counts_of_the_notes_come_out():
    costs = edge_costs(NOTES)
    assert costs.output_shape == (280, 319)
    assert costs["convolution"].operations.value == 319 * 280 * 3 == 267_960
    assert costs["rows"].operations.value == 280 * (320 + 319) * 319 == 57_075_480
    assert costs["dense"].entries.value == 320 * 280 * 319 * 280
    assert costs["dense"].operations.value > 16e9
    assert not costs["dense"].fits
    assert all(costs[name].fits for name in METHODS if name != "dense")


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("shape", [(1, 2), (2, 1), (3, 3), (4, 5)])
def test_every_way_to_compute_gives_the_same_picture(shape, stride, border):
    setting = Setting((26, 31), shape, stride, border)
    timings = time_methods(PICTURE, RANDOM.normal(size=shape), setting, 0.001)
    assert [timing.name for timing in timings] == list(METHODS)
    assert max(timing.difference for timing in timings) < 1e-12
    assert all(timing.seconds > 0 and timing.repeats >= 1 for timing in timings)


def test_a_matrix_that_does_not_fit_is_not_built():
    setting = Setting((80, 80), (1, 2))
    names = [
        timing.name for timing in time_methods(RANDOM.random((80, 80)), np.ones((1, 2)), setting)
    ]
    assert names == ["convolution", "rows", "sparse"]


def test_operations_are_what_a_loop_would_count():
    setting = Setting((6, 7), (2, 3), 2, "zero")
    costs = edge_costs(setting)
    height, width = cross_correlate(
        np.ones((6, 7)), np.ones((2, 3)), stride=2, padding="same"
    ).shape
    outputs = height * width
    assert costs["convolution"].operations.value == outputs * (6 + 5)
    assert costs["rows"].operations.value == outputs * (2 * 7 + 2 * 7 - 1)
    assert costs["dense"].operations.value == outputs * (42 + 41)
    assert costs["sparse"].entries.value == outputs * 6


def test_twice_the_sides_is_sixteen_times_the_dense_matrix_for_a_large_picture():
    assert growth_of_dense(NOTES) == 16
    assert growth_of_dense(Setting((8, 8), (7, 7))) > 16  # the rim weighs more in a small one


@pytest.mark.parametrize("name", PRESETS)
def test_a_kernel_written_and_read_is_the_same_to_the_last_bit(name):
    kernel = PRESETS[name].make()
    assert np.array_equal(read_kernel(write_kernel(kernel)).cells, kernel + 0.0)
    assert np.array_equal(read_kernel(name).cells, kernel)
    assert read_kernel(name).preset == name


def test_kernels_of_any_numbers_survive_the_address():
    for _ in range(200):
        shape = RANDOM.integers(1, 8, 2)
        kernel = RANDOM.normal(size=shape) * 10.0 ** RANDOM.integers(-8, 5)
        kernel[RANDOM.random(shape) < 0.3] = 1 / 7
        assert np.array_equal(read_kernel(write_kernel(kernel)).cells, kernel)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "kernel.empty"),
        ("   ", "kernel.empty"),
        (",", "kernel.not_a_number"),
        ("1,,2", "kernel.not_a_number"),
        ("1,two", "kernel.not_a_number"),
        ("1/0", "kernel.not_a_number"),
        ("nan,1", "kernel.not_a_number"),
        ("inf,1", "kernel.infinite"),
        ("1e999", "kernel.infinite"),
        ("1e7", "kernel.weight_too_large"),
        ("1,2;3", "kernel.ragged"),
        (";".join(["1"] * 8), "kernel.too_large"),
        ("💥", "kernel.not_a_number"),
        ("sobel", "kernel.not_a_number"),
        ("1" * 5000, "kernel.infinite"),
    ],
)
def test_nonsense_for_a_kernel_is_named(text, key):
    with pytest.raises(KernelError) as caught:
        read_kernel(text)
    assert caught.value.key == key


def test_parameters_that_a_preset_does_not_have_are_ignored():
    assert read_kernel("box", {"size": 5, "sigma": 9.0}).cells.shape == (5, 5)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_points_to_the_brighter_side(pair):
    assert [step_direction(pair, turn) for turn in range(4)] == pytest.approx(
        [0, 90, 180, -90], abs=1e-9
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_the_frame_of_a_flat_picture_is_no_edge(pair):
    gradient = picture_gradient(np.full((9, 11), 200.0), pair)
    assert np.abs(gradient.magnitude).max() == pytest.approx(0, abs=1e-9)
    assert strongest_arrows(picture_gradient(np.zeros((9, 11)), pair), threshold=0) == ()


def test_arrows_are_the_strongest_of_their_square():
    gradient = picture_gradient(PICTURE, "sobel")
    arrows = strongest_arrows(gradient, block=10, threshold=0.5)
    assert 0 < len(arrows) <= 12
    for arrow in arrows:
        top, left = arrow.row // 10 * 10, arrow.column // 10 * 10
        square = gradient.magnitude[top : top + 10, left : left + 10]
        assert arrow.magnitude == square.max() >= 0.5 * gradient.magnitude.max()
        assert arrow.magnitude == pytest.approx(np.hypot(arrow.right, arrow.down))


def test_a_filter_is_most_like_the_preset_that_it_is():
    for name, kernel in small_presets().items():
        nearest = alike(3.5 * kernel)[0]
        assert nearest.cosine == pytest.approx(1)
        assert np.allclose(
            small_presets()[nearest.preset] / np.linalg.norm(small_presets()[nearest.preset]),
            kernel / np.linalg.norm(kernel),
        ), name
    assert alike(np.zeros((3, 3)))[0].cosine == 0


def test_a_filter_without_colour_is_all_grey_and_one_of_opposite_colours_is_not():
    layer = first_layer()
    assert len(layer) == 16 and all(0 < each.grey_share < 1 for each in layer)
    plain = type(layer[0])(1, np.repeat(np.ones((3, 3, 1)), 3, axis=2), 0.0)
    opposed = type(layer[0])(1, np.ones((3, 3, 1)) * np.array([1.0, -1.0, 0.0]), 0.0)
    assert plain.grey_share == pytest.approx(1) and opposed.grey_share == pytest.approx(0)


@pytest.mark.parametrize("target", TARGETS)
def test_the_descent_finds_the_kernel_that_made_the_target(target):
    picture = np.random.default_rng(2).random(FRAME)
    race = start_race(picture, target, learning_rate=0.5, own_steps=True)
    assert np.allclose(race.kernels[-1], PRESETS[target].make(), atol=1e-6)
    assert race.share(race.losses[-1]) < 1e-9
    reached = race.steps_to(0.01)
    assert race.losses[reached] <= 0.01 * race.idle_loss < race.losses[reached - 1]


def test_doing_nothing_costs_the_whole_and_the_right_kernel_costs_nothing():
    race = start_race(PICTURE, "sobel_x", learning_rate=0.1, own_steps=False)
    zeros = cross_correlate(PICTURE, np.zeros((3, 3)))
    right = cross_correlate(PICTURE, PRESETS["sobel_x"].make())
    assert race.share(loss_of(zeros, race.target)) == 1
    assert race.share(loss_of(right, race.target)) == 0


def test_a_black_picture_has_nothing_to_race_for():
    race = start_race(np.zeros((20, 20)), "sobel_x", learning_rate=0.1, own_steps=True)
    assert race.idle_loss == 0 and race.share(0.0) == 0.0


@pytest.mark.parametrize("name", PRESETS)
def test_the_questions_are_answered_by_the_convolution_itself(name):
    kernel = PRESETS[name].make()
    flat = cross_correlate(np.full((9, 9), 100.0), kernel, bias=5.0)
    answer = flat_answer(kernel, 5.0)
    assert flat == pytest.approx(np.full(flat.shape, answer), abs=0.011)
    assert answer in flat_options(answer)
    turned = cross_correlate(PICTURE, kernel[::-1, ::-1])
    same, negative = (
        np.allclose(turned, sign * cross_correlate(PICTURE, kernel)) for sign in (1, -1)
    )
    assert turned_effect(kernel) == ("same" if same else "negative" if negative else "other")


@pytest.mark.parametrize("answer", [1, 2, 3, 22, 60])
def test_the_answer_is_among_the_numbers_of_steps(answer):
    options = step_options(answer)
    assert answer in options and len(options) >= 2 and list(options) == sorted(set(options))


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_said_of_a_kernel_is_what_it_does(name):
    kernel = PRESETS[name].make()
    grows_right = np.tile(np.arange(12.0), (12, 1))
    meaning = kernel_meaning(kernel)
    if meaning in ("right", "down"):
        ramp = grows_right if meaning == "right" else grows_right.T
        assert (cross_correlate(ramp, kernel) > 0).all() and (
            cross_correlate(-ramp, kernel) < 0
        ).all()
        np.testing.assert_allclose(cross_correlate(ramp.T, kernel), 0, atol=1e-9)
    flat = cross_correlate(np.full((12, 12), 100.0), kernel)
    if meaning == "smoothing":
        assert (kernel >= 0).all() and (flat > 0).all()
    else:
        assert np.allclose(flat, 0) == (meaning != "other")


def test_only_kernels_that_look_to_the_right_are_said_to():
    found = {name: kernel_meaning(preset.make()) for name, preset in PRESETS.items()}
    right = {"difference_x", "sobel_x", "prewitt_x", "scharr_x"}
    assert {name for name in found if found[name] == "right"} == right
    assert found["gaussian"] == "smoothing" and found["sharpen"] == "other"
    assert found["laplacian_4"] == "difference" and found["sobel_y"] == "down"
    for language in LANGUAGES:
        strings = load_words(language).strings
        assert all(f"edges.meaning.{meaning}" in strings for meaning in found.values())
