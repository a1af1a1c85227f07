"""Whatever is killed and whenever: every run ends as one that nothing disturbed.

A server in a process of its own keeps starting small runs.  Its training worker, the keeper of
that, its scheduler and the server itself are killed at random moments, some while they are still
coming back from the kill before.  About six minutes on two idle cores.
"""

import collections
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import keras
import numpy as np
import psutil
import pytest
from tiny_data import make_tiny_folder, tiny_recipe

from lib.models.training import train
from lib.places import PROJECT
from lib.runs.directory import create_run, list_runs, open_run
from lib.runs.state import FINAL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes by POSIX signals"),
]
KILLS = int(os.environ.get("CONVSCOPE_KILLS", "50"))
SEEDS, EPOCHS = 3, 20
PATIENCE = 600.0  # seconds, for a machine with much else to do
# Two in a row may come before an epoch has ended; a third would be taken for a deadly run.
MOST_WITHOUT_PROGRESS = 2

SERVER = f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(PROJECT / "tests")!r})
from tiny_data import tiny_recipe
from lib.jobs import engine
from lib.runs.directory import list_runs
from lib.runs.state import FINAL
engine.warm_up()
while True:
    runs = list_runs().runs
    if sum(run.state.status not in FINAL for run in runs) < 2 and not Path(sys.argv[1]).exists():
        engine.start_run(tiny_recipe(seed=len(runs) % {SEEDS}, epochs={EPOCHS}))
    time.sleep(0.2)
"""


@dataclass
class Server:
    """A server, its processes by what they do, and the end of both."""

    process: subprocess.Popen

    @classmethod
    def start(cls, home):
        command = [sys.executable, "-c", SERVER, str(home / "enough")]
        with (home / "log").open("a") as log:
            return cls(subprocess.Popen(command, cwd=PROJECT, stdout=log, stderr=log))

    def pids(self):
        """What there is of it at this moment; after a kill not all of it."""
        found = {"server": self.process.pid}
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                line, parent = " ".join(child.cmdline()), " ".join(child.parent().cmdline())
                if "distributed.Scheduler" in line:
                    found["scheduler"] = child.pid
                elif '"name": "training"' in line:
                    found["keeper"] = child.pid
                elif '"name": "training"' in parent and "spawn_main" in line:
                    found["worker"] = child.pid
        return found

    def end(self):
        family = []
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        self.process.wait()
        for child in family:
            with contextlib.suppress(psutil.Error):
                child.kill()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return make_tiny_folder(tmp_path_factory.mktemp("data") / "tiny")


def new_home(tmp_path_factory, tiny, patch, name):
    home = tmp_path_factory.mktemp(name)
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny)
    patch.setenv("CONVSCOPE_HOME", str(home))
    patch.delenv("CONVSCOPE_SCHEDULER", raising=False)
    return home


@pytest.fixture(scope="module")
def twins(tmp_path_factory, tiny):
    """What an undisturbed run of each seed ends with."""
    with pytest.MonkeyPatch.context() as patch:
        new_home(tmp_path_factory, tiny, patch, "undisturbed")
        runs = [create_run(tiny_recipe(seed=seed, epochs=EPOCHS)) for seed in range(SEEDS)]
        for run in runs:
            train(run.id)
        return [outcome(run) for run in runs]


def outcome(run):
    """Weights, and every number of the history but times."""
    weights = keras.models.load_model(run.model_path, compile=False).get_weights()
    history = run.history()
    batches = [(row.epoch, row.batch, row.loss, row.accuracy) for row in history.batches]
    epochs = [
        (row.epoch, row.loss, row.accuracy, row.validation_loss, row.validation_accuracy)
        for row in history.epochs
    ]
    return weights, batches, epochs


def ended_epochs():
    return sum(run.history().last_epoch for run in list_runs().runs)


def wait_until(question, server, home):
    end = time.monotonic() + PATIENCE
    while not question():
        assert server.process.poll() is None, (home / "log").read_text()[-2000:]
        assert time.monotonic() < end, (home / "log").read_text()[-2000:]
        time.sleep(0.05)


def test_runs_end_as_undisturbed_ones_whatever_is_killed(
    tmp_path_factory, tiny, twins, monkeypatch
):
    seed = int(os.environ.get("CONVSCOPE_KILL_SEED", time.time_ns() % 10**6))
    print(f"CONVSCOPE_KILL_SEED={seed}")
    chance, killed = random.Random(seed), collections.Counter()
    home = new_home(tmp_path_factory, tiny, monkeypatch, "killed")
    server, began = Server.start(home), time.monotonic()
    try:
        known, without_progress = 0, 0
        while killed.total() < KILLS:
            if without_progress == MOST_WITHOUT_PROGRESS or chance.random() < 0.6:
                wait_until(lambda: ended_epochs() > known, server, home)  # noqa: B023
                time.sleep(chance.uniform(0, 2))
            else:
                time.sleep(chance.uniform(0, 5))
            before, known = known, ended_epochs()
            without_progress = 1 if known > before else without_progress + 1
            what = chance.choices(["worker", "keeper", "scheduler", "server"], [5, 1, 2, 2])[0]
            pids = server.pids()
            if what not in pids:
                what = "server"
            os.kill(pids[what], signal.SIGKILL)
            killed[what] += 1
            if what == "server":
                server.process.wait()
                server = Server.start(home)
        (home / "enough").touch()
        runs = list_runs().runs
        wait_until(lambda: all(run.state.status in FINAL for run in runs), server, home)
        assert all(run.status() == "finished" for run in runs)
    finally:
        server.end()
    print(f"{dict(killed)} in {len(runs)} runs, {time.monotonic() - began:.0f} s")
    assert list_runs().damaged == ()
    for run in runs:
        assert open_run(run.id).status() == "finished", run.state
        theirs = twins[run.recipe.seed]
        weights, batches, epochs = outcome(run)
        assert [row[0] for row in epochs] == [*range(1, EPOCHS + 1)]
        assert (batches, epochs) == theirs[1:]
        assert len(weights) == len(theirs[0]) == 10  # kernel and bias of five layers
        for our, their in zip(weights, theirs[0], strict=True):
            np.testing.assert_array_equal(our, their, strict=True)
