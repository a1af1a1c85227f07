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

from lib.jobs.engine import Engine
from lib.places import PROJECT

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
