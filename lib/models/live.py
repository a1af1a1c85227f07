"""What training tells while it runs: a line a batch, and all that an ended epoch leaves."""

from __future__ import annotations

import time
from typing import Any

import keras
import numpy as np

from lib.models.evaluation import Evaluation, Evaluator
from lib.models.moments import Watcher
from lib.models.obeying import Obeying
from lib.models.pipeline import LoadedData, batch_count
from lib.models.stepping import Stepping
from lib.models.variables import copy_variables
from lib.runs.checkpoints import Checkpoint, CheckpointWriter, write_checkpoint
from lib.runs.directory import Run
from lib.runs.files import make_folder, replacing
from lib.runs.history import BatchRow, EpochRow, HistoryWriter
from lib.runs.snapshots import write_snapshot
from lib.runs.steps import write_step


class StopRequested(Exception):  # noqa: N818 - a request, not an error
    """Somebody asked for an end."""


class LiveHistory(keras.callbacks.Callback):  # type: ignore[misc]
    """The one callback of training: writes the history and leaves when a stop is asked for.

    Args:
        run: Whose directory is written to.
        history: Its history, open.
        data: What is trained on and evaluated with.
        start: The checkpoint that training goes on from, if there is one: time goes on, too.
    """

    def __init__(
        self, run: Run, history: HistoryWriter, data: LoadedData, *, start: Checkpoint | None
    ) -> None:
        super().__init__()
        self._run = run
        self._history = history
        self._data = data
        self._batch_size = run.recipe.batch_size
        self._ended = start.ended if start else ()
        self._start = time.perf_counter() - (start.row.seconds if start else 0.0)
        self._writer = CheckpointWriter()

    def check(self) -> None:
        """Leave ``fit`` at once when a stop was asked for; the unfinished epoch is given up."""
        if self._run.stop_requested():
            raise StopRequested

    def finish(self) -> None:
        """Wait until the last ended epoch is on disk."""
        self._writer.join()

    def on_train_begin(self, logs: Any = None) -> None:
        """Prepare the evaluation, which needs the network."""
        self._evaluate = Evaluator(self.model, self._data.validation, batch_size=self._batch_size)
        self._obeying = Obeying(self._run, self._history, check=self.check, end=_stop)
        self._stepping: Stepping | None = None
        self._told = False  # that training has begun
        self._watcher = Watcher(self.model, self._data)
        self._batches = batch_count(self._data.training, self._run.recipe)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Begin the sums from which a batch's own numbers are told."""
        self._epoch = epoch + 1
        self._epoch_start = self._seconds()
        self._seen, self._loss_sum, self._right = 0, 0.0, 0
        self._obeying.begin(self.model.optimizer, self._epoch)
        if epoch == 0:
            self._keep_moment(0)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Do what was asked for: wait, another rate, one batch in numbers."""
        if not self._told:
            self._run.write_state(phase="training")
            self._told = True
        place = (self._epoch, batch + 1)
        waited, single = self._obeying.before(self.model.optimizer, *place)
        self._start += waited  # it is no training time
        self._stepping = None
        if single:
            recipe = self._run.recipe
            self._stepping = Stepping(
                self.model, self._data.training, recipe, epoch=place[0], batch=place[1]
            )

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Write this batch's own loss and accuracy.

        Keras reports means over the epoch so far, weighted by pictures; with ``S`` pictures
        seen, the sum is ``S · mean``, and the difference of two sums belongs to the batch.
        """
        images = min(self._batch_size, len(self._data.training) - self._seen)
        seen = self._seen + images
        loss_sum = seen * float(logs["loss"])
        right = round(seen * float(logs["accuracy"]))  # a count of pictures
        row = BatchRow(
            epoch=self._epoch,
            batch=batch + 1,
            loss=(loss_sum - self._loss_sum) / images,
            accuracy=(right - self._right) / images,
            images=images,
            seconds=self._seconds(),
        )
        self._seen, self._loss_sum, self._right = seen, loss_sum, right
        if self._stepping is not None:
            write_step(self._run, self._stepping.result(row.loss))
        self._history.write("batch", row)
        if self._epoch == 1 and batch + 1 in early_moments(self._batches):
            self._keep_moment(batch + 1)
        self.check()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Evaluate; then hand results and a copy of every variable to the writing thread."""
        trained = self._seconds() - self._epoch_start
        evaluation = self._evaluate(self.check)
        row = EpochRow(
            epoch=self._epoch,
            loss=float(logs["loss"]),
            accuracy=float(logs["accuracy"]),
            validation_loss=evaluation.loss,
            validation_accuracy=evaluation.accuracy,
            seconds=self._seconds(),
            epoch_seconds=self._seconds() - self._epoch_start,
            images_per_second=self._seen / trained,
        )
        checkpoint = Checkpoint(row, copy_variables(self.model), self._ended)
        self._ended = checkpoint.ended
        snapshot = self._watcher.snapshot(float(row.epoch), evaluation)
        gradients, weights = self._watcher.gradients(), self._watcher.weights()
        # In this order, and the history last: see lib.runs.checkpoints.
        self._writer.start(
            [
                lambda: _write_probabilities(self._run, row.epoch, evaluation),
                lambda: write_checkpoint(self._run.folder / "checkpoints", checkpoint),
                lambda: write_snapshot(self._run.folder, snapshot),
                lambda: self._history.write(
                    "layers", self._watcher.row(row.epoch, gradients, weights)
                ),
                lambda: self._history.write("epoch", row),
            ]
        )

    def _keep_moment(self, batch: int) -> None:
        """Keep a moment of the first epoch, where most happens."""
        snapshot = self._watcher.snapshot(batch / self._batches)
        self._writer.start([lambda: write_snapshot(self._run.folder, snapshot)])

    def _seconds(self) -> float:
        return time.perf_counter() - self._start


def _stop() -> None:
    raise StopRequested


def early_moments(batch_count: int) -> list[int]:
    """After which batches of the first epoch a moment is kept, besides its beginning and its end.

    Example:
        >>> early_moments(50), early_moments(2)
        ([6, 12, 25], [1])
    """
    return sorted({batch_count // share for share in (8, 4, 2)} - {0, batch_count})


def _write_probabilities(run: Run, epoch: int, evaluation: Evaluation) -> None:
    path = run.validation_path(epoch)
    make_folder(path.parent)
    with replacing(path) as stream:
        np.save(stream, evaluation.probabilities, allow_pickle=False)
