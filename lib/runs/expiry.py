"""The end of trainings that nobody looks at any more, so that a host's disk does not fill up.

A run is as old as the time since somebody last opened it or worked on it.  The one that ships is
not among them, nor one that trains or waits.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

import filelock

from lib.errors import RunError
from lib.places import runs_home
from lib.runs.directory import Run, list_runs
from lib.runs.state import ACTIVE
from lib.settings import settings

WITHDRAWN = ".expired-"  # before a name: no run any more, on its way out
_DAY = 24 * 3600
_NOTED_SECONDS = 3600  # a page that polls need not note itself at every look


def note_opened(run: Run) -> None:
    """Write down that somebody looked at the run."""
    if run.folder.parent != runs_home():
        return  # what ships is not written to
    mark = run.folder / "opened"
    with contextlib.suppress(OSError):  # a full disk keeps nobody from looking
        if _changed(mark) < time.time() - _NOTED_SECONDS:
            mark.touch()


def delete_expired() -> None:
    """Delete the runs that nobody has opened for as long as visitors are told, for good."""
    days = settings().keep_run_days
    if not days:
        return
    listed = list_runs()
    damaged = (Run(name, runs_home() / name) for name in listed.damaged)
    for run in (*listed.runs, *damaged):
        if _is_expired(run, days):
            with contextlib.suppress(OSError, filelock.Timeout):
                _delete(run, days)


def _delete(run: Run, days: int) -> None:
    with filelock.FileLock(run.lock_path).acquire(timeout=0):
        if not _is_expired(run, days, held=True):  # somebody may just have opened or resumed it
            return
        gone = run.folder.with_name(WITHDRAWN + run.id)
        run.folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _is_expired(run: Run, days: int, *, held: bool = False) -> bool:
    touched = max(_changed(run.folder / name) for name in ("opened", "state.json"))
    if time.time() - (touched or _changed(run.folder)) < days * _DAY:
        return False
    try:
        return (run.status_untrained() if held else run.status()) not in ACTIVE
    except RunError:
        return True  # damaged


def _changed(path: Path) -> float:
    """When the file was last written, in seconds since 1970; 0 where there is none."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
