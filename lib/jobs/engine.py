"""The compute engine as pages see it: start, resume and place runs, ask quick questions.

Behind it is ``distributed``: a cluster of our own on this machine (:mod:`lib.jobs.cluster`),
or with ``CONVSCOPE_SCHEDULER=tcp://…`` an existing one, whose workers offer the resources
``quick`` and ``training``, can import ``lib`` and see the same ``CONVSCOPE_HOME``.

A run is handed over by its name.  The worker writes what happens into the run's directory, and
pages read it there; nothing of it passes through here.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import filelock
from distributed import Client, Future
from distributed import TimeoutError as DistributedTimeout
from distributed.scheduler import KilledWorker

from lib.errors import ConvScopeError, EngineError, RunError
from lib.jobs.cluster import QUICK, TRAINING, offered_roles, start_cluster
from lib.jobs.tasks import call
from lib.places import home
from lib.runs.allowed import check_allowed
from lib.runs.commands import clear_commands
from lib.runs.directory import Run, create_run, engine_lock_path, list_runs, open_run
from lib.runs.recipe import Recipe
from lib.runs.state import ACTIVE, FINAL, RESUMABLE
from lib.runs.sweep import sweep
from lib.settings import settings

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 20
_PATIENCE = 10.0  # seconds; a look at all runs takes a hundredth


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
        self._starting = threading.RLock()
        self._submitting = threading.RLock()
        self._client: Any = None
        self._cluster: Any = None
        self._alive: filelock.BaseFileLock | None = None
        self._futures: set[Any] = set()
        self._warming: list[Any] = []

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
        client = self._connected()
        with self._changing_the_queue():
            self._check_room(len(recipes))
            runs: list[Run] = []
            try:
                for recipe in recipes:
                    runs.append(create_run(recipe, engine=self.name))
            except RunError:
                for run in runs:
                    shutil.rmtree(run.folder, ignore_errors=True)
                raise
            for run in runs:
                self._submit(client, run)
        return runs

    def free_places(self) -> int:
        """How many runs the queue would take now."""
        return max(0, self.run_limit - self._active_count())

    def resume_run(self, run_id: str) -> Run:
        """Put a run that was stopped, interrupted or failed back into the queue.

        Raises:
            EngineError: As :meth:`start_run`.
            RunError: There is no such run, or it cannot be resumed (``run.not_resumable``).
        """
        check_allowed(open_run(run_id).recipe)
        client = self._connected()
        with self._changing_the_queue():
            run = open_run(run_id)
            _check_resumable(run, run.status())
            self._check_room()
            with _holding(run):
                # Asked again: now nobody else can change it.
                _check_resumable(run, run.status_untrained())
                (run.folder / "stop").unlink(missing_ok=True)
                clear_commands(run)
                run.write_state(
                    status="queued",
                    queued_at=time.time(),
                    ended_at=None,
                    engine=self.name,
                    attempts=0,
                    message=None,
                    facts={},
                )
            self._submit(client, run)
        return run

    def queue_position(self, run_id: str) -> int | None:
        """Place among the waiting runs, 1 for the next; None when the run does not wait."""
        waiting = [run for run in list_runs().runs if run.status() == "queued"]
        waiting.sort(key=lambda run: run.state.queued_at)
        names = [run.id for run in waiting]
        return names.index(run_id) + 1 if run_id in names else None

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
        future = client.submit(
            call,
            module,
            function,
            *arguments,
            resources={QUICK: 1},
            pure=False,
            priority=0 if patient else 10,
        )
        try:
            return future.result(timeout=timeout)
        except (DistributedTimeout, TimeoutError) as error:
            future.cancel()
            raise EngineError("engine.busy", seconds=timeout) from error
        except KilledWorker as error:
            raise EngineError("engine.task_failed", reason="killed") from error
        except ConvScopeError as error:
            if error.key == "engine.task_failed":  # a mistake of ours: not for visitors
                _log.error("%s.%s failed: %s", module, function, error.facts.get("reason"))
            raise
        except Exception as error:  # the connection to the cluster broke
            _log.exception("the compute engine was lost")
            raise EngineError("engine.unavailable", reason=str(error)[:300]) from error

    def warm_up(self) -> None:
        """Start the cluster and load TensorFlow in its workers, without waiting for it."""
        with self._starting:
            if self._warming:
                return
            thread = threading.Thread(target=self._warm_up, name="warm-up", daemon=True)
            self._warming.append(thread)
        thread.start()

    def status(self) -> EngineStatus:
        """What is there at this moment; starts nothing."""
        client = self._client
        connected = client is not None and client.status == "running"
        workers: tuple[str, ...] = ()
        if connected:
            described = client.scheduler_info(n_workers=-1)["workers"].values()
            workers = tuple(sorted(str(worker["name"]) for worker in described))
        return EngineStatus(connected, workers, self._active_count(), self.run_limit)

    def close(self) -> None:
        """End the client and, when it is our own, the cluster; runs become interrupted."""
        with self._starting:
            client, cluster, alive = self._client, self._cluster, self._alive
            self._client = self._cluster = self._alive = None
            for part in (client, cluster):
                if part is not None:
                    with contextlib.suppress(Exception):  # it may be gone already
                        part.close(timeout=5)
            if alive is not None:
                alive.release()
                engine_lock_path(self.name).unlink(missing_ok=True)
            self._warming.clear()

    def _connected(self) -> Any:
        with self._starting:
            if self._client is not None and self._client.status in ("running", "connecting"):
                return self._client
            self.close()
            self._alive = filelock.FileLock(engine_lock_path(self.name), thread_local=False)
            self._alive.acquire(timeout=5)
            with contextlib.suppress(OSError):  # a tidy disk is no condition for work
                sweep()
            try:
                address = settings().scheduler
                if not address:
                    self._cluster = start_cluster(self.name)
                self._client = Client(
                    address or self._cluster, timeout=_CONNECT_SECONDS, set_as_default=False
                )
            except Exception as error:  # whatever keeps a cluster from starting
                _log.exception("the compute engine did not start")
                self.close()
                raise EngineError("engine.unavailable", reason=str(error)[:300]) from error
            return self._client

    def _warm_up(self) -> None:
        with contextlib.suppress(EngineError):  # told to whoever needs an answer
            client = self._connected()
            for role in offered_roles():
                task = client.submit(
                    call, "lib.models.warm", "warm", resources={role: 1}, pure=False
                )
                self._warming.append(task)  # a task whose future is dropped is cancelled

    @contextlib.contextmanager
    def _changing_the_queue(self) -> Iterator[None]:
        """Let one after the other look at the queue and add to it, in all servers together."""
        try:
            with (
                self._submitting,
                filelock.FileLock(home() / "queue.lock").acquire(timeout=_PATIENCE),
            ):
                yield
        except filelock.Timeout as error:
            raise EngineError("engine.busy", seconds=_PATIENCE) from error

    def _check_room(self, needed: int = 1) -> None:
        free = self.free_places()
        if not free:
            raise EngineError("engine.queue_full", limit=self.run_limit)
        if free < needed:
            raise EngineError("engine.queue_short", needed=needed, free=free, limit=self.run_limit)

    @staticmethod
    def _active_count() -> int:
        return sum(run.status() in ACTIVE for run in list_runs().runs)

    def _submit(self, client: Any, run: Run) -> None:
        future = client.submit(
            call,
            "lib.models.training",
            "train",
            run.id,
            resources={TRAINING: 1},
            pure=False,
            # First come, first served: left alone, tasks handed over within a tenth of a second
            # count as equal.
            priority=-run.state.queued_at,
        )
        self._futures.add(future)
        future.add_done_callback(lambda ended: self._settle(run, ended))

    def _settle(self, run: Run, future: Future) -> None:
        """See to it that a run whose task is over does not wait for ever."""
        self._futures.discard(future)
        with contextlib.suppress(ConvScopeError, filelock.Timeout), _holding(run):
            if run.state.status in FINAL:
                return
            if future.status == "error":
                error = future.exception()
                if not isinstance(error, ConvScopeError):
                    error = RunError("run.worker_died", attempts=run.state.attempts)
                run.write_state(
                    status="failed", ended_at=time.time(), message=error.key, facts=error.facts
                )
            else:
                run.write_state(engine=None)  # cancelled or lost: it can be resumed


def run_limit() -> int:
    """How many runs may wait and train together."""
    return _engine.run_limit


def _check_resumable(run: Run, status: str) -> None:
    if status not in RESUMABLE:
        raise RunError("run.not_resumable", run=run.id, status=status)


@contextlib.contextmanager
def _holding(run: Run) -> Iterator[None]:
    with filelock.FileLock(run.lock_path).acquire(timeout=5):
        yield


_engine = Engine()
atexit.register(_engine.close)

start_run = _engine.start_run
start_runs = _engine.start_runs
free_places = _engine.free_places
resume_run = _engine.resume_run
queue_position = _engine.queue_position
quick = _engine.quick
warm_up = _engine.warm_up
status = _engine.status
close = _engine.close
