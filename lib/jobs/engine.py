"""The compute engine as pages see it: start, resume and place runs, ask quick questions.

Behind it is ``distributed``: a cluster of our own on this machine (:mod:`lib.jobs.cluster`),
or with ``CONVSCOPE_SCHEDULER=tcp://…`` an existing one, whose workers offer the resources
``quick`` and ``training``, can import ``lib`` and see the same ``CONVSCOPE_HOME``.

To start a run is to make its directory.  Workers take runs from there (:mod:`lib.runs.queue`) and
write there what happens, pages read it there; nothing of it passes through here.
"""

from __future__ import annotations

import atexit
import contextlib
import secrets
import shutil
import threading
import time
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import filelock

from lib.errors import ConvScopeError, EngineError, RunError
from lib.jobs.aside import Aside
from lib.jobs.connection import Connection
from lib.jobs.keeper import Keeper
from lib.jobs.questions import ask
from lib.runs import queue
from lib.runs.allowed import check_allowed
from lib.runs.commands import clear_commands
from lib.runs.directory import Run, create_run, open_run
from lib.runs.files import remove
from lib.runs.recipe import Recipe
from lib.runs.state import RESUMABLE
from lib.settings import settings


@dataclass(frozen=True)
class EngineStatus:
    """What a host wants to know: whether it is up, its workers, its queue."""

    connected: bool
    workers: tuple[str, ...]
    active_runs: int
    run_limit: int


