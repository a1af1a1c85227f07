"""What a killed process left goes; what somebody works on, or may go on with, stays."""

import os
import time

import filelock
import pytest

from lib.datasets.garden.planting import LABEL, plant_garden
from lib.errors import EngineError
from lib.jobs import connection, engine
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe
from lib.runs.sweep import STILL_SECONDS, sweep


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    return tmp_path


def left(path, *, age=STILL_SECONDS + 60):
    """A file that nobody has touched for so long; its folder neither."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - age
    os.utime(path, (then, then))
    os.utime(path.parent, (then, then))
    return path


def orphans(home, run):
    return [
        left(home / "download-x1" / "flower_photos.tgz"),
        left(home / "gardens" / ".planting-x" / "rose.jpg"),
        left(home / "prepared" / ".building-x" / "a.png"),
        left(home / "prepared" / ".report-x"),
        left(home / "scratch" / "1234-abc" / "picture.png"),
        left(home / "engines" / "dead.lock"),
        left(home / "engines" / "dead.json"),
        left(run.folder / "tmpabc" / "model.keras"),
        left(run.folder / "checkpoints" / ".writing-1-epoch-0002.checkpoint"),
        left(run.folder / ".writing-1-state.json"),
    ]


def test_what_killed_processes_left_goes_with_its_folder(home):
    paths = orphans(home, create_run(Recipe()))
    sweep()
    assert [path for path in paths if path.exists()] == []
    assert not list(home.glob("download-*")) + list((home / "gardens").iterdir())


def test_what_is_young_or_whole_or_in_use_stays(home):
    run, trained = create_run(Recipe()), create_run(Recipe())
    stays = [
        left(home / "download-x2" / "flower_photos.tgz", age=60),
        left(home / "gardens" / "2000" / "garden.json"),
        left(home / "datasets" / "mine" / ".hidden"),
        left(home / "engines" / "live.json"),
        left(run.folder / "checkpoints" / "epoch-0001.checkpoint"),
        run.folder / "spare",
        left(trained.folder / ".writing-1-state.json"),
    ]
    trained.write_state(status="finished")
    with (
        filelock.FileLock(home / "engines" / "live.lock").acquire(timeout=1),
        filelock.FileLock(trained.lock_path).acquire(timeout=1),
    ):
        left(home / "engines" / "live.lock")
        sweep()
    assert [path for path in stays if not path.exists()] == []


def test_a_finished_run_keeps_nothing_that_only_a_resume_needs():
    run = create_run(Recipe())
    left(run.folder / "checkpoints" / "epoch-0001.checkpoint")
    for status, kept in (("stopped", True), ("finished", False)):
        run.write_state(status=status)
        sweep()
        assert (run.folder / "checkpoints").exists() is kept
        assert (run.folder / "spare").exists() is kept


def test_an_engine_sweeps_when_it_starts(home, monkeypatch):
    def no_cluster(name):
        raise OSError("not in this test")

    paths = orphans(home, create_run(Recipe()))
    monkeypatch.delenv("CONVSCOPE_SCHEDULER", raising=False)
    monkeypatch.setattr(connection, "start_cluster", no_cluster)
    started = engine.Engine()
    with pytest.raises(EngineError):
        started.quick("math", "gcd", 12, 18)
    started.close()
    assert [path for path in paths if path.exists()] == []


DAY = 24 * 3600


def test_gardens_that_no_training_uses_go_and_the_last_used_stay(home, monkeypatch):
    kept = [left(home / "gardens" / str(n) / LABEL, age=(2 + n) * DAY).parent for n in range(8)]
    more = [left(home / "gardens" / str(n) / LABEL, age=20 * DAY).parent for n in range(100, 103)]
    young = left(home / "gardens" / "999" / LABEL, age=DAY / 2).parent
    sweep()
    assert young.exists()
    assert [garden.exists() for garden in kept] == [True] * 7 + [False]  # eight with the young one
    assert [garden.exists() for garden in more] == [False] * 3
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", "4")
    sweep()
    assert [garden.exists() for garden in kept[:4]] == [True, True, False, False]
    assert not list((home / "gardens").glob(".*"))


def test_gardens_stay_where_nothing_expires(home, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", "0")
    gardens = [left(home / "gardens" / str(n) / LABEL, age=400 * DAY).parent for n in range(12)]
    sweep()
    assert all(garden.exists() for garden in gardens)


def test_a_garden_is_as_young_as_its_last_use(home):
    folder = plant_garden(home / "gardens" / "10", picture_count=10, seed=1).folder
    then = time.time() - 200 * DAY
    os.utime(folder / LABEL, (then, then))
    assert not plant_garden(folder, picture_count=10, seed=1).drawn
    sweep()
    assert folder.exists()
    os.utime(folder / LABEL, (then, then))
    sweep()
    assert not folder.exists()
    assert plant_garden(folder, picture_count=10, seed=1).drawn
