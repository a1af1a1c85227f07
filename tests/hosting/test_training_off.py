"""Where the host trains nothing, pages say so, offer what works, and start nothing."""

import pytest
from page_opening import opened

from lib.jobs import engine
from lib.runs.directory import create_run, list_runs
from lib.runs.recipe import Recipe
from lib.words import LANGUAGES, load_words


@pytest.fixture(autouse=True)
def host(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setenv("CONVSCOPE_TRAINING", "off")
    monkeypatch.setattr(engine, "warm_up", lambda: None)


def _button(app, label):
    return next(one for one in app.button if one.label.startswith(label))


def _doors(app):
    return {link.proto.page for link in app.get("page_link")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_train_says_it_kindly_and_shows_the_recorded_run(language):
    say = load_words(language)
    app = opened("train", lang=language)
    assert say("training.off") in [one.value for one in app.markdown]
    assert _button(app, say("train.start")).disabled
    assert {"compare", "clinic", "predict"} <= _doors(app)
    assert not app.error and not app.exception
    assert app.get("download_button") and app.get("plotly_chart")
    app.slider[0].set_value(app.slider[0].max).run()  # the form still counts
    assert not app.exception and not list_runs().runs


@pytest.mark.parametrize("language", LANGUAGES)
def test_live_comparison_says_it_and_cannot_be_started(language):
    say = load_words(language)
    app = opened("compare", lang=language, view="live")
    assert say("training.off") in [one.value for one in app.markdown]
    assert _button(app, say("compare.live.start", needed=4)).disabled
    assert {"clinic", "predict"} <= _doors(app)
    assert not app.error and not app.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stopped_run_is_shown_without_a_way_to_resume_it(language, monkeypatch):
    say = load_words(language)
    run = create_run(Recipe())
    run.write_state(status="stopped")
    app = opened("train", lang=language, run=run.id)
    assert say("run.resume") not in [button.label for button in app.button]
    monkeypatch.setenv("CONVSCOPE_TRAINING", "on")
    app = opened("train", lang=language, run=run.id)
    assert say("run.resume") in [button.label for button in app.button]
    assert say("training.off") not in [one.value for one in app.markdown]


def _link_labels(app):
    return [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_door_to_the_training_of_a_network_becomes_a_word_on_why(language, monkeypatch):
    say = load_words(language)
    app = opened("shapes", lang=language)
    why = say("training.off.door", label=say("shapes.train"))
    assert say("shapes.train") not in _link_labels(app)
    assert why in [one.value for one in app.caption]
    monkeypatch.setenv("CONVSCOPE_TRAINING", "on")
    app = opened("shapes", lang=language)
    assert say("shapes.train") in _link_labels(app)
    assert why not in [one.value for one in app.caption]
