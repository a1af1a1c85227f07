"""Between two batches: pause, one step, another learning rate."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from lib.runs.commands import RateRequest, forget_rate, requested_rate, take_step
from lib.runs.directory import Run
from lib.runs.history import ControlRow, HistoryWriter

LONGEST_PAUSE = 1800.0  # seconds: then the run is stopped, for others wait for the worker
_LOOK = 0.05  # seconds between two looks while it waits


class Obeying:
    """Does what was asked of a run, and what its history says was done before.

    Args:
        run: Whose directory is looked into.
        history: Its history, open: what is done is written there.
        check: Raises when a stop was asked for.
        end: Stops the run: raises.
    """

    def __init__(
        self,
        run: Run,
        history: HistoryWriter,
        *,
        check: Callable[[], object],
        end: Callable[[], object],
    ) -> None:
        self._run, self._history = run, history
        self._check, self._end = check, end
        written = run.history()
        self._rates = {(row.epoch, row.batch): row.value for row in written.rates}
        self._done = {row.request for row in written.controls}
        self._waited = False

    def begin(self, optimizer: Any, epoch: int) -> None:
        """Set the rate that was valid when ``epoch``, from 1, began."""
        earlier = [place for place in self._rates if place < (epoch, 1)]
        rate = self._rates[max(earlier)] if earlier else self._run.recipe.learning_rate
        optimizer.learning_rate.assign(rate)

    def before(self, optimizer: Any, epoch: int, batch: int) -> tuple[float, bool]:
        """Do what is asked before a batch; both are counted from 1.

        Returns:
            Seconds that were waited, and whether the batch is a single step.
        """
        if (epoch, batch) in self._rates:
            optimizer.learning_rate.assign(self._rates[epoch, batch])
        start = time.perf_counter()
        while True:
            if asked := requested_rate(self._run):
                if asked.name not in self._done:
                    self._change(optimizer, (epoch, batch), asked)
                forget_rate(self._run)
            if not self._run.pause_path.exists():
                if self._waited:
                    self._write(epoch, batch, "continue")
                self._waited = False
                return time.perf_counter() - start, False
            if not self._waited:
                self._write(epoch, batch, "pause")
            self._waited = True
            if take_step(self._run):
                self._write(epoch, batch, "step")
                return time.perf_counter() - start, True
            self._check()
            if time.perf_counter() - start > LONGEST_PAUSE:
                self._end()
            time.sleep(_LOOK)

    def _change(self, optimizer: Any, place: tuple[int, int], asked: RateRequest) -> None:
        """Train with another rate from this batch on; those of later ones are given up."""
        self._history.write("control", ControlRow(*place, "rate", asked.rate, asked.name))
        self._done.add(asked.name)
        self._rates = {p: kept for p, kept in self._rates.items() if p < place}
        self._rates[place] = asked.rate
        optimizer.learning_rate.assign(asked.rate)

    def _write(self, epoch: int, batch: int, what: str) -> None:
        self._history.write("control", ControlRow(epoch, batch, what))
