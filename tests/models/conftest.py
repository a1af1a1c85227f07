"""A home of its own for every test, with one tiny data set and, when asked for, a trained run."""

import shutil

import pytest
from tiny_data import make_tiny_folder, tiny_recipe

EPOCHS = 3


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory):
    return make_tiny_folder(tmp_path_factory.mktemp("data") / "tiny")


@pytest.fixture
def tiny_home(tmp_path, monkeypatch, tiny_folder):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "tiny").symlink_to(tiny_folder)
    return tmp_path


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory, tiny_folder):
    """The folder of a run of three epochs that nothing disturbed; not to be changed.

    Its checkpoints are kept, which a finished run drops: tests go on from them.
    """
    from lib.models import training
    from lib.runs.directory import create_run

    home = tmp_path_factory.mktemp("trained")
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        run = create_run(tiny_recipe(epochs=EPOCHS))
        patch.setattr(training, "drop_resume", lambda folder: None)
        training.train(run.id)
    assert run.state.status == "finished", run.state
    return run.folder


@pytest.fixture
def finished(tiny_home, trained_once):
    """A copy of that run in the home of this test: to look at, or to damage."""
    from lib.runs.directory import open_run

    shutil.copytree(trained_once, tiny_home / "runs" / trained_once.name)
    return open_run(trained_once.name)
