"""The directory tells the truth about a run, whoever wrote it and however they ended."""

import re
import signal
import subprocess
import sys
import time

import filelock
import pytest

from lib.errors import RunError
from lib.places import PROJECT
from lib.runs import directory
from lib.runs.directory import create_run, engine_lock_path, list_runs, open_run, request_stop
from lib.runs.recipe import Recipe
from lib.runs.state import RunState

HOLD = """
import sys, time, filelock
with filelock.FileLock(sys.argv[1]).acquire(timeout=5):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def holder():
    """Starts another process that holds a lock, as a trainer does."""
    started = []

    def hold(path):
        command = [sys.executable, "-c", HOLD, str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
        started.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield hold
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_run_gets_a_name_of_our_own_and_remembers_its_recipe():
    recipe = Recipe(epochs=3)
    run = create_run(recipe)
    assert re.fullmatch(r"\d{8}-[0-9a-f]{8}", run.id)
    assert open_run(run.id).recipe == recipe


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../secret", "/etc", "20260101-zzzzzzzz", "20260101-aaaaaaaa\n", "a\0b"]
)
def test_a_name_that_is_not_one_of_ours_opens_nothing(name, home):
    (home / "secret").mkdir()
    with pytest.raises(RunError) as caught:
        open_run(name)
    assert caught.value.key == "run.unknown"


def test_a_name_of_the_right_form_without_a_run_is_unknown():
    with pytest.raises(RunError) as caught:
        open_run("20260101-aaaaaaaa")
    assert caught.value.key == "run.unknown"


def test_runs_are_listed_newest_first_and_a_damaged_one_hides_no_other():
    runs = [create_run(Recipe()) for _ in range(4)]
    for age, run in enumerate(runs):
        run.write_state(created_at=1000.0 + age)
    (runs[1].folder / "state.json").write_text('{"status": "dancing"}')
    (runs[2].folder / "recipe.json").write_text("{}")
    listed = list_runs()
    assert [run.id for run in listed.runs] == [runs[3].id, runs[0].id]
    assert listed.damaged == tuple(sorted([runs[1].id, runs[2].id]))


def test_a_listing_reads_each_state_once_and_of_ended_runs_never_again(monkeypatch):
    ended, waiting = [[create_run(Recipe()) for _ in range(3)] for _ in range(2)]
    for run in ended:
        run.write_state(status="finished")
    read = []
    real = RunState.from_json
    monkeypatch.setattr(RunState, "from_json", lambda text: read.append(text) or real(text))
    directory._ended.clear()
    first = list_runs()
    assert len(read) == len(ended) + len(waiting)
    read.clear()
    assert list_runs() == first
    assert len(read) == len(waiting)


def test_states_of_runs_that_are_long_gone_are_not_kept_for_ever(monkeypatch):
    monkeypatch.setattr(directory, "_ended", {})
    monkeypatch.setattr(directory, "_MOST_ENDED", 3)
    for _ in range(10):
        create_run(Recipe()).write_state(status="finished")
    assert [run.status() for run in list_runs().runs] == ["finished"] * 10
    assert 0 < len(directory._ended) <= 3


def test_a_run_that_goes_on_after_its_end_is_read_anew():
    run = create_run(Recipe())
    run.write_state(status="stopped")
    assert run.state.status == "stopped"
    run.write_state(status="queued")
    assert run.state.status == "queued"


@pytest.mark.parametrize("status", ["stopped", "finished", "failed"])
def test_an_end_is_an_end_whoever_holds_the_lock(status, holder):
    run = create_run(Recipe())
    run.write_state(status=status)
    holder(run.lock_path)
    assert run.status() == status


def test_a_new_run_waits_while_its_engine_lives_and_is_interrupted_without_it(holder):
    run = create_run(Recipe(), engine="e1")
    engine = holder(engine_lock_path("e1"))
    assert run.status() == "queued"
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    assert run.status() == "interrupted"


def test_a_run_is_running_while_its_lock_is_held_and_interrupted_at_once_after_a_kill(holder):
    run = create_run(Recipe())
    run.write_state(status="running")
    trainer = holder(run.lock_path)
    assert run.status() == "running"
    trainer.send_signal(signal.SIGKILL)
    trainer.wait()
    assert run.status() == "interrupted"


def test_a_killed_run_whose_engine_lives_waits_to_be_started_again(holder):
    run = create_run(Recipe(), engine="e2")
    run.write_state(status="running")
    holder(engine_lock_path("e2"))
    assert run.status() == "queued"


def test_a_stop_is_shown_as_stopping_until_the_trainer_has_obeyed(holder):
    run = create_run(Recipe())
    run.write_state(status="running")
    holder(run.lock_path)
    request_stop(run)
    assert run.status() == "stopping"


def test_a_run_that_nobody_trains_stops_at_once():
    run = create_run(Recipe())
    request_stop(run)
    assert run.status() == "stopped"


def test_a_stop_after_the_end_changes_nothing():
    run = create_run(Recipe())
    run.write_state(status="finished")
    request_stop(run)
    assert run.status() == "finished"
    assert not run.stop_requested()


def test_asking_who_is_alive_does_not_keep_a_trainer_out():
    run = create_run(Recipe())
    run.write_state(status="running")
    with filelock.FileLock(run.lock_path).acquire(timeout=1):
        pass
    assert run.status() == "interrupted"
    with filelock.FileLock(run.lock_path).acquire(timeout=0):
        assert run.status() == "running"


# Asks again and again who holds a lock, as the pages of another server do.
ASK = """
import sys
from pathlib import Path
from lib.runs.locks import is_held
print("asking", flush=True)
while True:
    is_held(Path(sys.argv[1]))
