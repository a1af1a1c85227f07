"""When a picture travels to the worker, and when its name is enough."""

import dataclasses
from types import SimpleNamespace

import pytest

from lib.runs.shipped import shipped_run
from lib.ui.layers import asking
from lib.ui.picture import ChosenPicture


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
