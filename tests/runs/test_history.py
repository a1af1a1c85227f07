"""A history survives kills, tells resumes, and is cheap to follow."""

import dataclasses
import json
from unittest.mock import patch

import pytest

from lib.errors import RunError
from lib.runs.history import BatchRow, EpochRow, HistoryWriter, read_history


def batch(epoch, number, loss=1.0):
    return BatchRow(epoch, number, loss, 0.5, 8, 10.0 * epoch + number)


def epoch(number):
    return EpochRow(number, 1.0, 0.5, 1.1, 0.4, 10.0, 5.0, 100.0)


def write(folder, *rows):
    with HistoryWriter(folder) as history:
        for row in rows:
            history.write("batch" if isinstance(row, BatchRow) else "epoch", row)


def test_what_was_written_is_read_back_in_order(tmp_path):
    rows = [batch(1, 1, 0.1), batch(1, 2, 1 / 3), epoch(1)]
    write(tmp_path, *rows)
    history = read_history(tmp_path)
    assert [*history.batches, *history.epochs] == rows
    assert history.last_epoch == 1


def test_a_run_without_a_history_has_an_empty_one(tmp_path):
    assert read_history(tmp_path).batches == ()
    assert read_history(tmp_path).last_epoch == 0


def test_every_line_is_on_its_way_when_write_returns(tmp_path):
    with HistoryWriter(tmp_path) as history:
        for number in (1, 2, 3):
            history.write("batch", batch(1, number))
            assert len(read_history(tmp_path).batches) == number


def test_a_line_torn_at_any_byte_is_not_read_and_costs_no_other(tmp_path):
    write(tmp_path, batch(1, 1), batch(1, 2))
    path = tmp_path / "history.jsonl"
    whole = path.read_bytes()
    first_line = whole.index(b"\n") + 1
    for cut in range(first_line, len(whole)):
        path.write_bytes(whole[:cut])
        assert read_history(tmp_path).batches == (batch(1, 1),)


def test_writing_goes_on_after_a_torn_line_as_if_it_had_never_been(tmp_path):
    write(tmp_path, batch(1, 1), batch(1, 2))
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes()[:-5])
    write(tmp_path, batch(1, 3))
    assert [row.batch for row in read_history(tmp_path).batches] == [1, 3]


def test_a_damaged_line_in_the_middle_costs_only_itself(tmp_path):
    write(tmp_path, batch(1, 1))
    with (tmp_path / "history.jsonl").open("ab") as stream:
        stream.write(b'\xff\xfe{"kind"\n[1]\n{"kind": "batch"}\n')
    write(tmp_path, batch(1, 2))
    assert [row.batch for row in read_history(tmp_path).batches] == [1, 2]


def test_after_a_resume_only_epochs_that_had_ended_remain(tmp_path):
    write(tmp_path, batch(1, 1), epoch(1), batch(2, 1), epoch(2), batch(3, 1))
    with HistoryWriter(tmp_path) as history:
        history.resume(1)
        history.write("batch", batch(2, 1, loss=7.0))
    history = read_history(tmp_path)
    assert [(row.epoch, row.loss) for row in history.batches] == [(1, 1.0), (2, 7.0)]
    assert history.last_epoch == 1


def test_following_parses_only_what_is_new_and_says_the_same_as_reading_all(tmp_path):
    known = read_history(tmp_path)
    for number in range(1, 6):
        write(tmp_path, batch(1, number))
        with patch.object(json, "loads", wraps=json.loads) as parse:
            known = read_history(tmp_path, after=known)
        assert parse.call_count == 1
        assert known == read_history(tmp_path)


def test_following_drops_what_a_resume_gave_up(tmp_path):
    write(tmp_path, batch(1, 1), epoch(1), batch(2, 1))
    known = read_history(tmp_path)
    with HistoryWriter(tmp_path) as history:
        history.resume(1)
    assert [row.epoch for row in read_history(tmp_path, after=known).batches] == [1]


def test_the_csv_has_a_line_an_epoch_and_a_column_a_field(tmp_path):
    write(tmp_path, epoch(1), epoch(2))
    lines = read_history(tmp_path).to_csv().splitlines()
    assert lines[0].split(",") == [field.name for field in dataclasses.fields(EpochRow)]
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2"]


def test_a_full_disk_is_said_so(tmp_path):
    with HistoryWriter(tmp_path) as history:
        history._stream.close()
        with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123
            history._stream = full
            with pytest.raises(RunError) as caught:
                history.write("batch", batch(1, 1))
    assert caught.value.key == "run.disk_full"
