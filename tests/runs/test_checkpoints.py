"""A checkpoint is whole or not there; a damaged one is noticed and the one before is used."""

import errno
import os
import threading

import numpy as np
import pytest

from lib.errors import RunError
from lib.runs.checkpoints import (
    Checkpoint,
    CheckpointWriter,
    newest_checkpoint,
    read_checkpoint,
    write_checkpoint,
)
from lib.runs.history import EpochRow


def checkpoint(epoch):
    rng = np.random.default_rng(epoch)
    variables = {
        "kernel": rng.normal(size=(3, 3, 2, 4)).astype(np.float32),
        "seed": np.array([epoch, 2**32 - 1], np.uint32),
        "count": np.array(epoch, np.int64),  # no axes
        "empty": np.zeros((0, 3), np.float32),
    }
    return Checkpoint(EpochRow(epoch, 1.0, 0.5, 1.1, 0.4, 1 / 3, 5.0, 100.0), variables)


def assert_equal(one, other):
    assert one.row == other.row
    assert list(one.variables) == list(other.variables)
    for name, array in one.variables.items():
        assert array.dtype == other.variables[name].dtype
        np.testing.assert_array_equal(array, other.variables[name], strict=True)


def test_every_bit_comes_back(tmp_path):
    path = write_checkpoint(tmp_path, checkpoint(7))
    assert_equal(read_checkpoint(path), checkpoint(7))


def test_the_last_two_are_kept_and_the_newest_is_used(tmp_path):
    for epoch in (8, 9, 10, 11):
        write_checkpoint(tmp_path, checkpoint(epoch))
    assert len(list(tmp_path.iterdir())) == 2
    assert_equal(newest_checkpoint(tmp_path), checkpoint(11))


def test_without_a_checkpoint_there_is_none(tmp_path):
    assert newest_checkpoint(tmp_path) is None


def test_one_flipped_bit_anywhere_sends_us_to_the_one_before(tmp_path):
    write_checkpoint(tmp_path, checkpoint(1))
    path = write_checkpoint(tmp_path, checkpoint(2))
    whole = path.read_bytes()
    for position in range(0, len(whole), 11):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << (position % 8)
        path.write_bytes(damaged)
        assert newest_checkpoint(tmp_path).row.epoch == 1


def test_a_file_torn_anywhere_sends_us_to_the_one_before(tmp_path):
    write_checkpoint(tmp_path, checkpoint(1))
    path = write_checkpoint(tmp_path, checkpoint(2))
    whole = path.read_bytes()
    for length in [*range(0, len(whole), 29), len(whole) - 1]:
        path.write_bytes(whole[:length])
        assert newest_checkpoint(tmp_path).row.epoch == 1


def test_a_full_disk_leaves_the_ones_before_and_no_litter(tmp_path, monkeypatch):
    write_checkpoint(tmp_path, checkpoint(1))

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunError) as caught:
        write_checkpoint(tmp_path, checkpoint(2))
    assert caught.value.key == "run.disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["epoch-0001.checkpoint"]


def test_the_writer_does_its_steps_in_order_and_one_epoch_after_the_other():
    writer, done, gate = CheckpointWriter(), [], threading.Event()
    writer.start([gate.wait, lambda: done.append(1), lambda: done.append(2)])
    assert done == []  # whoever started it goes on meanwhile
    gate.set()
    writer.start([lambda: done.append(3)])
    writer.join()
    assert done == [1, 2, 3]


def test_an_error_while_writing_is_told_to_the_one_who_trains_and_ends_the_steps():
    writer, done = CheckpointWriter(), []

    def fail():
        raise RunError("run.disk_full", file="x")

    writer.start([fail, lambda: done.append("line")])
    with pytest.raises(RunError):
        writer.join()
    assert done == []
    writer.join()
