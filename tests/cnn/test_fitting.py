"""A kernel is found again from what it made of a photograph, by descent alone."""

import numpy as np
import pytest

from lib.cnn.convolution import cross_correlate
from lib.cnn.fitting import fit_steps
from lib.cnn.kernels import PRESETS
from lib.errors import NumberError, ShapeError
from lib.images.samples import SAMPLES, sample_picture


@pytest.fixture(scope="module", params=[sample.key for sample in SAMPLES][:4])
def photograph(request):
    pixels = sample_picture(request.param).pixels.astype(float)
    step = max(1, min(pixels.shape[:2]) // 100)
    return pixels[::step, ::step].mean(axis=2)


@pytest.mark.parametrize("name", ["sobel_x", "difference_x", "sharpen", "gaussian"])
def test_the_kernel_behind_a_photograph_is_found(photograph, name):
    kernel = PRESETS[name].make()
    target = cross_correlate(photograph, kernel)
    fit = fit_steps(photograph, target, size=kernel.shape, learning_rate=0.2, steps=100)
    np.testing.assert_allclose(fit.kernels[-1], kernel, atol=1e-6)
    # Each step brings it nearer by the share that was asked for.
    distances = np.linalg.norm((fit.kernels - kernel).reshape(len(fit.kernels), -1), axis=1)
    np.testing.assert_allclose(distances[1:10] / distances[:9], 0.8, atol=1e-3)
    assert (np.diff(fit.losses[:50]) < 0).all()


def test_one_step_for_all_directions_hardly_learns_edges(photograph):
    kernel = PRESETS["sobel_x"].make()
    target = cross_correlate(photograph, kernel)
    options = {"learning_rate": 0.5, "steps": 40}
    own = fit_steps(photograph, target, **options)
    same = fit_steps(photograph, target, own_step_for_each_direction=False, **options)
    assert own.condition == same.condition > 100
    assert (np.diff(same.losses) <= 0).all()
    assert own.losses[-1] < 1e-6 * same.losses[-1]
    assert np.abs(same.kernels[-1] - kernel).max() > 0.5


def test_the_step_is_along_the_gradient_of_tensorflow(tf):
    random = np.random.default_rng(1)
    x, target = random.random((9, 10)), random.random((7, 8))
    fit = fit_steps(x, target, steps=1, learning_rate=0.5, own_step_for_each_direction=False)
    kernel = tf.constant(fit.kernels[0])
    with tf.GradientTape() as tape:
        tape.watch(kernel)
        y = tf.nn.conv2d(x[None, ..., None], kernel[..., None, None], 1, "VALID")
        loss = tf.reduce_mean((y[0, ..., 0] - target) ** 2)
    assert fit.losses[0] == pytest.approx(float(loss))
    step, gradient = (fit.kernels[0] - fit.kernels[1]).ravel(), tape.gradient(loss, kernel)
    gradient = gradient.numpy().ravel()
    cosine = step @ gradient / np.linalg.norm(step) / np.linalg.norm(gradient)
    assert cosine == pytest.approx(1, abs=1e-9)


def test_where_no_kernel_fits_it_ends_at_the_least_squares_solution():
    random = np.random.default_rng(2)
    x, target = random.random((20, 20)), random.random((20, 20))
    fit = fit_steps(x, target, size=(3, 2), padding="same", learning_rate=0.5, steps=60)
    padded = np.pad(x, ((1, 1), (0, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 2)).reshape(-1, 6)
    expected, *_ = np.linalg.lstsq(windows, target.ravel())
    np.testing.assert_allclose(fit.kernels[-1].ravel(), expected, atol=1e-9)


def test_every_step_is_kept_and_the_seed_repeats_it():
    x = np.random.default_rng(3).random((8, 8))
    fits = [fit_steps(x, x, size=3, padding="same", steps=5, seed=seed) for seed in (1, 1, 2)]
    assert fits[0].kernels.shape == (6, 3, 3) and fits[0].losses.shape == (6,)
    assert np.array_equal(fits[0].kernels, fits[1].kernels)
    assert not np.array_equal(fits[0].kernels[0], fits[2].kernels[0])
    for kernel, loss in zip(fits[0].kernels, fits[0].losses, strict=True):
        y = cross_correlate(x, kernel, padding="same")
        assert loss == pytest.approx(np.mean((y - x) ** 2))


@pytest.mark.parametrize("value", [0.0, 5.0])
@pytest.mark.parametrize("own", [True, False])
def test_a_picture_without_detail_teaches_nothing_and_breaks_nothing(value, own):
    x = np.full((8, 8), value)
    fit = fit_steps(x, x[1:-1, 1:-1], steps=50, own_step_for_each_direction=own, learning_rate=0.9)
    assert np.isfinite(fit.kernels).all()
    assert fit.condition == np.inf
    assert fit.losses[-1] == pytest.approx(0, abs=1e-9)


def test_what_does_not_fit_is_an_error_with_its_reason():
    x = np.ones((8, 8))
    for key, call in {
        "expected": lambda: fit_steps(x, x),
        "single_map": lambda: fit_steps(np.ones((8, 8, 3)), x),
        "window_larger": lambda: fit_steps(np.ones((2, 2)), x),
        "window": lambda: fit_steps(x, x, size=0),
    }.items():
        with pytest.raises(ShapeError, match=rf"shape\.{key}\("):
            call()
    for options in ({"size": 9}, {"steps": 0}, {"learning_rate": 2.0}):
        with pytest.raises(NumberError):
            fit_steps(x, x, **options)
