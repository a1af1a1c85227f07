"""Archives of strangers: what is taken, what is refused, and why; every bad one is made here."""

import io
import random
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from lib.datasets.annotation import archive as reading
from lib.datasets.annotation import export as exporting
from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.archive import is_archive, read_archive
from lib.datasets.annotation.export import count_parts, export_part
from lib.datasets.annotation.label_set import create_set
from lib.datasets.annotation.limits import ENTRY_LIMIT
from lib.errors import DatasetError


def packed(entries, *, method=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, bytes)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


def read(data):
    """Pictures as {(class, name): bytes}, refusals as {name: key}."""
    taken, refused = {}, {}
    for item in read_archive(io.BytesIO(data), name="all.zip"):
        if isinstance(item, Offered):
            taken[item.class_name, item.name] = item.data
        else:
            refused[item.facts["name"]] = item.key
    return taken, refused


def whole_refusal(data):
    with pytest.raises(DatasetError) as caught:
        read(data)
    return caught.value.key


def flat_bmp(side):
    """A bitmap of one colour, which packs almost to nothing."""
    file = io.BytesIO()
    from PIL import Image

    Image.new("RGB", (side, side)).save(file, "BMP")
    return file.getvalue()


def test_the_last_folder_above_a_picture_is_its_class(picture):
    data = packed(
        [
            ("flat.png", picture(1)),
            ("cat/a.png", picture(2)),
            ("my photos/2026/dog/b.png", picture(3)),
            ("./bird/c.png", picture(4)),
            ("empty/", b""),
        ]
    )
    taken, refused = read(data)
    assert refused == {}
    assert taken == {
        ("", "flat.png"): picture(1),
        ("cat", "a.png"): picture(2),
        ("dog", "b.png"): picture(3),
        ("bird", "c.png"): picture(4),
    }


@pytest.mark.parametrize(
    "path",
    [
        "../evil.png",
        "cat/../../evil.png",
        "/etc/evil.png",
        "C:/evil.png",
        "c:evil.png",
        "..\\evil.png",
        "\\\\server\\share\\evil.png",
    ],
)
def test_a_path_that_leads_out_is_refused_and_the_others_are_taken(path, picture):
    data = packed([("x" * len(path), picture(1)), ("cat/good.png", picture(2))])
    data = data.replace(("x" * len(path)).encode(), path.encode())  # zipfile would tidy it up
    taken, refused = read(data)
    assert list(refused.values()) == ["annotation.entry_path"]
    assert list(taken) == [("cat", "good.png")]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind, picture):
    entry = zipfile.ZipInfo("cat/link.png")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    assert read(packed([(entry, b"/etc/passwd")])) == (
        {},
        {"cat/link.png": "annotation.entry_link"},
    )


def test_a_locked_entry_is_refused_before_it_is_opened(picture):
    data = bytearray(packed([("cat/secret.png", picture(1))]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert read(bytes(data)) == ({}, {"cat/secret.png": "annotation.entry_encrypted"})


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method, picture):
    data = packed([("cat/a.png", picture(1))], method=method)
    assert read(data) == ({}, {"cat/a.png": "annotation.entry_method"})


def test_too_many_entries_are_refused_without_making_anything_of_them():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(ENTRY_LIMIT + 1):
            archive.writestr(f"{number}.png", b"")
    tracemalloc.start()
    key = whole_refusal(file.getvalue())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert key == "annotation.zip_entries"
    assert peak < 5 * len(file.getvalue())  # the table itself would take far more


def test_an_entry_count_that_lies_lets_no_more_in():
    data = bytearray(packed([(f"{n}.txt", b"") for n in range(ENTRY_LIMIT + 1)]))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 1, 1)
    assert whole_refusal(bytes(data)) == "annotation.zip_entries"


def test_a_bomb_in_an_entry_is_stopped_and_the_others_are_taken(picture):
    bomb = flat_bmp(1200)  # 4 MB that pack to a few thousand bytes
    data = packed([("cat/bomb.bmp", bomb), ("cat/good.png", picture(1))])
    assert len(data) < len(bomb) / 200
    taken, refused = read(data)
    assert refused == {"cat/bomb.bmp": "annotation.entry_bomb"}
    assert list(taken) == [("cat", "good.png")]


def test_many_small_bombs_are_stopped_together(picture, monkeypatch):
    small = flat_bmp(500)  # 750 kB: harmless alone
    monkeypatch.setattr(reading, "HARMLESS_ARCHIVE_BYTES", 4 * 2**20)
    data = packed([(f"cat/{number}.bmp", small) for number in range(40)])
    taken, refused = read(data)
    assert len(taken) == 5
    assert refused == {"cat/5.bmp": "annotation.entry_over", "all.zip": "annotation.zip_unpacks"}


