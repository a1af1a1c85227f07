"""Short trainings between two runs: each once, not too many, and a failure is told once."""

import threading

import pytest
from distributed import Client, LocalCluster

from lib.errors import EngineError
from lib.jobs.aside import MOST, Aside
from lib.jobs.cluster import TRAINING


@pytest.fixture
def client():
    cluster = LocalCluster(
        processes=False,
        n_workers=1,
        threads_per_worker=1,
        resources={TRAINING: 1},
        dashboard_address=None,
    )
    with cluster, Client(cluster, set_as_default=False) as client:
        yield client


def test_it_is_done_once_however_often_it_is_asked_for(client, tmp_path):
    aside, gate = Aside(), threading.Event()
    done = []
    threading.held_here = lambda name: (gate.wait(10), done.append(name))
    try:
        aside.start(client, "threading", "held_here", "one")
        aside.start(client, "threading", "held_here", "one")
        assert aside.is_going("threading", "held_here", "one")
        assert not aside.is_going("threading", "held_here", "another")
        assert aside.failure("threading", "held_here", "one") is None
        gate.set()
        ended(aside, "threading", "held_here", "one")
        assert done == ["one"]
        assert aside.failure("threading", "held_here", "one") is None
    finally:
        gate.set()
        del threading.held_here


def test_too_many_are_refused_and_taken_again_when_one_has_ended(client):
    aside, gate = Aside(), threading.Event()
    threading.held_here = lambda number: gate.wait(10)
    try:
        for number in range(MOST):
            aside.start(client, "threading", "held_here", number)
        with pytest.raises(EngineError) as refused:
            aside.start(client, "threading", "held_here", MOST)
        assert (refused.value.key, refused.value.facts) == ("engine.aside_full", {"limit": MOST})
        gate.set()
        for number in range(MOST):
            ended(aside, "threading", "held_here", number)
        aside.start(client, "threading", "held_here", MOST)
        ended(aside, "threading", "held_here", MOST)
    finally:
        gate.set()
        del threading.held_here


def test_a_failure_is_told_once(client):
    aside = Aside()
    aside.start(client, "math", "sqrt", -1)
    ended(aside, "math", "sqrt", -1)
    failure = aside.failure("math", "sqrt", -1)
    assert failure.key == "engine.task_failed"
    assert "ValueError" in failure.facts["reason"]
    assert aside.failure("math", "sqrt", -1) is None


def test_a_training_whose_scheduler_dies_is_called_cut_short_and_nothing_else(client):
    aside, gate = Aside(), threading.Event()
    threading.held_here = lambda name: gate.wait(10)
    try:
        aside.start(client, "threading", "held_here", "one")
        (task,) = aside._tasks.values()
        task.cancel(force=True)  # as a client does that has lost its scheduler
        ended(aside, "threading", "held_here", "one")
        failure = aside.failure("threading", "held_here", "one")
        assert (failure.key, failure.facts) == ("engine.aside_lost", {})
    finally:
        gate.set()
        del threading.held_here


def ended(aside, *task):
    """Wait for it."""
    patience = threading.Event()
    for _ in range(500):
        if not aside.is_going(*task):
            return
        patience.wait(0.02)
    raise AssertionError(f"{task} did not end")