"""


@pytest.fixture
def asker():
    started = []

    def ask(path):
        command = [sys.executable, "-c", ASK, str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
        started.append(process)
        assert process.stdout.readline() == b"asking\n"

    yield ask
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_two_servers_that_ask_at_once_do_not_take_each_other_for_the_trainer(asker):
    run = create_run(Recipe())
    run.write_state(status="running")
    with filelock.FileLock(run.lock_path).acquire(timeout=1):
        pass  # a trainer was here, and is gone
    asker(run.lock_path)
    end = time.monotonic() + 0.5
    answers = set()
    while time.monotonic() < end:
        answers.add(run.status())
    assert answers == {"interrupted"}


def test_a_stop_of_a_run_that_nobody_trains_is_done_although_others_ask(asker):
    for _ in range(5):
        run = create_run(Recipe())
        run.lock_path.touch()
        asker(run.lock_path)
        request_stop(run)
        assert run.state.status == "stopped"


def test_the_state_comes_back_as_it_was_written():
    state = RunState("running", 1.0, 2.0, class_names=("a", "雏菊"), facts={"limit": 3})
    assert RunState.from_json(state.to_json()) == state


def test_a_kill_while_the_state_is_written_leaves_the_old_or_the_new():
    run = create_run(Recipe())
    script = (
        "import sys; from lib.runs.directory import open_run\n"
        "run = open_run(sys.argv[1]); print('go', flush=True)\n"
        "while True: run.write_state(phase='drawing', phase_done=run.state.phase_done + 1)\n"
    )
    command = [sys.executable, "-c", script, run.id]
    seen = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
        assert process.stdout.readline() == b"go\n"
        before, patience = run.state.phase_done, time.monotonic() + 30
        while run.state.phase_done == before and time.monotonic() < patience:
            time.sleep(0.01)
        process.kill()
        process.wait()
        process.stdout.close()
        seen.append(run.state.phase_done)  # readable, and never backwards
    assert 0 < seen[0] < seen[1] < seen[2]


def test_validation_results_that_are_not_there_yet_are_said_so():
    run = create_run(Recipe())
    for question in (run.validation_files, lambda: run.validation_probabilities(1)):
        with pytest.raises(RunError) as caught:
            question()
        assert caught.value.key == "run.no_validation"


def test_no_two_runs_get_the_same_name(monkeypatch):
    names = iter(["aaaaaaaa", "aaaaaaaa"])
    monkeypatch.setattr(directory.secrets, "token_hex", lambda _: next(names))
    first = create_run(Recipe())
    with pytest.raises(FileExistsError):
        create_run(Recipe())
    assert (first.recipe, first.state.status) == (Recipe(), "queued")


def test_whatever_goes_wrong_leaves_no_half_of_a_run(monkeypatch, home):
    def refuse(path, text):
        raise PermissionError(path)

    monkeypatch.setattr(directory.files, "write_text", refuse)
    with pytest.raises(PermissionError):
        create_run(Recipe())
    assert [*(home / "runs").iterdir()] == []


def test_a_disk_without_room_for_a_run_leaves_no_half_of_one(monkeypatch):
    def full(path, text):
        raise RunError("run.disk_full", file=path.name)

    monkeypatch.setattr(directory.files, "write_text", full)
    with pytest.raises(RunError) as caught:
        create_run(Recipe())
    assert caught.value.key == "run.no_room"
    assert directory.list_runs() == directory.RunList((), ())
    assert list(directory.runs_home().iterdir()) == []