def test_a_size_that_lies_is_not_believed(picture):
    data = packed([("cat/bomb.bmp", flat_bmp(1200))])
    size = struct.pack("<I", len(flat_bmp(1200)))
    lying = data.replace(size, struct.pack("<I", 1000))
    taken, refused = read(lying)
    # The announced size is all that is unpacked, and that fails the checksum.
    assert taken == {} and refused == {"cat/bomb.bmp": "annotation.entry_damaged"}
    huge = data.replace(size, struct.pack("<I", 2**32 - 2))
    assert read(huge) == ({}, {"cat/bomb.bmp": "annotation.entry_bomb"})


def test_entries_that_share_the_same_bytes_unpack_to_no_more_than_the_archive_may(
    picture, monkeypatch
):
    monkeypatch.setattr(reading, "HARMLESS_ARCHIVE_BYTES", 2**20)
    data = packed([("a.bmp", flat_bmp(500)), *((f"{n}.bmp", b"") for n in range(9))])
    archive = bytearray(data)
    start = archive.index(b"PK\x01\x02")
    first = bytes(archive[start : start + 46 + 5])
    copies = first * 10  # ten lines of the table for one and the same entry
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 10, 10, len(copies), start, 0)
    taken, refused = read(bytes(archive[:start]) + copies + end)
    assert len(taken) <= 1 and "all.zip" in refused


def test_an_archive_in_the_archive_is_named_and_not_opened(picture):
    inner = packed([("cat/a.png", picture(1))])
    taken, refused = read(packed([("inner.zip", inner), ("fake.png", inner)]))
    assert taken == {}
    assert set(refused.values()) == {"image.not_an_image"} and len(refused) == 2


def test_what_systems_add_of_their_own_is_passed_over_in_silence(picture):
    entries = [
        "__MACOSX/cat/._a.png",
        "cat/.DS_Store",
        "cat/Thumbs.db",
        "cat/desktop.ini",
        ".git/a.png",
    ]
    nothing = [(name, picture(1)) for name in entries]
    assert list(read(packed([*nothing, ("cat/a.png", picture(2))]))[0]) == [("cat", "a.png")]
    # But an archive of nothing else, or of nothing, is told to be one.
    for entries in (nothing, [("cat/", b"")], []):
        assert whole_refusal(packed(entries)) == "annotation.zip_nothing"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "cp437"])
def test_names_without_the_sign_for_their_letters_are_read(encoding, picture):
    folder, name = ("rosé", "für.png") if encoding == "cp437" else ("向日葵", "花園郎.png")
    stored = f"{folder}/{name}".encode(encoding)
    data = packed([("x" * len(stored), picture(1))]).replace(b"x" * len(stored), stored)
    taken, refused = read(data)
    assert refused == {}
    if encoding == "cp437":
        assert len(taken) == 1  # a few such names are also Chinese; the picture counts
    else:
        assert list(taken) == [(folder, name)]


def test_a_backslash_inside_a_chinese_letter_separates_nothing(picture):
    name = "誠.png".encode("gb18030")  # its second byte is a backslash
    assert b"\\" in name
    data = packed([("x" * len(name), picture(1))]).replace(b"x" * len(name), name)
    assert list(read(data)[0]) == [("", "誠.png")]


def test_an_archive_of_windows_with_backslashes_has_folders_too(picture):
    data = packed([("cat/sub/a.png", picture(1))]).replace(b"cat/sub/a.png", b"cat\\sub\\a.png")
    assert list(read(data)[0]) == [("sub", "a.png")]


def test_names_that_no_system_allows_and_twice_the_same_name_are_made_fit(picture):
    data = packed(
        [
            ("CON/aux.png", picture(1)),
            ("ab: c/x.png", picture(2)),
            ("AB_ c/x.png", picture(3)),
            ("y" * 200 + "/" + "z" * 240 + ".png", picture(4)),
        ]
    )
    made = create_set()
    assert add_pictures(made, read_archive(io.BytesIO(data), name="a.zip")).refused == []
    contents = made.contents()
    assert contents.classes["_CON"] == ("_aux.png",)
    assert contents.classes["ab_ c"] == ("x-2.png", "x.png")
    assert list(contents.classes) == ["_CON", "ab_ c", "y" * 40]


def test_a_damaged_entry_is_named_and_the_rest_is_taken(picture):
    data = bytearray(packed([("cat/a.png", picture(1)), ("cat/b.png", picture(2))], method=0))
    data[data.index(picture(1)) + 30] ^= 255
    taken, refused = read(bytes(data))
    assert refused == {"cat/a.png": "annotation.entry_damaged"}
    assert list(taken) == [("cat", "b.png")]


def test_whatever_is_cut_or_changed_gives_pictures_or_a_message_and_nothing_else(picture):
    import random

    chance = random.Random(11)
    good = packed([(f"cat/{n}.png", picture(n)) for n in range(5)])
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randint(0, len(data))] if chance.random() < 0.2 else data)
        try:
            read(cut)
        except DatasetError as error:
            assert error.key.startswith("annotation.zip_")


