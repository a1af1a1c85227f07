"""Pictures on their way in: names, duplicates, limits, files that are none."""

import pytest

from lib.datasets.annotation import adding, journal
from lib.datasets.annotation.adding import AddReport, Offered, add_pictures
from lib.datasets.annotation.label_set import create_set
from lib.datasets.annotation.names import clean_class_name, clean_file_name
from lib.datasets.scan import scan_folder
from lib.errors import DatasetError


def keys(report):
    return [error.key for error in report.refused]


def test_the_bytes_of_a_picture_are_kept_as_they_came(picture):
    made = create_set()
    data = picture(3, "WEBP")
    assert add_pictures(made, [Offered("rose.webp", data)]).added == ["rose.webp"]
    assert (made.store.folder / ".annotation/unlabelled/rose.webp").read_bytes() == data


def test_the_same_file_under_another_name_is_recognised_and_said(label_set, picture):
    label_set.label(["0.png"], "cat")
    report = add_pictures(
        label_set, [Offered("copy.png", picture(0)), Offered("n.png", picture(9))]
    )
    assert report.duplicates == [("copy.png", "0.png")]
    assert report.added == ["n.png"]
    assert label_set.contents().classes["cat"] == ("0.png",)


def test_a_picture_that_was_taken_out_comes_back_when_it_is_added_again(label_set, picture):
    label_set.remove(["0.png"])
    report = add_pictures(label_set, [Offered("again.png", picture(0))])
    assert report.restored == ["0.png"]
    assert "0.png" in label_set.contents().unlabelled and not label_set.contents().removed


def test_other_pictures_of_the_same_name_get_numbers_even_across_classes(label_set, picture):
    label_set.label(["0.png"], "cat")
    report = add_pictures(label_set, [Offered("0.png", picture(20)), Offered("0.PNG", picture(21))])
    assert report.added == ["0-2.png", "0-3.PNG"]
    label_set.label(report.added, "cat")
    assert label_set.contents().classes["cat"] == ("0-2.png", "0-3.PNG", "0.png")


def test_files_that_are_no_pictures_are_named_and_keep_no_others_out(label_set, picture):
    offered = [
        Offered("a.jpg", b"<html>"),
        Offered("b.jpg", b""),
        Offered("c.png", picture(30)[:40]),
        DatasetError("annotation.entry_link", name="d.png"),
        Offered("good.png", picture(31)),
    ]
    report = add_pictures(label_set, offered)
    assert keys(report) == [
        "image.not_an_image",
        "image.empty",
        "image.damaged",
        "annotation.entry_link",
    ]
    assert report.added == ["good.png"]


@pytest.mark.parametrize(
    ("name", "image_format", "kept"),
    [
        ("../../etc/passwd", "PNG", "passwd.png"),
        ("C:\\Users\\me\\玫瑰.jpeg", "JPEG", "玫瑰.jpeg"),
        ("photo.png", "JPEG", "photo.jpg"),
        ("con.jpg", "JPEG", "_con.jpg"),
        ("LPT1.a.png", "PNG", "_LPT1.a.png"),
        (".hidden.png", "PNG", "hidden.png"),
        ("", "PNG", "picture.png"),
        ("a\x00b\u202egnp.exe", "PNG", "abgnp.exe.png"),
        ("what?*.png. ", "PNG", "what__.png.png"),
        ("\udce9.png", "PNG", "�.png"),
        ("e\u0301.png", "PNG", "é.png"),
    ],
)
def test_a_name_becomes_one_that_every_system_can_keep(name, image_format, kept):
    assert clean_file_name(name, image_format) == kept
    assert clean_file_name(kept, image_format) == kept


def test_a_long_name_is_cut_between_letters():
    name = clean_file_name("花" * 300 + ".png", "PNG")
    assert len(name.encode()) <= 104 and set(name[:-4]) == {"花"}
    assert clean_class_name("x" * 300) == "x" * 40
    assert clean_class_name("...") == "_"


def test_a_full_set_takes_no_more_and_says_so(label_set, picture, monkeypatch):
    monkeypatch.setattr(adding, "PICTURE_LIMIT", 8)
    offered = [Offered(f"{number}.png", picture(number)) for number in range(40, 45)]
    report = add_pictures(label_set, offered)
    assert len(report.added) == 2 and report.stopped.key == "annotation.too_many_pictures"
    assert label_set.contents().total == 8
    label_set.remove(["0.png"])  # it can come back, so it still counts
    assert add_pictures(label_set, offered).stopped.key == "annotation.too_many_pictures"


