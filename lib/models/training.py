"""Train the network of a run so that it can be watched, stopped, killed and resumed."""

from __future__ import annotations

import json
import logging
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import Any

import filelock
import keras
import tensorflow as tf

from lib.datasets.folder import split_counts
from lib.errors import ConvScopeError, RunError
from lib.jobs.tasks import worker_name
from lib.models.chance import own_chance
from lib.models.data import find_data
from lib.models.live import LiveHistory, StopRequested
from lib.models.network import build_network
from lib.models.pipeline import (
    VALIDATION_SHARE,
    LoadedData,
    batch_count,
    load_folder,
    training_batches,
)
from lib.models.variables import restore_variables
from lib.places import home
from lib.runs.agreeing import agree
from lib.runs.checkpoints import Checkpoint, newest_checkpoint
from lib.runs.commands import clear_commands
from lib.runs.directory import Run, open_run
from lib.runs.files import disk_full, remove, told_when_full, write_text
from lib.runs.history import HistoryWriter
from lib.runs.state import FINAL
from lib.runs.sweep import drop_resume

_log = logging.getLogger(__name__)
_LOCK_PATIENCE = 10.0  # seconds: a page that asks who is alive holds the lock for a moment
_REPORT_SECONDS = 0.5
_MOST_ATTEMPTS = 3  # starts without an ended epoch between them


def train(run_id: str) -> None:
    """Train a run to its end from wherever it is; what happens is said in its directory.

    The same recipe gives the same weights bit for bit on the same machine, however often
    training was stopped or killed on the way.  Does nothing when the run has ended, or when
    somebody else is training it.
    """
    run = open_run(run_id)
    try:
        lock = filelock.FileLock(run.lock_path).acquire(timeout=_LOCK_PATIENCE)
    except filelock.Timeout:
        return
    with lock:
        if run.state.status not in FINAL:
            train_held(run)


def train_held(run: Run) -> None:
    """As :func:`train`, for whoever holds the lock of a run that has not ended."""
    keras.config.disable_interactive_logging()  # a worker has no terminal to talk to
    _train_and_say_how_it_ended(run)
    clear_commands(run)  # what came too late


def _train_and_say_how_it_ended(run: Run) -> None:
    try:
        _train(run)
        _end(run, "finished")
        drop_resume(run.folder)
    except StopRequested:
        _end(run, "stopped")
    except ConvScopeError as error:
        _fail(run, error)
    except OSError as error:
        if full := disk_full(error):
            _fail(run, full)
        else:
            _crash(run, error)
    except Exception as error:
        _crash(run, error)


def _crash(run: Run, error: Exception) -> None:
    _log.error("training of %s failed", run.id, exc_info=error)
    _fail(run, RunError("run.crashed", reason=f"{type(error).__name__}: {error}"[:300]))


def _fail(run: Run, error: ConvScopeError) -> None:
    _end(run, "failed", message=error.key, facts=error.facts)


def _end(run: Run, status: str, **why: Any) -> None:
    """Write down how it ended; on a full disk in the space held back for that."""
    changes = {"status": status, "ended_at": time.time(), "phase": None, **why}
    try:
        run.write_state(**changes)
    except RunError:
        run.give_room()
        run.write_state(**changes)


def _train(run: Run) -> None:
    run.hold_room()
    start = newest_checkpoint(run.folder / "checkpoints")
    ended = start.row.epoch if start else 0
    _count_attempt(run, ended)
    data = _load(run)
    network = _network(run, data, start)
    with HistoryWriter(run.folder) as history:
        agree(run, history, start)
        live = LiveHistory(run, history, data, start=start)
        try:
            live.check()
            network.fit(
                training_batches(data.training, run.recipe, first_epoch=ended),
                initial_epoch=ended,
                epochs=run.recipe.epochs,
                steps_per_epoch=batch_count(data.training, run.recipe),
                shuffle=False,  # the batches come in an order of their own
                callbacks=[live],
                verbose=0,
            )
        finally:
            live.finish()  # whatever came: an epoch that had ended gets to disk
            _save_model(run, network)


def _count_attempt(run: Run, ended: int) -> None:
    """Note that training starts; give a run up that dies again and again without progress."""
    state = run.state
    before = state.attempts if state.attempts_after == ended else 0
    if before >= _MOST_ATTEMPTS:
        raise RunError("run.worker_died", attempts=before)
    run.write_state(
        status="running",
        started_at=state.started_at or time.time(),
        phase=None,  # of the start before
        attempts=before + 1,
        attempts_after=ended,
        machine=_machine(),
        worker=worker_name(),
    )


def _load(run: Run) -> LoadedData:
    """Find and load the data, telling how far that is."""
    recipe, report = run.recipe, _Report(run)
    prepared = find_data(recipe, report)
    split_counts(prepared.report.total, VALIDATION_SHARE)  # refuses what cannot be split
    keras.utils.set_random_seed(recipe.seed)
    data = load_folder(
        prepared.folder, recipe, report=lambda done, total: report("loading", done, total)
    )
    _hold_back(run, data)
    if copy := prepared.clean_copy():
        write_text(run.clean_copy_path, copy.to_json())
    run.write_state(
        phase="building",
        data_folder=os.path.relpath(prepared.folder, home()),
        class_names=data.class_names,
        training_count=len(data.training),
        validation_count=len(data.validation),
        batches_per_epoch=batch_count(data.training, recipe),
        skipped=[{"file": file, "reason": key} for file, key in prepared.report.skipped],
    )
    return data


def _hold_back(run: Run, data: LoadedData) -> None:
    """Write down which pictures validate; they must be the same after a break."""
    path = run.folder / "validation.json"
    held_back = {"files": list(data.validation.files), "labels": data.validation.labels.tolist()}
    if _kept(path) not in (None, held_back):
        raise RunError("run.data_changed", run=run.id, data=run.recipe.data)
    write_text(path, json.dumps(held_back, ensure_ascii=False))


def _kept(path: Path) -> Any:
    """What was written down; None when nothing was, or it cannot be read any more."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _network(run: Run, data: LoadedData, start: Checkpoint | None) -> Any:
    """The network as it was after the last ended epoch, or new."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(run.recipe.seed)
    with own_chance(run.recipe.seed):
        network = build_network(run.recipe, len(data.class_names))
    network.optimizer.build(network.trainable_variables)
    if start:
        restore_variables(network, start.variables)
    return network


def _save_model(run: Run, network: Any) -> None:
    """Write ``model.keras`` with the weights after the last ended epoch, if one has ended."""
    last = newest_checkpoint(run.folder / "checkpoints")
    if last is None:
        return
    restore_variables(network, last.variables)
    with told_when_full(run.model_path), tempfile.TemporaryDirectory(dir=run.folder) as folder:
        saved = Path(folder) / run.model_path.name
        network.save(saved)
        if run.model_path.is_dir():  # no file of ours: what lies there is damaged
            remove(run.model_path)
        saved.replace(run.model_path)


class _Report:
    """Tell in the run's state how far its data is, twice a second; leave when asked to stop."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._told: tuple[str, float] = ("", 0.0)

    def __call__(self, phase: str, done: int, total: int) -> None:
        if self._run.stop_requested():
            raise StopRequested
        phase_before, when = self._told
        if phase != phase_before or time.monotonic() - when > _REPORT_SECONDS:
            self._run.write_state(phase=phase, phase_done=done, phase_total=total)
            self._told = (phase, time.monotonic())


def _machine() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": str(os.cpu_count()),
    }
