"""Why a class: gradients equal slopes measured without TensorFlow, patches equal a plain loop."""

import keras
import numpy as np
import pytest
from asking_worker import answer_of
from layers.mixed_networks import CLASSES, SIDE, mixed_network, saved_run

from lib.layers.arithmetic import compute_layer
from lib.layers.reasons import fill_of
from lib.models.inside import network, passing, reasons

PICTURE = np.random.default_rng(7).integers(0, 256, (SIDE, SIDE, 3), np.uint8)
CLASS = 1


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(tmp_path_factory.mktemp("home")))
        built = mixed_network()
        model = str(saved_run(built, SIDE, CLASSES).model_path)
        passing.square("picture", PICTURE, model)
        yield model, built


def logit(model, built, values, behind=-1):
    """The class's output by our own mathematics in float64, from what a layer gives."""
    x = values.astype(np.float64)
    for layer in network.describe(model).layers[behind + 1 :]:
        weights = network.weights_of(built.get_layer(layer.name))
        x = compute_layer(layer, {k: v.astype(np.float64) for k, v in weights.items()}, x).after
    return float(x[CLASS])


@pytest.mark.parametrize("kind", ["SeparableConv2D", "LeakyReLU"])
def test_grad_cam_weighs_a_map_by_the_mean_slope_measured_in_small_steps(mixed, kind):
    model, built = mixed
    spec = network.describe(model)
    place = next(i for i, layer in enumerate(spec.layers) if layer.kind == kind)
    found = reasons.slopes("picture", None, model, spec.names[place], CLASS)
    maps = passing.output_of("picture", PICTURE, model, built.layers[place].name)
    weights, step = [], 1e-5
    for number in range(3):
        both = []
        for sign in (1, -1):
            moved = maps.astype(np.float64)
            moved[..., number] += sign * step
            both.append(logit(model, built, moved, place))
        weights.append((both[0] - both[1]) / (2 * step) / (maps.shape[0] * maps.shape[1]))
    np.testing.assert_allclose(found.weights[:3], weights, rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(found.cam, np.maximum(maps @ found.weights, 0), rtol=1e-3, atol=1e-5)


def test_saliency_is_the_steepest_of_the_three_slopes_of_a_pixel(mixed):
    model, built = mixed
    found = reasons.slopes("picture", None, model, "stem", CLASS)
    assert found.logit == pytest.approx(logit(model, built, PICTURE), abs=1e-5)
    steepest = np.unravel_index(found.saliency.argmax(), found.saliency.shape)
    for row, column in (steepest, (0, 0), (11, 5)):
        slopes = []
        for colour in range(3):
            up, down = PICTURE.astype(np.float64), PICTURE.astype(np.float64)
            up[row, column, colour] += 1e-3
            down[row, column, colour] -= 1e-3
            slopes.append((logit(model, built, up) - logit(model, built, down)) / 2e-3)
        assert found.saliency[row, column] == pytest.approx(np.abs(slopes).max(), rel=2e-3)


@pytest.mark.parametrize("fill", ["grey", "mean", "blur"])
def test_a_covered_place_is_what_keras_says_of_a_picture_covered_by_hand(mixed, fill):
    model, built = mixed
    found = answer_of(reasons.covered, "picture", None, model, 3, fill)
    assert found.patch == SIDE // 3
    assert found.probabilities.shape == (5, 5, len(CLASSES))
    cover = fill_of(PICTURE, fill)
    for row, column in ((0, 0), (2, 4), (4, 1)):
        by_hand = PICTURE.copy()
        top, left = found.starts[row], found.starts[column]
        by_hand[top : top + 8, left : left + 8] = cover[top : top + 8, left : left + 8]
        said = keras.ops.softmax(built(by_hand[None].astype("float32"), training=False))[0]
        np.testing.assert_allclose(found.probabilities[row, column], said, atol=1e-5)
    said = keras.ops.softmax(built(PICTURE[None].astype("float32"), training=False))[0]
    np.testing.assert_allclose(found.whole, said, atol=1e-5)
    assert found.falls(CLASS).max() == found.falls(CLASS)[found.worst(CLASS)]


def test_the_places_reach_both_borders_and_leave_no_pixel_out():
    for side, patch in ((24, 8), (180, 36), (96, 12), (7, 7), (5, 1)):
        starts = reasons.patch_starts(side, patch)
        assert (starts[0], starts[-1]) == (0, side - patch)
        covered = np.zeros(side, bool)
        for start in starts:
            covered[start : start + patch] = True
        assert covered.all()


def test_blur_is_the_mean_of_the_square_around_a_pixel_and_mean_the_whole_pictures():
    reach = SIDE // 8
    padded = np.pad(PICTURE.astype(float), ((reach, reach), (reach, reach), (0, 0)), "edge")
    around = padded[5 : 5 + 2 * reach + 1, 9 : 9 + 2 * reach + 1].mean(axis=(0, 1))
    np.testing.assert_allclose(fill_of(PICTURE, "blur")[5, 9], around, atol=0.51)
    np.testing.assert_allclose(fill_of(PICTURE, "mean")[0, 0], PICTURE.mean((0, 1)), atol=0.51)


def test_a_picture_that_was_never_sent_is_asked_for(mixed):
    model, _ = mixed
    assert reasons.slopes("unknown", None, model, "stem", 0) is None
    assert reasons.covered("unknown", None, model, 3, "grey") is None
