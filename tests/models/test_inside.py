"""What happens inside a network is what Keras says, for networks of every kind of layer."""

import keras
import numpy as np
import pytest
from asking_worker import answer_of
from layers.mixed_networks import CLASSES, SIDE, mixed_network, saved_run

from lib.errors import ConvScopeError
from lib.layers.arithmetic import compute_layer
from lib.layers.bounds import network_bounds
from lib.layers.field import pixels_seen
from lib.layers.filters import FilterRange
from lib.layers.passage import MapChoice
from lib.layers.spec import POINTWISE
from lib.models.inside import filters, network, passing, units, values
from lib.runs.shipped import shipped_run

PICTURE = np.random.default_rng(7).integers(0, 256, (40, 50, 3), np.uint8)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Path of the mixed network of a run, and the network itself."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        built = mixed_network()
        run = saved_run(built, SIDE, CLASSES)
        passing.square("picture", PICTURE, str(run.model_path))
        yield str(run.model_path), built


def both(mixed):
    model, built = mixed
    seen = passing.square("picture", None, model)
    return model, built, seen, network.describe(model)


def keras_outputs(built, seen):
    through = keras.Model(built.inputs, [layer.output for layer in built.layers])
    return [np.asarray(each)[0] for each in through([seen[None].astype("float32")], training=False)]