def test_what_is_no_archive_is_refused_whole():
    for data in (b"PK\x03\x04", b"PK\x03\x04" + bytes(100), packed([("a", b"b")])[:-10]):
        assert is_archive(data)
        assert whole_refusal(data) == "annotation.zip_damaged"
    assert not is_archive(b"\x89PNG") and not is_archive(b"")


def test_an_archive_that_is_too_large_is_not_even_read(monkeypatch, picture):
    monkeypatch.setattr(reading, "archive_byte_limit", lambda: 50)
    assert whole_refusal(packed([("a.png", picture(1))])) == "annotation.zip_size"


def test_a_host_may_allow_smaller_archives_than_usual(monkeypatch, picture):
    large = packed([("a.png", picture(1)), ("b.txt", random.Random(1).randbytes(2**20))])
    assert len(read(large)) == 2
    monkeypatch.setenv("CONVSCOPE_UPLOAD_MB", "1")
    assert whole_refusal(large) == "annotation.zip_size"


def test_a_bad_archive_loses_nothing_that_was_labelled(label_set, picture):
    label_set.label(["0.png"], "cat")
    before = label_set.contents()
    data = packed([("../x.png", picture(1)), ("cat/z.txt", b"text")])
    report = add_pictures(label_set, read_archive(io.BytesIO(data), name="bad.zip"))
    assert len(report.refused) == 2 and label_set.contents() == before


def test_an_exported_set_comes_back_with_the_same_classes_names_and_bytes(label_set, picture):
    label_set.rename_class("dog", "向日葵")
    label_set.label(["0.png", "1.png"], "cat")
    label_set.label(["2.png"], "向日葵")
    data = export_part(label_set)
    assert data == export_part(label_set)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            *("cat/0.png", "cat/1.png", "向日葵/2.png"),
            *("3.png", "4.png", "5.png"),  # work that is not finished goes along
        ]
    again = create_set()
    report = add_pictures(again, read_archive(io.BytesIO(data), name="set.zip"))
    assert not report.refused
    assert again.contents() == label_set.contents()
    assert export_part(again) == data
    # Into the set it came from it brings nothing new.
    twice = add_pictures(label_set, read_archive(io.BytesIO(data), name="set.zip"))
    assert not twice.added and len(twice.duplicates) == 6


def test_a_packed_size_that_lies_allows_no_more_than_the_archive_itself_could_hold(picture):
    bomb = flat_bmp(1200)
    data = bytearray(packed([("cat/bomb.bmp", bomb)]))
    for signature, offset in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        place = data.index(signature) + offset
        data[place : place + 4] = struct.pack("<I", 2**30)
    taken, refused = read(bytes(data))  # Pythons differ in who notices first
    assert not taken and refused["cat/bomb.bmp"] in ANY_LIE


ANY_LIE = ("annotation.entry_bomb", "annotation.entry_damaged")


def test_a_large_set_is_exported_in_parts_that_can_all_be_added_back(
    label_set, picture, monkeypatch
):
    label_set.label(["0.png", "1.png"], "cat")
    monkeypatch.setattr(exporting, "EXPORT_BYTE_LIMIT", 2 * len(picture(0)) + 1)
    assert count_parts(label_set) == 3 and count_parts(create_set()) == 0
    again = create_set()
    for number in range(3):
        data = export_part(label_set, number)
        add_pictures(again, read_archive(io.BytesIO(data), name="part.zip"))
    assert again.contents().places() == label_set.contents().places()
    assert zipfile.ZipFile(io.BytesIO(export_part(label_set, 3))).namelist() == []


def test_an_exported_set_brings_lost_labels_back_to_the_set_it_came_from(label_set, picture):
    label_set.label(["0.png", "1.png"], "cat")
    label_set.label(["2.png", "3.png"], "dog")
    data = export_part(label_set)
    label_set.unlabel(["0.png"])
    label_set.remove(["1.png"])
    label_set.delete_class("dog")
    label_set.label(["3.png"], "cat")
    report = add_pictures(label_set, read_archive(io.BytesIO(data), name="set.zip"))
    assert (report.relabelled, report.restored) == (["0.png", "2.png"], ["1.png"])
    assert report.contradicted == [("3.png", "cat", "dog")]  # the newer label stays
    assert label_set.contents().classes == {"cat": ("0.png", "1.png", "3.png"), "dog": ("2.png",)}
    label_set.undo(label_set.last_step())  # and it is a step like any other
    assert label_set.contents().classes["dog"] == ()


def test_a_checksum_that_fits_is_what_tells_a_whole_file(picture):
    data = packed([("cat/a.png", picture(1))], method=0)
    stored = struct.pack("<I", zlib.crc32(picture(1)))
    assert read(data.replace(stored, b"\0\0\0\0"))[1] == {"cat/a.png": "annotation.entry_damaged"}
