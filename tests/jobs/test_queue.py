"""The limit and the state of a run hold for all servers of a home together; no cluster here."""

import contextlib
import threading
import time

import filelock
import pytest

from lib.errors import EngineError, RunError
from lib.jobs import engine as module
from lib.jobs.engine import Engine
from lib.jobs.keeper import Keeper
from lib.runs import queue
from lib.runs.directory import Run, create_run, engine_lock_path, list_runs
from lib.runs.recipe import Recipe


@pytest.fixture
def engines(tmp_path, monkeypatch):
    """Two engines of two servers, alive, whose runs wait for ever."""
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(Engine, "_connected", lambda self: None)
    monkeypatch.setattr(Keeper, "start", lambda self: None)
    two = [Engine(run_limit=1) for _ in range(2)]
    locks = [filelock.FileLock(engine_lock_path(each.name)) for each in two]
    for lock in locks:
        lock.acquire(timeout=1)
    yield two
    for lock in locks:
        lock.release()


def test_two_servers_that_start_a_run_at_once_keep_to_the_limit(engines, monkeypatch):
    def slowly(*arguments, **options):
        time.sleep(0.2)  # between the look at the queue and the new run
        return create_run(*arguments, **options)

    monkeypatch.setattr(module, "create_run", slowly)
    refused = []

    def start(engine):
        try:
            engine.start_run(Recipe())
        except EngineError as error:
            refused.append(error.key)

    threads = [threading.Thread(target=start, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["engine.queue_full"]
    assert [run.status() for run in list_runs().runs] == ["queued"]


def test_a_run_that_ends_while_somebody_resumes_it_stays_ended(engines, monkeypatch):
    run = create_run(Recipe())
    run.write_state(status="finished")
    monkeypatch.setattr(Run, "status", lambda self: "interrupted")  # what was true a moment ago
    with pytest.raises(RunError) as caught:
        engines[0].resume_run(run.id)
    assert (caught.value.key, caught.value.facts["status"]) == ("run.not_resumable", "finished")
    assert run.state.status == "finished"


def test_a_run_that_somebody_still_holds_is_not_resumed_and_that_is_said(engines, monkeypatch):
    monkeypatch.setattr(queue, "_HOLD_SECONDS", 0.05)
    run = create_run(Recipe())
    run.write_state(status="stopped")
    with filelock.FileLock(run.lock_path).acquire(timeout=1), pytest.raises(RunError) as caught:
        engines[0].resume_run(run.id)
    assert (caught.value.key, caught.value.facts["status"]) == ("run.not_resumable", "running")
    assert run.state.status == "stopped"


def test_a_queue_that_stays_taken_is_said_so(engines, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "_PATIENCE", 0.05)
    taken = filelock.FileLock(tmp_path / "queue.lock").acquire(timeout=1)
    with taken, pytest.raises(EngineError) as caught:
        engines[0].start_run(Recipe())
    assert caught.value.key == "engine.busy"


def test_several_runs_are_started_together_or_not_at_all(engines):
    engine = engines[0]
    engine.run_limit = 3
    runs = engine.start_runs([Recipe(seed=seed) for seed in (1, 2)])
    assert [run.recipe.seed for run in runs] == [1, 2]
    assert [engine.queue_position(run.id) for run in runs] == [1, 2]
    assert engine.free_places() == 1
    with pytest.raises(EngineError) as caught:
        engine.start_runs([Recipe()] * 2)
    assert (caught.value.key, caught.value.facts) == (
        "engine.queue_short",
        {"needed": 2, "free": 1, "limit": 3},
    )
    assert len(list_runs().runs) == 2


@pytest.mark.parametrize("error", [RunError("run.no_room"), PermissionError("refused")])
def test_a_disk_that_fails_halfway_leaves_no_run_of_several(engines, monkeypatch, error):
    engine, made = engines[0], []
    engine.run_limit = 3

    def once(*arguments, **options):
        if made:
            raise error
        made.append(create_run(*arguments, **options))
        return made[0]

    monkeypatch.setattr(module, "create_run", once)
    with pytest.raises(type(error)):
        engine.start_runs([Recipe()] * 2)
    assert list_runs().runs == ()


def test_the_run_that_has_waited_longest_is_taken_first_whoever_made_it(engines):
    for engine in engines:
        engine.run_limit = 4
    runs = [engines[at % 2].start_run(Recipe()) for at in range(4)]
    taken = []
    with contextlib.ExitStack() as held:
        for position in range(4):
            assert [queue.queue_position(run.id) for run in runs[position:]] == [
                *range(1, 5 - position)
            ]
            taken.append(held.enter_context(queue.next_run()))
            assert taken[-1].status() == "running"
        assert held.enter_context(queue.next_run()) is None
    assert taken == runs
    with queue.next_run() as again:
        assert again == runs[0]  # nobody wrote an end: it waits again, at its old place


def test_many_who_take_at_once_never_take_the_same_run(engines):
    engines[0].run_limit = 12
    runs, taken, gate = engines[0].start_runs([Recipe()] * 12), [], threading.Barrier(4)

    def take():
        gate.wait()
        with contextlib.ExitStack() as held:
            while (run := held.enter_context(queue.next_run())) is not None:
                taken.append(run.id)
            gate.wait()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(run.id for run in runs)


def test_a_run_that_failed_without_a_word_is_passed_over_for_once(engines):
    engines[0].run_limit = 2
    first, second = engines[0].start_runs([Recipe()] * 2)
    with queue.next_run(leaving={first.id}) as run:
        assert run == second


def test_the_runs_of_a_dead_engine_are_taken_over_at_their_places(engines):
    living = engines[0]
    living.run_limit = 3
    orphans = [create_run(Recipe(), engine="dead") for _ in range(2)]
    orphans[0].write_state(status="running", phase="training")  # it was being trained
    own = living.start_run(Recipe())
    forgotten = create_run(Recipe())  # put back by nobody: it is for its visitor to go on
    late = create_run(Recipe(), engine="dead")
    assert [run.status() for run in orphans] == ["interrupted"] * 2
    assert queue.adopt(living.name, limit=3) == orphans
    assert queue.waiting() == [*orphans, own]
    assert (forgotten.status(), late.status()) == ("interrupted", "interrupted")  # no place left


def test_a_run_that_is_still_trained_is_not_taken_over(engines):
    orphan = create_run(Recipe(), engine="dead")
    with filelock.FileLock(orphan.lock_path).acquire(timeout=1):
        assert queue.adopt(engines[0].name, limit=3) == []
        assert orphan.status() == "running"
    assert queue.adopt(engines[0].name, limit=3) == [orphan]
