"""The garden: the same seed gives the same bytes, no two flowers alike, five classes."""

import functools
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lib.datasets.garden import (
    CLASS_NAMES,
    LARGEST_GARDEN,
    SMALLEST_GARDEN,
    SPECIMENS,
    class_counts,
    draw_flower,
    draw_jpeg,
    draw_specimen,
    plant_garden,
    planting,
)
from lib.datasets.garden.planting import LABEL
from lib.errors import DatasetError
from lib.places import PROJECT

SAMPLE = 40


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*.jpg"))
    }


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant_garden(
        tmp_path_factory.mktemp("gardens") / "garden", picture_count=SAMPLE, seed=7
    ).folder


@pytest.fixture
def stub_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few bytes, for the tests that are about files and not about flowers."""
    monkeypatch.setattr(
        planting,
        "draw_jpeg",
        lambda class_name, *, seed, index: f"{class_name} {seed} {index}".encode(),
    )


@functools.cache
def thumbnail(class_name: str, index: int) -> np.ndarray:
    picture = draw_flower(class_name, seed=7, index=index)
    return np.asarray(picture.resize((12, 12), Image.Resampling.BOX), dtype=np.float64)


def test_a_garden_has_the_folder_layout_and_proportions_of_the_real_set(garden: Path) -> None:
    found = {path.name: len(list(path.glob("*.jpg"))) for path in garden.iterdir() if path.is_dir()}
    assert found == class_counts(SAMPLE)
    assert sum(found.values()) == SAMPLE


def test_the_largest_garden_counts_exactly_as_the_real_set() -> None:
    assert class_counts(LARGEST_GARDEN) == {
        "daisy": 633,
        "dandelion": 898,
        "roses": 641,
        "sunflowers": 699,
        "tulips": 799,
    }
    assert tuple(class_counts(LARGEST_GARDEN)) == CLASS_NAMES == tuple(sorted(CLASS_NAMES))


@pytest.mark.parametrize("picture_count", [10, 11, 37, 100, 2000, 3669])
def test_counts_add_up_and_every_class_has_at_least_two(picture_count: int) -> None:
    counts = class_counts(picture_count)
    assert sum(counts.values()) == picture_count
    assert min(counts.values()) >= 2
    share = {name: count / picture_count for name, count in counts.items()}
    if picture_count >= 100:
        assert abs(share["dandelion"] - 898 / 3670) < 0.01


@pytest.mark.parametrize("picture_count", [-1, 0, SMALLEST_GARDEN - 1, LARGEST_GARDEN + 1])
def test_a_count_out_of_range_is_refused_and_nothing_is_written(
    tmp_path: Path, picture_count: int
) -> None:
    with pytest.raises(DatasetError) as refusal:
        plant_garden(tmp_path / "garden", picture_count=picture_count, seed=1)
    assert refusal.value.key == "garden.count_out_of_range"
    assert refusal.value.facts == {"got": picture_count, "minimum": 10, "maximum": 3670}
    assert list(tmp_path.iterdir()) == []


def test_the_same_seed_gives_the_same_bytes_in_another_process(garden: Path) -> None:
    drawn = {name: draw_jpeg(name, seed=7, index=1) for name in CLASS_NAMES}
    script = (
        "import hashlib\n"
        "from lib.datasets.garden import CLASS_NAMES, draw_jpeg\n"
        "for name in reversed(CLASS_NAMES):\n"
        "    print(name, hashlib.sha256(draw_jpeg(name, seed=7, index=1)).hexdigest())\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": "99"},
    ).stdout
    elsewhere = dict(line.split() for line in answer.splitlines())
    assert set(elsewhere) == set(CLASS_NAMES)
    for name, content in drawn.items():
        assert hashlib.sha256(content).hexdigest() == elsewhere[name]
        assert (garden / name / f"{name}_0001.jpg").read_bytes() == content


def test_a_smaller_garden_is_the_beginning_of_a_larger_one(garden: Path, tmp_path: Path) -> None:
    small = digests(plant_garden(tmp_path / "small", picture_count=15, seed=7).folder)
    assert len(small) == 15
    assert small.items() <= digests(garden).items()


def test_another_seed_gives_other_pictures(garden: Path, tmp_path: Path) -> None:
    other = digests(plant_garden(tmp_path / "other", picture_count=10, seed=8).folder)
    assert len(other) == 10
    assert not set(other.values()) & set(digests(garden).values())


def test_no_two_pictures_are_the_same_file(garden: Path) -> None:
    found = digests(garden)
    assert len(set(found.values())) == len(found) == SAMPLE


def test_no_two_pictures_look_alike() -> None:
    small = np.stack(
        [thumbnail(name, index).ravel() for name in CLASS_NAMES for index in range(12)]
    )
    distance = np.abs(small[:, None] - small[None]).mean(axis=2)
    distance[np.diag_indices(len(small))] = np.inf
    assert distance.min() > 5.0  # grey levels of 255, averaged over a 12×12 miniature


def test_pictures_are_rgb_jpeg_files_of_various_shapes(garden: Path) -> None:
    sizes = set()
    for file in garden.rglob("*.jpg"):
        with Image.open(file) as picture:
            assert (picture.format, picture.mode) == ("JPEG", "RGB")
            sizes.add(picture.size)
    assert len(sizes) > SAMPLE / 2
    assert all(130 <= side <= 280 for size in sizes for side in size)
    assert any(width > 1.2 * height for width, height in sizes)
    assert any(height > 1.2 * width for width, height in sizes)


@pytest.mark.usefixtures("stub_drawing")
def test_progress_tells_every_picture(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    plant_garden(
        tmp_path / "garden",
        picture_count=10,
        seed=3,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(done, 10) for done in range(1, 11)]


@pytest.mark.usefixtures("stub_drawing")
def test_a_complete_garden_is_found_again_and_not_drawn_twice(tmp_path: Path) -> None:
    first = plant_garden(tmp_path / "garden", picture_count=10, seed=3)

    def stamps() -> dict[Path, int]:  # but of the label, which says when it was used last
        files = [file for file in first.folder.rglob("*") if file.name != LABEL]
        return {file: file.stat().st_mtime_ns for file in files}

    stamp, label = stamps(), (first.folder / LABEL).read_bytes()
    second = plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    assert (first.drawn, second.drawn) == (True, False)
    assert second.counts == first.counts
    assert stamps() == stamp
    assert (first.folder / LABEL).read_bytes() == label


@pytest.mark.usefixtures("stub_drawing")
def test_a_drawing_cut_short_leaves_no_garden_and_is_redone(tmp_path: Path) -> None:
    class PlugPulledError(Exception):
        pass

    def pull_the_plug(done: int, total: int) -> None:
        if done == 4:
            raise PlugPulledError

    with pytest.raises(PlugPulledError):
        plant_garden(tmp_path / "garden", picture_count=10, seed=3, progress=pull_the_plug)
    assert not (tmp_path / "garden").exists()
    report = plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    assert report.drawn
    assert len(digests(report.folder)) == 10


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "from lib.datasets.garden import plant_garden\n"
        "def die(done, total):\n"
        "    if done == 3: os._exit(9)\n"
        "plant_garden(pathlib.Path(sys.argv[1]), picture_count=10, seed=3, progress=die)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "garden")], check=False, cwd=PROJECT
    )
    assert ended.returncode == 9
    assert [path.name.startswith(".garden-") for path in tmp_path.iterdir()] == [True]
    remains = next(tmp_path.iterdir())
    for path in (*remains.iterdir(), remains):
        os.utime(path, (1e9, 1e9))  # as when the next start comes minutes later
    report = plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    assert len(digests(report.folder)) == 10
    assert [path.name for path in tmp_path.iterdir()] == ["garden"]


@pytest.mark.usefixtures("stub_drawing")
def test_a_drawing_that_another_process_is_busy_with_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".garden-busy").mkdir()
    plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    assert (tmp_path / ".garden-busy").is_dir()


@pytest.mark.parametrize("change", [{"seed": 4}, {"picture_count": 12}])
@pytest.mark.usefixtures("stub_drawing")
def test_another_garden_in_the_same_place_replaces_the_older(
    tmp_path: Path, change: dict[str, int]
) -> None:
    plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    wanted = {"picture_count": 10, "seed": 3} | change
    report = plant_garden(tmp_path / "garden", **wanted)
    assert report.drawn
    assert len(digests(report.folder)) == wanted["picture_count"]


@pytest.mark.usefixtures("stub_drawing")
def test_a_garden_of_an_older_version_is_drawn_anew(tmp_path: Path) -> None:
    folder = plant_garden(tmp_path / "garden", picture_count=10, seed=3).folder
    label = json.loads((folder / LABEL).read_text("utf-8"))
    (folder / LABEL).write_text(json.dumps(label | {"format_version": 0}), "utf-8")
    assert plant_garden(folder, picture_count=10, seed=3).drawn


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "beach.jpg").write_bytes(b"dear")
    with pytest.raises(DatasetError) as refusal:
        plant_garden(tmp_path / "holiday", picture_count=10, seed=3)
    assert refusal.value.key == "garden.folder_taken"
    assert (tmp_path / "holiday" / "beach.jpg").read_bytes() == b"dear"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatasetError) as refusal:
        plant_garden(tmp_path / "file" / "garden", picture_count=10, seed=3)
    assert refusal.value.key == "garden.cannot_write"


def test_colour_alone_does_not_tell_the_class() -> None:
    # Each class's mean colours spread farther than the classes lie apart: a yellow tulip, a
    # yellow rose and a dandelion overlap, and so do the places they grow in.
    means = {
        name: np.stack([thumbnail(name, index).mean(axis=(0, 1)) for index in range(16)])
        for name in CLASS_NAMES
    }
    centres = np.stack([mean.mean(axis=0) for mean in means.values()])
    nearest = [
        int(np.argmin(np.linalg.norm(centres - colour, axis=1))) == label
        for label, mean in enumerate(means.values())
        for colour in mean
    ]
    assert 0.2 < np.mean(nearest) < 0.6


def test_a_picture_painted_larger_shows_the_same_scene() -> None:
    usual = draw_flower("tulips", seed=7, index=2)
    large = draw_flower("tulips", seed=7, index=2, enlarge=2.0)
    assert large.width == 2 * usual.width
    reduced = np.asarray(large.resize(usual.size, Image.Resampling.BOX), dtype=np.float64)
    assert np.abs(reduced - np.asarray(usual, dtype=np.float64)).mean() < 12.0


def test_every_class_has_a_specimen_large_enough_for_the_start_page() -> None:
    assert tuple(SPECIMENS) == CLASS_NAMES
    for class_name in CLASS_NAMES:
        picture = draw_specimen(class_name)
        assert picture.mode == "RGB"
        assert min(picture.size) >= 360


def test_a_negative_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as refusal:
        plant_garden(tmp_path / "garden", picture_count=10, seed=-1)
    assert refusal.value.key == "garden.seed_out_of_range"


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(class_name: str, *, seed: int, index: int) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(planting, "draw_jpeg", full)
    with pytest.raises(DatasetError) as refusal:
        plant_garden(tmp_path / "garden", picture_count=10, seed=3)
    assert refusal.value.key == "garden.cannot_write"
    assert refusal.value.facts["reason"] == "No space left on device"
    assert list(tmp_path.iterdir()) == []
