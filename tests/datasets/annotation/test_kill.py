"""Kills in the middle of a change, and two processes on the same set at once."""

import itertools
import os
import pathlib
import random
import signal
import traceback

import pytest

from lib.datasets.annotation import journal as journal_module
from lib.datasets.annotation import upkeep
from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.label_set import open_set
from lib.errors import DatasetError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
CHANGES = {
    "label": lambda s: s.label(["0.png", "1.png", "2.png"], "cat"),
    "merge": lambda s: s.merge_classes("cat", "dog"),
    "delete": lambda s: s.delete_class("cat"),
    "rename": lambda s: s.rename_class("cat", "lion"),
    "undo": lambda s: s.undo(s.last_step_of_others() or s.last_step()),
}


def in_a_process(work, *arguments):
    """Start ``work`` in a process of its own and return the process's number."""
    child = os.fork()
    if child:
        return child
    try:
        work(*arguments)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def ended(child):
    """How the process ended: its return code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_at(operations):
    """From now on, kill this process in place of the operation on disk after so many."""
    left = itertools.count(operations, -1)

    def counted(original):
        def operation(path, *arguments, **options):
            # Not the folder of the lock, which the lock makes sure of every time.
            if path.name != ".annotation" and next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(path, *arguments, **options)

        return operation

    for name in ("rename", "replace", "unlink", "mkdir", "rmdir", "write_bytes"):
        setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))


def dies(label_set, operations, change):
    """Whether the change was cut short after so many operations."""

    def work():
        mine = open_set(label_set.name, by="dying")
        die_at(operations)
        change(mine)

    code = ended(in_a_process(work))
    assert code in (0, -signal.SIGKILL)
    return code != 0


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_cut_short_anywhere_is_finished_by_whoever_comes_next(label_set, name):
    label_set.label(["3.png", "4.png"], "cat")
    label_set.label(["5.png"], "dog")
    ends = []
    for operations in itertools.count():
        before = label_set.contents()
        died = dies(label_set, operations, CHANGES[name])
        # What is seen next is what would have been seen without the kill, or nothing has begun.
        found = open_set(label_set.name).contents()
        assert sorted(found.places()) == sorted(before.places())
        if found != before:
            ends.append(found)
            visitor = open_set(label_set.name, by="dying")
            if name == "undo":
                label_set.label(["5.png"], "dog")
            else:
                visitor.undo(visitor.last_step())
            assert label_set.contents() == before
        if not died:
            break
    assert len(ends) > 1 and ends == ends[:1] * len(ends)


def test_a_picture_cut_short_on_its_way_in_is_there_whole_or_not_at_all(label_set, picture):
    for operations in itertools.count():
        offered = [Offered("new.png", picture(100 + operations), f"class {operations}")]
        died = dies(label_set, operations, lambda s, files=offered: add_pictures(s, files))
        again = open_set(label_set.name)
        report = add_pictures(again, offered)
        assert len(report.added) + len(report.duplicates) == 1
        contents = again.contents()
        (name,) = contents.classes[f"class {operations}"]
        assert contents.total == 7 + operations
        kept = again.store.folder / f"class {operations}" / name
        assert kept.read_bytes() == offered[0].data
        assert not list((again.store.folder / ".annotation" / "incoming").iterdir())
        if not died:
            break
    assert operations >= 7  # three files, a folder, three moves


def test_a_picture_being_erased_in_a_kill_is_gone_at_the_next_look_and_no_other(label_set, picture):
    label_set.label(["3.png", "4.png"], "cat")
    journal = label_set.store.folder / ".annotation" / "journal.jsonl"
    for operations in itertools.count():
        (name,) = add_pictures(label_set, [Offered("x.png", picture(100 + operations))]).added
        label_set.unlabel([name, "4.png"])
        label_set.remove([name])
        before = label_set.contents()
        died = dies(label_set, operations, lambda s, name=name: s.erase([name]))
        again = open_set(label_set.name)
        found = again.contents()
        assert found == open_set(label_set.name).contents()
        assert (found.classes, found.unlabelled) == (before.classes, before.unlabelled)
        assert found.removed == () and name not in journal.read_text()
        assert len(again.store.journal.files().by_digest) == 6
        if not died:
            break
    assert operations >= 4  # three files, the journal


def test_a_kill_while_the_journal_is_written_anew_leaves_the_old_or_the_new_one(
    label_set, picture, monkeypatch
):
    monkeypatch.setattr(journal_module, "_LONG_BYTES", 0)
    monkeypatch.setattr(journal_module, "_LONG_BYTES_A_PICTURE", 0)
    label_set.label(["0.png"], "cat")
    for operations in itertools.count():
        died = dies(label_set, operations, lambda s: s.contents())
        again = open_set(label_set.name, by="me")
        assert again.contents().classes == {"cat": ("0.png",), "dog": ()}
        assert again.last_step().subject == "0.png"
        assert len(again.store.journal.files().by_digest) == 6
        if not died:
            break
    assert operations


def test_a_set_being_deleted_in_a_kill_is_found_by_nobody_and_goes_later(label_set, monkeypatch):
    label_set.label(["0.png"], "cat")

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patched:
        patched.setattr(upkeep.shutil, "rmtree", die)
        assert ended(in_a_process(lambda: open_set(label_set.name).delete())) == -signal.SIGKILL
    with pytest.raises(DatasetError):
        open_set(label_set.name)
    assert (label_set.store.folder / "cat" / "0.png").exists()
    monkeypatch.setattr(upkeep, "_STILL_SECONDS", -1)
    upkeep.delete_forgotten()
    assert not label_set.store.folder.exists()


def test_a_line_of_the_journal_cut_short_is_as_if_it_had_not_begun(label_set):
    label_set.label(["0.png"], "cat")
    before = label_set.contents()
    journal = label_set.store.folder / ".annotation" / "journal.jsonl"
    with journal.open("ab") as file:
        file.write(b'{"id": "x", "what": "label", "steps": [["move", "cat/0.png", "dog/0')
    again = open_set(label_set.name, by="me")
    assert again.contents() == before
    again.undo(again.last_step())
    again.label(["1.png"], "dog")
    assert again.contents().classes == {"cat": (), "dog": ("1.png",)}
    assert journal.read_bytes().endswith(b"\n")


def labour(name, number, picture):
    """Add forty pictures and label, undo and make classes in between."""
    label_set = open_set(name, by=str(number))
    chance = random.Random(number)
    for turn in range(40):
        add_pictures(label_set, [Offered(f"{turn % 5}.png", picture(number * 100 + turn))])
        contents = label_set.contents()
        try:
            names = [*contents.unlabelled, *contents.classes["cat"]]
            label_set.label([chance.choice(names)], chance.choice(["cat", "dog"]))
            if turn % 7 == 0:
                label_set.make_class(f"own {number} {turn}")
            if turn % 5 == 0:
                label_set.undo(label_set.last_step())
        except DatasetError as error:
            assert error.key == "annotation.undo_blocked", error


def test_two_processes_at_once_lose_no_picture_and_no_line(label_set, picture):
    workers = [in_a_process(labour, label_set.name, number, picture) for number in (3, 8)]
    assert [ended(worker) for worker in workers] == [0, 0]
    contents = open_set(label_set.name).contents()
    everything = (*contents.unlabelled, *contents.removed, *sum(contents.classes.values(), ()))
    assert len(set(everything)) == len(everything) == 6 + 80
    records = list(label_set.store.journal.newest_first())
    lines = (label_set.store.folder / ".annotation" / "journal.jsonl").read_bytes().splitlines()
    assert len(records) == len(lines)
    added = [record.file.name for record in records if record.what == "add"]
    assert sorted(added) == sorted(everything)
    assert len([name for name in contents.classes if name.startswith("own")]) > 1
