"""The ten questions: every answer has its evidence, and the score is that of the address."""

import re

import pytest
from page_opening import opened

from lib.operations.questions import NUMBERS, OPTIONS, Answers
from lib.ui import asking
from lib.ui.asking import Asking
from lib.ui.questions import rights
from lib.words import LANGUAGES, load_words

# What the notes and the mathematics say; the library must come to the same by itself.
RIGHT = {
    1: "squashed",
    2: "same",
    3: "smaller",
    4: "tiny",
    5: "all",
    6: "last",
    7: "guessing",
    8: "work",
    9: "scaled",
    10: "whole",
}


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(asking, "PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)


def written(app):
    return "\n".join(element.value for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_right_answer_is_what_the_library_comes_to(number):
    assert rights.right_answer(Asking(None), number) == RIGHT[number]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_an_answer_is_judged_and_followed_by_its_evidence(number, language):
    say = load_words(language)
    wrong = next(code for code in OPTIONS[number] if code != RIGHT[number])
    answers = Answers().picked(number, wrong)
    app = opened("questions", lang=language, question=str(number), answers=answers.text)
    text = written(app)
    assert not app.error and not app.warning
    assert say(f"questions.{number}.{wrong}.why", **rights.question_facts(number)) in text
    assert say("questions.score", right=0, answered=1, count=10) in text
    assert "{{" not in text
    # Asterisks between a full stop and a letter end no bold text.
    assert not re.search(r"^\*\*[^*\n]*[。：？]\*\*\w", text, re.MULTILINE)
    assert app.get("page_link")


@pytest.mark.parametrize("number", NUMBERS)
def test_the_right_answer_counts(number):
    answers = Answers().picked(number, RIGHT[number])
    app = opened("questions", lang="en", question=str(number), answers=answers.text)
    say = load_words("en")
    assert say("questions.score", right=1, answered=1, count=10) in written(app)
    assert say("predict_first.right") in written(app)


def test_nothing_is_told_before_an_answer():
    app = opened("questions", lang="en", question="10")
    assert load_words("en")("questions.more") not in written(app)
    assert "check_circle" not in written(app)


def test_a_pick_is_kept_in_the_address_and_cannot_be_changed():
    app = opened("questions", lang="en", question="2")
    app.radio[0].set_value("zero").run()
    assert app.query_params["answers"] == "-0--------"
    assert not app.radio
    assert "Python 2" in written(app)


def test_whoever_gives_up_sees_the_answer_and_gets_no_point():
    app = opened("questions", lang="en", question="4")
    next(button for button in app.button if button.label == "Show the answer").click().run()
    assert app.query_params["answers"] == "---s------"
    assert load_words("en")("questions.score", right=0, answered=0, count=10) in written(app)


def test_nonsense_for_answers_is_said():
    app = opened("questions", lang="en", answers="zzz")
    assert app.warning[0].value.count("answers") == 1
    assert "default" not in app.warning[0].value  # what was shown stays
