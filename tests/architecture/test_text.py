"""A network and its text are the same thing, and nonsense is named."""

import dataclasses
import random

import pytest
from architecture.random_networks import random_layer, random_network

from lib.architecture.layers import KINDS, Conv2D, Dropout, MaxPooling2D, Rescaling
from lib.architecture.network import LAYER_LIMIT, NOTES_NETWORK, Network
from lib.architecture.text import NOTES, TEXT_LIMIT, layer_text, network_text, read_network
from lib.errors import ArchitectureError


def refusal(text):
    with pytest.raises(ArchitectureError) as caught:
        read_network(text)
    return caught.value


def test_reading_what_was_written_gives_the_same_network():
    rng = random.Random(5)
    for _ in range(400):
        network = random_network(rng, most=12)
        assert read_network(network_text(network)) == network


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_layer_is_written_and_read(kind):
    rng = random.Random(1)
    layers = [layer for _ in range(60) if (layer := random_layer(rng, kind))]
    assert len(layers) > 10
    for layer in layers:
        assert read_network(layer_text(layer)).layers == (layer,)


def test_the_network_of_the_notes_has_a_name_and_is_also_read_in_full():
    full = (
        "rescaling_conv-16-3-same-relu_maxpool-2_conv-32-3-same-relu_maxpool-2"
        "_conv-64-3-same-relu_maxpool-2_dropout-0.2_flatten_dense-128-relu_outputs"
    )
    assert network_text(NOTES_NETWORK) == NOTES
    assert read_network(full) == read_network(NOTES) == NOTES_NETWORK


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("conv-8-3x5-s2x1-same-nobias-leakyrelu",
         Conv2D(8, window=(3, 5), stride=(2, 1), padding="same", bias=False,
                activation="leaky_relu")),
        ("maxpool-3-s2", MaxPooling2D(3, stride=2)),
        ("rescaling-127.5-minus1", Rescaling(127.5, offset=-1)),
        ("dropout-0.25", Dropout(0.25)),
    ],
)  # fmt: skip
def test_a_layer_reads_as_one_would_say_it(text, layer):
    assert read_network(text) == Network((layer,))
    assert layer_text(layer) == text


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("conv-16-3_lstm-3", 2, "network.unknown_layer"),
        ("", 1, "network.unknown_layer"),
        ("flatten__outputs", 2, "network.unknown_layer"),
        ("conv-16", 1, "network.missing"),
        ("conv-16-3-purple", 1, "network.unknown_word"),
        ("conv-16-3-same-same", 1, "network.unknown_word"),
        ("conv-16-3x", 1, "network.unknown_word"),
        ("conv-16-³", 1, "network.unknown_word"),
        ("conv--16-3", 1, "network.unknown_word"),
        ("flatten-3", 1, "network.unknown_word"),
        ("dense-128-same", 1, "network.unknown_word"),
        ("dropout", 1, "network.missing"),
        ("dropout-nan", 1, "network.unknown_word"),
        ("activation", 1, "network.unknown_layer"),
        ("relu-3", 1, "network.unknown_layer"),
        ("dropout-1.5", 1, "layer.out_of_range"),
        ("conv-0-3", 1, "layer.out_of_range"),
        ("conv-16-100", 1, "layer.out_of_range"),
        ("conv-999999-3", 1, "layer.out_of_range"),
        ("rescaling-0", 1, "layer.out_of_range"),
        ("conv-16-3-s2-d2", 1, "layer.stride_and_dilation"),
        ("depthwise-3-s1x2", 1, "layer.unequal_strides"),
        ("conv-16-3" + "-same" * 60, 1, "network.unknown_word"),
    ],
)
def test_nonsense_is_refused_with_the_layer_and_the_reason(text, number, reason):
    error = refusal(text)
    assert (error.key, error.facts["number"]) == ("network.layer", number)
    assert error.facts["reason"].key == reason


def test_a_text_has_bounds():
    assert refusal("flatten_" * LAYER_LIMIT + "flatten").key == "network.layers"
    assert refusal("x" * (TEXT_LIMIT + 1)).key == "network.too_long"
    longest = Conv2D(4096, window=(98, 99), stride=(98, 99), padding="same", bias=False,
                     activation="leaky_relu")  # fmt: skip
    assert len(network_text(Network((longest,) * LAYER_LIMIT))) <= TEXT_LIMIT


def test_layers_are_added_moved_changed_and_removed():
    network = read_network("conv-1-3_maxpool-2_flatten_outputs")
    assert network_text(network.with_added(1, Dropout(0.5))).startswith("conv-1-3_dropout-0.5_max")
    assert network_text(network.with_moved(0, 2)) == "maxpool-2_flatten_conv-1-3_outputs"
    assert network_text(network.without(3)) == "conv-1-3_maxpool-2_flatten"
    wider = dataclasses.replace(network.layers[0], filters=2)
    assert network_text(network.with_layer(0, wider)).startswith("conv-2-3_")
    with pytest.raises(ArchitectureError):
        Network(())
