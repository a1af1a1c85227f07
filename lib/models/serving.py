"""What a worker for trainings does: one run after the other, always the one that waits longest."""

from __future__ import annotations

import logging

from lib.models.training import train_held
from lib.runs.queue import next_run

_log = logging.getLogger(__name__)


def serve() -> None:
    """Train the runs that wait, in their order, until none does.

    Any number of workers may do so at the same time: each takes the first that nobody has.
    """
    failed: set[str] = set()  # they still wait, and would come first again
    while True:
        with next_run(leaving=failed) as run:
            if run is None:
                return
            try:
                train_held(run)
            except Exception:  # not even its end could be written down
                _log.exception("the run %s was left as it is", run.id)
                failed.add(run.id)
