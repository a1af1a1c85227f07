"""Short trainings that are no runs: a worker for trainings does them between two runs.

They have no directory and no place in the queue.  Whoever wants one asks; asked again before it
is done, it is the same one.  If the worker dies the scheduler gives it to another.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from typing import Any

from distributed.scheduler import KilledWorker

from lib.errors import ConvScopeError, EngineError
from lib.jobs.cluster import TRAINING
from lib.jobs.tasks import call

MOST = 4  # that wait or are being done, for one server


class Aside:
    """What one engine has asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tasks: dict[Hashable, Any] = {}  # a task whose future is dropped is cancelled

    def start(self, client: Any, module: str, function: str, *arguments: Hashable) -> None:
        """Have ``module.function(*arguments)`` done, once.

        Raises:
            EngineError: Too many wait already (``engine.aside_full``).
        """
        key = (module, function, *arguments)
        with self._lock:
            if (task := self._tasks.get(key)) is not None and not task.done():
                return
            # What has failed stays until somebody is told, or asks again.
            if sum(not task.done() for task in self._tasks.values()) >= MOST:
                raise EngineError("engine.aside_full", limit=MOST)
            self._tasks[key] = client.submit(
                call, module, function, *arguments, resources={TRAINING: 1}, pure=False
            )

    def is_going(self, module: str, function: str, *arguments: Hashable) -> bool:
        """Whether it waits or is being done."""
        task = self._tasks.get((module, function, *arguments))
        return task is not None and not task.done()

    def failure(self, module: str, function: str, *arguments: Hashable) -> ConvScopeError | None:
        """Why it failed, if it did; told once."""
        key = (module, function, *arguments)
        with self._lock:
            task = self._tasks.get(key)
            if task is None or not task.done():
                return None
            del self._tasks[key]
        if task.status == "finished":
            return None
        error = task.exception() if task.status == "error" else None
        if isinstance(error, ConvScopeError):
            return error
        if error is None or isinstance(error, KilledWorker):
            return EngineError("engine.aside_lost")  # cancelled: the scheduler has died
        reason = repr(error)[:300]
        return EngineError("engine.task_failed", reason=reason)
