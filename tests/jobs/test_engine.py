"""The engine with a real cluster: first come, first served, and nothing a kill can break."""

import os
import signal
import subprocess
import sys
import time

import keras
import numpy as np
import psutil
import pytest
from tiny_data import make_tiny_folder, tiny_recipe

from lib.errors import EngineError, RunError
from lib.jobs.engine import Engine
from lib.places import PROJECT
from lib.runs.directory import open_run, request_stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by POSIX signals")
LONG = 100  # epochs: about a quarter of a minute


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engine-home")
    make_tiny_folder(folder / "datasets" / "tiny")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(folder))
        patch.delenv("CONVSCOPE_SCHEDULER", raising=False)
        yield folder


@pytest.fixture(scope="module")
def shared_engine(home):
    engine = Engine(run_limit=3)
    yield engine
    engine.close()


@pytest.fixture
def engine(shared_engine):
    """One engine for all tests but those that look at others: it would see to their runs, too."""
    return shared_engine


@pytest.fixture
def nobody_else(shared_engine):
    """The engine of the other tests is closed; it starts again when it is asked."""
    shared_engine.close()


def wait_until(question, *, seconds=300.0):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def has_begun(run):
    return lambda: len(run.history().batches) > 0


def ended(run):
    return lambda: run.status() in ("finished", "stopped", "failed")


def worker_pid(engine, role):
    client = engine._connected()
    wait_until(lambda: role in engine.status().workers)
    names = {
        address: worker["name"]
        for address, worker in client.scheduler_info(n_workers=-1)["workers"].items()
    }
    return {names[address]: pid for address, pid in client.run(os.getpid).items()}[role]


def test_runs_wait_their_turn_in_a_queue_with_an_end_and_a_stop_takes_two_seconds(engine):
    first = engine.start_run(tiny_recipe(epochs=LONG))
    second, third = (engine.start_run(tiny_recipe(epochs=1)) for _ in range(2))
    with pytest.raises(EngineError) as caught:
        engine.start_run(tiny_recipe())
    assert (caught.value.key, caught.value.facts) == ("engine.queue_full", {"limit": 3})

    wait_until(has_begun(first))
    assert first.status() == "running"
    assert [engine.queue_position(run.id) for run in (first, second, third)] == [None, 1, 2]

    asked = time.monotonic()
    assert engine.quick("math", "gcd", 12, 18) == 6  # while the other worker trains
    assert time.monotonic() - asked < 2

    asked = time.monotonic()
    request_stop(first)
    wait_until(ended(first))
    assert time.monotonic() - asked < 2
    assert first.status() == "stopped"

    wait_until(ended(third))
    assert (second.status(), third.status()) == ("finished", "finished")
    assert second.state.ended_at <= third.state.started_at


def test_a_run_stopped_while_it_waits_never_trains_and_can_be_resumed(engine):
    first = engine.start_run(tiny_recipe(epochs=LONG))
    waiting = engine.start_run(tiny_recipe(epochs=1))
    request_stop(waiting)
    assert waiting.status() == "stopped"
    wait_until(has_begun(first))
    request_stop(first)
    wait_until(ended(first))
    assert waiting.history().batches == ()
    engine.resume_run(waiting.id)
    wait_until(ended(waiting))
    assert waiting.status() == "finished"
    with pytest.raises(RunError) as caught:
        engine.resume_run(waiting.id)
    assert caught.value.key == "run.not_resumable"


@pytest.mark.slow
def test_a_run_whose_worker_is_killed_goes_on_by_itself_to_the_same_weights(engine):
    recipe = tiny_recipe(epochs=25)
    run = engine.start_run(recipe)
    wait_until(lambda: run.history().last_epoch >= 2)
    os.kill(worker_pid(engine, "training"), signal.SIGKILL)
    wait_until(lambda: run.status() == "queued", seconds=10)  # seen at once, and not given up
    undisturbed = engine.start_run(recipe)
    wait_until(ended(undisturbed))
    assert (run.status(), undisturbed.status()) == ("finished", "finished")
    assert run.state.attempts == 1  # an epoch had ended between the deaths
    ours, theirs = (
        keras.models.load_model(each.model_path, compile=False).get_weights()
        for each in (run, undisturbed)
    )
    assert len(ours) == len(theirs) == 10  # kernel and bias of five layers
    for our, their in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(our, their)
    rows = [
        [(row.epoch, row.loss) for row in each.history().batches] for each in (run, undisturbed)
    ]
    assert rows[0] == rows[1]


def test_a_quick_question_outlives_the_death_of_its_worker(engine):
    os.kill(worker_pid(engine, "quick"), signal.SIGKILL)
    assert engine.quick("math", "gcd", 12, 18) == 6


