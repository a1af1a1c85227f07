"""Checkpoints: everything that training needs to go on as if nothing had happened.

One file an ended epoch (:mod:`lib.runs.packed`: a digest tells a damaged one), with its
line of the history among the facts.  The last two are kept, so that one damaged file costs one
epoch, which is then trained again to the same bit.

**Why no epoch is lost that was shown as ended.**  An epoch ends in this order: its validation
results, its checkpoint (which contains its history line), its line in the history.  Only the
last is what people see.  A kill before the checkpoint leaves the epoch unseen and it is trained
again; a kill between checkpoint and line leaves the line to be added from the checkpoint when
training resumes.  So history and newest checkpoint always agree after a resume.

**Why training does not wait.**  :class:`CheckpointWriter` does all this in a thread, from copies
made at the end of the epoch, while the next epoch is being trained.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from lib.runs.files import make_folder, remove
from lib.runs.history import EpochRow
from lib.runs.packed import read_packed, write_packed

_FORMAT = b"convscope checkpoint 1\n"
_NAME = re.compile(r"epoch-(\d{4})\.checkpoint")
_KEPT = 2


@dataclass(frozen=True)
class Checkpoint:
    """The state after an ended epoch: its history line, every variable by name, and the history
    lines of the epochs before it, which a damaged history may have lost."""

    row: EpochRow
    variables: dict[str, NDArray[Any]]
    earlier: tuple[EpochRow, ...] = ()  # none in checkpoints of a time when they were not kept

    @property
    def ended(self) -> tuple[EpochRow, ...]:
        """The lines of all ended epochs that it knows of."""
        return (*self.earlier, self.row)


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> Path:
    """Write a checkpoint into ``folder`` and remove all but the last two.

    Raises:
        RunError: The disk is full (``run.disk_full``); the ones before are untouched.
    """
    make_folder(folder)
    path = folder / f"epoch-{checkpoint.row.epoch:04d}.checkpoint"
    facts = {
        "row": dataclasses.asdict(checkpoint.row),
        "earlier": [dataclasses.asdict(row) for row in checkpoint.earlier],
    }
    write_packed(path, _FORMAT, facts, checkpoint.variables)
    for old in _newest_first(folder)[_KEPT:]:
        remove(old)
    return path


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint.

    Raises:
        ValueError: It is damaged, or no checkpoint.
    """
    facts, variables = read_packed(path, _FORMAT)
    earlier = tuple(EpochRow(**row) for row in facts.get("earlier", ()))
    return Checkpoint(EpochRow(**facts["row"]), variables, earlier)


def newest_checkpoint(folder: Path) -> Checkpoint | None:
    """The newest checkpoint that is whole; None when there is none."""
    for path in _newest_first(folder):
        try:
            return read_checkpoint(path)
        except (OSError, ValueError):
            continue
    return None


def _newest_first(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)


class CheckpointWriter:
    """Do the writing at the end of an epoch in a thread, one epoch at a time.

    An error in the thread is raised by the next :meth:`start` or :meth:`join`.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def start(self, steps: Sequence[Callable[[], object]]) -> None:
        """Run the steps in order, in the background, once the epoch before is done with."""
        self.join()
        self._thread = threading.Thread(target=self._run, args=(steps,), name="checkpoint")
        self._thread.start()

    def join(self) -> None:
        """Wait until everything started is on disk."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def _run(self, steps: Sequence[Callable[[], object]]) -> None:
        try:
            for step in steps:
                step()
        except Exception as error:
            self._error = error
