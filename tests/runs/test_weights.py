"""A layer's weights are read as Keras reads them, without TensorFlow."""

import keras
import numpy as np
import pytest

from lib.errors import RunError
from lib.runs.shipped import shipped_run
from lib.runs.weights import layer_weights

NAMES = {"outputs": "dense_1"}  # Keras files a layer under its kind


@pytest.fixture(scope="module")
def network():
    return keras.models.load_model(shipped_run().model_path, compile=False)


def test_every_learned_number_is_what_keras_loads(network):
    for layer in network.layers:
        if not layer.weights:
            continue
        kernel, bias = layer.get_weights()
        found = layer_weights(shipped_run().model_path, NAMES.get(layer.name, layer.name))
        np.testing.assert_array_equal(found.kernel, kernel)
        np.testing.assert_array_equal(found.bias, bias)


def test_a_layer_or_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RunError) as refusal:
        layer_weights(shipped_run().model_path, "conv2d_9")
    assert refusal.value.facts["layer"] == "conv2d_9"
    (tmp_path / "torn.keras").write_bytes(b"PK\x03\x04 torn")
    for file in (tmp_path / "none.keras", tmp_path / "torn.keras"):
        with pytest.raises(RunError):
            layer_weights(file, "conv2d")
