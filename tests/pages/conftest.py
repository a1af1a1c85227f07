"""What tests of several pages share."""

import importlib

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


_RUNS = []


@pytest.fixture
def run(network, worker_here):
    """A finished run that has it, made once: loading one anew takes a second."""
    from layers.mixed_networks import CLASSES, SIDE, saved_run

    if not _RUNS:
        _RUNS.append(saved_run(network, SIDE, CLASSES))
    return _RUNS[0]
