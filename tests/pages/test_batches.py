"""The page about batches: every view with the worker's answers, and before there are any."""

import re
import threading

import pytest
from page_opening import in_turns, opened

from lib.jobs import engine
from lib.ui import asking
from lib.ui.answers import Answers
from lib.words import load_words

VIEWS = {
    "buffer": [{"buffer": "1"}, {"buffer": "50", "listing": "mixed", "seed": "9999"}],
    "epochs": [{"pipeline": "notes"}, {"pipeline": "sorted", "seed": "0"}],
    "seed": [{"operation_seed": "0", "global_seed": "9999"}],
    "count": [
        {"files": "100", "percent": "50", "batch": "256"},
        {"files": "5000", "percent": "5", "batch": "1"},
    ],
}
CASES = [(view, address) for view, addresses in VIEWS.items() for address in addresses]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def wait_for_answers(monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)


def written(app):
    return " ".join(element.value for element in app.markdown)


@pytest.mark.parametrize(("view", "address", "language"), in_turns(CASES))
def test_a_view_is_drawn_at_the_ends_of_its_controls(view, address, language, monkeypatch):
    wait_for_answers(monkeypatch)
    app = opened("batches", view=view, lang=language, **address)
    assert not app.error and not app.warning
    assert "{{" not in written(app) and "### " in written(app)
    assert not [info for info in app.info if info.value == load_words(language)("asked.waiting")]


@pytest.mark.parametrize("view", ["buffer", "epochs", "seed"])
def test_what_is_known_is_shown_while_the_worker_starts(view, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: never.wait(20))
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr(asking, "_public", Answers(10**6))
    try:
        app = opened("batches", view=view, lang="en")
        assert load_words("en")("asked.waiting") in [info.value for info in app.info]
        assert not app.error
        shown = {"buffer": "Predict first", "epochs": "What it did to training", "seed": "notice"}
        assert shown[view] in written(app)
    finally:
        never.set()


def test_what_goes_wrong_in_the_worker_is_said_and_asked_again(monkeypatch):
    from lib.errors import EngineError

    def fail(*asked, **options):
        raise EngineError("engine.task_failed", reason="tried out")

    monkeypatch.setattr(engine, "quick", fail)
    monkeypatch.setattr(asking, "_public", Answers(10**6))
    app = opened("batches", view="seed", lang="en")
    said = app.error[0].value
    assert "The worker could not do this" in said
    assert "tried out" not in said  # what a library says is for the server's log
    assert asking._public.weight == 0


@pytest.mark.parametrize(
    ("pipeline", "kept"), [("notes", 15), ("no_cache", 0), ("pictures", 0), ("once", 15)]
)
def test_the_count_of_kept_batches_is_that_of_tf_data(pipeline, kept, monkeypatch):
    wait_for_answers(monkeypatch)
    app = opened("batches", view="epochs", pipeline=pipeline, lang="en")
    assert f"Batches that kept their members: {kept} of 15." in written(app)


def test_the_epoch_of_the_notes_has_92_updates():
    formulas = re.findall(r"\$\$(.+?)\$\$", written(opened("batches", view="count")), re.DOTALL)
    assert any("= 92" in formula and "2{,}936" in formula for formula in formulas)
    assert not [formula for formula in formulas if re.search(r"\d,\d{3}", formula)]
