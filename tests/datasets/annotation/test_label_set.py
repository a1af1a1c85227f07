"""Classes and labels: what changes, what comes back, and what nobody may do."""

import itertools
import os
import pathlib
import random
import time

import pytest

from lib.datasets.annotation import history, journal, steps, store
from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.copies import PREVIEW_BOX, small_copy
from lib.datasets.annotation.label_set import create_set, open_set
from lib.datasets.annotation.limits import CLASS_LIMIT
from lib.datasets.annotation.names import is_set_name
from lib.datasets.annotation.upkeep import delete_forgotten
from lib.datasets.folder import list_folders, prepare_folder, resolve_folder
from lib.errors import DatasetError
from lib.images.decode import decode_image
from lib.places import datasets_home
from lib.runs.recipe import Recipe


def refusal(action, *arguments, **options):
    with pytest.raises(DatasetError) as caught:
        action(*arguments, **options)
    return caught.value.key


def test_a_label_moves_the_file_itself_into_the_folder_of_its_class(label_set, picture):
    label_set.label(["0.png"], "cat")
    assert (label_set.store.folder / "cat" / "0.png").read_bytes() == picture(0)
    contents = label_set.contents()
    assert contents.classes == {"cat": ("0.png",), "dog": ()}
    assert contents.unlabelled == ("1.png", "2.png", "3.png", "4.png", "5.png")
    label_set.label(["0.png", "1.png"], "dog")
    assert label_set.contents().classes == {"cat": (), "dog": ("0.png", "1.png")}


def test_a_set_is_found_by_its_name_and_by_nothing_else(label_set):
    assert is_set_name(label_set.name)
    assert open_set(label_set.name).contents() == label_set.contents()
    assert create_set().name != label_set.name
    (datasets_home() / "mine" / ".annotation" / "incoming").mkdir(parents=True)
    for name in ("", "mine", "../datasets/" + label_set.name, label_set.name[:-1] + "x"):
        assert refusal(open_set, name) == "annotation.unknown"


def test_training_finds_a_set_by_its_name_while_no_list_and_no_message_shows_it(
    label_set, tmp_path
):
    (datasets_home() / "flowers").mkdir()
    assert list_folders(datasets_home()) == ("flowers",)
    with pytest.raises(DatasetError) as caught:
        resolve_folder(datasets_home(), "nothing")
    assert label_set.name not in str(caught.value)
    label_set.label(["0.png", "1.png", "2.png"], "cat")
    label_set.label(["3.png", "4.png"], "dog")
    assert Recipe(data=label_set.name).data == label_set.name
    prepared = prepare_folder(resolve_folder(datasets_home(), label_set.name), tmp_path / "cache")
    # What is unlabelled is no class, and none of the files needs converting.
    assert prepared.report.counts == {"cat": 3, "dog": 2}
    assert prepared.folder == label_set.store.folder and not prepared.mirrored


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.label(["0.png", "2.png"], "dog"),
        lambda s: s.unlabel(["4.png"]),
        lambda s: s.remove(["4.png", "0.png"]),
        lambda s: s.make_class("bird"),
        lambda s: s.rename_class("cat", "狸花猫"),
        lambda s: s.merge_classes("cat", "dog"),
        lambda s: s.delete_class("cat"),
    ],
    ids=["label", "unlabel", "remove", "make", "rename", "merge", "delete"],
)
def test_every_step_can_be_undone_to_the_very_state_before(label_set, change):
    label_set.label(["4.png"], "cat")
    before = label_set.contents()
    change(label_set)
    assert label_set.contents() != before
    label_set.undo(label_set.last_step())
    assert label_set.contents() == before


def test_undone_one_after_another_all_steps_lead_back_to_the_beginning(label_set):
    chance = random.Random(7)
    states = [label_set.contents()]
    for _ in range(60):
        contents = label_set.contents()
        names = [name for name, place in contents.places().items() if "removed" not in place]
        classes = list(contents.classes)
        kind = chance.choice(["label", "label", "label", "unlabel", "remove", "make", "merge"])
        if kind == "label" and names and classes:
            label_set.label([chance.choice(names)], chance.choice(classes))
        elif kind == "unlabel" and names:
            label_set.unlabel(chance.sample(names, min(2, len(names))))
        elif kind == "remove" and len(names) > 2:
            label_set.remove([chance.choice(names)])
        elif kind == "make":
            label_set.make_class(f"class {chance.random()}")
        elif kind == "merge" and len(classes) > 1:
            label_set.merge_classes(*chance.sample(classes, 2))
        if label_set.contents() != states[-1]:
            states.append(label_set.contents())
    assert len(states) > 20
    for state in reversed(states[:-1]):
        label_set.undo(label_set.last_step())
        assert label_set.contents() == state