def test_bytes_are_counted_over_the_whole_set(label_set, picture, monkeypatch):
    monkeypatch.setattr(adding, "BYTE_LIMIT", sum(len(picture(n)) for n in range(6)) + 10)
    report = add_pictures(label_set, [Offered("x.png", picture(50))])
    assert report.stopped.key == "annotation.too_many_bytes" and not report.added


def test_a_disk_that_is_full_is_told_and_loses_nothing(label_set, picture, monkeypatch):
    import errno
    from pathlib import Path

    written = Path.write_bytes

    def full(path, data):
        if data == picture(61):
            raise OSError(errno.ENOSPC, "no space")
        return written(path, data)

    before = label_set.contents()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        offered = [Offered(f"{number}.png", picture(number)) for number in (60, 61, 62)]
        report = add_pictures(label_set, offered)
    assert report.stopped.key == "annotation.disk_full" and report.added == ["60.png"]
    label_set.remove(report.added)
    label_set.erase(report.added)
    assert label_set.store.folder.exists()
    assert scan_folder_names(label_set) == before.places().keys()


def scan_folder_names(label_set):
    hidden = label_set.store.folder / ".annotation"
    found = [*hidden.glob("unlabelled/*"), *label_set.store.folder.glob("*/*.png")]
    return {path.name for path in found}


def test_formats_that_keras_cannot_read_are_still_good_for_training(picture):
    made = create_set()
    offered = [
        Offered(f"{number}.webp", picture(number, "WEBP"), ("a", "b")[number % 2])
        for number in range(6)
    ]
    assert len(add_pictures(made, offered).added) == 6
    report = scan_folder(made.store.folder)
    assert report.counts == {"a": 3, "b": 3} and len(report.converted) == 6


def test_pictures_added_before_a_cut_are_not_told_as_duplicates_when_it_goes_on(label_set, picture):
    offered = [Offered(f"{number}.png", picture(number)) for number in (70, 71, 0)]
    report = AddReport()

    def interrupted():
        yield from (offered[0], offered[2])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_pictures(label_set, interrupted(), report)
    add_pictures(label_set, offered, report)
    assert report.added == ["70.png", "71.png"] and report.duplicates == [("0.png", "0.png")]


def test_a_picture_whose_file_a_host_has_deleted_comes_back_when_it_is_added_again(
    label_set, picture
):
    label_set.label(["0.png"], "cat")
    (label_set.store.folder / "cat" / "0.png").unlink()
    report = add_pictures(label_set, [Offered("a.png", picture(0), "dog")])
    assert report.restored == ["0.png"] and label_set.contents().classes["dog"] == ("0.png",)


def test_classes_beyond_the_limit_are_named_one_by_one(label_set, picture, monkeypatch):
    monkeypatch.setattr(adding, "CLASS_LIMIT", 3)
    offered = [Offered(f"{name}.png", picture(ord(name)), name) for name in "xyz"]
    report = add_pictures(label_set, offered)
    assert [error.facts["class_name"] for error in report.refused] == ["y", "z"]


def test_each_further_picture_reads_only_what_is_new_in_the_journal(
    label_set, picture, monkeypatch
):
    parsed = []
    read = journal._record
    monkeypatch.setattr(journal, "_record", lambda line: parsed.append(line) or read(line))
    counts = []
    for start in (100, 120, 140):
        offered = [Offered(f"{n}.png", picture(n), "cat") for n in range(start, start + 20)]
        before = len(parsed)
        add_pictures(label_set, offered)
        counts.append(len(parsed) - before)
    assert counts[1] == counts[2] <= 20 * 6


def test_a_host_that_is_full_takes_no_more_and_deleting_makes_room(label_set, picture, monkeypatch):
    other = create_set()
    add_pictures(other, [Offered("a.png", picture(80))])
    monkeypatch.setattr(adding, "HOST_BYTE_LIMIT", other.store.size() + label_set.store.size())
    offered = [Offered("b.png", picture(81))]
    assert add_pictures(label_set, offered).stopped.key == "annotation.host_full"
    other.delete()
    assert add_pictures(label_set, offered).added == ["b.png"]
