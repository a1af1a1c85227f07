"""When a picture travels to the worker, when its name is enough, and when nobody is asked."""

import dataclasses
from types import SimpleNamespace

import pytest

from lib.errors import EngineError
from lib.jobs.steps import Unfinished
from lib.runs.shipped import shipped_run
from lib.ui.layers import asking, next_pictures
from lib.ui.layers.shared import SharedAnswers
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
        assert asking.ask_picture(None, shipped_run(), picture("new", 9), "m.f", layer) == "answer"
    assert worker.asked == [True, False]


def test_a_large_picture_travels_only_when_the_worker_lacks_it(worker):
    large = picture("large", 2_000_000)
    asking.ask_picture(None, shipped_run(), large, "m.f", 1)
    assert worker.asked == [False, True]
    worker.known.clear()  # another worker took its place
    assert asking.ask_picture(None, shipped_run(), large, "m.f", 2) == "answer"
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
        assert asking.ask_picture(None, shipped_run(), shipped("roses"), "m.f", 1) == "answer"
    assert len(worker.asked) == 1
    asking.ask_picture(None, shipped_run(), shipped("roses"), "m.f", 2)  # another question
    asking.ask_picture(None, shipped_run(), shipped("tulips"), "m.f", 1)  # another picture
    assert len(worker.asked) == 3


def test_a_visitors_own_picture_is_never_shared(worker, nothing_shared, monkeypatch):
    for _ in visitors(2, monkeypatch):
        asking.ask_picture(None, shipped_run(), picture("0e3f", 9), "m.f", 1)
    assert len(worker.asked) == 2


def test_what_was_had_ready_is_not_asked_again_and_what_failed_is(
    worker, nothing_shared, monkeypatch
):
    told = []

    def quick(*arguments, patient=False, **how):
        told.append(patient)
        if len(told) == 1:
            raise EngineError("engine.busy", seconds=1)
        return "answer"

    monkeypatch.setattr(asking.engine, "quick", quick)
    bench = SimpleNamespace(run=shipped_run(), picture=shipped("roses"))
    for _ in range(2):
        next_pictures.look_ahead(bench, "m.f", 1)
        next_pictures._pool.submit(lambda: None).result(timeout=20)  # it is done by then
    count = len(beside(bench.picture))
    assert told == [True] * (count + 1)  # once each, and again the one that failed
    for name in beside(bench.picture):
        assert asking.ask_picture(None, shipped_run(), shipped(name), "m.f", 1) == "answer"
    assert len(told) == count + 1
    assert next_pictures._waiting == set()


def test_an_answer_that_is_not_whole_is_not_shared(worker, nothing_shared, monkeypatch):
    monkeypatch.setattr(asking.engine, "quick", lambda *_, **__: Unfinished(0.5))
    asking.have_ready(shipped_run(), shipped("roses"), "m.f", 1)
    key = asking.answer_key(shipped_run(), shipped("roses"), "m.f", (1,))
    assert asking._shared.get(key) is None