def test_a_step_is_undone_once_however_often_it_is_asked_for(label_set):
    label_set.label(["0.png"], "cat")
    step = label_set.last_step()
    label_set.undo(step)
    label_set.label(["0.png"], "dog")
    label_set.undo(step)
    assert label_set.contents().classes == {"cat": (), "dog": ("0.png",)}


def test_everybody_takes_back_own_steps_and_those_of_others_only_when_meant(label_set):
    other = open_set(label_set.name, by="other")
    label_set.label(["0.png"], "cat")
    assert other.last_step() is None  # what a key takes back
    assert other.last_step_of_others().subject == "0.png"
    assert label_set.last_step_of_others() is None
    other.label(["1.png"], "dog")
    assert other.last_step().subject == "1.png"
    label_set.undo(label_set.last_step())
    assert label_set.contents().classes == {"cat": (), "dog": ("1.png",)}


def test_a_step_that_others_built_upon_is_not_undone_and_the_next_one_is_for_an_earlier(label_set):
    label_set.label(["0.png"], "cat")
    label_set.label(["1.png"], "cat")
    open_set(label_set.name, by="other").label(["1.png"], "dog")
    before = label_set.contents()
    assert refusal(label_set.undo, label_set.last_step()) == "annotation.undo_blocked"
    assert label_set.contents() == before
    label_set.undo(label_set.last_step())
    assert label_set.contents().classes == {"cat": (), "dog": ("1.png",)}


def test_a_picture_that_somebody_else_has_labelled_keeps_that_label(label_set):
    open_set(label_set.name, by="other").label(["0.png"], "dog", unlabelled=True)
    label_set.label(["0.png"], "dog", unlabelled=True)  # the same label: nothing to tell
    assert refusal(label_set.label, ["0.png"], "cat", unlabelled=True) == "annotation.labelled"
    assert label_set.contents().classes == {"cat": (), "dog": ("0.png",)}


@pytest.mark.parametrize(
    "name",
    ["", " ", "a/b", "..", ".git", "CON", "nul.txt", "a\\b", "x" * 41, "__MACOSX", "a:b", "end."],
)
def test_a_name_that_is_no_folder_everywhere_is_refused(label_set, name):
    assert refusal(label_set.make_class, name) == "annotation.class_name"
    assert list(label_set.contents().classes) == ["cat", "dog"]


def test_classes_that_are_not_there_or_there_already_are_named(label_set):
    assert refusal(label_set.label, ["0.png"], "bird") == "annotation.class_unknown"
    assert refusal(label_set.label, ["9.png"], "cat") == "annotation.gone"
    assert refusal(label_set.label, ["../lock"], "cat") == "annotation.gone"
    assert refusal(label_set.label, ["0.png"], ".annotation") == "annotation.class_unknown"
    assert refusal(label_set.make_class, "CAT") == "annotation.class_taken"
    assert refusal(label_set.rename_class, "dog", "Cat") == "annotation.class_taken"
    assert label_set.rename_class("dog", "Dog") == "Dog"
    assert refusal(label_set.merge_classes, "cat", "dog") == "annotation.class_unknown"


def test_a_set_has_as_many_classes_as_are_allowed_and_no_more(label_set):
    for number in range(CLASS_LIMIT - 2):
        label_set.make_class(f"class {number}")
    assert refusal(label_set.make_class, "one more") == "annotation.too_many_classes"
    report = add_pictures(label_set, [Offered("a.png", b"no picture", "new")])
    assert [error.key for error in report.refused] == ["image.not_an_image"]


@pytest.mark.parametrize("size", [(1500, 300), (300, 1500), (640, 480), (1, 2000)])
def test_a_small_copy_fits_its_box_and_keeps_the_shape(size, picture):
    made = create_set()
    add_pictures(made, [Offered("a.png", picture(1, size=size))])
    shown = decode_image(small_copy(made, "a.png", large=True))
    assert shown.width <= PREVIEW_BOX[0] and shown.height <= PREVIEW_BOX[1]
    scale = min(1, PREVIEW_BOX[0] / size[0], PREVIEW_BOX[1] / size[1])
    assert abs(shown.width - size[0] * scale) <= 1 and abs(shown.height - size[1] * scale) <= 1


def test_a_small_copy_shows_the_picture_wherever_it_lies(label_set):
    label_set.label(["0.png"], "cat")
    for large in (False, True):
        shown = decode_image(small_copy(label_set, "0.png", large=large))
        assert (shown.width, shown.height) == (12, 9)
    (label_set.store.folder / ".annotation" / "thumbnails" / "0.png.jpg").unlink()
    assert decode_image(small_copy(label_set, "0.png")).width == 12
    assert refusal(small_copy, label_set, "../lock") == "annotation.gone"


