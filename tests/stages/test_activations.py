"""The recorded activations are what the shipped model computes, and the format keeps them."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.places import DATA, PROJECT
from lib.runs.shipped import shipped_run
from lib.stages import formulas
from lib.stages.activations import load_network, load_recording
from lib.stages.packing import dequantise, pack, quantise, unpack

NETWORK = load_network()
KEYS = [picture.key for picture in NETWORK.pictures]
MODEL = shipped_run().model_path


@pytest.fixture(scope="module")
def model():
    keras = pytest.importorskip("keras")
    return keras.models.load_model(MODEL)


@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_value_comes_back_within_half_a_step(numbers):
    maps = np.array(numbers, dtype=np.float64).reshape(2, 2, 2)
    codes, low, high = quantise(maps)
    off = np.abs(dequantise(codes, low, high) - maps).max(axis=(1, 2))
    assert (off <= (high - low) / 510 + 1e-3).all()


def test_a_file_gives_back_every_array():
    random = np.random.default_rng(0)
    arrays = {
        "picture": random.integers(0, 256, (3, 5, 5), dtype=np.uint8),
        "dense": random.normal(size=7).astype(np.float32),
    }
    header, found = unpack(pack({"label": "x"}, arrays))
    assert header["label"] == "x"
    for name, array in arrays.items():
        assert np.array_equal(found[name], array)


def test_pooling_codes_is_pooling_values():
    maps = np.random.default_rng(1).normal(size=(3, 8, 8))
    codes, low, high = quantise(maps)
    pooled = codes.reshape(3, 4, 2, 4, 2).max(axis=(2, 4))
    values = dequantise(codes, low, high).reshape(3, 4, 2, 4, 2).max(axis=(2, 4))
    assert np.array_equal(dequantise(pooled, low, high), values)


def test_there_is_a_flower_of_every_class_and_the_default_is_recognised():
    labels = [picture.label for picture in NETWORK.pictures if picture.label]
    assert set(labels) == set(NETWORK.classes)
    tulips = load_recording("tulips")
    assert NETWORK.classes[int(np.argmax(tulips.probabilities))] == "tulips"


def test_the_recordings_are_small():
    sizes = {key: len(load_recording(key).payload) for key in KEYS}
    assert max(sizes.values()) <= 225_000
    files = (DATA / "activations").iterdir()
    assert sum(file.stat().st_size for file in files) <= 2_000_000


@pytest.mark.parametrize("key", KEYS)
def test_the_recorded_activations_are_what_the_model_computes(model, key):
    keras = pytest.importorskip("keras")
    picture = keras.utils.img_to_array(
        keras.utils.load_img(DATA / "activations" / f"{key}.png"), dtype="uint8"
    )
    from lib.models.record import activations

    recording, computed = load_recording(key), activations(model, picture)
    arrays = recording.arrays()
    assert np.array_equal(arrays["picture"], picture.transpose(2, 0, 1))
    maps = arrays["picture"] / np.float32(255)
    for stage in NETWORK.stages:
        expected = computed[stage.name]
        if stage.kind == "convolution":
            maps = arrays[stage.name]
        elif stage.kind == "pooling":
            channels, side, _ = maps.shape
            maps = maps.reshape(channels, side // 2, 2, side // 2, 2).max(axis=(2, 4))
        if stage.kind in ("rescaling", "convolution", "pooling", "dropout"):
            expected = expected.transpose(2, 0, 1)
            step = (maps.max(axis=(1, 2)) - maps.min(axis=(1, 2))).max() / 255
            assert np.abs(maps - expected).max() <= step / 2 + 1e-4, stage.name
        elif stage.kind == "flatten":
            assert np.abs(maps.transpose(1, 2, 0).ravel() - expected).max() <= step / 2 + 1e-4
        elif stage.kind in ("dense", "outputs"):
            assert np.abs(arrays[stage.name] - expected).max() <= 1e-3
        low, high = recording.extent(stage.name)
        assert low == pytest.approx(expected.min(), abs=1e-3)
        assert high == pytest.approx(expected.max(), abs=1e-3)


def test_the_facts_of_the_stages_are_keras_own(model):
    from lib.models.record import network_stages

    assert formulas.shape_text(NETWORK.stages[0].output_shape) == "×".join(
        str(length) for length in model.input_shape[1:]
    )
    assert NETWORK.parameter_count == model.count_params()
    found = network_stages(model)
    assert [stage["name"] for stage in found] == [stage.name for stage in NETWORK.stages]
    for stage, facts in zip(NETWORK.stages, found, strict=True):
        assert list(stage.output_shape) == facts["output_shape"]
        assert stage.parameter_count == facts["parameter_count"]


def test_the_draws_of_augmentation_can_be_repeated(model):
    from lib.models.record import augmentation_draws

    arrays = load_recording(KEYS[0]).arrays()
    layer = model.get_layer("augmentation")
    draws = augmentation_draws(layer, arrays["picture"].transpose(1, 2, 0))
    off = np.abs(draws.transpose(0, 3, 1, 2).astype(int) - arrays["augmentation"])
    assert off.max() <= 1


@pytest.mark.parametrize("stage", NETWORK.stages, ids=lambda stage: stage.name)
def test_the_snippet_prints_what_the_page_says_it_prints(stage, monkeypatch):
    pytest.importorskip("keras")
    monkeypatch.chdir(PROJECT)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(formulas.snippet(NETWORK, stage, "tulips"), {})
    assert float(said.getvalue()) == pytest.approx(
        load_recording("tulips").extent(stage.name)[1], rel=1e-3, abs=1e-4
    )
