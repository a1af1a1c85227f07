"""The queue of all servers that share a home: who waits, in which order, and who is next.

It is no list of its own that could disagree with the runs: a run waits when its directory says so
(:meth:`Run.status`), and has its place by the time at which it was put in.  Whoever changes
that, or takes a run out of it, holds the queue's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator

import filelock

from lib.errors import EngineError, RunError
from lib.places import home
from lib.runs.directory import Run, list_runs
from lib.runs.state import ACTIVE

_PATIENCE = 10.0  # seconds; a look at all runs takes a hundredth
_HOLD_SECONDS = 5.0  # a page that asks who trains holds a run's lock for a moment


@contextlib.contextmanager
def changing_the_queue() -> Iterator[None]:
    """Let one after the other look at the queue and change it, in all processes together.

    Raises:
        EngineError: Others are at it for too long (``engine.busy``).
    """
    try:
        with filelock.FileLock(home() / "queue.lock").acquire(timeout=_PATIENCE):
            yield
    except filelock.Timeout as error:
        raise EngineError("engine.busy", seconds=_PATIENCE) from error


def active_count() -> int:
    """How many runs wait and train."""
    return sum(status in ACTIVE for _, status in _statuses())


def waiting() -> list[Run]:
    """The runs that wait, the next one first."""
    found = []
    for run, status in _statuses():
        with contextlib.suppress(RunError):
            if status == "queued":
                found.append((run.state.queued_at, run.id, run))
    return [run for _, _, run in sorted(found, key=lambda each: each[:2])]


def queue_position(run_id: str) -> int | None:
    """Place among the waiting runs, 1 for the next; None when the run does not wait."""
    names = [run.id for run in waiting()]
    return names.index(run_id) + 1 if run_id in names else None


@contextlib.contextmanager
def holding(run: Run) -> Iterator[None]:
    """Keep everybody else from training the run or changing its state.

    Raises:
        filelock.Timeout: Somebody trains it.
    """
    with filelock.FileLock(run.lock_path).acquire(timeout=_HOLD_SECONDS):
        yield


@contextlib.contextmanager
def next_run(*, leaving: Collection[str] = ()) -> Iterator[Run | None]:
    """Take the run that has waited longest out of the queue, and hold its lock in the block.

    Args:
        leaving: Names of runs that are passed over.

    Yields:
        The run; None when there is no other.

    Raises:
        EngineError: Others are at the queue for too long (``engine.busy``).
    """
    with contextlib.ExitStack() as held:
        with changing_the_queue():
            taken = next((run for run in waiting() if _take(run, leaving, held)), None)
        yield taken


def adopt(engine: str, *, limit: int) -> list[Run]:
    """Take over runs whose engine died before they ended, as many as have a place.

    A run keeps the place in the queue that it had.

    Args:
        engine: Name of the one that will see to them from now on.
        limit: How many runs may wait and train together.

    Raises:
        EngineError: Others are at the queue for too long (``engine.busy``).
    """
    if not _orphans():  # the rule, and known without the lock
        return []
    with changing_the_queue():
        adopted = []
        for run in _orphans()[: max(0, limit - active_count())]:
            with contextlib.suppress(RunError, filelock.Timeout), holding(run):
                if run.status_untrained() == "interrupted":
                    run.write_state(engine=engine)
                    adopted.append(run)
    return adopted


def _orphans() -> list[Run]:
    """Interrupted runs that an engine had begun to see to, the oldest first."""
    found = []
    for run, status in _statuses():
        with contextlib.suppress(RunError):
            if status == "interrupted" and run.state.engine is not None:
                found.append((run.state.queued_at, run.id, run))
    return [run for _, _, run in sorted(found, key=lambda each: each[:2])]


def _take(run: Run, leaving: Collection[str], held: contextlib.ExitStack) -> bool:
    if run.id in leaving:
        return False
    with contextlib.suppress(RunError, filelock.Timeout), contextlib.ExitStack() as trying:
        trying.enter_context(holding(run))
        if run.status_untrained() == "queued":  # nobody ended it meanwhile
            held.push(trying.pop_all())
            return True
    return False


def _statuses() -> Iterator[tuple[Run, str]]:
    """Every run that can be read, with what is true of it now."""
    for run in list_runs().runs:
        with contextlib.suppress(RunError):  # damaged or removed meanwhile
            yield run, run.status()
