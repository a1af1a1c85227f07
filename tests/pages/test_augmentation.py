"""The page about augmentation: before a worker has answered, and the numbers of its words."""

import threading

import pytest
from page_opening import opened

from lib.jobs import engine
from lib.operations.augmentation_runs import load_augmentation_runs
from lib.ui import asking
from lib.ui.answers import Answers
from lib.words import load_words

VIEWS = ("draws", "epochs", "inference", "label", "count", "effect")


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def written(app):
    return " ".join(element.value for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("view", VIEWS)
def test_words_and_controls_are_there_while_the_worker_starts(view, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: never.wait(20))
    monkeypatch.setattr(engine, "warm_up", lambda: None)
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr(asking, "_public", Answers(10**6))
    try:
        app = opened("augmentation", view=view, lang="en")
        assert not app.error and "What to notice" in written(app)
        waits = [info.value for info in app.info] == [load_words("en")("asked.waiting")]
        assert waits == (view != "effect")  # which is recorded
    finally:
        never.set()


def test_the_gap_of_the_recorded_runs_is_on_the_page():
    trainings = load_augmentation_runs().trainings
    text = written(opened("augmentation", view="effect", lang="en"))
    for name, found in trainings.items():
        assert f"{name}: }}" in text
        assert rf"&= {100 * found.gap.mean:.1f}\ \text{{points}}" in text


def test_the_number_of_pictures_has_no_gap_in_its_formula(monkeypatch):
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: ["a"] * 200)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)
    text = written(opened("augmentation", view="count", lang="en"))
    assert r"15 \times 2{,}936 = 44{,}040" in text


def test_a_picture_that_half_a_turn_does_not_change_has_an_answer_too(monkeypatch):
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: ["a"] * 200)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)
    app = opened("augmentation", view="count", lang="en")
    (pills,) = [group for group in app.get("button_group") if "predict" in group.key]
    assert [option.content for option in pills.proto.options] == ["1", "2", "4", "8"]
