"""The engine's own cluster: a scheduler and two workers, each in a process of its own.

They are started by their command lines, as on a cluster of many machines.  The classes of
``distributed`` that would do it either do not start inside Streamlit, which replaces ``__main__``
(``LocalCluster``), or cannot be ended any more once their scheduler has died (``SpecCluster``).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import psutil
from distributed import LocalCluster

from lib.places import PROJECT, home
from lib.settings import settings

QUICK = "quick"  # activations, predictions: answered within a second
TRAINING = "training"
ROLES = (QUICK, TRAINING)
_PRELOAD = str(Path(__file__).with_name("preload.py"))
_START_SECONDS = 60.0
_TRAINING_NICENESS = 10  # of at most 19
_POLL_SECONDS = 0.05
# A worker's death makes every task suspect that waits on it.  Which run is the deadly one is
# counted by the run itself, so that the others are not given up with it.
_ALLOWED_FAILURES = 1_000_000
# For the processes started here; a host's own values win.  By default each looks at its stacks
# a hundred times a second and at its loop fifty times, for a dashboard that nobody opens.
_SETTINGS = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}


class OwnCluster(Protocol):
    """A running cluster of our own."""

    address: str

    def is_whole(self) -> bool:
        """Whether every process lives that nobody else starts again."""

    def close(self) -> None:
        """End all its processes; may be said again."""


def offered_roles() -> tuple[str, ...]:
    """What workers are started for: not for training where the host has switched it off."""
    return ROLES if settings().training else (QUICK,)


def start_cluster(name: str) -> OwnCluster:
    """Start the scheduler and one worker a role; the scheduler is up when this returns.

    Args:
        name: Of the engine, for its files.

    Raises:
        OSError: The scheduler does not start.
    """
    # There the processes could not tell that their server has died.
    return _OneWorker() if sys.platform == "win32" else _Processes(name)


class _Processes:
    """A scheduler and a keeper for each worker, which starts it again when it dies."""

    def __init__(self, name: str) -> None:
        self._started: list[subprocess.Popen[bytes]] = []
        folder = home() / "engines"
        folder.mkdir(exist_ok=True)
        told = folder / f"{name}.json"
        told.unlink(missing_ok=True)  # of a scheduler before
        preload = {"preload": _PRELOAD, "preload_argv": [str(os.getpid()), str(PROJECT)]}
        scheduler = {
            "host": "127.0.0.1",
            "port": 0,
            "dashboard": False,
            "allowed_failures": _ALLOWED_FAILURES,
            "scheduler_file": str(told),
            **preload,
        }
        try:
            self._start("distributed.Scheduler", scheduler)
            self.address = self._address(told)
            for role in offered_roles():
                self._start("distributed.Nanny", _worker(role, folder, preload), self.address)
        except BaseException:
            self.close()
            raise

    def is_whole(self) -> bool:
        return all(process.poll() is None for process in self._started)

    def close(self) -> None:
        for process in reversed(self._started):  # a keeper before the worker that it keeps
            with contextlib.suppress(psutil.NoSuchProcess):
                children = psutil.Process(process.pid).children(recursive=True)
                for each in (process, *children):
                    with contextlib.suppress(psutil.NoSuchProcess):
                        each.kill()
            process.wait()
        self._started.clear()

    def _start(self, kind: str, options: dict[str, Any], *connected_to: str) -> None:
        spec = json.dumps({"cls": kind, "opts": options})
        command = [sys.executable, "-m", "dask", "spec", *connected_to, "--spec", spec]
        # What goes wrong in a worker is for the log; a scheduler tells of every connection.
        log = None if connected_to else subprocess.DEVNULL
        environment = {**_SETTINGS, **os.environ}
        self._started.append(
            subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=log)
        )

    def _address(self, told: Path) -> str:
        """Where the scheduler listens, once it has said so."""
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self.is_whole():
            with contextlib.suppress(OSError, ValueError, KeyError):  # not there, or half written
                return str(json.loads(told.read_text("utf-8"))["address"])
            time.sleep(_POLL_SECONDS)
        raise OSError("the scheduler did not start")


class _OneWorker:
    """Where processes cannot be kept so: both roles share one worker, outside of Streamlit."""

    def __init__(self) -> None:
        self._cluster = LocalCluster(
            n_workers=1, threads_per_worker=1, resources=dict.fromkeys(ROLES, 1), memory_limit=0
        )
        self.address = str(self._cluster.scheduler_address)

    def is_whole(self) -> bool:
        return True

    def close(self) -> None:
        self._cluster.close(timeout=5)


def _worker(role: str, folder: Path, preload: dict[str, Any]) -> dict[str, Any]:
    # A training takes all processors there are: whoever moves a slider meanwhile goes first.
    patience = [str(_TRAINING_NICENESS)] if role == TRAINING else []
    preload = {**preload, "preload_argv": [*preload["preload_argv"], *patience]}
    return {
        "name": role,
        "resources": {role: 1},
        "nthreads": 1,  # TensorFlow's seeds are global to a process
        "memory_limit": 0,  # a worker paused for its memory would hang a training
        "host": "127.0.0.1",
        "dashboard": False,
        "local_directory": str(folder),
        "silence_logs": 40,  # logging.ERROR
        **{key.replace("preload", "preload_nanny"): value for key, value in preload.items()},
    }
