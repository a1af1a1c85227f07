"""A picture is classified as training would have seen it, and only by networks of our own."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from tiny_data import CLASSES

from lib.errors import ConvScopeError, RunError
from lib.models import inference
from lib.models.pipeline import load_folder
from lib.places import datasets_home


def read(path):
    return tf.io.decode_image(tf.io.read_file(str(path)), channels=3).numpy()


def test_a_network_whose_numbers_are_none_any_more_is_named(tmp_path, monkeypatch):
    from layers.mixed_networks import saved_run

    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    network = keras.Sequential(
        [
            keras.layers.Input((32, 32, 3)),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(2, name="outputs"),
        ]
    )
    network.get_layer("outputs").bias.assign([np.nan, 0])
    run = saved_run(network, 32, ("a", "b"))
    with pytest.raises(ConvScopeError) as told:
        inference.predict(str(run.model_path), np.zeros((40, 40, 3), np.uint8))
    assert (told.value.key, told.value.facts) == ("layers.not_finite", {"layer": "outputs"})


def test_it_says_of_the_held_back_pictures_what_training_recorded(finished):
    files, _ = finished.validation_files()
    recorded = finished.validation_probabilities(3)
    held_back = load_folder(datasets_home() / "tiny", finished.recipe).validation
    for file, expected, seen in zip(files, recorded, held_back.pictures, strict=True):
        prediction = inference.predict(str(finished.model_path), read(finished.data_folder / file))
        np.testing.assert_array_equal(prediction.seen, seen)
        np.testing.assert_allclose(prediction.probabilities, expected, atol=1e-5)
        assert prediction.class_names == CLASSES
        assert prediction.ranking[0] == expected.argmax()


def test_probabilities_are_the_softmax_of_the_logits(finished):
    prediction = inference.predict(str(finished.model_path), np.zeros((7, 300, 3), np.uint8))
    np.testing.assert_allclose(
        prediction.probabilities, keras.ops.softmax(prediction.logits), atol=1e-6
    )
    assert prediction.seen.shape == (32, 32, 3)


def test_a_network_that_was_trained_on_is_loaded_anew(finished):
    picture = np.full((32, 32, 3), 90, np.uint8)
    before = inference.predict(str(finished.model_path), picture)
    network = keras.models.load_model(finished.model_path)
    network.layers[-1].bias.assign([5.0, -5.0])
    network.save(finished.model_path)
    after = inference.predict(str(finished.model_path), picture)
    assert not np.allclose(before.logits, after.logits)


def test_every_layer_shows_its_output_in_the_order_of_the_notes(finished):
    picture = np.full((50, 40, 3), 90, np.uint8)
    layers = inference.activations(str(finished.model_path), picture)
    assert [layer.kind for layer in layers] == [
        "Sequential", "Rescaling", "Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Conv2D",
        "MaxPooling2D", "Dropout", "Flatten", "Dense", "Dense",
    ]  # fmt: skip
    assert layers[2].output.shape == (32, 32, 16)
    logits = inference.predict(str(finished.model_path), picture).logits
    np.testing.assert_allclose(layers[-1].output, logits, atol=1e-5)


@pytest.mark.parametrize("name", ["model.keras", "other.keras"])
def test_a_file_from_elsewhere_is_never_loaded(finished, tmp_path, name):
    elsewhere = tmp_path / "uploads" / "x"
    elsewhere.mkdir(parents=True)
    (elsewhere / name).write_bytes(finished.model_path.read_bytes())
    with pytest.raises(RunError) as caught:
        inference.predict(str(elsewhere / name), np.zeros((8, 8, 3), np.uint8))
    assert caught.value.key == "run.no_model"


def test_a_path_cannot_climb_out_of_the_runs(finished, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "model.keras").write_bytes(finished.model_path.read_bytes())
    with pytest.raises(RunError):
        inference.predict(
            str(finished.folder.parent / ".." / "x" / "model.keras"), np.zeros((8, 8, 3), np.uint8)
        )


@pytest.mark.parametrize("damage", ["cut short", "flipped in the middle"])
def test_a_damaged_model_is_said_so(finished, damage):
    whole = finished.model_path.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut short": whole[:1000],
        "flipped in the middle": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
    }
    finished.model_path.write_bytes(damaged[damage])
    with pytest.raises(RunError) as caught:
        inference.predict(str(finished.model_path), np.zeros((8, 8, 3), np.uint8))
    assert caught.value.key == "run.no_model"
