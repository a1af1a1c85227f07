"""The engine's own cluster: a scheduler and two workers, each in a process of its own.

``SubprocessCluster`` of ``distributed`` starts inside Streamlit where ``LocalCluster`` fails,
because Streamlit replaces ``__main__``; it makes all workers alike, hence the parts here.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import Any

from distributed import LocalCluster
from distributed.deploy.spec import SpecCluster
from distributed.deploy.subprocess import SubprocessScheduler, SubprocessWorker

from lib.places import PROJECT, home

QUICK = "quick"  # activations, predictions: answered within a second
TRAINING = "training"
ROLES = (QUICK, TRAINING)
_PRELOAD = str(Path(__file__).with_name("preload.py"))
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


class _Scheduler(SubprocessScheduler):  # type: ignore[misc]
    """A scheduler whose error output is read: a full pipe would stop it after 64 kB."""

    async def start(self) -> None:
        await super().start()
        self._reading = asyncio.create_task(self._discard(self.process.stderr))

    async def close(self) -> None:
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading
        await super().close()

    @staticmethod
    async def _discard(stream: asyncio.StreamReader) -> None:
        while await stream.read(1 << 16):
            pass


def start_cluster(name: str) -> Any:
    """Start the scheduler and one worker a role, and wait until they are up.

    Args:
        name: Of the engine, for its files.

    Returns:
        A ``SpecCluster``; its ``close`` ends all processes.
    """
    if sys.platform == "win32":
        # There ``distributed`` has no subprocess cluster.  This one works outside of Streamlit's
        # own process, and both roles share one worker.
        return LocalCluster(
            n_workers=1, threads_per_worker=1, resources=dict.fromkeys(ROLES, 1), memory_limit=0
        )
    for variable, value in _SETTINGS.items():
        os.environ.setdefault(variable, value)
    folder = home() / "engines"
    folder.mkdir(exist_ok=True)
    preload = {"preload": _PRELOAD, "preload_argv": [str(os.getpid()), str(PROJECT)]}
    scheduler = {
        "host": "127.0.0.1",
        "port": 0,
        "dashboard": False,
        "allowed_failures": _ALLOWED_FAILURES,
        "scheduler_file": str(folder / f"{name}.json"),
        **preload,
    }
    return SpecCluster(
        scheduler={"cls": _Scheduler, "options": {"scheduler_kwargs": scheduler}},
        workers={role: _worker(role, folder, preload) for role in ROLES},
        name=f"convscope-{name}",
        silence_logs=logging.ERROR,
    )


def _worker(role: str, folder: Path, preload: dict[str, Any]) -> dict[str, Any]:
    options = {
        "name": role,
        "resources": {role: 1},
        "nthreads": 1,  # TensorFlow's seeds are global to a process
        "memory_limit": 0,  # a worker paused for its memory would hang a training
        "host": "127.0.0.1",
        "dashboard": False,
        "local_directory": str(folder),
        "silence_logs": logging.ERROR,
        **{key.replace("preload", "preload_nanny"): value for key, value in preload.items()},
    }
    return {"cls": SubprocessWorker, "options": {"worker_kwargs": options}}
