"""Redraws take turns, and nothing can keep the others for long."""

import threading
import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest

from lib.ui import page, turns
from lib.ui.layers import asking
from lib.ui.turns import give_way, holding, taking_turns, waiting


def started(work: Callable[[], object]) -> threading.Thread:
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
    assert turns._turn.take(turns._turn.place(quick=True))  # and it is free again
    turns._turn.give_back()


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


def in_line(count: int) -> None:
    """Wait until so many stand in the line."""
    deadline = time.monotonic() + 10
    while len(turns._turn._line) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def lined_up(order: list[str], *names: str) -> list[threading.Thread]:
    """Have them come one after another; the sliders are quick.  Each notes when it has its turn."""

    def compute(name: str) -> None:
        with taking_turns(quick="slider" in name):
            order.append(name)

    threads = []
    for number, name in enumerate(names):
        threads.append(started(partial(compute, name)))
        in_line(number + 1)
    return threads


def test_who_is_quick_comes_first_and_otherwise_who_came_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 30.0)
    order: list[str] = []
    with taking_turns():
        threads = lined_up(order, "page", "slider", "other page", "other slider")
    for thread in threads:
        thread.join()
    assert order == ["slider", "other slider", "page", "other page"]


def test_a_page_in_its_midst_gives_way_to_who_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 30.0)
    order: list[str] = []
    with taking_turns():
        threads = lined_up(order, "page", "slider")
        give_way()
        order.append("the rest of this page")
        give_way()  # to nobody: another page waits its turn
        assert holding()
        order.append("its end")
    for thread in threads:
        thread.join()
    assert order == ["slider", "the rest of this page", "its end", "page"]


def test_who_is_quick_gives_way_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 30.0)
    order: list[str] = []
    with taking_turns(quick=True):
        [thread] = lined_up(order, "other slider")
        give_way()
        order.append("slider")
    thread.join()
    assert order == ["slider", "other slider"]


def test_nobody_gives_way_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 30.0)
    monkeypatch.setattr(turns, "_MOST_GIVEN", 0.05)
    gone: list[int] = []

    def compute() -> None:
        with taking_turns(quick=True):
            gone.append(1)
            time.sleep(0.06)

    with taking_turns():
        thread = started(compute)
        in_line(1)
        give_way()
        thread.join()
        assert gone == [1]
        thread = started(compute)
        in_line(1)
        give_way()  # no more: it has waited long enough
        assert gone == [1]
    thread.join()
    with taking_turns():  # the next one begins anew
        thread = started(compute)
        in_line(1)
        give_way()
        assert gone == [1, 1, 1]
    thread.join()


def test_inside_of_a_turn_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    with taking_turns():
        with taking_turns(quick=True):
            assert holding()
        assert holding()  # there may be more of the page
    assert not holding()
    asked: list[turns.Place] = []
    real = turns._turn.take
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 0.02)
    monkeypatch.setattr(turns._turn, "take", lambda place: asked.append(place) or real(place))

    def compute() -> None:
        with taking_turns(), taking_turns(quick=True):
            assert not holding()

    with taking_turns():
        started(compute).join()
    assert len(asked) == 2  # who got none does not wait a second time


def test_who_waited_in_vain_stands_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 0.05)
    with taking_turns():
        for quick in (True, False):
            place = turns._turn.place(quick=quick)
            started(partial(turns._turn.take, place)).join()
    assert turns._turn._line == []
    with taking_turns():
        assert holding()


@pytest.mark.parametrize(("fragments", "quick"), [(["body"], True), ([], False), (None, False)])
def test_what_a_moved_control_redraws_is_quick(monkeypatch, fragments, quick) -> None:
    context = SimpleNamespace(fragment_ids_this_run=fragments)
    monkeypatch.setattr(page, "get_script_run_ctx", lambda **_: context)
    assert page._of_a_control() is quick
