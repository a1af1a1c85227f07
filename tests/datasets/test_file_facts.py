"""Every file of a data set is looked at once, and what is wrong with one stops nothing."""

import os
import threading

import numpy as np
import pytest
from PIL import Image

from lib.datasets.file_facts import FileFacts, Listing, Shelf, list_folder, look_at, summarise
from lib.datasets.garden import draw_jpeg
from lib.operations.collection import garden
from lib.runs.recipe import GARDEN_SEED


@pytest.fixture
def folder(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    rng = np.random.default_rng(3)
    for number in range(3):
        pixels = rng.integers(0, 256, (20 + number, 30, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "a" / f"{number}.png")
    Image.fromarray(pixels[..., 0]).save(tmp_path / "b" / "grey.jpg")
    Image.fromarray(pixels).save(tmp_path / "b" / "other.webp")
    (tmp_path / "b" / "copy.png").write_bytes((tmp_path / "a" / "0.png").read_bytes())
    (tmp_path / "b" / "torn.jpg").write_bytes((tmp_path / "b" / "grey.jpg").read_bytes()[:200])
    (tmp_path / "b" / "empty.jpg").touch()
    (tmp_path / "a" / "nothing.jpg").touch()
    return tmp_path


def looked(folder):
    listing = list_folder(folder)
    return look_at(str(folder), listing.paths, 60)


def test_sizes_modes_copies_and_broken_files_are_told(folder):
    facts = looked(folder)
    found = summarise(facts)
    assert found.sizes == {(30, 20): 2, (30, 21): 1, (30, 22): 3}
    assert found.modes == {("PNG", "RGB"): 4, ("JPEG", "L"): 1, ("WebP", "RGB"): 1}
    assert [[one.path for one in group] for group in found.duplicates] == [
        ["a/0.png", "b/copy.png"]
    ]
    assert found.spare == 1
    assert {one.path: one.problem.key for one in found.unreadable} == {
        "a/nothing.jpg": "image.empty",
        "b/empty.jpg": "image.empty",
        "b/torn.jpg": "image.damaged",
    }
    assert [one.path for one in found.overlooked] == ["b/other.webp"]
    assert found.bytes_together == sum(
        path.stat().st_size for path in folder.rglob("*") if path.is_file()
    )


def test_a_file_that_vanished_is_named_and_the_others_are_looked_at(folder):
    listing = list_folder(folder)
    (folder / "a" / "1.png").unlink()
    facts = look_at(str(folder), listing.paths, 60)
    assert [one.path for one in facts] == list(listing.paths)
    (gone,) = [one for one in facts if one.problem and one.problem.key == "image.unreadable"]
    assert gone.path == "a/1.png"


def test_flowers_are_looked_at_without_being_on_disk():
    flowers = garden(10)
    paths = tuple(flowers.file(place) for place in (0, 9))
    first, last = look_at(None, paths, 60)
    data = draw_jpeg("daisy", seed=GARDEN_SEED, index=0)
    assert (first.size, first.format, first.mode) == (len(data), "JPEG", "RGB")
    assert last.path == "tulips/tulips_0001.jpg" and last.width > 100


def test_at_least_one_file_is_looked_at_however_little_time_there_is(folder):
    listing = list_folder(folder)
    assert [one.path for one in look_at(str(folder), listing.paths, 0)] == [listing.paths[0]]


def test_a_changed_file_asks_for_a_new_look(folder):
    before = list_folder(folder).digest
    assert list_folder(folder).digest == before
    os.utime(folder / "a" / "0.png", (1, 1))
    assert list_folder(folder).digest != before


def numbered(start, end):
    return [FileFacts(str(number), number) for number in range(start, end)]


def test_portions_of_several_visitors_at_once_leave_no_gap_and_nothing_twice():
    listing = Listing("x", tuple(map(str, range(400))), None)
    shelf = Shelf()

    def look():
        while (start := len(shelf.known(listing))) < 400:
            shelf.add(listing, start, numbered(start, min(400, start + 7)))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.path for one in shelf.known(listing)] == list(listing.paths)


def test_a_portion_behind_a_gap_is_not_kept():
    listing = Listing("x", ("0", "1", "2"), None)
    shelf = Shelf()
    shelf.add(listing, 2, numbered(2, 3))
    assert shelf.known(listing) == ()
    shelf.add(listing, 0, numbered(0, 2))
    assert [one.path for one in shelf.known(listing)] == ["0", "1"]


def test_only_the_latest_data_sets_are_remembered():
    shelf = Shelf()
    listings = [Listing(str(number), ("0",), None) for number in range(20)]
    for listing in listings:
        shelf.add(listing, 0, numbered(0, 1))
    assert shelf.known(listings[-1]) and not shelf.known(listings[0])