class Engine:
    """One engine a server process; starts at first use.

    Args:
        run_limit: How many runs may wait and train together; by default as the host set it.
    """

    def __init__(self, *, run_limit: int | None = None) -> None:
        self.name = secrets.token_hex(8)
        self.run_limit = settings().queue_limit if run_limit is None else run_limit
        self._connection = Connection(self.name)
        self._starting = threading.Lock()
        self._keeper: Keeper | None = None
        self._aside = Aside()

    def start_run(self, recipe: Recipe) -> Run:
        """Make a run and put it into the queue.

        Raises:
            EngineError: The queue is full (``engine.queue_full``), others are at it for too long
                (``engine.busy``), or the engine cannot be reached (``engine.unavailable``).
            RunError: The disk is full (``run.no_room``).
        """
        return self.start_runs([recipe])[0]

    def start_runs(self, recipes: Sequence[Recipe]) -> list[Run]:
        """Make runs and put them into the queue in their order: all of them or none.

        Raises:
            EngineError, RunError: As :meth:`start_run`; also when some of them would have a
                place (``engine.queue_short``).
        """
        check_allowed(*recipes)
        self._connected()
        with queue.changing_the_queue():
            self._check_room(len(recipes))
            runs: list[Run] = []
            try:
                for recipe in recipes:
                    runs.append(create_run(recipe, engine=self.name))
            except BaseException:
                for run in runs:
                    shutil.rmtree(run.folder, ignore_errors=True)
                raise
        self._kept().wake()
        return runs

    def free_places(self) -> int:
        """How many runs the queue would take now."""
        return max(0, self.run_limit - queue.active_count())

    def resume_run(self, run_id: str) -> Run:
        """Put a run that was stopped, interrupted or failed back into the queue.

        Raises:
            EngineError: As :meth:`start_run`.
            RunError: There is no such run, or it cannot be resumed (``run.not_resumable``).
        """
        check_allowed(open_run(run_id).recipe)
        self._connected()
        with queue.changing_the_queue():
            run = open_run(run_id)
            _check_resumable(run, run.status())
            self._check_room()
            with _held(run):
                # Asked again: now nobody else can change it.
                _check_resumable(run, run.status_untrained())
                remove(run.folder / "stop")
                clear_commands(run)
                run.write_state(
                    status="queued",
                    queued_at=time.time(),
                    ended_at=None,
                    engine=self.name,
                    phase=None,
                    attempts=0,
                    message=None,
                    facts={},
                )
        self._kept().wake()
        return run

    def queue_position(self, run_id: str) -> int | None:
        """Place among the waiting runs, 1 for the next; None when the run does not wait."""
        return queue.queue_position(run_id)

    def quick(
        self,
        module: str,
        function: str,
        *arguments: Any,
        timeout: float = 30.0,
        patient: bool = False,
    ) -> Any:
        """Call a function in the quick worker and wait for its result.

        Args:
            module: Of the function.
            function: Its name.
            *arguments: For it.
            timeout: Seconds after which it is given up.
            patient: Let whatever else is asked meanwhile go first: nobody holds a slider.

        Raises:
            ConvScopeError: As the function did.
            EngineError: No answer in time (``engine.busy``), the function failed
                (``engine.task_failed``), or there is no engine (``engine.unavailable``).
        """
        client = self._connected()
        return ask(client, module, function, *arguments, timeout=timeout, patient=patient)

    def start_aside(self, module: str, function: str, *arguments: Hashable) -> None:
        """Have a short training done that is no run, once, as soon as a worker is free.

        Raises:
            EngineError: This host trains nothing (``engine.training_off``), too many wait
                (``engine.aside_full``), or there is no engine (``engine.unavailable``).
        """
        check_allowed()
        self._aside.start(self._connected(), module, function, *arguments)

    def is_going(self, module: str, function: str, *arguments: Hashable) -> bool:
        """Whether that waits or is being done."""
        return self._aside.is_going(module, function, *arguments)

    def failure(self, module: str, function: str, *arguments: Hashable) -> ConvScopeError | None:
        """Why that failed, if it did; told once."""
        return self._aside.failure(module, function, *arguments)

    def warm_up(self) -> None:
        """Start the cluster and load TensorFlow in its workers, without waiting for it."""
        self._kept().warm_up()

    def status(self) -> EngineStatus:
        """What is there at this moment; starts nothing."""
        client = self._connection.client
        workers: tuple[str, ...] = ()
        if client is not None:
            try:
                described = client.scheduler_info(n_workers=-1)["workers"].values()
                workers = tuple(sorted(str(worker["name"]) for worker in described))
            except (OSError, TimeoutError):  # lost in this moment
                client = None
        return EngineStatus(client is not None, workers, queue.active_count(), self.run_limit)

    def close(self) -> None:
        """End the client and, when it is our own, the cluster; runs become interrupted."""
        with self._starting:
            keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.stop()
        self._connection.close()

    def _kept(self) -> Keeper:
        """The keeper, at work."""
        with self._starting:
            if self._keeper is None:
                self._keeper = Keeper(self.name, self._connection, run_limit=self.run_limit)
                self._keeper.start()
            return self._keeper

    def _connected(self) -> Any:
        self._kept()
        return self._connection.connected()

    def _check_room(self, needed: int = 1) -> None:
        free = self.free_places()
        if not free:
            raise EngineError("engine.queue_full", limit=self.run_limit)
        if free < needed:
            raise EngineError("engine.queue_short", needed=needed, free=free, limit=self.run_limit)


def run_limit() -> int:
    """How many runs may wait and train together."""
    return _engine.run_limit


@contextlib.contextmanager
def _held(run: Run) -> Iterator[None]:
    """Hold a run; whoever holds it so long trains it, whatever its record says."""
    try:
        with queue.holding(run):
            yield
    except filelock.Timeout as error:
        raise RunError("run.not_resumable", run=run.id, status="running") from error


def _check_resumable(run: Run, status: str) -> None:
    if status not in RESUMABLE:
        raise RunError("run.not_resumable", run=run.id, status=status)


_engine = Engine()
atexit.register(_engine.close)

start_run = _engine.start_run
start_runs = _engine.start_runs
free_places = _engine.free_places
resume_run = _engine.resume_run
queue_position = _engine.queue_position
quick = _engine.quick
start_aside = _engine.start_aside
is_going = _engine.is_going
failure = _engine.failure
warm_up = _engine.warm_up
status = _engine.status
close = _engine.close
