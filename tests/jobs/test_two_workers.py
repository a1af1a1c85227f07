"""A scheduler and workers as the README starts them: runs are spread, and none is lost."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import keras
import numpy as np
import pytest
from tiny_data import make_tiny_folder, tiny_recipe

from lib.errors import EngineError
from lib.jobs.engine import Engine
from lib.models.training import train
from lib.places import PROJECT
from lib.runs.commands import request_pause
from lib.runs.directory import create_run, open_run, request_stop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes by POSIX signals"),
]


def commands(port):
    """The lines of the README, for another port, with the programs of this environment."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8").replace("8786", str(port))
    lines = re.findall(r"^dask .*", text, re.MULTILINE)
    assert len(lines) == 4
    for line in lines:
        _, kind, *options = shlex.split(line)
        yield [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("shared-home")
    make_tiny_folder(folder / "datasets" / "tiny")
    port = free_port()
    environment = {
        **os.environ,
        "CONVSCOPE_HOME": str(folder),
        "PYTHONPATH": str(PROJECT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1000000",
    }
    started = []
    for command in commands(port):
        log = (folder / f"log-{len(started)}").open("w")
        started.append(
            subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        )
        if len(started) == 1:
            wait_until(lambda: is_listening(port))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(folder))
        patch.setenv("CONVSCOPE_SCHEDULER", f"tcp://127.0.0.1:{port}")
        found = Engine(run_limit=8)
        yield found
        found.close()
    for process in reversed(started):
        process.terminate()
    for process in reversed(started):
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(question, *, seconds=400.0):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def pid_of(engine, name):
    """The process of a worker, which a nanny starts anew when it dies."""
    client = engine._connected()
    workers = client.scheduler_info(n_workers=-1)["workers"]
    address = next(each for each, facts in workers.items() if facts["name"] == name)
    return client.run(os.getpid, workers=[address])[address]


def test_runs_are_spread_and_a_killed_worker_loses_none(engine):
    recipe = tiny_recipe(epochs=100)
    first, second = engine.start_runs([recipe, recipe])
    wait_until(lambda: first.history().last_epoch >= 2 and second.history().last_epoch >= 2)
    assert {first.state.worker, second.state.worker} == {"north", "south"}  # at the same time
    os.kill(pid_of(engine, first.state.worker), signal.SIGKILL)
    wait_until(lambda: {first.status(), second.status()} == {"finished"})
    rows = [[(row.epoch, row.batch, row.loss) for row in each.history().batches]
            for each in (first, second)]  # fmt: skip
    assert rows[0] == rows[1]
    assert len(rows[0]) == 100 * first.state.batches_per_epoch
    ours, theirs = (
        keras.models.load_model(each.model_path, compile=False).get_weights()
        for each in (first, second)
    )
    for our, their in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(our, their)


def test_a_quick_question_is_answered_while_both_train(engine):
    runs = engine.start_runs([tiny_recipe(epochs=40), tiny_recipe(epochs=40)])
    wait_until(lambda: all(run.history().batches for run in runs))
    assert engine.quick("math", "gcd", 12, 18) == 6
    wait_until(lambda: all(run.status() == "finished" for run in runs))


def test_a_worker_that_is_free_takes_the_run_that_has_waited_longest(engine):
    long, *short = engine.start_runs([tiny_recipe(epochs=100), *[tiny_recipe(epochs=1)] * 4])
    request_pause(long)  # it keeps its worker, however long the others take
    wait_until(lambda: all(run.status() == "finished" for run in short))
    # None of them had to wait for the long one, whoever had been given which task.
    assert long.status() == "paused"
    request_stop(long)
    begun = [run.state.started_at for run in (long, *short)]
    assert begun == sorted(begun)
    assert len({run.state.worker for run in short}) == 1
    wait_until(lambda: long.status() == "stopped")


def test_two_runs_at_the_same_time_end_as_each_would_alone(engine, tmp_path, monkeypatch):
    recipes = [tiny_recipe(epochs=30, seed=seed) for seed in (1, 2)]
    together = engine.start_runs(recipes)
    wait_until(lambda: all(run.history().batches for run in together))
    wait_until(lambda: all(run.status() == "finished" for run in together))
    outcomes = [outcome(run) for run in together]
    assert {run.state.worker for run in together} == {"north", "south"}
    make_tiny_folder(tmp_path / "datasets" / "tiny")
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    for recipe, (weights, *rows) in zip(recipes, outcomes, strict=True):
        alone = create_run(recipe)
        train(alone.id)
        their_weights, *their_rows = outcome(alone)
        assert rows == their_rows
        for our, their in zip(weights, their_weights, strict=True):
            np.testing.assert_array_equal(our, their, strict=True)


def outcome(run):
    """Weights, and every number of the history but times."""
    weights = keras.models.load_model(run.model_path, compile=False).get_weights()
    history = run.history()
    batches = [(row.epoch, row.batch, row.loss, row.accuracy) for row in history.batches]
    return weights, batches, [(row.epoch, row.loss, row.validation_loss) for row in history.epochs]


# Another web process: it starts runs until one is refused, and says how that went.
OTHER = f"""
import sys, time
sys.path.insert(0, {str(PROJECT / "tests")!r})
from tiny_data import tiny_recipe
from lib.errors import EngineError
from lib.jobs import engine
engine.quick("math", "gcd", 12, 18)
names = []
try:
    while True:
        asked = time.monotonic()
        names.append(engine.start_run(tiny_recipe(epochs=1)).id)
except EngineError as error:
    print(error.key, error.facts["limit"], time.monotonic() - asked, flush=True)
print(*names, *map(engine.queue_position, names), flush=True)
sys.stdin.read()
"""


def test_the_queue_of_two_web_processes_has_one_end_and_the_ninth_is_told_at_once(engine):
    first, second, *waiting = engine.start_runs([tiny_recipe(epochs=100)] * 5)
    wait_until(lambda: first.history().batches and second.history().batches)
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        key, limit, seconds = other.stdout.readline().split()
        words = other.stdout.readline().split()
        assert (key, limit) == ("engine.queue_full", "8")
        assert float(seconds) < 2
        names, positions = words[:3], [int(position) for position in words[3:]]
        assert [engine.queue_position(name) for name in names] == positions == [4, 5, 6]
        assert [engine.queue_position(run.id) for run in waiting] == [1, 2, 3]
        with pytest.raises(EngineError) as caught:
            engine.start_run(tiny_recipe())
        assert caught.value.key == "engine.queue_full"
        for run in (first, second, *waiting):
            request_stop(run)
        others = [open_run(name) for name in names]
        wait_until(lambda: all(run.status() == "finished" for run in others))
        begun = [run.state.started_at for run in others]
        assert begun == sorted(begun)
    finally:
        other.kill()
        other.wait()
