"""What is kept of a history is what the file says, whatever becomes of the file."""

import os

import pytest

from lib.runs import read_lately
from lib.runs.history import FILE_NAME, BatchRow, EpochRow, History, HistoryWriter, read_history
from lib.runs.read_lately import lately_read


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(read_lately, "_lately", {})


@pytest.fixture
def parsed(monkeypatch):
    """Where each reading of a file began."""
    begun = []

    def read(folder, *, after=None):
        begun.append(after.offset if after else 0)
        return read_history(folder, after=after)

    monkeypatch.setattr(read_lately, "read_history", read)
    return begun


def write(folder, *rows):
    with HistoryWriter(folder) as history:
        for row in rows:
            history.write("epoch" if isinstance(row, EpochRow) else "batch", row)


def batch(epoch, number):
    return BatchRow(epoch, number, 1.5, 0.25, 32, 0.5)


def epoch(number):
    return EpochRow(number, 1.5, 0.25, 1.25, 0.5, 4.0, 4.0, 10.0)


def test_a_history_that_is_as_it_was_is_read_once(tmp_path, parsed):
    write(tmp_path, batch(1, 1), epoch(1))
    first = lately_read(tmp_path)
    assert lately_read(tmp_path) is first
    assert first == read_history(tmp_path)
    assert parsed == [0]


def test_of_one_that_has_grown_only_the_new_lines_are_read(tmp_path, parsed):
    write(tmp_path, *(batch(1, number) for number in range(1, 20)))
    before = lately_read(tmp_path)
    write(tmp_path, epoch(1), batch(2, 1))
    assert lately_read(tmp_path) == read_history(tmp_path)
    assert parsed == [0, before.offset]


def test_a_resume_gives_up_what_was_known(tmp_path):
    write(tmp_path, batch(1, 1), epoch(1), batch(2, 1), batch(2, 2))
    assert len(lately_read(tmp_path).batches) == 3
    with HistoryWriter(tmp_path) as history:
        history.resume(from_epoch=1)
        history.write("batch", batch(2, 1))
    assert lately_read(tmp_path) == read_history(tmp_path)
    assert len(lately_read(tmp_path).batches) == 2


def test_a_torn_line_is_read_when_it_is_whole(tmp_path):
    write(tmp_path, batch(1, 1), batch(1, 2))
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    for cut in (len(whole) - 1, len(whole) - 20):
        path.write_bytes(whole[:cut])
        assert len(lately_read(tmp_path).batches) == 1
        with path.open("ab") as stream:
            stream.write(whole[cut:])
        assert len(lately_read(tmp_path).batches) == 2


@pytest.mark.parametrize("how", ["in place", "longer", "shorter", "another file", "gone"])
def test_a_file_that_was_not_only_appended_to_is_read_anew(tmp_path, how):
    write(tmp_path, *(batch(1, number) for number in range(1, 6)))
    path = tmp_path / FILE_NAME
    assert len(lately_read(tmp_path).batches) == 5
    text = path.read_bytes()
    other = text.replace(b'"batch": 5', b'"batch": 9')
    assert other != text
    if how == "in place":
        path.write_bytes(other)
        changed = path.stat().st_mtime_ns + 1_000_000
        os.utime(path, ns=(changed, changed))  # two writes within one tick of the clock
    elif how == "longer":
        path.write_bytes(other + text)
    elif how == "shorter":
        path.write_bytes(text[: len(text) // 2])
    elif how == "another file":
        beside = tmp_path / "other"
        beside.write_bytes(text + text)
        beside.replace(path)
    else:
        path.unlink()
    assert lately_read(tmp_path) == read_history(tmp_path)
    assert (lately_read(tmp_path) == History()) == (how == "gone")


def test_only_so_many_bytes_are_kept_and_the_latest_always(tmp_path, monkeypatch):
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
        write(folder, batch(1, 1))
    size = lately_read(folders[0]).offset
    monkeypatch.setattr(read_lately, "_MOST_BYTES", 3 * size)
    for folder in folders:
        lately_read(folders[0])  # asked for again and again
        lately_read(folder)
    assert list(read_lately._lately) == [folders[i] / FILE_NAME for i in (4, 0, 5)]
    monkeypatch.setattr(read_lately, "_MOST_BYTES", 0)
    lately_read(folders[1])
    assert list(read_lately._lately) == [folders[1] / FILE_NAME]
