"""Trainings that nobody opens go; those that somebody opens, trains or waits for stay."""

import os
import time

import filelock
import pytest
from page_opening import in_turns, opened

from lib.runs.directory import create_run, engine_lock_path, list_runs
from lib.runs.expiry import WITHDRAWN, delete_expired, note_opened
from lib.runs.recipe import Recipe
from lib.runs.shipped import shipped_run
from lib.runs.sweep import STILL_SECONDS, sweep
from lib.words import load_words

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", "30")
    return tmp_path


def aged(run, days):
    """The run, as if nobody had touched it for so many days."""
    then = time.time() - days * DAY
    for path in (*run.folder.iterdir(), run.folder):
        os.utime(path, (then, then))
    return run


def ended(days, status="finished"):
    run = create_run(Recipe())
    run.write_state(status=status)
    return aged(run, days)


def left():
    return {run.id for run in list_runs().runs}


def test_what_nobody_opened_for_long_goes_with_all_its_files(home):
    young, old = ended(29), [ended(31), ended(31, "failed"), ended(400, "stopped")]
    sweep()
    assert left() == {young.id}
    assert not [run for run in old if run.folder.exists()]
    assert not list((home / "runs").glob(f"{WITHDRAWN}*"))


def test_a_look_at_a_run_keeps_it_as_long_again():
    run = ended(31)
    note_opened(run)
    delete_expired()
    assert left() == {run.id}


def test_a_run_that_trains_or_waits_never_goes():
    trained, waiting, dead = (create_run(Recipe(), engine=name) for name in ("a", "b", "c"))
    trained.write_state(status="running")
    for run in (trained, waiting, dead):
        aged(run, 400)
    with (
        filelock.FileLock(trained.lock_path).acquire(timeout=1),
        filelock.FileLock(engine_lock_path("b")).acquire(timeout=1),
    ):
        delete_expired()
    assert left() == {trained.id, waiting.id}  # the engine of the third is gone for ever


def test_a_damaged_run_goes_too():
    run = create_run(Recipe())
    (run.folder / "state.json").write_text("{")
    aged(run, 31)
    delete_expired()
    assert not run.folder.exists()


def test_a_host_may_keep_them_for_ever(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", "0")
    run = ended(4000)
    sweep()
    assert left() == {run.id}


def test_what_a_kill_left_of_a_deleted_run_goes_with_the_next_sweep(home):
    run = ended(1)
    gone = run.folder.rename(run.folder.with_name(WITHDRAWN + run.id))
    then = time.time() - STILL_SECONDS - 60
    for path in (*gone.rglob("*"), gone):
        os.utime(path, (then, then))
    sweep()
    assert not gone.exists()


def test_the_run_that_ships_is_never_written_to():
    before = {path.name for path in shipped_run().folder.iterdir()}
    note_opened(shipped_run())
    assert {path.name for path in shipped_run().folder.iterdir()} == before


@pytest.mark.parametrize(("days", "language"), in_turns([("30",), ("0",), ("7",), ("0",)]))
def test_the_page_says_how_long_a_run_is_kept_and_keeps_it_by_being_opened(
    days, language, monkeypatch
):
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", days)
    say, run = load_words(language), ended(5)
    captions = [one.value for one in opened("train", lang=language, run=run.id).caption]
    said = say("run.kept", days=days) if days != "0" else say("run.kept.always")
    assert said in captions
    assert time.time() - (run.folder / "opened").stat().st_mtime < 60
    shipped = [one.value for one in opened("train", lang=language).caption]
    assert said not in shipped
