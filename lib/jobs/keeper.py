"""Sees to it that whatever waits is trained, whoever dies.

A thread in every server looks at the queue once a second and

* reconnects to the cluster, or starts our own again, when it was lost;
* takes over the runs of servers that died;
* gives every worker for trainings a task while runs wait.  The task names no run: the worker takes
  the one that has waited longest, and goes on until none waits (:mod:`lib.models.serving`).  So
  the scheduler, which deals tasks out beforehand, has no say in who comes first.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import Any

import filelock

from lib.errors import ConvScopeError, EngineError
from lib.jobs.cluster import TRAINING, offered_roles
from lib.jobs.connection import Connection
from lib.jobs.tasks import call
from lib.runs.queue import adopt, changing_the_queue, holding, waiting
from lib.runs.sweep import sweep

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0


class Keeper:
    """Of one engine; works from :meth:`start` to :meth:`stop`.

    Args:
        engine: The engine's name.
        connection: To its cluster.
        run_limit: How many runs may wait and train together.
    """

    def __init__(self, engine: str, connection: Connection, *, run_limit: int) -> None:
        self._engine, self._connection, self._run_limit = engine, connection, run_limit
        self._tasks: dict[str, Any] = {}  # by the address of the worker
        self._warm: list[Any] = []  # a task whose future is dropped is cancelled
        self._warmed: Any = None  # the client whose workers have been warmed
        self._wants_warmth = False
        self._wake, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look now: something was put into the queue."""
        self._wake.set()

    def warm_up(self) -> None:
        """Have the workers load TensorFlow, now and whenever they have been started again."""
        self._wants_warmth = True
        self.wake()

    def stop(self) -> None:
        """End, and wait for that."""
        self._end.set()
        self.wake()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=60)
        self._tasks.clear()
        self._warm.clear()

    def _work(self) -> None:
        with contextlib.suppress(OSError):  # a tidy disk is no condition for work
            sweep()
        while not self._end.is_set():
            try:
                self._look()
            except EngineError as error:  # told to whoever needs an answer, and tried again
                _log.warning("the queue waits: %s", error)
            except Exception:
                _log.exception("the queue was not seen to")
            self._wake.wait(_LOOK_SECONDS)
            self._wake.clear()

    def _look(self) -> None:
        client = self._connection.connected()
        if self._wants_warmth and self._warmed is not client:
            roles = offered_roles()
            self._warm = [_ask(client, "lib.models.warm", "warm", role=role) for role in roles]
            self._warmed = client
        adopt(self._engine, limit=self._run_limit)
        self._settle()
        if waiting():
            self._hire(client)

    def _settle(self) -> None:
        """Forget the tasks that are over; one that could not even begin fails who waits first."""
        for address, task in list(self._tasks.items()):
            if task.done():
                del self._tasks[address]
                if task.status == "error":
                    _fail_next(task.exception())

    def _hire(self, client: Any) -> None:
        workers = client.scheduler_info(n_workers=-1)["workers"]
        trainers = {address for address, facts in workers.items() if TRAINING in facts["resources"]}
        for gone in self._tasks.keys() - trainers:
            self._tasks.pop(gone).cancel()
        for free in trainers - self._tasks.keys():
            self._tasks[free] = _ask(
                client, "lib.models.serving", "serve", role=TRAINING, workers=[free]
            )


def _ask(client: Any, module: str, function: str, *, role: str, **where: Any) -> Any:
    return client.submit(call, module, function, resources={role: 1}, pure=False, **where)


def _fail_next(error: BaseException) -> None:
    """Tell whoever waits first why nobody trains it: else all would wait for ever."""
    if isinstance(error, EngineError) and error.key == "engine.busy":
        return  # others were at the queue; the next look comes
    if not isinstance(error, ConvScopeError):
        _log.error("the worker could not begin", exc_info=error)
        error = EngineError("engine.task_failed", reason=repr(error)[:300])
    with contextlib.suppress(ConvScopeError, filelock.Timeout), changing_the_queue():
        for run in waiting()[:1]:
            with holding(run):
                run.write_state(
                    status="failed",
                    ended_at=time.time(),
                    phase=None,
                    message=error.key,
                    facts=error.facts,
                )
