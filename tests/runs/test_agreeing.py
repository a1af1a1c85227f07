"""Before training goes on, everything kept of a run ends with the same epoch."""

import numpy as np
import pytest

from lib.runs.agreeing import agree
from lib.runs.checkpoints import Checkpoint, read_checkpoint, write_checkpoint
from lib.runs.directory import create_run
from lib.runs.history import BatchRow, EpochRow, HistoryWriter
from lib.runs.recipe import Recipe

ROWS = [EpochRow(epoch, 1 / epoch, 0.5, float("nan"), 0.4, 3.0, 1.0, 9.0) for epoch in (1, 2, 3)]
START = Checkpoint(ROWS[2], {}, tuple(ROWS[:2]))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    return create_run(Recipe())


def written(run, epochs):
    """A history with a batch an epoch, two of the epoch after the last, and these ended ones."""
    with HistoryWriter(run.folder) as history:
        for epoch in (1, 2, 3, 4):
            history.write("batch", BatchRow(epoch, 1, epoch / 10, 0.5, 8, 1.0))
            if epoch in epochs:
                history.write("epoch", ROWS[epoch - 1])


def agreed(run, start):
    with HistoryWriter(run.folder) as history:
        agree(run, history, start)
    found = run.history()
    return [row.epoch for row in found.epochs], [row.epoch for row in found.batches]


@pytest.mark.parametrize("epochs", [(1, 2, 3), (1, 2), (1,), (), (2, 3), (1, 3), (3,)])
def test_whatever_lines_of_ended_epochs_are_lost_they_are_there_again_in_their_order(run, epochs):
    written(run, epochs)
    assert agreed(run, START) == ([1, 2, 3], [1, 2, 3])
    assert list(map(repr, run.history().epochs)) == list(map(repr, ROWS))


def test_a_history_that_was_lost_altogether_has_the_ended_epochs_again(run):
    assert agreed(run, START) == ([1, 2, 3], [])


def test_a_whole_history_is_not_written_again(run):
    written(run, (1, 2, 3))
    before = (run.folder / "history.jsonl").read_bytes()
    agreed(run, START)
    after = (run.folder / "history.jsonl").read_bytes()
    assert after == before + b'{"kind": "resume", "from_epoch": 3}\n'


def test_without_a_checkpoint_all_is_given_up(run):
    written(run, (1, 2))
    assert agreed(run, None) == ([], [])


def test_a_checkpoint_that_knows_only_its_own_epoch_adds_that(run):
    written(run, (1, 2))
    assert agreed(run, Checkpoint(ROWS[2], {})) == ([1, 2, 3], [1, 2, 3])


def test_a_checkpoint_keeps_the_lines_of_all_ended_epochs(tmp_path):
    path = write_checkpoint(tmp_path, Checkpoint(ROWS[2], {"a": np.arange(3)}, tuple(ROWS[:2])))
    assert list(map(repr, read_checkpoint(path).ended)) == list(map(repr, ROWS))
