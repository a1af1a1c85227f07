"""Remove what killed processes left behind, so that the disk does not fill up with it."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import filelock

from lib.datasets.annotation.upkeep import delete_forgotten
from lib.datasets.garden.planting import forget_gardens
from lib.places import home, runs_home
from lib.runs.expiry import WITHDRAWN, delete_expired
from lib.runs.locks import is_held
from lib.runs.state import RunState
from lib.settings import settings

_DAY = 24 * 3600
STILL_SECONDS = 3600  # whoever still works touches its files many times an hour
_HALF_MADE = (
    "download-*",
    "gardens/.*",
    "prepared/.building-*",
    "prepared/.report-*",
    "datasets/set-*/.annotation/prepared/.building-*",
    "datasets/set-*/.annotation/prepared/.report-*",
    "scratch/*",
    f"runs/{WITHDRAWN}*",
)
_HALF_WRITTEN = (".writing-*", "*/.writing-*", "tmp*")


def sweep() -> None:
    """Remove half-made data, half-written files of runs, and what only a resume would need.

    Nothing that was touched within an hour goes, nor anything of a run that is being trained.
    Label sets and runs go that nobody has opened for as long as visitors are told, and gardens
    that no training has used, and the clinic's trainings of this host.
    """
    delete_forgotten()
    delete_expired()
    forget_gardens(home() / "gardens", days=settings().keep_run_days)
    _forget_repeated(days=settings().keep_run_days)
    for pattern in _HALF_MADE:
        for path in home().glob(pattern):
            _remove_if_still(path)
    for path in (home() / "engines").glob("*.*"):
        lock = path.with_suffix(".lock")
        if path.suffix in (".lock", ".json") and not is_held(lock):
            _remove_if_still(path)
    for folder in runs_home().iterdir():
        litter = [path for pattern in _HALF_WRITTEN for path in folder.glob(pattern)]
        spent = (folder / "spare").exists() and _is_finished(folder)
        if litter or spent:  # else a lock would only mislead those who ask who trains
            with contextlib.suppress(OSError, filelock.Timeout), _left_alone(folder):
                for path in litter:
                    _remove_if_still(path)
                if spent:
                    drop_resume(folder)


def _forget_repeated(*, days: int) -> None:
    """Delete the clinic's trainings of this host that ended longer ago (0: none goes)."""
    if not days:
        return
    for path in (home() / "clinic").glob("*.*"):
        with contextlib.suppress(OSError):  # another process does the same
            old = time.time() - path.stat().st_mtime > days * _DAY
            if old and not is_held(path.with_suffix(".lock")):
                path.unlink(missing_ok=True)


def drop_resume(folder: Path) -> None:
    """Remove what a run needs only to go on: a finished one never does.

    Args:
        folder: Of the run.
    """
    shutil.rmtree(folder / "checkpoints", ignore_errors=True)
    with contextlib.suppress(OSError):
        (folder / "spare").unlink(missing_ok=True)  # last: it tells that this is to be done


@contextlib.contextmanager
def _left_alone(folder: Path) -> Iterator[None]:
    """Keep trainers out of a run; ``Timeout`` when there is one."""
    with filelock.FileLock(folder / "lock").acquire(timeout=0):
        yield


def _is_finished(folder: Path) -> bool:
    try:
        return RunState.from_json((folder / "state.json").read_text("utf-8")).status == "finished"
    except (OSError, ValueError, TypeError):
        return False


def _remove_if_still(path: Path) -> None:
    try:
        touched = max(part.lstat().st_mtime for part in (path, *path.rglob("*")))
    except OSError:  # gone, or being written
        return
    if time.time() - touched < STILL_SECONDS:
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
