"""What tests of several pages share."""

import importlib
import json

import pytest


@pytest.fixture
def worker_here(monkeypatch, tmp_path_factory):
    """Questions about layers are answered in this process, by the same functions.

    One home serves all tests: a network made once is found by all.
    """
    from lib.models.inside import sample
    from lib.ui.layers import asking

    home = tmp_path_factory.getbasetemp() / "layers-home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("CONVSCOPE_HOME", str(home))

    def here(module, function, *arguments, timeout=0):
        return getattr(importlib.import_module(module), function)(*arguments)

    monkeypatch.setattr(asking.engine, "quick", here)
    monkeypatch.setattr(asking.engine, "warm_up", lambda: None)
    monkeypatch.setattr(sample, "SAMPLE_SIZE", 5)


@pytest.fixture(scope="session")
def network():
    """A network of every kind of layer."""
    from layers.mixed_networks import mixed_network

    return mixed_network()


_RUNS = {}  # made once: loading a network anew takes a second


@pytest.fixture
def run(network, worker_here):
    """A finished run that has it."""
    from layers.mixed_networks import CLASSES, SIDE, saved_run

    if "open" not in _RUNS:
        _RUNS["open"] = saved_run(network, SIDE, CLASSES)
    return _RUNS["open"]


@pytest.fixture
def private_run(network, worker_here):
    """A finished run that learned from somebody's own pictures, one of which is there."""
    from layers.mixed_networks import CLASSES, SIDE
    from PIL import Image

    from lib.datasets.annotation.names import new_set_name
    from lib.places import home
    from lib.runs.directory import create_run
    from lib.runs.recipe import Recipe

    if "private" in _RUNS:
        return _RUNS["private"]
    run = _RUNS["private"] = create_run(Recipe(image_size=32, data=new_set_name()))
    network.save(run.model_path)
    file = home() / "private" / CLASSES[0] / "secret_0.jpg"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (SIDE, SIDE), "red").save(file)
    held_back = {"files": [f"{CLASSES[0]}/secret_0.jpg"], "labels": [0]}
    (run.folder / "validation.json").write_text(json.dumps(held_back))
    run.write_state(status="finished", class_names=CLASSES, data_folder="private")
    return run
