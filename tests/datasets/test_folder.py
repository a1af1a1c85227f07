"""A folder as people have them: what is kept, converted, left out, and that Keras loads it."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lib.datasets import folder as folder_module
from lib.datasets import scan as scan_module
from lib.datasets.folder import (
    PreparedFolder,
    list_folders,
    prepare_folder,
    resolve_folder,
    scan_folder,
    split_counts,
)
from lib.datasets.scan import spelled
from lib.errors import DatasetError

RNG = np.random.default_rng(11)


def photograph(width: int = 24, height: int = 16) -> Image.Image:
    return Image.fromarray(RNG.integers(0, 256, (height, width, 3), dtype=np.uint8))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def write(path: Path, data: bytes | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(photograph(), "JPEG") if data is None else data)
    return path


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Two clean classes of three JPEGs, and a licence beside them, as the real set has."""
    for class_name in ("daisy", "roses"):
        for number in range(3):
            write(tmp_path / "garden" / class_name / f"{number}.jpg")
    write(tmp_path / "garden" / "LICENSE.txt", b"CC BY")
    return tmp_path / "garden"


@pytest.fixture
def prepared(garden: Path, tmp_path: Path) -> PreparedFolder:
    return prepare_folder(garden, tmp_path / "cache")


def rotated(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(Image.new("RGB", (24, 16), "red"), "JPEG", exif=exif)


def refusal(garden: Path, cache: Path) -> DatasetError:
    with pytest.raises(DatasetError) as raised:
        prepare_folder(garden, cache)
    return raised.value


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_clean_folder_is_used_as_it_is(garden: Path, tmp_path: Path) -> None:
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.folder == garden
    assert not prepared.mirrored
    assert prepared.report.counts == {"daisy": 3, "roses": 3}
    assert prepared.report.class_names == ("daisy", "roses")
    assert prepared.report.total == 6
    assert prepared.report.skipped == prepared.report.converted == ()


def test_files_that_keras_does_not_look_at_leave_a_folder_clean(garden: Path) -> None:
    write(garden / "daisy" / "notes.txt", b"words")
    write(garden / "daisy" / "Thumbs.db", b"thumbs")
    write(garden / ".hidden" / "a.jpg")
    write(garden / "loose.jpg", b"not even a picture")
    report = scan_folder(garden)
    assert report.clean
    assert report.total == 6


CONVERTED = {
    "a.webp": (encoded(photograph(), "WebP", lossless=True), "format"),
    "b.tiff": (encoded(photograph(), "TIFF"), "format"),
    "c.gif": (encoded(photograph(), "GIF"), "format"),
    "d.bmp": (encoded(photograph(), "BMP"), "format"),
    "e.jpg": (rotated(), "oriented"),
    "f.jpg": (encoded(photograph().convert("CMYK"), "JPEG"), "cmyk"),
    "g.png": (encoded(photograph().convert("RGBA"), "PNG"), "alpha"),
    "h.png": (encoded(Image.fromarray(np.full((9, 9), 40_000, np.uint16)), "PNG"), "16_bit"),
    "i.gif": (
        encoded(photograph(), "GIF", save_all=True, append_images=[photograph()]),
        "first_frame",
    ),
    "j.jpg": (encoded(photograph(), "WebP"), "format"),
    "l.jfif": (encoded(photograph(), "JPEG"), "name"),
    "m": (encoded(photograph(), "PNG"), "name"),
}


@pytest.mark.parametrize("name", CONVERTED)
def test_what_keras_would_misread_or_overlook_is_converted(
    name: str, garden: Path, tmp_path: Path
) -> None:
    data, why = CONVERTED[name]
    write(garden / "roses" / name, data)
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.report.converted == ((f"roses/{name}", why),)
    assert prepared.report.counts == {"daisy": 3, "roses": 4}
    assert prepared.mirrored
    added = files_of(prepared.folder) - files_of(garden)
    assert len(added) <= 1  # a PNG that takes the place of a .png keeps its name
    mirrored = prepared.folder / (added.pop() if added else f"roses/{name}")
    with Image.open(mirrored) as image:
        assert image.format in ("PNG", "JPEG")
        if why == "oriented":
            assert image.size == (16, 24)


def test_a_png_named_jpg_is_left_alone_because_tensorflow_looks_at_the_bytes(garden: Path) -> None:
    write(garden / "roses" / "x.jpg", encoded(photograph(), "PNG"))
    assert scan_folder(garden).clean


SKIPPED = {
    "half.jpg": (encoded(photograph(90, 90), "JPEG")[:900], "image.damaged"),
    "endless.jpg": (encoded(photograph(), "JPEG")[:-2], "image.damaged"),
    "empty.png": (b"", "image.empty"),
    "page.jpg": (b"<html>404</html>", "image.not_an_image"),
    "phone.heic": (b"\0\0\0\x18ftypheic", "image.not_an_image"),
    "huge.png": (None, "image.too_large_bytes"),
    "pipe.jpg": (None, "image.unreadable"),
    "nowhere.jpg": (None, "image.unreadable"),
}


@pytest.mark.parametrize("name", SKIPPED)
def test_what_cannot_be_read_is_left_out_by_name_and_reason(
    name: str, garden: Path, tmp_path: Path
) -> None:
    data, key = SKIPPED[name]
    place = garden / "roses" / name
    if data is not None:
        write(place, data)
    elif name == "huge.png":
        with place.open("wb") as file:
            file.truncate(33 * 2**20)
    elif name == "pipe.jpg":
        os.mkfifo(place)
    else:
        place.symlink_to(tmp_path / "gone.jpg")
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.report.skipped == ((f"roses/{name}", key),)
    assert prepared.report.total == 6
    if name == "phone.heic":  # Keras does not look at that one
        assert not prepared.mirrored
    else:
        assert files_of(prepared.folder) == files_of(garden) - {f"roses/{name}", "LICENSE.txt"}


def test_a_file_without_permission_is_left_out(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "1.jpg":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = scan_folder(garden)
    assert report.skipped == (
        ("daisy/1.jpg", "image.unreadable"),
        ("roses/1.jpg", "image.unreadable"),
    )


def test_rubbish_that_systems_leave_behind_is_ignored_but_keras_is_kept_from_it(
    garden: Path, tmp_path: Path
) -> None:
    write(garden / "__MACOSX" / "daisy" / "._0.jpg", b"mac")
    write(garden / "daisy" / "._0.jpg", b"mac")
    write(garden / "daisy" / ".DS_Store", b"mac")
    write(garden / "daisy" / ".thumbnails" / "0.jpg")
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.report.counts == {"daisy": 3, "roses": 3}
    assert prepared.report.skipped == ()
    assert prepared.mirrored
    assert files_of(prepared.folder) == files_of(garden) - {
        "LICENSE.txt",
        "__MACOSX/daisy/._0.jpg",
        "daisy/._0.jpg",
        "daisy/.DS_Store",
        "daisy/.thumbnails/0.jpg",
    }


def test_an_empty_class_folder_is_left_out_and_reported(garden: Path, tmp_path: Path) -> None:
    (garden / "tulips").mkdir()
    write(garden / "notes" / "a.txt", b"words")
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.report.empty_classes == ("notes", "tulips")
    assert prepared.report.class_names == ("daisy", "roses")
    assert sorted(path.name for path in prepared.folder.iterdir()) == ["daisy", "roses"]


def test_pictures_in_folders_inside_a_class_belong_to_the_class(garden: Path) -> None:
    write(garden / "roses" / "red" / "old" / "a.jpg")
    report = scan_folder(garden)
    assert report.counts["roses"] == 4
    assert "roses/red/old/a.jpg" in report.as_is
    assert report.clean


def test_links_in_a_circle_or_to_the_outside_end(garden: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "a.jpg")
    (garden / "daisy" / "deeper").symlink_to(garden / "daisy")
    (garden / "daisy" / "up.jpg").symlink_to("up.jpg")
    (garden / "everything").symlink_to(garden)
    (garden / "roses" / "a.jpg").symlink_to(outside)
    (garden / "tulips").symlink_to(outside.parent)
    write(outside.parent / "b.jpg")
    report = scan_folder(garden)
    assert report.skipped == (
        ("everything", "folder.link_loop"),
        ("daisy/up.jpg", "image.unreadable"),
    )
    assert report.counts == {"daisy": 3, "roses": 4, "tulips": 2}


def test_names_that_are_no_utf8_are_respelled(garden: Path, tmp_path: Path) -> None:
    name = os.fsencode(str(garden / "roses")) + b"/ros\xe9.jpg"
    with open(name, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(encoded(photograph(), "JPEG"))
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert prepared.report.counts["roses"] == 4
    assert "roses/ros\ufffd.jpg" in files_of(prepared.folder)
    assert all(spelled(name) == name for name in files_of(prepared.folder))


def test_two_files_that_become_one_name_both_stay(garden: Path, tmp_path: Path) -> None:
    write(garden / "roses" / "a.webp", encoded(photograph(), "WebP"))
    write(garden / "roses" / "a.webp.png", encoded(photograph(), "PNG"))
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert {"roses/a.webp.png", "roses/2-a.webp.png"} < files_of(prepared.folder)
    assert len(files_of(prepared.folder)) == 8


@pytest.mark.parametrize(
    ("files", "key"),
    [
        (None, "folder.missing"),
        ([], "folder.empty"),
        (["loose.jpg"], "folder.empty"),
        ([".git/a.jpg", "__MACOSX/b.jpg"], "folder.empty"),
        (["daisy/notes.txt", "roses/notes.txt"], "folder.nothing_readable"),
        (["daisy/!bad.jpg", "roses/!bad.jpg"], "folder.nothing_readable"),
        (["daisy/a.jpg", "daisy/b.jpg"], "folder.one_class"),
        (["daisy/a.jpg", "daisy/b.jpg", "roses/notes.txt"], "folder.one_class"),
        (["daisy/a.jpg", "daisy/b.jpg", "roses/a.jpg"], "folder.class_too_small"),
        (["daisy/a.jpg", "daisy/b.jpg", "roses/!bad.jpg"], "folder.class_too_small"),
        (["daisy/a.jpg", "daisy/b.jpg", "roses/a.jpg", "roses/!b.jpg"], "folder.class_too_small"),
    ],
)
def test_a_folder_that_cannot_teach_says_why(
    files: list[str] | None, key: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    if files is not None:
        folder.mkdir()
    for name in files or ():
        readable = name.endswith(".jpg") and "!" not in name
        write(folder / name, None if readable else b"words")
    error = refusal(folder, tmp_path / "cache")
    assert error.key == key
    assert error.facts["folder"] == "data"
    assert str(tmp_path) not in str(error)
    if key == "folder.class_too_small":
        assert error.facts["class_name"] == "roses"
        assert error.facts["count"] in (0, 1)
        assert error.facts["least"] == 2


def test_a_file_in_place_of_a_folder_is_a_missing_folder(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "file"), tmp_path / "cache").key == "folder.missing"


def test_a_folder_or_class_without_permission_is_named(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refuse(path: Path | str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    closed = garden / "roses"
    assert scan_folder(garden).skipped == (("roses", "folder.unreadable"),)
    assert refusal(garden, tmp_path / "cache").facts["class_name"] == "roses"
    closed = garden
    assert refusal(garden, tmp_path / "cache").key == "folder.unreadable"


def test_progress_counts_every_candidate(garden: Path) -> None:
    seen: list[tuple[int, int]] = []
    scan_folder(garden, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 6) for done in range(1, 7)]


def test_nothing_is_decoded_again_until_something_changes(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(garden / "roses" / "a.webp", encoded(photograph(), "WebP"))
    decoded: list[str] = []
    real = scan_module.decode_image

    def counting(data: bytes, *, name: str = "") -> object:
        decoded.append(name)
        return real(data, name=name)

    monkeypatch.setattr(scan_module, "decode_image", counting)
    first = prepare_folder(garden, tmp_path / "cache")
    assert len(decoded) == 7
    again = prepare_folder(garden, tmp_path / "cache")
    assert again == first
    assert len(decoded) == 7
    write(garden / "roses" / "3.jpg")
    changed = prepare_folder(garden, tmp_path / "cache")
    assert len(decoded) == 15
    assert changed.folder != first.folder
    assert changed.report.counts["roses"] == 5


def test_a_spoilt_report_is_made_anew(garden: Path, tmp_path: Path) -> None:
    first = prepare_folder(garden, tmp_path / "cache")
    for spoilt in ("", "{}", "[1]", '{"digest": 1}'):
        (tmp_path / "cache" / f"{first.report.digest}.json").write_text(spoilt)
        assert prepare_folder(garden, tmp_path / "cache") == first


def test_a_mirror_is_whole_or_not_there(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(garden / "roses" / "a.webp", encoded(photograph(), "WebP"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "_convert", full)
        error = refusal(garden, tmp_path / "cache")
    assert error.key == "folder.cannot_write"
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".json"]
    assert len(files_of(prepare_folder(garden, tmp_path / "cache").folder)) == 7


def test_where_links_are_impossible_the_mirror_holds_copies(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(garden / "roses" / "bad.jpg", b"words")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    prepared = prepare_folder(garden, tmp_path / "cache")
    copied = prepared.folder / "daisy" / "0.jpg"
    assert not copied.is_symlink()
    assert copied.read_bytes() == (garden / "daisy" / "0.jpg").read_bytes()


def test_only_listed_folders_can_be_chosen(tmp_path: Path, garden: Path) -> None:
    root = tmp_path / "root"
    (root / "mine").mkdir(parents=True)
    (root / ".cache").mkdir()
    write(root / "file.txt", b"words")
    (root / "linked").symlink_to(garden)
    (root / "broken").symlink_to(tmp_path / "gone")
    with contextlib.suppress(OSError):  # some file systems refuse names that are no text
        (root / os.fsdecode(b"bad\xff\xfename")).mkdir()
    assert list_folders(root) == ("linked", "mine")
    assert list_folders(tmp_path / "gone") == ()
    assert resolve_folder(root, "linked") == root / "linked"
    assert scan_folder(resolve_folder(root, "linked")).total == 6
    for name in ("", ".", "..", "../garden", str(garden), "mine/", ".cache", "file.txt", "a\0b"):
        with pytest.raises(DatasetError) as raised:
            resolve_folder(root, name)
        assert raised.value.key == "folder.unknown"
        assert raised.value.facts["allowed"] == ["linked", "mine"]


def test_the_split_of_the_tutorial_is_2936_and_734() -> None:
    assert split_counts(3670, 0.2) == (2936, 734)
    assert split_counts(600, 0.0) == (600, 0)


@pytest.mark.parametrize(("total", "fraction"), [(4, 0.2), (0, 0.2), (1, 0.5), (9, 0.1)])
def test_a_split_with_an_empty_part_is_refused(total: int, fraction: float) -> None:
    with pytest.raises(DatasetError) as raised:
        split_counts(total, fraction)
    assert raised.value.key == "folder.too_few"


def loaded_by_keras(folder: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Class names, pictures (n, 16, 24, 3) and labels, in the order of the names."""
    import keras

    dataset = keras.utils.image_dataset_from_directory(
        str(folder), image_size=(16, 24), batch_size=4, shuffle=False, verbose=False
    )
    batches = [(pictures.numpy(), labels.numpy()) for pictures, labels in dataset]
    pictures, labels = (np.concatenate(part) for part in zip(*batches, strict=True))
    return dataset.class_names, pictures, labels


def test_keras_loads_a_dirty_folder_to_the_last_file(garden: Path, tmp_path: Path) -> None:
    for name, (data, _) in CONVERTED.items():
        write(garden / "roses" / name, data)
    for name, (data, _) in SKIPPED.items():
        write(garden / "daisy" / name, data or b"")
    write(garden / "roses" / "grey.jpg", encoded(photograph().convert("L"), "JPEG"))
    write(garden / "roses" / "palette.png", encoded(photograph().quantize(9), "PNG"))
    write(garden / "__MACOSX" / "a.jpg", b"mac")
    (garden / "tulips").mkdir()
    prepared = prepare_folder(garden, tmp_path / "cache")
    class_names, pictures, labels = loaded_by_keras(prepared.folder)
    assert tuple(class_names) == prepared.report.class_names == ("daisy", "roses")
    assert np.bincount(labels).tolist() == list(prepared.report.counts.values()) == [3, 17]
    assert pictures.shape == (20, 16, 24, 3)


def test_keras_loads_whatever_passes_among_damaged_files(garden: Path, tmp_path: Path) -> None:
    rng = random.Random(5)
    for number in range(150):
        kind = ("JPEG", "PNG")[number % 2]
        options = {"progressive": number % 4 == 0} if kind == "JPEG" else {}
        data = bytearray(encoded(photograph(), kind, **options))
        for _ in range(rng.randint(1, 3)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        write(garden / "roses" / f"{number:03}.{kind.lower()}", bytes(data))
    prepared = prepare_folder(garden, tmp_path / "cache")
    assert len(prepared.report.skipped) > 20
    assert len(prepared.report.as_is) > 20
    _, pictures, labels = loaded_by_keras(prepared.folder)
    assert len(pictures) == prepared.report.total
    assert np.bincount(labels).tolist() == list(prepared.report.counts.values())


def test_keras_cuts_the_same_split(garden: Path) -> None:
    import keras

    for number in range(7):
        shutil.copy(garden / "roses" / "0.jpg", garden / "roses" / f"more{number}.jpg")
    parts = keras.utils.image_dataset_from_directory(
        str(garden), validation_split=0.3, subset="both", seed=123, verbose=False
    )
    assert split_counts(13, 0.3) == tuple(len(part.file_paths) for part in parts)


def test_all_600_real_photographs_are_usable(flower_photos: Path) -> None:
    report = scan_folder(flower_photos)
    assert report.total == 600
    assert report.counts == dict.fromkeys(
        ("daisy", "dandelion", "roses", "sunflowers", "tulips"), 120
    )
    assert report.clean
    assert report.skipped == ()
