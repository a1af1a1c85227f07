"""Redraws take turns, and nothing can keep the others for long."""

import threading
import time
from collections.abc import Callable

import pytest

from lib.ui import turns
from lib.ui.layers import asking
from lib.ui.turns import holding, taking_turns, waiting


def started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_only_one_computes_at_a_time() -> None:
    together: list[int] = []
    inside = [0]

    def compute() -> None:
        with taking_turns():
            inside[0] += 1
            together.append(inside[0])
            time.sleep(0.01)
            inside[0] -= 1

    for thread in [started(compute) for _ in range(6)]:
        thread.join()
    assert together == [1] * 6
    assert turns._turn.acquire(blocking=False)  # and it is free again
    turns._turn.release()


def test_who_waits_for_an_answer_lets_the_others_go() -> None:
    gone = threading.Event()

    def compute() -> None:
        with taking_turns():
            gone.set()

    with taking_turns():
        with waiting():
            assert not holding()
            started(compute).join()
            assert gone.is_set()
        assert holding()
    assert not holding()


def test_pages_that_ask_the_worker_themselves_let_the_others_go(monkeypatch):
    asked: list[bool] = []
    monkeypatch.setattr(asking.engine, "quick", lambda *_, **__: asked.append(holding()))
    with taking_turns():
        asking._quick("network.describe", "model.keras")
        assert asked == [False] and holding()


def test_one_that_takes_long_is_overtaken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 0.02)
    had: list[bool] = []

    def compute() -> None:
        with taking_turns():
            had.append(holding())

    with taking_turns():
        started(compute).join()
    assert had == [False]  # it went on without the turn, and gave none back
    with taking_turns():
        assert holding()


def test_an_error_gives_the_turn_back() -> None:
    with pytest.raises(KeyError), taking_turns():
        raise KeyError
    assert not holding()


def test_a_turn_inside_a_turn_does_not_wait_for_itself() -> None:
    with taking_turns():
        began = time.monotonic()
        with taking_turns():
            assert holding()
        assert time.monotonic() - began < turns._LONGEST_WAIT
