"""How far a run is: the record in ``state.json``."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

STATUSES = ("queued", "running", "stopped", "finished", "failed")
FINAL = frozenset({"stopped", "finished", "failed"})
# Of what Run.status() says, which also knows "paused", "stopping" and "interrupted":
ACTIVE = frozenset(
    {"queued", "running", "paused", "stopping"}
)  # somebody works on it, or is about to
RESUMABLE = frozenset({"stopped", "interrupted", "failed"})
PHASES = ("downloading", "drawing", "checking", "loading", "building", "training")


@dataclass(frozen=True)
class RunState:
    """What was last written about a run.

    Times are seconds since 1970; they order and label runs, nothing is computed from them.
    """

    status: str  # one of STATUSES; the page shows Run.status(), which also sees deaths
    created_at: float
    queued_at: float  # when it was last put into the queue: its place in it
    started_at: float | None = None
    ended_at: float | None = None
    engine: str | None = None  # name of the engine that will start or restart it
    phase: str | None = None  # one of PHASES while running
    phase_done: int = 0  # pictures or bytes of phase_total; training has the history
    phase_total: int = 0  # 0 when unknown
    message: str | None = None  # key of the error that ended the run
    facts: dict[str, Any] = field(default_factory=dict)  # of that error
    data_folder: str | None = None  # relative to home()
    class_names: tuple[str, ...] = ()
    training_count: int = 0  # pictures
    validation_count: int = 0  # pictures
    batches_per_epoch: int = 0
    skipped: tuple[dict[str, str], ...] = ()  # files left out: {"file": …, "reason": key}
    attempts: int = 0  # starts since an epoch last ended; more than a few mean a deadly run
    attempts_after: int = 0  # the epoch that had ended at the first of them
    machine: dict[str, str] = field(default_factory=dict)  # versions and processor
    worker: str | None = None  # who trains it, or trained it last: a worker of the engine

    def __post_init__(self) -> None:
        """Refuse a record that no version of this project wrote."""
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}")
        object.__setattr__(self, "class_names", tuple(self.class_names))
        object.__setattr__(self, "skipped", tuple(self.skipped))

    def changed(self, **changes: Any) -> RunState:
        """A copy with other values."""
        return dataclasses.replace(self, **changes)

    def to_json(self) -> str:
        """The record as JSON text; facts that JSON has no word for become text."""
        values = dataclasses.asdict(self)
        return json.dumps(values, indent=2, ensure_ascii=False, default=str) + "\n"

    @classmethod
    def from_json(cls, text: str) -> RunState:
        """The record that :meth:`to_json` wrote.

        Raises:
            ValueError, TypeError: It is no such record.
        """
        return cls(**json.loads(text))