@pytest.mark.slow
def test_after_the_scheduler_s_death_everything_is_there_again_and_runs_go_on(engine):
    first, second = engine.start_runs([tiny_recipe(epochs=25), tiny_recipe(epochs=1)])
    wait_until(lambda: first.history().last_epoch >= 2)
    before = engine._connection._cluster
    os.kill(before._started[0].pid, signal.SIGKILL)
    wait_until(lambda: engine._connection._cluster not in (before, None))
    assert engine.quick("math", "gcd", 12, 18) == 6
    seen = set()
    wait_until(lambda: seen.add(first.status()) or ended(second)())
    assert (first.status(), second.status()) == ("finished", "finished")
    assert seen <= {"queued", "running", "finished"}  # never given up, never one that nobody trains
    assert [row.epoch for row in first.history().epochs] == [*range(1, 26)]
    assert first.state.ended_at <= second.state.started_at  # it kept its place


@pytest.mark.slow
def test_a_keeper_of_workers_that_is_killed_comes_back(engine):
    assert engine.quick("math", "gcd", 12, 18) == 6
    os.kill(engine._connection._cluster._started[2].pid, signal.SIGKILL)  # that of the trainings
    run = engine.start_run(tiny_recipe(epochs=1))
    wait_until(ended(run))
    assert run.status() == "finished"


def test_a_question_that_takes_too_long_is_answered_with_busy(engine):
    with pytest.raises(EngineError) as caught:
        engine.quick("time", "sleep", 1.0, timeout=0.2)
    assert (caught.value.key, caught.value.facts) == ("engine.busy", {"seconds": 0.2})


def test_an_error_in_a_worker_arrives_as_it_is(engine):
    with pytest.raises(RunError) as caught:
        engine.quick("lib.runs.directory", "open_run", "nothing")
    assert caught.value.key == "run.unknown"


# A server in small: it starts the engine and a run, and says what it has loaded and started.
SERVER = """
import sys, time, psutil
from lib.jobs import engine
from lib.runs.recipe import Recipe
engine.warm_up()
run = engine.start_run(Recipe(data="tiny", image_size=32, batch_size=8, epochs=100))
while not run.history().batches:
    time.sleep(0.05)
print("tensorflow" in sys.modules or "keras" in sys.modules or "lib.models" in sys.modules)
print(run.id)
print(*[child.pid for child in psutil.Process().children(recursive=True)], flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_a_killed_server_leaves_no_process_behind_and_the_next_one_goes_on_with_its_run(
    home, nobody_else
):
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        loaded, run_id = (server.stdout.readline().strip() for _ in range(2))
        children = [int(pid) for pid in server.stdout.readline().split()]
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
        server.stdout.close()
    assert loaded == "False"  # the server itself never loads TensorFlow
    assert len(children) >= 5  # a scheduler, two keepers, two workers
    wait_until(lambda: not any(map(psutil.pid_exists, children)), seconds=30)
    run = open_run(run_id)
    assert run.status() == "interrupted"
    following = Engine()
    following.warm_up()  # as the page does when somebody opens it: nobody presses anything
    try:
        wait_until(lambda: run.state.engine == following.name)
        wait_until(lambda: run.status() == "running")
        request_stop(run)
        wait_until(ended(run))
        assert run.status() == "stopped"
    finally:
        following.close()


def test_it_starts_inside_a_page_of_streamlit(home):
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_string(
        "import streamlit as st\n"
        "from lib.jobs import engine\n"
        "st.text(engine.quick('math', 'gcd', 12, 18))\n"
    )
    try:
        page.run(timeout=30)
        assert not page.exception
        assert page.text[0].value == "6"
    finally:
        from lib.jobs import engine as started

        started.close()


def test_an_engine_that_cannot_be_reached_is_said_so(home, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SCHEDULER", "tcp://127.0.0.1:9")
    monkeypatch.setattr("lib.jobs.connection._REACH_SECONDS", 1)
    unreachable = Engine()
    with pytest.raises(EngineError) as caught:
        unreachable.start_run(tiny_recipe())
    unreachable.close()
    assert caught.value.key == "engine.unavailable"


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["few_pictures", "dropout_always", "leak"])
def test_a_patient_of_the_clinic_trained_here_is_the_recorded_one(engine, home, fault):
    from lib.operations.clinic.patients import load_patient
    from lib.operations.clinic.programs import SEED
    from lib.operations.clinic.repeated import Repeated

    task = "lib.models.repeating", "repeat", fault, SEED
    engine.start_aside(*task)
    wait_until(lambda: not engine.is_going(*task))
    assert engine.failure(*task) is None
    here, recorded = Repeated(fault, SEED).patient(), load_patient(fault)
    for name, values in recorded.curves.items():
        np.testing.assert_allclose(here.curves[name], values, atol=2e-3)
    assert (here.confusion == recorded.confusion).all()


def test_a_short_training_waits_for_the_run_that_is_trained(engine):
    run = engine.start_run(tiny_recipe(epochs=LONG))
    wait_until(has_begun(run))
    task = "math", "gcd", 12, 18
    engine.start_aside(*task)
    time.sleep(0.3)
    assert engine.is_going(*task)
    request_stop(run)
    wait_until(lambda: not engine.is_going(*task))
    assert engine.failure(*task) is None
    assert run.status() == "stopped"