def test_every_layer_is_described_and_gives_what_keras_gives(mixed):
    model, built, seen, spec = both(mixed)
    assert spec.class_names == CLASSES
    assert spec.side == SIDE
    assert [layer.output_shape for layer in spec.layers] == [
        tuple(layer.output.shape[1:]) for layer in built.layers
    ]
    found = passing.passage("picture", seen, model)
    for ours, theirs in zip(found, keras_outputs(built, seen), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


@pytest.mark.parametrize("which", ["mixed", "shipped"])
def test_our_arithmetic_comes_to_what_tensorflow_comes_to_in_every_layer(mixed, which):
    model = mixed[0] if which == "mixed" else str(shipped_run().model_path)
    seen = passing.square("again", PICTURE, model)
    for layer in network.describe(model).layers:
        own = network.network_of(model).get_layer(layer.name)
        x = passing.input_of("again", seen, model, layer.name)
        found = compute_layer(layer, network.weights_of(own), x)
        given = passing.output_of("again", seen, model, layer.name)
        before = np.asarray(network.without_activation(own, x[None]))[0]
        assert found is not None
        np.testing.assert_allclose(found.after, given, atol=1e-5 * max(1, np.abs(given).max()))
        if layer.kind not in POINTWISE:  # those have nothing before their activation
            scale = max(1, np.abs(before).max())
            np.testing.assert_allclose(found.before, before, atol=1e-5 * scale)


def test_no_value_of_any_layer_leaves_its_bounds(mixed):
    _model, built, _, spec = both(mixed)
    bounds = network_bounds(spec.layers, lambda name: network.weights_of(built.get_layer(name)))
    rng = np.random.default_rng(5)
    pictures = [np.zeros((SIDE, SIDE, 3)), np.full((SIDE, SIDE, 3), 255.0)]
    pictures += [rng.choice([0.0, 255.0], (SIDE, SIDE, 3)) for _ in range(30)]
    for picture in pictures:
        for bound, given in zip(bounds, keras_outputs(built, picture), strict=True):
            slack = 1e-5 * max(1.0, abs(bound.low), abs(bound.high))
            assert given.min() >= bound.low - slack, bound.name
            assert given.max() <= bound.high + slack, bound.name
    reasons = {bound.name: bound.reason for bound in bounds}
    assert reasons["stem"] == "dips"
    assert reasons["norm"] == "shifted"
    assert reasons["klasse"] == "weights"
    assert reasons["re_lu"] == "clipped"


def test_asking_before_the_activation_changes_no_layer(mixed):
    _, built, seen, _ = both(mixed)
    before = keras_outputs(built, seen)
    stem = built.get_layer("stem")
    z = np.asarray(network.without_activation(stem, before[1][None]))
    assert z.min() < -0.2  # what gelu would not let through
    np.testing.assert_array_equal(keras_outputs(built, seen)[2], before[2])


@pytest.mark.parametrize("name", ["stem", "norm", "depthwise_conv2d", "apart", "conv2d"])
def test_a_map_is_the_weighted_sum_that_the_lens_is_given(mixed, name):
    from lib.lens.operations import WeightedSum, look_at
    from lib.lens.result import numpy_result
    from lib.ui.layers.lens_view import _operation

    model, _, _, spec = both(mixed)
    layer = spec.layer(name)
    for unit in (0, layer.units - 1):
        found = units.map_unit("picture", None, model, name, ("whole", unit))
        operation, options = _operation(layer, "whole", found)
        assert isinstance(operation, WeightedSum)
        computed = numpy_result(look_at(found.values, operation, **options))[..., 0]
        np.testing.assert_allclose(computed, found.before, atol=1e-5)


def test_the_first_half_of_a_separable_convolution_is_a_depthwise_one(mixed):
    from lib.cnn.convolution import cross_correlate

    model = mixed[0]
    found = units.map_unit("picture", None, model, "apart", ("depthwise", 4))
    assert found.values.shape[2] == 1
    ours = cross_correlate(found.values[..., 0], found.kernel, padding="same")
    np.testing.assert_allclose(ours, found.before, atol=1e-5)


def test_a_dense_unit_is_the_sum_of_what_is_said(mixed):
    model, built, seen, _ = both(mixed)
    found = units.sum_unit("picture", None, model, "klasse", 2)
    shown = sum(each.product for each in found.strongest)
    np.testing.assert_allclose(shown + found.rest + found.bias, found.total, atol=1e-9)
    np.testing.assert_allclose(found.plus + found.minus + found.bias, found.total, atol=1e-9)
    np.testing.assert_allclose(found.before, keras_outputs(built, seen)[-1][2], atol=1e-5)
    assert found.largest_difference < 1e-5


def test_the_influence_of_a_pixel_is_what_a_small_change_of_it_does():
    model = str(shipped_run().model_path)
    seen = passing.square("influence", PICTURE, model)
    place = (20, 30, 3)
    found = units.influence("influence", None, model, "conv2d_1", place)
    spec = network.describe(model)
    field = pixels_seen(spec.layers, spec.place("conv2d_1"), *place[:2])
    outside = found.heat.copy()
    outside[field.rows.start : field.rows.stop, field.columns.start : field.columns.stop] = 0
    assert outside.max() == 0  # nothing beyond the receptive field plays a part
    assert found.heat.max() > 0
    row, column = np.unravel_index(found.heat.argmax(), found.heat.shape)
    own = network.network_of(model)

    def z(pixels):
        values_ = pixels[None]
        for layer in own.layers:
            if layer.name == "conv2d_1":
                return np.asarray(network.without_activation(layer, values_))[0][place]
            values_ = layer(values_, training=False)
        raise AssertionError

    change = 0.0
    for channel in range(3):
        more, less = (seen.astype("float32") for _ in range(2))
        more[row, column, channel] += 0.5
        less[row, column, channel] -= 0.5
        change += abs(float(z(more) - z(less)))
    np.testing.assert_allclose(found.heat[row, column], change, rtol=0.05)


def test_maps_come_most_active_first_and_their_codes_are_near_their_values(mixed):
    model, _, seen, _ = both(mixed)
    choice = MapChoice("active", 0, 4, 64)
    found = passing.layer_maps("picture", None, model, "stem", choice)
    output = passing.output_of("picture", seen, model, "stem")
    activity = np.abs(output).mean(axis=(0, 1))
    assert found.units == tuple(np.argsort(-activity, kind="stable")[:4])
    shown = found.shares() * found.peaks[:, None, None]
    for unit, values_ in zip(found.units, shown, strict=True):
        step = np.abs(output[..., unit]).max() / 254
        np.testing.assert_allclose(values_, output[..., unit], atol=1.01 * step)


def test_what_is_not_known_is_asked_for(mixed):
    assert passing.overview("never sent", None, mixed[0], MapChoice("number", 0, 4, 8)) is None
    assert units.map_unit("never sent", None, mixed[0], "stem", ("whole", 0)) is None


def test_a_part_of_the_filters_is_that_part(mixed):
    model, built, _, _ = both(mixed)
    part = filters.filters(model, "stem", FilterRange(2, 3, 1, 2))
    kernel = np.asarray(built.get_layer("stem").kernel)
    np.testing.assert_array_equal(part.weights, kernel[:, :, 1:3, 2:5])
    pointwise = filters.filters(model, "apart", FilterRange(0, 32, 0, 32, "pointwise"))
    assert pointwise.shape == (1, 1, 12, 10)


def test_statistics_over_the_set_are_those_of_its_pictures(mixed):
    from lib.models.inside.sample import sample_of
    from lib.models.loaded import own_path, version_of

    model, built, _, spec = both(mixed)
    found = answer_of(values.statistics, model, False)
    path, written = version_of(own_path(model))
    pictures, names, source = sample_of(path, SIDE, written, False)
    assert source == found.source == "garden"
    assert len(pictures) == len(names) == found.pictures
    through = keras.Model(built.inputs, [layer.output for layer in built.layers])
    outputs = through([pictures.astype("float32")], training=False)
    for layer, statistics, output in zip(spec.layers, found.layers, outputs, strict=True):
        given = np.asarray(output)
        np.testing.assert_allclose(statistics.spread.minimum, given.min(), atol=1e-4)
        np.testing.assert_allclose(statistics.spread.mean, given.mean(), atol=1e-3)
        np.testing.assert_allclose(statistics.spread.zeros, (given == 0).mean(), atol=1e-3)
        awake = (given != 0).any(axis=tuple(range(1, given.ndim - 1))).sum(axis=0)
        assert abs(statistics.awake - awake).max() <= 1, layer.name
        counted = statistics.spread.counts.sum()
        np.testing.assert_allclose(counted, np.count_nonzero(given), rtol=1e-3)


def test_a_layer_whose_input_is_too_large_to_send_is_said_so(mixed, monkeypatch):
    monkeypatch.setattr(units, "_MOST_BYTES", 100)
    with pytest.raises(ConvScopeError) as caught:
        units.map_unit("picture", None, mixed[0], "stem", ("whole", 0))
    assert caught.value.key == "layers.too_large"


@pytest.mark.parametrize("layer", ["norm", "batch_normalization"])
def test_the_four_numbers_of_a_normalisation_lead_to_what_tensorflow_gives(mixed, layer):
    model, built = mixed
    own = next(each for each in built.layers if each.name.startswith(layer))
    if len(own.output.shape) != 4:
        pytest.skip("this one gives no maps")
    found = units.map_unit("picture", None, model, own.name, ("whole", 1))
    of = found.moments
    spread = np.sqrt(of.variance + of.epsilon)
    ours = (found.values[..., 0] - of.mean) / spread * of.gamma + of.beta
    np.testing.assert_allclose(ours, found.after, atol=1e-5)
