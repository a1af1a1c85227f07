"""An edited network is trained, stopped and resumed as that of the notes is."""

import random

import keras
import numpy as np
import pytest
from architecture.random_networks import random_network
from tiny_data import tiny_recipe

from lib.architecture.keras_code import layer_lines
from lib.architecture.text import network_text, read_network
from lib.models import training
from lib.models.edited import edited_layers
from lib.models.inference import predict
from lib.models.network import build_network
from lib.runs.directory import create_run, request_stop
from lib.runs.script import keras_script

OWN = (
    "rescaling_conv-6-3-same-nobias_batchnorm_relu_maxpool-2_separable-8-3-same-gelu"
    "_depthwise-3-s2-m2_dropout-0.3_globalaverage_outputs"
)


def configuration(layer):
    return {k: v for k, v in layer.get_config().items() if k not in ("name", "seed")}


def test_the_layers_are_those_of_the_exported_code():
    rng = random.Random(3)
    for _ in range(40):
        network = random_network(rng)
        made = edited_layers(network_text(network), 3)
        lines = layer_lines(network, classes="3")
        for layer, line in zip(made, lines, strict=True):
            theirs = eval(line, {"layers": keras.layers})
            assert type(layer) is type(theirs)
            assert configuration(layer) == configuration(theirs)


def test_it_ends_in_the_logits_of_as_many_classes_as_there_are():
    network = build_network(tiny_recipe(network=OWN), 7)
    assert (network.layers[-1].name, network.output_shape) == ("outputs", (None, 7))
    assert network.layers[-1].activation.__name__ == "linear"
    kinds = [type(layer).__name__ for layer in network.layers]
    assert kinds[:2] == ["Sequential", "Rescaling"]  # augmentation comes from the recipe
    assert len(kinds) == 1 + len(read_network(OWN).layers)


@pytest.mark.slow
def test_stopped_and_resumed_it_ends_as_if_undisturbed_and_classifies(tiny_home, monkeypatch):
    whole = create_run(tiny_recipe(network=OWN))
    training.train(whole.id)
    assert whole.state.status == "finished", whole.state
    broken = create_run(tiny_recipe(network=OWN))
    ended = training.LiveHistory.on_epoch_end

    def stop_then(self, epoch, logs=None):
        ended(self, epoch, logs)
        request_stop(broken)

    with monkeypatch.context() as patch:
        patch.setattr(training.LiveHistory, "on_epoch_end", stop_then)
        training.train(broken.id)
    assert broken.state.status == "stopped"
    (broken.folder / "stop").unlink()
    broken.write_state(status="queued")
    training.train(broken.id)
    ours, theirs = (
        [(row.loss, row.validation_loss) for row in run.history().epochs] for run in (broken, whole)
    )
    assert ours == theirs and len(ours) == 2
    said = predict(str(whole.model_path), np.zeros((40, 50, 3), np.uint8))
    assert said.class_names == ("amber", "blue")
    assert said.probabilities.sum() == pytest.approx(1)


def test_the_script_of_the_run_holds_the_layers():
    text = keras_script(tiny_recipe(network=OWN), ["a", "b", "c"])
    compile(text, "train.py", "exec")
    for line in layer_lines(read_network(OWN), classes="len(CLASSES)"):
        assert f"        {line},\n" in text
    assert "the network of the notes" not in text
