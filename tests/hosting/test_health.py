"""/health tells a host what it must know, starts nothing and gives nothing away."""

import asyncio
import json
import time

import filelock
import pytest

from lib.hosting import health as module
from lib.jobs import engine
from lib.places import PROJECT
from lib.runs.directory import create_run, engine_lock_path
from lib.runs.recipe import Recipe


@pytest.fixture
def ask(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path / "kept"))

    def asked(*, anew=True):
        """The status, the answer, and its headers."""
        if anew:
            module.forget()
        answer = asyncio.run(module.health(None))
        return answer.status_code, json.loads(answer.body), answer.headers

    yield asked
    module.forget()


def test_a_server_that_is_well_says_what_it_does_and_starts_nothing(ask, monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_TRAINING", "off")
    monkeypatch.setenv("CONVSCOPE_QUEUE_LIMIT", "3")
    # One of its own: a page that another test opened may have started this process's.
    monkeypatch.setattr(engine, "status", engine.Engine().status)
    status, told, headers = ask()
    assert status == 200 and headers["cache-control"] == "no-store"
    assert told["disk"]["free_bytes"] > 0
    del told["disk"]
    assert told == {
        "status": "ok",
        "version": "0.1.0",
        "training": "off",
        "runs": {"active": 0, "limit": 3},
        "engine": {"state": "not_running", "workers": 0},
    }
    assert 'version = "0.1.0"' in (PROJECT / "pyproject.toml").read_text("utf-8")
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"runs"}


def test_runs_that_wait_are_counted(ask):
    create_run(Recipe(), engine="alive")
    create_run(Recipe()).write_state(status="finished")
    with filelock.FileLock(engine_lock_path("alive")).acquire(timeout=1):
        assert ask()[1]["runs"]["active"] == 1
    assert ask()[1]["runs"]["active"] == 0


def test_without_a_place_to_write_it_is_unwell_and_names_no_path(ask, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path / "file" / "kept"))
    status, told, _ = ask()
    assert (status, told["status"]) == (503, "data_folder_not_writable")
    assert str(tmp_path) not in json.dumps(told)


def test_an_engine_that_does_not_answer_is_not_waited_for(ask, monkeypatch):
    def hangs():
        time.sleep(1)
        return engine.EngineStatus(True, ("quick",), 0, 8)

    monkeypatch.setattr(engine, "status", hangs)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.1)
    assert ask()[1]["engine"] == {"state": "not_answering", "workers": 0}
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 5.0)
    assert ask()[1]["engine"] == {"state": "running", "workers": 1}


def test_many_questions_are_one_look_at_the_disk(ask, monkeypatch):
    looks = []
    monkeypatch.setattr(module, "check_home", lambda: looks.append(1))
    ask()
    for _ in range(20):
        ask(anew=False)
    assert len(looks) == 1


def _counted(monkeypatch, *, seconds=0.0):
    """The engine's answers, each of which takes so long."""
    answers = []

    def status():
        answers.append(1)
        time.sleep(seconds)
        return engine.EngineStatus(True, ("quick",), 0, 8)

    monkeypatch.setattr(engine, "status", status)
    return answers


def test_many_questions_are_one_to_the_engine(ask, monkeypatch):
    """It would look at every run there is for each of them."""
    answers = _counted(monkeypatch)
    for place in range(20):
        assert ask(anew=not place)[1]["engine"] == {"state": "running", "workers": 1}
    assert len(answers) == 1


def test_one_alone_waits_for_an_engine_that_hangs(ask, monkeypatch):
    """Else a host's watch, which asks for days, would leave a thread behind each time."""
    answers = _counted(monkeypatch, seconds=1.0)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.05)
    for _ in range(4):
        assert ask(anew=False)[1]["engine"]["state"] == "not_answering"
    assert len(answers) == 1
    with module._asking:  # until it has answered: it is not to do so in another test
        pass
