"""The maps of the shipped network without TensorFlow equal those that TensorFlow recorded."""

import numpy as np
import pytest

from lib.operations.feature_maps import CONVOLUTIONS, picture_keys, pooled, pre_activation
from lib.stages.activations import load_recording


@pytest.mark.parametrize("key", picture_keys())
def test_after_relu_the_maps_are_the_recorded_ones(key):
    recorded = load_recording(key).arrays()
    for number, layer in enumerate(CONVOLUTIONS):
        after = np.moveaxis(np.maximum(pre_activation(key, number), 0), -1, 0)  # (F, H, W)
        step = recorded[layer].max(axis=(1, 2), keepdims=True) / 255  # of the recording's codes
        assert (abs(after - recorded[layer]) <= step / 2 + 1e-5).all()


def test_pooled_maps_have_the_shapes_of_the_network_and_may_not_be_changed():
    shapes = [pooled("roses", number).shape for number in range(3)]
    assert shapes == [(48, 48, 16), (24, 24, 32), (12, 12, 64)]
    with pytest.raises(ValueError, match="read-only"):
        pooled("roses", 0)[0, 0, 0] = 1
