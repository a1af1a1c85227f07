"""Before training goes on: history, snapshots and checkpoint must say the same."""

from __future__ import annotations

from collections.abc import Sequence

from lib.runs.checkpoints import Checkpoint
from lib.runs.directory import Run
from lib.runs.history import EpochRow, History, HistoryWriter
from lib.runs.snapshots import drop_snapshots_after


def agree(run: Run, history: HistoryWriter, start: Checkpoint | None) -> None:
    """Make all that is kept of a run end where the checkpoint does.

    Lines of ended epochs that a kill prevented or that were damaged are written again; see
    :mod:`lib.runs.checkpoints`.

    Args:
        run: That goes on.
        history: Its history, open.
        start: What it goes on from; None when it begins anew.
    """
    last = start.row.epoch if start else 0
    drop_snapshots_after(run.folder, last)
    written = run.history()
    if start:
        kept = [row for row in written.epochs if row.epoch <= last]
        if _same(kept, start.ended[: len(kept)]) or len(start.ended) < last:
            for row in start.ended:
                if row.epoch > written.last_epoch:
                    history.write("epoch", row)
        else:
            _write_again(history, written, start.ended)
    if written.batches or written.epochs:
        history.resume(last)


def _same(ours: Sequence[EpochRow], theirs: Sequence[EpochRow]) -> bool:
    """As text: no loss that became NaN is equal to itself."""
    return [repr(row) for row in ours] == [repr(row) for row in theirs]


def _write_again(history: HistoryWriter, written: History, ended: Sequence[EpochRow]) -> None:
    """All ended epochs in their order, each with what is left of its batches and layers."""
    history.resume(0)
    for row in ended:
        for batch in written.batches:
            if batch.epoch == row.epoch:
                history.write("batch", batch)
        for layers in written.layers:
            if layers.epoch == row.epoch:
                history.write("layers", layers)
        history.write("epoch", row)
