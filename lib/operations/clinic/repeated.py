"""Patients that were trained once more on this host, for everybody who looks.

The same fault with the same seed is the same training, so what one visitor has had trained is
there for the next.  Each is a file of the home folder: curves while it trains, all else at the end.
The sweep deletes those that nobody needs any more.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import numpy as np

from lib.operations.clinic.patients import Numbers, Patient, patient_of
from lib.operations.clinic.programs import CHANGES
from lib.places import home
from lib.runs.files import remove, write_text
from lib.runs.locks import is_held

_PATIENCE = 2.0  # seconds: a page that asks who trains holds the lock for a moment
MOST_SEED = 199  # what a host keeps is bounded: some kilobytes for each fault and seed


@dataclass(frozen=True)
class Repeated:
    """One fault trained here with one seed.

    Attributes:
        fault: One of :data:`~lib.operations.clinic.programs.CHANGES`.
        seed: 0 to :data:`MOST_SEED`.
    """

    fault: str
    seed: int

    def __post_init__(self) -> None:
        if self.fault not in CHANGES or not 0 <= self.seed <= MOST_SEED:
            raise ValueError(f"no patient is {self.fault!r} with seed {self.seed}")

    @property
    def path(self) -> Path:
        """Its file."""
        return _folder() / f"{self.fault}-{self.seed}.json"

    def is_training(self) -> bool:
        """Whether some worker trains it at this moment."""
        return is_held(self._lock)

    def held(self) -> Any:
        """Keep every other worker from training it, for a ``with``; ``Timeout`` if one does."""
        return filelock.FileLock(self._lock).acquire(timeout=_PATIENCE)

    def curves(self) -> Mapping[str, Numbers]:
        """What is known of its curves; empty before the first epoch has ended."""
        return {
            name: np.array([float(value) for value in values])
            for name, values in self._read().get("curves", {}).items()
        }

    def patient(self) -> Patient | None:
        """All of it, when it has been trained to its end."""
        try:
            return patient_of(self._read())
        except (KeyError, ValueError, TypeError, IndexError):
            return None

    def write(self, stored: Mapping[str, Any]) -> None:
        """Write down what is known.

        Raises:
            RunError: The disk is full (``run.disk_full``).
        """
        write_text(self.path, json.dumps(stored))

    def forget(self) -> None:
        """As if it had not been trained."""
        remove(self.path)

    @contextlib.contextmanager
    def forgotten(self) -> Iterator[None]:
        """Forget it, so that it is trained anew; on an error all is as it was."""
        stored = self._read()
        with contextlib.suppress(OSError):  # then the one that is there stays
            self.forget()
        try:
            yield
        except BaseException:
            if stored:
                self.write(stored)
            raise

    @property
    def _lock(self) -> Path:
        return self.path.with_suffix(".lock")

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or damaged: then it can be trained again
            return {}
        return found if isinstance(found, dict) else {}


def _folder() -> Path:
    folder = home() / "clinic"
    folder.mkdir(exist_ok=True)
    return folder
