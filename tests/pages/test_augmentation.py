"""The page about augmentation: every view in both languages, and before a worker has answered."""

import threading

import pytest
from page_opening import opened

from lib.jobs import engine
from lib.operations.augmentation_runs import load_augmentation_runs
from lib.ui import asking
from lib.ui.answers import Answers
from lib.words import LANGUAGES, load_words

VIEWS = ("draws", "epochs", "inference", "label", "count", "effect")


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def written(app):
    return " ".join(element.value for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_drawn_with_the_answers_of_the_layers(view, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)
    for language in LANGUAGES:
        app = opened("augmentation", view=view, lang=language)
        text = written(app)
        assert not app.error and not app.warning and not app.info
        assert "{{" not in text and "####" in text and asking.UNKNOWN not in text.replace(" … ", "")
        assert load_words(language)("predict_first.title") in text


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
        assert rf"&= {100 * found.gap.mean():.1f}\ \text{{points}}" in text


def test_the_number_of_pictures_has_no_gap_in_its_formula(monkeypatch):
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: ["a"] * 200)
    text = written(opened("augmentation", view="count", lang="en"))
    assert r"15 \times 2{,}936 = 44{,}040" in text
