"""When a picture travels to the worker, when its name is enough, and when nobody is asked."""

import dataclasses
import threading
from types import SimpleNamespace

import pytest

from lib.errors import EngineError
from lib.jobs.steps import Unfinished
from lib.runs.shipped import shipped_run
from lib.ui.layers import asking, next_pictures
from lib.ui.layers.shared import SharedAnswers, drawn_once
from lib.ui.picture import ChosenPicture, beside, shipped


@pytest.fixture
def worker(monkeypatch):
    """A worker that knows what it was sent; what it was asked."""
    asked, known = [], set()

    def quick(_module, _name, digest, picture, *_rest, timeout):
        asked.append(picture is not None)
        if picture is not None:
            known.add(digest)
        return "answer" if digest in known else None

    monkeypatch.setattr(asking.engine, "quick", quick)
    monkeypatch.setattr(asking.st, "session_state", {asking._ANSWERED: True})
    return SimpleNamespace(asked=asked, known=known)


def picture(digest, size):
    made = object.__new__(ChosenPicture)
    for field in dataclasses.fields(ChosenPicture):
        object.__setattr__(made, field.name, None)
    object.__setattr__(made, "digest", digest)
    object.__setattr__(made, "file", b"x" * size)
    return made


def test_a_small_new_picture_travels_at_once_and_never_again(worker):
    for layer in ("a", "b"):
        assert (
            asking.ask_picture(None, shipped_run(), 1, picture("new", 9), "m.f", layer) == "answer"
        )
    assert worker.asked == [True, False]


def test_a_large_picture_travels_only_when_the_worker_lacks_it(worker):
    large = picture("large", 2_000_000)
    asking.ask_picture(None, shipped_run(), 1, large, "m.f", 1)
    assert worker.asked == [False, True]
    worker.known.clear()  # another worker took its place
    assert asking.ask_picture(None, shipped_run(), 1, large, "m.f", 2) == "answer"
    assert worker.asked == [False, True, False, True]


@pytest.fixture
def nothing_shared(monkeypatch):
    monkeypatch.setattr(asking, "_shared", SharedAnswers(1_000_000))


def visitors(count, monkeypatch):
    """One visitor after another, each with a session of its own."""
    for _ in range(count):
        monkeypatch.setattr(asking.st, "session_state", {asking._ANSWERED: True})
        yield


def test_a_picture_that_ships_is_asked_about_once_for_all_visitors(
    worker, nothing_shared, monkeypatch
):
    for _ in visitors(3, monkeypatch):
        assert asking.ask_picture(None, shipped_run(), 1, shipped("roses"), "m.f", 1) == "answer"
    assert len(worker.asked) == 1
    asking.ask_picture(None, shipped_run(), 1, shipped("roses"), "m.f", 2)  # another question
    asking.ask_picture(None, shipped_run(), 1, shipped("tulips"), "m.f", 1)  # another picture
    assert len(worker.asked) == 3


def test_a_visitors_own_picture_is_never_shared(worker, nothing_shared, monkeypatch):
    for _ in visitors(2, monkeypatch):
        asking.ask_picture(None, shipped_run(), 1, picture("0e3f", 9), "m.f", 1)
    assert len(worker.asked) == 2


@pytest.fixture
def connected(monkeypatch):
    monkeypatch.setattr(asking.engine, "status", lambda: SimpleNamespace(connected=True))


def bench(values=1000):
    """A network that has so many values."""
    layers = (SimpleNamespace(output_shape=(values,)),)
    network = SimpleNamespace(layers=layers)
    return SimpleNamespace(run=shipped_run(), written=1, network=network, picture=shipped("roses"))


def test_what_was_had_ready_is_not_asked_again_and_what_failed_is(
    worker, nothing_shared, connected, monkeypatch, caplog
):
    told = []
    failures = [EngineError("engine.busy", seconds=1), FileNotFoundError("deleted")]

    def quick(*arguments, patient=False, **how):
        told.append(patient)
        if failures:
            raise failures.pop(0)
        return "answer"

    monkeypatch.setattr(asking.engine, "quick", quick)
    for _ in range(2):
        next_pictures.look_ahead(bench(), "m.f", 1)
        next_pictures.next_pictures.finish()
    names = beside(shipped("roses"))
    assert told == [True] * (len(names) + 2)  # once each, and again the two that failed
    assert "not looked at ahead" in caplog.text and "engine.busy" not in caplog.text
    for name in names:
        assert asking.ask_picture(None, shipped_run(), 1, shipped(name), "m.f", 1) == "answer"
    assert len(told) == len(names) + 2
    monkeypatch.delattr(asking.engine, "status")  # what is there needs no engine
    next_pictures.look_ahead(bench(), "m.f", 1)
    next_pictures.next_pictures.finish()
    assert len(told) == len(names) + 2 and caplog.text.count("not looked at ahead") == 1


def test_nobody_is_asked_ahead_without_an_engine_or_about_a_large_network(
    worker, nothing_shared, connected, monkeypatch
):
    next_pictures.look_ahead(bench(values=10**8), "m.f", 1)
    next_pictures.next_pictures.finish()
    monkeypatch.setattr(asking.engine, "status", lambda: SimpleNamespace(connected=False))
    next_pictures.look_ahead(bench(), "m.f", 1)
    next_pictures.next_pictures.finish()
    assert worker.asked == []


def test_no_more_waits_than_allowed_and_nothing_twice():
    asked, gate = [], threading.Event()
    ahead = next_pictures.NextPictures()
    for number in (0, 0, *range(20)):
        ahead.ask((number,), lambda number=number: (gate.wait(20), asked.append(number)))
    gate.set()
    ahead.finish()
    assert asked == list(range(next_pictures._MOST_WAITING))
    ahead.ask((99,), lambda: asked.append(99))  # it begins again
    ahead.finish()
    assert asked[-1] == 99


def test_a_new_network_of_a_run_is_asked_anew(worker, nothing_shared, monkeypatch):
    for written in (1, 2, 2):
        monkeypatch.setattr(asking.st, "session_state", {asking._ANSWERED: True})
        asking.ask_picture(None, shipped_run(), written, shipped("roses"), "m.f", 1)
    assert len(worker.asked) == 2


def test_a_drawing_of_a_picture_that_ships_is_made_once_and_a_visitors_own_each_time():
    kept, made = SharedAnswers(100_000), []

    def draw():
        made.append(1)
        return "wide", "narrow"

    for key in ("a", "a", "b"):
        assert drawn_once(kept, shipped("roses"), key, draw) == ("wide", "narrow")
    assert len(made) == 2
    for _ in range(2):
        drawn_once(kept, picture("0e3f", 9), "a", draw)
    assert len(made) == 4


def test_what_is_shared_takes_no_more_room_than_it_may():
    kept = SharedAnswers(10_000)
    for number in range(50):
        kept.put(number, number, 1000)
        kept.put(number, number, 1000)  # the same again takes no more
    there = [number for number in range(50) if kept.get(number) is not None]
    assert there == [46, 47, 48, 49]
    kept.put("too large", "x", 20_000)
    assert kept.get("too large") is None
    assert [number for number in range(50) if kept.get(number) is not None] == there


def test_an_answer_that_is_not_whole_is_not_shared(worker, nothing_shared, connected, monkeypatch):
    monkeypatch.setattr(asking.engine, "quick", lambda *_, **__: Unfinished(0.5))
    asking.have_ready(shipped_run(), 1, shipped("roses"), "m.f", 1)
    key = asking.answer_key(shipped_run(), 1, shipped("roses"), "m.f", (1,))
    assert asking._shared.get(key) is None