def test_undo_makes_no_two_classes_that_differ_only_in_case_and_none_too_many(
    label_set, monkeypatch
):
    label_set.rename_class("dog", "hound")
    label_set.make_class("DOG")
    assert (
        refusal(label_set.undo, open_last(label_set, "rename_class")) == "annotation.undo_blocked"
    )
    assert list(label_set.contents().classes) == ["DOG", "cat", "hound"]
    label_set.delete_class("hound")
    label_set.make_class("other")
    monkeypatch.setattr(history, "CLASS_LIMIT", 3)
    assert (
        refusal(label_set.undo, open_last(label_set, "delete_class")) == "annotation.undo_blocked"
    )
    assert list(label_set.contents().classes) == ["DOG", "cat", "other"]


def open_last(label_set, what):
    return next(step for step in label_set.store.journal.newest_first() if step.what == what)


def test_a_class_changes_its_case_where_the_file_system_knows_none(label_set, monkeypatch):
    # Such a file system finds "Cat" when "cat" is there.
    def found(path):
        path = pathlib.Path(path)
        return path.name.casefold() in [name.name.casefold() for name in path.parent.iterdir()]

    with monkeypatch.context() as patched:
        patched.setattr(steps.os.path, "lexists", found)
        patched.setattr(pathlib.Path, "samefile", lambda a, b: str(a).lower() == str(b).lower())
        label_set.rename_class("cat", "Cat")
    assert sorted(label_set.contents().classes) == ["Cat", "dog"]


def test_what_is_erased_leaves_no_trace_and_everything_else_stays(label_set, picture):
    label_set.label(["0.png", "1.png"], "cat")
    label_set.remove(["0.png", "2.png"])
    before = label_set.contents()
    assert refusal(label_set.erase, ["1.png"]) == "annotation.gone"  # a label protects it
    label_set.erase(["0.png"])
    left = [path for path in label_set.store.folder.rglob("*") if path.is_file()]
    assert not any("0.png" in path.name for path in left)
    assert b"0.png" not in (label_set.store.folder / ".annotation/journal.jsonl").read_bytes()
    after = label_set.contents()
    assert after.removed == ("2.png",)
    assert (after.classes, after.unlabelled) == (before.classes, before.unlabelled)
    assert add_pictures(label_set, [Offered("new.png", picture(0))]).added == ["new.png"]


def test_a_deleted_set_is_gone_for_everybody_at_once(label_set):
    other = open_set(label_set.name)
    folder = label_set.store.folder
    label_set.delete()
    assert not folder.exists()
    for action in (other.contents, other.delete, lambda: open_set(other.name)):
        assert refusal(action) == "annotation.unknown"
    assert not folder.exists()  # whoever waited for the lock does not bring it back


def test_a_long_journal_is_written_anew_and_nothing_is_forgotten_that_counts(
    label_set, picture, monkeypatch
):
    monkeypatch.setattr(journal, "_TAIL_BYTES", 4_000)
    monkeypatch.setattr(journal, "_LONG_BYTES", 8_000)
    monkeypatch.setattr(journal, "_LONG_BYTES_A_PICTURE", 200)
    path = label_set.store.folder / ".annotation" / "journal.jsonl"
    sizes = []
    for turn in range(60):
        label_set.label(["0.png", "1.png"], ("cat", "dog")[turn % 2])
        sizes.append(path.stat().st_size)
    assert max(sizes) < 12_000 and sum(a > b for a, b in itertools.pairwise(sizes)) > 1
    again = open_set(label_set.name, by="me")
    assert again.contents().classes == {"cat": (), "dog": ("0.png", "1.png")}
    again.undo(again.last_step())
    assert again.contents().classes == {"cat": ("0.png", "1.png"), "dog": ()}
    report = add_pictures(label_set, [Offered(f"{n}.png", picture(n)) for n in range(7)])
    assert (len(report.duplicates), report.added) == (6, ["6.png"])


def test_a_set_that_nobody_opens_goes_after_its_time_and_an_unused_one_after_a_day(
    label_set, monkeypatch
):
    unused, young, prepared = create_set(), create_set(), create_set()
    prepared.make_class("cat")
    day = 24 * 3600
    for made, days in ((label_set, 91), (unused, 2), (prepared, 2)):
        then = time.time() - days * day
        os.utime(made.store.opened, (then, then))
    monkeypatch.setenv("CONVSCOPE_KEEP_DAYS", "0")
    delete_forgotten()
    assert label_set.contents().total == 6  # looking at it also makes it young again
    assert not unused.store.folder.exists()
    delete_forgotten()
    assert label_set.store.folder.exists()
    os.utime(label_set.store.opened, (time.time() - 91 * day,) * 2)
    monkeypatch.delenv("CONVSCOPE_KEEP_DAYS")
    delete_forgotten()
    assert not label_set.store.folder.exists()
    assert young.contents() == create_set().contents() and prepared.contents().classes


def test_a_host_keeps_so_many_sets_and_no_more(label_set, monkeypatch):
    monkeypatch.setattr(store, "SET_LIMIT", 2)
    create_set()
    assert refusal(create_set) == "annotation.too_many_sets"
