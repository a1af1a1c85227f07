"""A run is a directory: pages show what it says, whoever wrote it and whenever.

======================  =====================================================================
``recipe.json``         what was asked for; never changes
``state.json``          how far it is, replaced in one step at every change
``history.jsonl``       a line a batch and more an epoch (:mod:`lib.runs.history`)
``checkpoints/``        the last two ended epochs until it has finished (:mod:`~.checkpoints`)
``validation.json``     which pictures were held back, with their labels
``validation/``         what the network said about them after each epoch
``snapshots/``          what it saw and said at some moments (:mod:`lib.runs.snapshots`)
``clean_copy.json``     how the data was made clean, if it was (:mod:`lib.runs.clean_copy`)
``model.keras``         the network after the last ended epoch, once training is over
``lock``                held by the process that trains, for as long as it trains
``stepped``             the last single step in numbers (:mod:`lib.runs.steps`)
``pause``, ``step``,    what was asked of it (:mod:`lib.runs.commands`)
``rate``, ``taken``
``stop``                exists when somebody asked for an end
``spare``               space held back for the last words on a full disk
======================  =====================================================================

Nobody has to say "I am alive": the operating system gives a lock back when its holder dies,
so a run that says ``running`` while its lock is free was killed, and is shown as interrupted.
Likewise a waiting run names the engine that sees to it, and every engine holds a lock of its
own: when that is free, nobody comes until another engine takes the run over (:mod:`~.queue`).
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from numpy.typing import NDArray

from lib.errors import ConvScopeError, RunError
from lib.places import home, runs_home
from lib.runs import files
from lib.runs.clean_copy import CleanCopy
from lib.runs.held_back import read_held_back, read_probabilities
from lib.runs.history import History
from lib.runs.locks import is_held
from lib.runs.read_lately import lately_read
from lib.runs.recipe import Recipe
from lib.runs.state import FINAL, RunState

_ID = re.compile(r"\d{8}-[0-9a-f]{8}")
_SPARE_BYTES = 1 << 16
_STOP_PATIENCE = 0.2  # seconds: a page that asks who is alive is no trainer
_ended: dict[Path, tuple[int, RunState]] = {}  # state and time of writing by path
_MOST_ENDED = 16384  # then all are forgotten: most may be of runs that are long gone


@dataclass(frozen=True)
class Run:
    """A run's directory, read afresh at every question."""

    id: str
    folder: Path

    @property
    def recipe(self) -> Recipe:
        """What was asked for."""
        path = self.folder / "recipe.json"
        try:
            return _read_recipe(path, path.stat().st_mtime_ns)
        except (OSError, UnicodeDecodeError, ConvScopeError) as error:
            raise RunError("run.damaged", run=self.id) from error

    @property
    def state(self) -> RunState:
        """What was last written about the run; see :meth:`status` for what is true now."""
        try:
            return _read_state(self.folder / "state.json")
        except (OSError, ValueError, TypeError) as error:
            raise RunError("run.damaged", run=self.id) from error

    def status(self) -> str:
        """What is true now.

        One of ``queued``, ``running``, ``paused``, ``stopping``, ``stopped``,
        ``interrupted``, ``finished``, ``failed``.  ``queued`` also means that the worker died and
        the engine is about to start the run again.
        """
        state = self.state
        if state.status in FINAL:
            return state.status
        if is_held(self.lock_path):
            if self.stop_requested():
                return "stopping"
            waits = state.phase == "training" and self.pause_path.exists()
            return "paused" if waits else "running"
        return self.status_untrained()  # it may have ended between the two questions

    def status_untrained(self) -> str:
        """What is true while nobody trains the run, as whoever holds its lock knows."""
        state = self.state
        if state.status in FINAL:
            return state.status
        waiting = state.engine is not None and is_held(engine_lock_path(state.engine))
        return "queued" if waiting else "interrupted"

    def history(self) -> History:
        """The history so far; of one that has grown only what was appended is read."""
        return lately_read(self.folder)

    def validation_files(self) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Paths of the held-back pictures, relative to the data folder, and their labels (N,)."""
        try:
            return read_held_back(self.folder / "validation.json", len(self.state.class_names))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError("run.no_validation", run=self.id, epoch=0) from error

    def validation_probabilities(self, epoch: int) -> NDArray[np.float32]:
        """Probabilities (N, classes) after ``epoch``, in the order of the held-back pictures.

        Raises:
            RunError: That epoch has not ended (``run.no_validation``).
        """
        try:
            return read_probabilities(self.validation_path(epoch), len(self.state.class_names))
        except ValueError as error:
            raise RunError("run.no_validation", run=self.id, epoch=epoch) from error

    def validation_path(self, epoch: int) -> Path:
        """Where the probabilities after ``epoch`` lie, or will."""
        return self.folder / "validation" / f"epoch-{epoch:04d}.npy"

    @property
    def data_folder(self) -> Path | None:
        """The folder of classes that was trained on; None before it is known."""
        kept = self.state.data_folder
        return None if kept is None else home() / kept

    @property
    def clean_copy_path(self) -> Path:
        """Where it is written how the data was made clean."""
        return self.folder / "clean_copy.json"

    def clean_copy(self) -> CleanCopy | None:
        """How the data was made clean; None when Keras was given the folder itself."""
        try:
            return CleanCopy.from_json(self.clean_copy_path.read_text("utf-8"))
        except FileNotFoundError:  # clean, or of a time when only the files left out were kept
            skipped = tuple(entry["file"] for entry in self.state.skipped)
            return CleanCopy(skipped) if skipped else None
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise RunError("run.damaged", run=self.id) from error

    @property
    def model_path(self) -> Path:
        """Where the trained network lies once training has ended."""
        return self.folder / "model.keras"

    @property
    def lock_path(self) -> Path:
        """The lock that whoever trains holds."""
        return self.folder / "lock"

    @property
    def pause_path(self) -> Path:
        """Exists while the run shall wait between two batches."""
        return self.folder / "pause"

    def stop_requested(self) -> bool:
        """Whether somebody asked for an end."""
        return (self.folder / "stop").exists()

    def hold_room(self) -> None:
        """Hold space back that :meth:`give_room` gives up.

        Raises:
            RunError: The disk is full (``run.disk_full``).
        """
        path = self.folder / "spare"
        if not path.is_file() or path.stat().st_size < _SPARE_BYTES:
            with files.replacing(path) as stream:
                stream.write(bytes(_SPARE_BYTES))

    def give_room(self) -> None:
        """Give up the space held back at the start, so that a full disk can still say so."""
        files.remove(self.folder / "spare")

    def write_state(self, **changes: Any) -> RunState:
        """Replace the fields named; for whoever holds the lock, or starts the run."""
        state = self.state.changed(**changes)
        files.write_text(self.folder / "state.json", state.to_json())
        return state


@dataclass(frozen=True)
class RunList:
    """All runs, newest first, and the names of directories that could not be read."""

    runs: tuple[Run, ...]
    damaged: tuple[str, ...]


def create_run(recipe: Recipe, *, engine: str | None = None) -> Run:
    """Make the directory of a new run, with a name of our own, waiting for an engine.

    Raises:
        RunError: The disk is full (``run.no_room``); nothing is left behind.
    """
    now = time.time()
    name = time.strftime("%Y%m%d-", time.localtime(now)) + secrets.token_hex(4)
    folder = runs_home() / name
    state = RunState(status="queued", created_at=now, queued_at=now, engine=engine)
    try:
        with files.told_when_full(folder):
            folder.mkdir()
        try:
            with files.told_when_full(folder):
                (folder / "checkpoints").mkdir()
                (folder / "validation").mkdir()
                (folder / "spare").write_bytes(bytes(_SPARE_BYTES))
            files.write_text(folder / "recipe.json", recipe.to_json())
            files.write_text(folder / "state.json", state.to_json())
        except BaseException:  # half a run would be called damaged for ever
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except RunError as error:
        raise RunError("run.no_room") from error
    return Run(name, folder)


def open_run(run_id: str) -> Run:
    """The run of that name.

    Raises:
        RunError: There is none (``run.unknown``), or its files cannot be read
            (``run.damaged``).
    """
    if not _ID.fullmatch(run_id) or not (runs_home() / run_id).is_dir():
        raise RunError("run.unknown", run=run_id)
    return _opened(runs_home() / run_id)[0]


def list_runs() -> RunList:
    """All runs, newest first; one damaged directory hides no other."""
    found, damaged = [], []
    for folder in runs_home().iterdir():
        if not _ID.fullmatch(folder.name):
            continue
        try:
            found.append(_opened(folder))
        except RunError:
            damaged.append(folder.name)
    found.sort(key=lambda opened: (opened[1].created_at, opened[0].id), reverse=True)
    return RunList(tuple(run for run, _ in found), tuple(sorted(damaged)))


def _opened(folder: Path) -> tuple[Run, RunState]:
    """A run and its state, once both of its records have been read."""
    run = Run(folder.name, folder)
    _ = run.recipe
    if run.lock_path.is_dir():  # nobody could ever train it or end it
        raise RunError("run.damaged", run=run.id)
    return run, run.state


@lru_cache(maxsize=4096)
def _read_recipe(path: Path, _written: int) -> Recipe:
    return Recipe.from_json(path.read_text("utf-8"))


def _read_state(path: Path) -> RunState:
    """Read a state; that of an ended run is parsed once, for there are many of those.

    Others are always read: a run that is prepared may write twice within the clock's step.
    """
    written = path.stat().st_mtime_ns
    known = _ended.get(path)
    if known is not None and known[0] == written:
        return known[1]
    state = RunState.from_json(path.read_text("utf-8"))
    if state.status in FINAL:
        if len(_ended) >= _MOST_ENDED:
            _ended.clear()
        _ended[path] = written, state
    return state


def request_stop(run: Run) -> None:
    """Ask for an end: at once when nobody trains the run, else within two seconds.

    The last ended epoch is kept; asking again, or after the end, changes nothing.
    """
    if run.state.status in FINAL:
        return
    (run.folder / "stop").touch()
    lock = filelock.FileLock(run.lock_path)
    try:
        with lock.acquire(timeout=_STOP_PATIENCE):
            if run.state.status not in FINAL:
                run.write_state(status="stopped", ended_at=time.time(), phase=None)
    except filelock.Timeout:
        return  # whoever trains will see the file
    except OSError as error:
        raise RunError("run.damaged", run=run.id) from error


def engine_lock_path(engine: str) -> Path:
    """The lock that the engine of that name holds while it lives."""
    folder = home() / "engines"
    folder.mkdir(exist_ok=True)
    return folder / f"{engine}.lock"
