"""Questions to the worker are asked once, kept while there is room, and never keep a page."""

import threading
import time

import numpy as np
import pytest

from lib.operations.resize import fit
from lib.operations.resized import Resized
from lib.ui.answers import Answers, weigh


def ask(answers, question, answer):
    return answers.asked(question, lambda: answer).result(timeout=5)


def test_a_question_is_asked_once():
    answers, calls = Answers(1000), []
    for _ in range(3):
        answers.asked(("q",), lambda: calls.append(1) or 7).result(timeout=5)
    assert len(calls) == 1 and answers.known(("q",)) == 7
    answers.forget(("q",))
    assert answers.known(("q",)) is None


def test_answers_never_weigh_more_than_they_may_and_the_newest_stays():
    answers = Answers(5_000_000)
    for number in range(40):
        ask(answers, ("picture", number), np.zeros(1_000_000, np.uint8))
        ask(answers, ("number", number), number)
        assert answers.weight <= 6_000_200  # the newest is weighed when the next one comes
    assert answers.known(("picture", 39)) is not None and answers.known(("picture", 0)) is None


def test_an_answer_weighs_what_its_arrays_do():
    picture = np.zeros((100, 200, 3), np.uint8)
    resized = Resized(fit("squash", (100, 200), (9, 9)), picture, picture, 0.0, 1.0)
    assert 120_000 < weigh({"a": (resized,)}) < 125_000


def test_an_answer_that_may_have_changed_is_asked_again():
    answers, calls = Answers(1000), []
    answer = lambda: calls.append(1) or len(calls)  # noqa: E731
    assert answers.asked(("q",), answer, fresh=60).result(timeout=5) == 1
    assert answers.asked(("q",), answer, fresh=60).result(timeout=5) == 1
    assert answers.asked(("q",), answer, fresh=0.0).result(timeout=5) == 2


def test_an_open_question_is_not_forgotten_before_its_answer():
    answers, go = Answers(1000), threading.Event()
    slow = answers.asked(("slow",), lambda: go.wait(5) and np.zeros(100))
    assert answers.known(("slow",)) is None
    ask(answers, ("other",), 1)
    assert answers.asked(("slow",), lambda: None) is slow
    go.set()
    assert len(slow.result(timeout=5)) == 100


@pytest.mark.parametrize("count", [1, 3])
def test_all_who_wait_for_the_same_files_share_one_look_at_a_time(count, tmp_path):
    from lib.datasets.file_facts import FileFacts, Listing
    from lib.ui.labels.looking import Looker

    inside, most, looks = [], [], []

    def look(folder, paths):
        inside.append(1)
        most.append(len(inside))
        looks.append(folder)
        time.sleep(0.005)
        inside.pop()
        return tuple(FileFacts(path, 1) for path in paths[:2])

    looker = Looker(look)
    listings = [
        Listing(f"set {n}", tuple(f"{i}.jpg" for i in range(10)), tmp_path / str(n))
        for n in range(count)
    ]
    end = time.monotonic() + 30
    while time.monotonic() < end:
        known = [looker.want(listing) for listing in listings for _ in range(4)]  # four visitors
        if set(known) == {10}:
            break
        time.sleep(0.01)
    assert set(known) == {10} and max(most) == 1
    assert len(looks) == 5 * count  # nothing was looked at twice
    first = [looks.index(folder) for folder in set(looks)]
    assert max(first) < 5 * count - 5 or count == 1  # nobody waits until another is done


def test_who_has_gone_is_not_worked_for_and_an_error_is_told(monkeypatch, tmp_path):
    from lib.datasets.file_facts import FileFacts, Listing
    from lib.errors import EngineError
    from lib.ui.labels import looking

    monkeypatch.setattr(looking, "_PATIENCE", 0.5)
    listing = Listing("set", tuple(f"{i}.jpg" for i in range(100_000)), tmp_path)
    looker = looking.Looker(lambda folder, paths: time.sleep(0.01) or (FileFacts(paths[0], 1),))
    looker.want(listing)
    wait_until_idle(looker)
    assert 0 < len(looker.shelf.known(listing)) < 100_000

    def fail(folder, paths):
        raise EngineError("engine.busy", seconds=1)

    failing = looking.Looker(fail)
    failing.want(listing)
    wait_until_idle(failing)
    with pytest.raises(EngineError):
        failing.want(listing)


def wait_until_idle(looker):
    end = time.monotonic() + 30
    while looker._busy:
        assert time.monotonic() < end, "still at work"
        time.sleep(0.01)
